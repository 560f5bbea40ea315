"""The station with everything real: backend over TLS, keyring, CAPTCHA, window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from demo.private_keyring import private_keyring
from kiosk import config
from kiosk.app import Station, footing, real_outside
from kiosk.core.events import ResetWanted, Touched
from kiosk.core.states import Attract, Enrolling, Identify, Kiosk, Page
from tests.servers.backend import running_backend
from tests.servers.secret_service import entered

WAIT = 60_000


def shows(station: Station, kind: type[Page]) -> bool:
    return isinstance(station.driver.kiosk.page, kind)


def offer_code(kiosk: Kiosk) -> str:
    page = kiosk.page
    return page.offer.code if isinstance(page, Enrolling) and page.offer is not None else ""


def has_picture(kiosk: Kiosk) -> bool:
    return isinstance(kiosk.page, Identify) and bool(kiosk.page.captcha.picture)


def test_a_new_station_enrols_and_serves_and_finds_its_key_again(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with running_backend(tmp_path) as backend, entered(private_keyring(tmp_path / "session")):
        settings = replace(
            config.load(None),
            address=backend.station_api,
            ca_file=backend.ca,
            state_folder=tmp_path / "state",
            windowed=True,
        )
        with Station(qapp, settings, footing(settings), real_outside(settings)) as station:
            qtbot.waitUntil(lambda: offer_code(station.driver.kiosk) != "", timeout=WAIT)
            code = offer_code(station.driver.kiosk)
            backend.cli("station", "approve", code, "--name", "Library", "--place", "Ground floor")
            qtbot.waitUntil(lambda: shows(station, Attract), timeout=WAIT)
            info = station.driver.kiosk.info
            assert info is not None
            assert info.name == "Library"
            station.driver.send(Touched())
            station.driver.send(ResetWanted(""))
            qtbot.waitUntil(lambda: has_picture(station.driver.kiosk), timeout=WAIT)
        with Station(qapp, settings, footing(settings), real_outside(settings)) as again:
            qtbot.waitUntil(lambda: shows(again, Attract), timeout=WAIT)
