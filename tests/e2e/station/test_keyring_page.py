"""Without a usable keyring the station says how to mend it, in both languages; the next start then works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from demo.private_keyring import locked_keyring, private_bus, private_keyring
from kiosk import app
from kiosk.app import Station
from kiosk.core.events import StartFaultKind
from kiosk.core.states import Attract, Enrolling, Faulted
from tests.e2e.station.conftest import World
from tests.servers.secret_service import entered

WAIT = 60_000
PASSWORD = "of the keyring's file"

MISSING = {
    "fr": ("Il n'y a pas de trousseau", "Installez le trousseau de clés, ou démarrez-le."),
    "en": ("There is no keyring", "Install the keyring, or start it."),
}
LOCKED = {
    "fr": ("qui contient la clé de cette borne est verrouillé", "Déverrouillez le trousseau de clés."),
    "en": ("The keyring with the key of this station is locked.", "Unlock the keyring."),
}


class Started:
    """The station as its composition root makes it, in the D-Bus session of the moment."""

    def __init__(self, station: Station, qtbot: QtBot) -> None:
        self.station, self._qtbot = station, qtbot

    @property
    def page(self) -> object:
        return self.station.driver.kiosk.page

    def until_page(self, kind: type[object]) -> None:
        self._qtbot.waitUntil(lambda: isinstance(self.page, kind), timeout=WAIT)

    def speak(self, language: str) -> None:
        QTest.mouseClick(self.station.window.top.languages[language], Qt.MouseButton.LeftButton)
        self._qtbot.waitUntil(lambda: self.station.driver.kiosk.look.language == language, timeout=WAIT)

    def reads(self, line: str) -> None:
        self._qtbot.waitUntil(lambda: line in self.text(), timeout=WAIT)

    def text(self) -> str:
        found = self.station.window.findChildren(QLabel)
        return "\n".join(one.text() for one in found if one.isVisible()).replace("\u2019", "'")

    def offer(self) -> str:
        page = self.page
        return page.offer.code if isinstance(page, Enrolling) and page.offer is not None else ""

    def approved(self, world: World) -> None:
        self._qtbot.waitUntil(lambda: self.offer() != "", timeout=WAIT)
        world.backend.cli("station", "approve", self.offer(), "--name", "Hall", "--place", "Entrance")
        self.until_page(Attract)

    def fingerprint(self) -> str:
        return self.station._outside.keys.open().fingerprint


@contextmanager
def started(qapp: QApplication, qtbot: QtBot, world: World) -> Iterator[Started]:
    outside = app.real_outside(world.settings)
    with Station(qapp, world.settings, app.footing(world.settings), outside) as station:
        yield Started(station, qtbot)


def says_how_to_fix_it(one: Started, kind: StartFaultKind, words: dict[str, tuple[str, str]]) -> None:
    one.until_page(Faulted)
    page = one.page
    assert isinstance(page, Faulted)
    assert page.kind is kind
    for language, lines in words.items():
        one.speak(language)
        for line in (*lines, page.detail):
            one.reads(line)


def nothing_begins(one: Started) -> None:
    """A touch or a key starts no session: there is no key to sign with and no silent fall-back."""
    QTest.mouseClick(one.station.window, Qt.MouseButton.LeftButton)
    QTest.keyClick(one.station.window, Qt.Key.Key_Return)
    assert isinstance(one.page, Faulted)
    assert one.station.driver.kiosk.info is None


@pytest.mark.logs_errors  # the fault itself
def test_a_missing_keyring_is_said_and_the_next_start_enrols(
    qapp: QApplication, qtbot: QtBot, world: World, tmp_path: Path
) -> None:
    folder = tmp_path / "session"
    with entered(private_bus(folder)), started(qapp, qtbot, world) as one:
        says_how_to_fix_it(one, StartFaultKind.NO_KEYRING, MISSING)
        nothing_begins(one)
    with entered(private_keyring(folder, PASSWORD)), started(qapp, qtbot, world) as one:
        one.approved(world)


@pytest.mark.logs_errors  # the fault itself
def test_a_locked_keyring_is_said_and_unlocked_the_station_is_the_same(
    qapp: QApplication, qtbot: QtBot, world: World, tmp_path: Path
) -> None:
    folder = tmp_path / "session"
    with entered(private_keyring(folder, PASSWORD)), started(qapp, qtbot, world) as one:
        one.approved(world)
        before = one.fingerprint()
    with entered(locked_keyring(folder)), started(qapp, qtbot, world) as one:
        says_how_to_fix_it(one, StartFaultKind.KEYRING_LOCKED, LOCKED)
        nothing_begins(one)
    with entered(private_keyring(folder, PASSWORD)), started(qapp, qtbot, world) as one:
        one.until_page(Attract)
        assert one.fingerprint() == before, "the same key, and nobody enrols it a second time"
