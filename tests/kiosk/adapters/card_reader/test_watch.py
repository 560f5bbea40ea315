"""The thread that reads: cards one by one, faults once each, and back when the reader is back."""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from kiosk.adapters.card_reader.watch import PAUSE, CardWatch
from kiosk.core.cards.events import CardReaderSaid, CardScanned, ReaderFault
from kiosk.core.ports import CardReader
from kiosk.core.secret import Secret
from tests.kiosk.adapters.card_reader.contract import FailingReader, FakeReader

Start = Callable[[CardReader], "Ear"]


@dataclass
class Ear:
    """What the watch said, and the clock it looks at."""

    heard: queue.Queue[CardScanned | CardReaderSaid] = field(default_factory=queue.Queue)
    now: float = 100.0

    def next(self) -> CardScanned | CardReaderSaid:
        return self.heard.get(timeout=20)

    def elapsed(self) -> float:
        return self.now


@pytest.fixture
def start() -> Iterator[Start]:
    watches: list[CardWatch] = []

    def begin(reader: CardReader) -> Ear:
        ear = Ear()
        watches.append(CardWatch(reader, ear.elapsed, retry=0.01))
        watches[-1].start(ear.heard.put)
        return ear

    yield begin
    for watch in watches:
        watch.close()


def test_a_card_is_said_after_the_reader_is_ready(start: Start) -> None:
    reader = FakeReader()
    reader.shown.append(Secret("HEF-1"))
    ear = start(reader)
    assert ear.next() == CardReaderSaid(None)
    assert ear.next() == CardScanned(Secret("HEF-1"))


def test_a_torrent_of_cards_is_one_card(start: Start) -> None:
    reader = FakeReader()
    ear = start(reader)
    assert ear.next() == CardReaderSaid(None)
    reader.shown.extend(Secret(f"{number}") for number in range(1000))
    assert ear.next() == CardScanned(Secret("0"))
    while reader.shown:
        pass
    ear.now += PAUSE
    reader.shown.append(Secret("HEF-2"))
    assert ear.next() == CardScanned(Secret("HEF-2"))


def test_a_fault_is_said_once_and_logged_without_a_number(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    reader = FailingReader(ReaderFault.MISSING)
    reader.shown.append(Secret("HEF-1"))
    with caplog.at_level(logging.INFO, logger="kiosk"):
        ear = start(reader)
        assert ear.next() == CardReaderSaid(ReaderFault.MISSING)
        closed = reader.closed
        while reader.closed < closed + 3:  # tried again and again
            pass
        reader.fault = ReaderFault.FORBIDDEN
        assert ear.next() == CardReaderSaid(ReaderFault.FORBIDDEN)
        reader.fault = None
        assert ear.next() == CardReaderSaid(None)
        assert ear.next() == CardScanned(Secret("HEF-1"))
    states = [record.__dict__["fields"]["state"] for record in caplog.records]
    assert states == ["missing", "forbidden", "ready"]
    assert ear.heard.empty()


def test_a_reader_that_goes_while_it_is_read_comes_back(start: Start) -> None:
    reader = FakeReader()
    ear = start(reader)
    assert ear.next() == CardReaderSaid(None)
    reader.fault = ReaderFault.MISSING
    assert ear.next() == CardReaderSaid(ReaderFault.MISSING)
    reader.fault = None
    assert ear.next() == CardReaderSaid(None)


def test_closing_gives_the_device_back() -> None:
    reader, ear = FakeReader(), Ear()
    watch = CardWatch(reader, ear.elapsed)
    watch.start(ear.heard.put)
    assert ear.next() == CardReaderSaid(None)
    watch.close()
    assert reader.closed == reader.opened


def test_a_watch_that_never_began_can_be_closed() -> None:
    reader = FakeReader()
    CardWatch(reader, Ear().elapsed).close()
    assert reader.opened == 0
