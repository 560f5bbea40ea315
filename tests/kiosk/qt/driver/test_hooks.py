"""Idle, crashes and the wipe."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.core.events import Activity
from kiosk.qt.crash import MOST, CrashHooks
from kiosk.qt.idle import ActivityFilter
from kiosk.qt.wiping import wiper
from tests.kiosk.qt.driver.fakes import RecordingBackend, RecordingDesk


class Watch:
    now = 100.0

    def elapsed(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


# --- activity -----------------------------------------------------------------------------------


@pytest.fixture
def activity(qapp: QApplication, watch: Watch) -> Iterator[ActivityFilter]:
    made = ActivityFilter(watch.elapsed)
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def press_key(widget: QWidget) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(widget, event)


def press_mouse(widget: QWidget) -> None:
    left = Qt.MouseButton.LeftButton
    where = QPointF(1, 1)
    event = QMouseEvent(
        QEvent.Type.MouseButtonPress, where, where, left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)


def test_keys_and_clicks_are_activity_once_a_second(
    activity: ActivityFilter, watch: Watch, qtbot: QtBot
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    sent: list[object] = []
    activity.sent.connect(sent.append)
    press_key(widget)
    press_key(widget)
    assert sent == [Activity()]
    watch.now += 1
    press_mouse(widget)
    press_mouse(widget)
    assert sent == [Activity(), Activity()]


def test_what_is_not_a_press_is_no_activity(activity: ActivityFilter, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    sent: list[object] = []
    activity.sent.connect(sent.append)
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.Timer, QEvent.Type.Paint, QEvent.Type.MouseMove):
        assert activity.eventFilter(widget, QEvent(kind)) is False
    assert sent == []


# --- crashes ------------------------------------------------------------------------------------


@pytest.fixture
def hooks(qapp: object, watch: Watch) -> Iterator[CrashHooks]:
    numbers = iter(range(1000))
    made = CrashHooks(lambda _: f"REF{next(numbers)}", watch.elapsed)
    yield made
    made.remove()


def raise_in(hooks: CrashHooks) -> None:
    error = LookupError()
    hooks.in_slot(type(error), error, None)


def test_an_exception_in_a_slot_arrives_as_its_reference(hooks: CrashHooks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hooks.crashed, timeout=60_000) as caught:
        raise_in(hooks)
    assert caught.args == ["REF0"]


def test_an_exception_in_any_thread_arrives_in_the_main_thread(hooks: CrashHooks, qtbot: QtBot) -> None:
    where: list[int] = []
    hooks.crashed.connect(lambda _: where.append(threading.get_ident()))
    hooks.install()
    try:
        threading.Thread(target=int, args=("not a number",)).start()
        qtbot.waitUntil(lambda: bool(where), timeout=60_000)
    finally:
        hooks.remove()
    assert where == [threading.get_ident()]


def test_too_many_crashes_end_the_program(hooks: CrashHooks, watch: Watch, qtbot: QtBot) -> None:
    crashed: list[str] = []
    hooks.crashed.connect(crashed.append)
    with qtbot.waitSignal(hooks.too_many, timeout=60_000):
        for _ in range(MOST):
            watch.now += 1
            raise_in(hooks)
    assert len(crashed) == MOST - 1


def test_rare_crashes_never_end_the_program(hooks: CrashHooks, watch: Watch, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(hooks.too_many, wait=50):
        for _ in range(MOST + 5):
            watch.now += 10
            raise_in(hooks)


def test_removing_restores_what_was_there(hooks: CrashHooks) -> None:
    before = sys.excepthook
    hooks.install()
    assert sys.excepthook != before
    hooks.remove()
    assert sys.excepthook == before


# --- the wipe -----------------------------------------------------------------------------------


class Window:
    wiped = 0

    def wipe(self) -> None:
        self.wiped += 1


class Ring(QObject):
    """An object in a reference cycle."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_the_wipe_reaches_everything(qapp: QApplication) -> None:
    window, desk, backend = Window(), RecordingDesk(), RecordingBackend()
    gone: list[int] = []
    ring = Ring()
    ring.destroyed.connect(lambda _: gone.append(threading.get_ident()))
    del ring
    QGuiApplication.clipboard().setText("FerrerFr2017")
    picture = QPixmap(2, 2)
    picture.fill()
    QPixmapCache.insert("captcha", picture)
    wiper(window, desk, backend)()
    assert window.wiped == 1
    assert desk.asked == [("forget",)]
    assert backend.forgotten == 1
    assert QGuiApplication.clipboard().text() == ""
    assert not QPixmapCache.find("captcha", QPixmap())
    assert gone == [threading.get_ident()]
