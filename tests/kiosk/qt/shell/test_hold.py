"""The hidden gesture, by touch and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.core.events import MaintenanceWanted
from kiosk.qt import hold
from kiosk.qt.hold import Hold


def test_holding_long_enough_is_the_gesture(qtbot: QtBot) -> None:
    label = QLabel("R")
    qtbot.addWidget(label)
    watch = Hold(label)
    watch.timer.setInterval(30)
    with qtbot.waitSignal(watch.sent, timeout=60_000) as caught:
        QTest.mousePress(label, Qt.MouseButton.LeftButton)
    assert caught.args == [MaintenanceWanted()]


def test_letting_go_early_is_none(qtbot: QtBot) -> None:
    label = QLabel("R")
    qtbot.addWidget(label)
    watch = Hold(label)
    QTest.mousePress(label, Qt.MouseButton.LeftButton)
    assert watch.timer.isActive()
    QTest.mouseRelease(label, Qt.MouseButton.LeftButton)
    assert not watch.timer.isActive()


def test_it_takes_four_seconds(qtbot: QtBot) -> None:
    label = QLabel("R")
    qtbot.addWidget(label)
    assert Hold(label).timer.interval() == hold.HOLD_MS == 4000
