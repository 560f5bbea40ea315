"""A station with the institution's own mark and font, and one whose font cannot be drawn with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import config
from kiosk.adapters.clock import SystemClock
from kiosk.app import Outside, Station, footing
from kiosk.brand_settings import BrandSettings
from kiosk.config import Settings
from kiosk.core.events import StartFaultKind
from kiosk.core.states import Faulted
from tests.kiosk import brands
from tests.kiosk.adapters.certificates import Authority
from tests.kiosk.qt.driver.fakes import OneKey, RecordingChimes, RecordingDesk


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(
        config.load(None),
        address="https://127.0.0.1:1",
        ca_file=Authority.make(tmp_path).file,
        state_folder=tmp_path / "state",
        windowed=True,
    )


def outside() -> Outside:
    return Outside(OneKey(), RecordingDesk(), RecordingChimes(), SystemClock())


def test_the_station_wears_its_settings(qapp: QApplication, settings: Settings, tmp_path: Path) -> None:
    worn = replace(settings, brand=BrandSettings(brands.svg(tmp_path), brands.FONT))
    with Station(qapp, worn, footing(worn), outside()) as station:
        mark = station.window.top.mark.pixmap().toImage()
        assert mark.pixelColor(20, 20) == brands.RED
        ours = QFontInfo(station.window.top.look.font()).family()
    with Station(qapp, settings, footing(settings), outside()) as station:
        assert QFontInfo(station.window.top.look.font()).family() != ours


def test_a_font_that_qt_refuses_stops_the_start(
    qapp: QApplication, qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    font = tmp_path / "font.ttf"
    font.write_bytes(b"\x00\x01\x00\x00" + bytes(200))
    worn = replace(settings, brand=BrandSettings(None, font))
    with Station(qapp, worn, footing(worn), outside()) as station:
        qtbot.waitUntil(lambda: isinstance(station.driver.kiosk.page, Faulted), timeout=60_000)
        page = station.driver.kiosk.page
        assert isinstance(page, Faulted)
        assert page.kind is StartFaultKind.SETTINGS
        assert str(font) in page.detail
