"""One backend with a keyring and an enrolled station key a module; a fresh station window a test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from demo.private_keyring import private_keyring
from demo.rehearsal import ToldChance
from kiosk import app, config
from kiosk.adapters.station_keys import KeyringKeys
from kiosk.app import Outside, Station
from kiosk.captcha.desk import Captcha
from kiosk.captcha.faces import load_faces
from kiosk.config import Settings
from kiosk.core.states import Enrolling
from tests.e2e.station import people
from tests.e2e.station.visitor import Visitor
from tests.kiosk.languages import no_language_left as no_language_left
from tests.kiosk.qt.driver.fakes import RecordingChimes
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.secret_service import entered


@dataclass(frozen=True)
class World:
    backend: RunningBackend
    settings: Settings


class SilentSpeaker:
    """A machine without a voice."""

    def say_digits(self, digits: object, language: str, *, slow: bool) -> bool:
        return False

    def silence(self) -> None:
        """Nothing is being said."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("world")
    with running_backend(folder) as backend, entered(private_keyring(folder / "session")):
        backend.cli("account", "import", "-", typed=people.as_csv())
        settings = replace(
            config.load(None),
            address=backend.station_api,
            ca_file=backend.ca,
            state_folder=folder / "state",
            windowed=True,
        )
        yield World(backend, settings)


def outside(settings: Settings, chance: ToldChance) -> Outside:
    desk = Captcha(load_faces(), chance, SilentSpeaker())
    real = app.real_outside(settings)
    return replace(real, keys=KeyringKeys(settings.address), captcha=desk, chimes=RecordingChimes())


@pytest.fixture
def visitor(qapp: QApplication, qtbot: QtBot, world: World) -> Iterator[Visitor]:
    chance = ToldChance()
    settings = world.settings
    with Station(qapp, settings, app.footing(settings), outside(settings, chance)) as station:
        station.window.resize(1280, 800)
        made = Visitor(station, world.backend, chance, qtbot)
        made.until(lambda: station.driver.kiosk.info is not None or _offer(station) != "")
        if _offer(station):
            world.backend.cli(
                "station", "approve", _offer(station), "--name", "Library", "--place", "Ground floor"
            )
        yield made


def _offer(station: Station) -> str:
    page = station.driver.kiosk.page
    return page.offer.code if isinstance(page, Enrolling) and page.offer is not None else ""
