"""What every card reader with a device must do. A test module subclasses `CardReaderContract`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Protocol

import pytest

from kiosk.core.cards.events import ReaderFault
from kiosk.core.cards.rule import CardRule
from kiosk.core.ports import CardReader, ReaderUnusableError
from kiosk.core.secret import Secret

RULE = CardRule(longest=12)
PATIENCE = 20
"""Moments waited for what was shown."""


class Rig(Protocol):
    """A reader with hands on its other side."""

    @property
    def reader(self) -> CardReader: ...

    def send(self, text: str) -> None:
        """What the reader sends for `text`, as a US keyboard would type it."""

    def unplug(self) -> None: ...

    def plug_in(self) -> None: ...

    def close(self) -> None: ...


class CardReaderContract:
    """Subclasses give the fixture `made`; the reader reads numbers by `RULE`, and is plugged in."""

    @pytest.fixture
    def rig(self, made: Rig) -> Iterator[Rig]:
        made.reader.open()
        yield made
        made.reader.close()
        made.close()

    def test_reads_a_card(self, rig: Rig) -> None:
        rig.send("HEF-0012345\n")
        assert next_card(rig) == "HEF-0012345"
        assert rig.reader.read() is None

    def test_reads_one_card_after_the_other(self, rig: Rig) -> None:
        for number in ("001", "HEF-2", "A"):
            rig.send(f"{number}\n")
            assert next_card(rig) == number

    def test_what_is_no_card_is_dropped(self, rig: Rig) -> None:
        for other in ("\n", "12 34\n", "1" * 13 + "\n", "a/b\n", "1" * 400 + "\n"):
            rig.send(other)
            rig.send("001\n")
            assert next_card(rig) == "001"

    def test_the_rest_of_a_bad_read_is_not_joined_to_the_next_card(self, rig: Rig) -> None:
        rig.send("123")
        assert [rig.reader.read() for _ in range(3)] == [None] * 3
        rig.send("456\n")
        assert next_card(rig) == "456"

    def test_a_silent_reader_reads_nothing_and_returns_soon(self, rig: Rig) -> None:
        assert rig.reader.read() is None

    def test_an_unplugged_reader_says_so_and_works_again_when_it_is_back(self, rig: Rig) -> None:
        rig.send("12")
        rig.unplug()
        assert fault_of(rig.reader) is ReaderFault.MISSING
        rig.reader.close()
        with pytest.raises(ReaderUnusableError) as missing:
            rig.reader.open()
        assert missing.value.fault is ReaderFault.MISSING
        rig.plug_in()
        rig.reader.open()
        rig.send("001\n")
        assert next_card(rig) == "001"

    def test_a_closed_reader_reads_nothing(self, rig: Rig) -> None:
        rig.reader.close()
        rig.reader.close()
        assert fault_of(rig.reader) is ReaderFault.MISSING

    def test_no_fault_quotes_a_number(self, rig: Rig) -> None:
        rig.send("HEF-0012345")
        rig.unplug()
        with pytest.raises(ReaderUnusableError) as fault:
            _until_fault(rig.reader)
        assert "HEF" not in repr(fault.value)
        assert fault.value.__suppress_context__ or fault.value.__context__ is None


def next_card(rig: Rig) -> str:
    for _ in range(PATIENCE):
        number = rig.reader.read()
        if number is not None:
            return number.reveal()
    raise AssertionError("no card was read")


def fault_of(reader: CardReader) -> ReaderFault:
    with pytest.raises(ReaderUnusableError) as fault:
        _until_fault(reader)
    return fault.value.fault


def _until_fault(reader: CardReader) -> None:
    for _ in range(PATIENCE):
        reader.read()


class FakeReader:
    """A reader in memory: `shown` are the numbers of the cards held before it."""

    def __init__(self) -> None:
        self.shown: deque[Secret] = deque()
        self.fault: ReaderFault | None = None
        self.opened = 0
        self.closed = 0
        self._open = False

    def open(self) -> None:
        self._fail()
        self.opened += 1
        self._open = True

    def read(self) -> Secret | None:
        self._fail()
        if not self._open:
            raise ReaderUnusableError(ReaderFault.MISSING)
        return self.shown.popleft() if self.shown else None

    def close(self) -> None:
        self.closed += 1
        self._open = False

    def _fail(self) -> None:
        if self.fault is not None:
            raise ReaderUnusableError(self.fault) from None


class FailingReader(FakeReader):
    """A reader that never works, for the reason it is given."""

    def __init__(self, fault: ReaderFault = ReaderFault.FORBIDDEN) -> None:
        super().__init__()
        self.fault = fault
