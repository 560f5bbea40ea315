"""The watchdog is fed by frames, and by nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.adapters.supervisor import Supervisor, supervisor
from kiosk.qt.watchdog import watch
from tests.kiosk.adapters.listening import Listener, listening

PERIOD = 0.08


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Listener]:
    with listening(str(tmp_path / "notify")) as manager:
        yield manager


@pytest.fixture
def told(manager: Listener) -> Supervisor:
    told = supervisor({"NOTIFY_SOCKET": manager.address, "WATCHDOG_USEC": str(round(PERIOD * 1e6))})
    assert told is not None
    return told


@pytest.fixture
def window(qtbot: QtBot, told: Supervisor) -> QWidget:
    """A window in which nothing ever changes, watched."""
    window = QWidget()
    qtbot.addWidget(window)
    watch(window, told)
    return window


def test_nothing_is_said_before_the_first_frame(window: QWidget, manager: Listener, qtbot: QtBot) -> None:
    qtbot.wait(round(PERIOD * 2000))
    assert manager.heard() == []
    window.show()
    qtbot.waitExposed(window, timeout=60_000)
    qtbot.waitUntil(lambda: manager.heard()[:1] == [b"READY=1"], timeout=60_000)


def test_a_still_window_is_asked_for_a_pixel(window: QWidget, manager: Listener, qtbot: QtBot) -> None:
    window.show()
    heard: list[bytes] = []

    def five() -> bool:
        heard.extend(manager.heard())
        return len(heard) >= 5

    qtbot.waitUntil(five, timeout=60_000)
    assert heard[0] == b"READY=1"
    assert set(heard[1:]) == {b"WATCHDOG=1"}


def test_a_blocked_thread_feeds_nothing(window: QWidget, manager: Listener, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitUntil(lambda: b"WATCHDOG=1" in manager.heard(), timeout=60_000)
    manager.heard()
    time.sleep(PERIOD * 3)
    assert manager.heard() == []
    qtbot.waitUntil(lambda: b"WATCHDOG=1" in manager.heard(), timeout=60_000)


def test_a_window_that_draws_nothing_feeds_nothing(window: QWidget, manager: Listener, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitUntil(lambda: b"WATCHDOG=1" in manager.heard(), timeout=60_000)
    window.setUpdatesEnabled(False)
    manager.heard()
    qtbot.wait(round(PERIOD * 3000))
    assert manager.heard() == []
    window.setUpdatesEnabled(True)
    qtbot.waitUntil(lambda: b"WATCHDOG=1" in manager.heard(), timeout=60_000)
