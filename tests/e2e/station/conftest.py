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
from kiosk.adapters.clock import Clock
from kiosk.adapters.station_keys import KeyringKeys
from kiosk.app import Outside, Station
from kiosk.captcha.desk import Captcha
from kiosk.captcha.faces import load_faces
from kiosk.config import Settings
from kiosk.core.look import Volume
from kiosk.core.ports import Speaker
from kiosk.core.states import Enrolling
from kiosk.qt import theme
from kiosk.qt.fonts import load_fonts
from kiosk.qt.speech.station_voice import Sound
from tests.e2e.station import people
from tests.e2e.station.desk import Desk
from tests.e2e.station.visitor import TurnedClock, Visitor
from tests.kiosk.languages import no_language_left as no_language_left
from tests.kiosk.qt.driver.fakes import RecordingChimes
from tests.kiosk.speech.narrators import FakeHeadset, RecordingNarrator
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.secret_service import entered


@dataclass(frozen=True)
class World:
    backend: RunningBackend
    settings: Settings
    desk: Desk


class SilentSpeaker:
    """A machine without a voice."""

    def say_digits(
        self, digits: object, language: str, *, slow: bool, volume: Volume = Volume.ORDINARY
    ) -> bool:
        return False

    def silence(self) -> None:
        """Nothing is being said."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("world")
    chosen = getattr(request.module, "BACKEND", {})
    with running_backend(folder, **chosen) as backend, entered(private_keyring(folder / "session")):
        yield world_of(backend, getattr(request.module, "PEOPLE", people.COUNT))


def world_of(backend: RunningBackend, count: int) -> World:
    """The backend with its people, and the settings of a station that trusts it."""
    backend.cli("account", "import", "-", typed=people.as_csv(count))
    return world_on(backend)


def world_on(backend: RunningBackend) -> World:
    """The same with the people that are in the backend's directory already."""
    settings = replace(
        config.load(None),
        address=backend.station_api,
        ca_file=backend.ca,
        state_folder=backend.data.parent / "state",
        windowed=True,
    )
    return World(backend, settings, Desk(backend))


def outside(
    settings: Settings,
    chance: ToldChance,
    clock: Clock,
    speaker: Speaker | None = None,
    sound: Sound | None = None,
) -> Outside:
    desk = Captcha(load_faces(), chance, speaker or SilentSpeaker())
    real = app.real_outside(settings)
    keys = KeyringKeys(settings.address, patience=60)
    heard = sound or Sound(RecordingNarrator(), FakeHeadset())
    return replace(real, keys=keys, captcha=desk, chimes=RecordingChimes(), clock=clock, sound=heard)


@pytest.fixture(scope="session", autouse=True)
def prepared(qapp: QApplication) -> None:
    """As the program prepares it: style, fonts, and no press that is half of a double one."""
    theme.prepare(qapp)
    load_fonts()


@pytest.fixture
def settings(world: World) -> Settings:
    """Those of the visitor's station; a module may override them."""
    return world.settings


@pytest.fixture
def speaker() -> Speaker:
    """Says the digits of a CAPTCHA; a module may override it."""
    return SilentSpeaker()


@pytest.fixture
def sound() -> Sound:
    """The station's voice and headset; a module may override it."""
    return Sound(RecordingNarrator(), FakeHeadset())


@pytest.fixture
def visitor(
    qapp: QApplication, qtbot: QtBot, world: World, settings: Settings, speaker: Speaker, sound: Sound
) -> Iterator[Visitor]:
    chance, clock = ToldChance(), TurnedClock()
    around = outside(settings, chance, clock, speaker, sound)
    with Station(qapp, settings, app.footing(settings), around) as station:
        station.window.resize(1280, 800)
        made = Visitor(station, world.backend, chance, qtbot, clock, world.desk)
        made.until(lambda: station.driver.kiosk.info is not None or _offer(station) != "")
        if _offer(station):
            world.backend.cli(
                "station", "approve", _offer(station), "--name", "Library", "--place", "Ground floor"
            )
        yield made


def _offer(station: Station) -> str:
    page = station.driver.kiosk.page
    return page.offer.code if isinstance(page, Enrolling) and page.offer is not None else ""
