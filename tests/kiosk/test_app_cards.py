"""The card reader as a part of the station: connected, and given back at the end."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import app
from kiosk.app import Outside, Station, footing
from kiosk.card_settings import NO_READER, ReaderKind
from kiosk.config import Settings
from kiosk.core.cards.events import CardScanned, ReaderFault
from kiosk.core.secret import Secret
from kiosk.qt.card_keys import CardKeys
from tests.kiosk.adapters.card_reader.contract import FailingReader, FakeReader
from tests.kiosk.test_app import authority as authority
from tests.kiosk.test_app import outside as outside
from tests.kiosk.test_app import settings as settings


def test_a_keyboard_reader_is_heard_at_the_window(
    qapp: QApplication,
    qtbot: QtBot,
    settings: Settings,
    outside: Outside,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A long gap, so that a busy machine changes nothing."""
    monkeypatch.setattr(app, "CardKeys", partial(CardKeys, gap=3000))
    wedge = replace(settings, card_reader=replace(NO_READER, kind=ReaderKind.KEYBOARD))
    heard: list[CardScanned] = []
    with Station(qapp, wedge, footing(wedge), outside) as station:
        monkeypatch.setattr(station.driver, "send", heard.append)
        assert station._cards is not None
        station._cards.sent.connect(heard.append)
        for key in (*(Qt.Key.Key_7,) * 8, Qt.Key.Key_Return):
            QTest.keyClick(station.window.windowHandle(), key)
        qtbot.waitUntil(lambda: CardScanned(Secret("77777777")) in heard, timeout=60_000)


def test_a_reader_with_a_device_is_read_and_closed(
    qapp: QApplication, qtbot: QtBot, settings: Settings, outside: Outside
) -> None:
    reader = FakeReader()
    reader.shown.append(Secret("HEF-7"))
    with Station(qapp, settings, footing(settings), replace(outside, cards=reader)):
        qtbot.waitUntil(lambda: not reader.shown, timeout=60_000)
    assert reader.closed == reader.opened == 1


def test_a_reader_that_fails_stops_nothing(
    qapp: QApplication, qtbot: QtBot, settings: Settings, outside: Outside
) -> None:
    failing = replace(outside, cards=FailingReader(ReaderFault.FORBIDDEN))
    with Station(qapp, settings, footing(settings), failing) as station:
        qtbot.waitUntil(lambda: station.driver.kiosk.card_fault is ReaderFault.FORBIDDEN, timeout=60_000)
        assert station.window.isVisible()


def test_without_a_reader_no_key_is_looked_at(
    qapp: QApplication, qtbot: QtBot, settings: Settings, outside: Outside
) -> None:
    with Station(qapp, settings, footing(settings), outside) as station:
        assert station._cards is None
