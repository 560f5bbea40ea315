"""The thread runner with real threads."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.qt.worker import ThreadRunner


@pytest.fixture
def runner(qapp: object) -> Iterator[ThreadRunner]:
    made = ThreadRunner("test", 3)
    yield made
    made.close()


def test_every_one_of_500_results_arrives_in_the_main_thread(runner: ThreadRunner, qtbot: QtBot) -> None:
    got: list[int] = []
    threads: set[int] = set()

    def done(value: int) -> None:
        got.append(value)
        threads.add(threading.get_ident())

    for number in range(500):
        runner.submit(partial(int, number), done)
    qtbot.waitUntil(lambda: len(got) == 500, timeout=60_000)
    assert sorted(got) == list(range(500))
    assert threads == {threading.get_ident()}


def test_work_runs_elsewhere(runner: ThreadRunner, qtbot: QtBot) -> None:
    where: list[int] = []
    runner.submit(threading.get_ident, where.append)
    qtbot.waitUntil(lambda: bool(where), timeout=60_000)
    assert where != [threading.get_ident()]


def test_an_exception_is_told_and_the_next_work_runs(runner: ThreadRunner, qtbot: QtBot) -> None:
    told: list[BaseException] = []
    got: list[int] = []
    runner.crashed.connect(told.append)
    runner.submit(partial(int, "not a number"), got.append)
    runner.submit(partial(int, "5"), got.append)
    qtbot.waitUntil(lambda: bool(told) and got == [5], timeout=60_000)
    assert isinstance(told[0], ValueError)


def test_close_waits_for_what_runs_and_drops_the_rest(
    qapp: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = ThreadRunner("test", 2)
    running, release = threading.Event(), threading.Event()
    shutdown = runner._pool.shutdown
    finished: list[str] = []
    got: list[object] = []

    def slow() -> None:
        running.set()
        release.wait(60)
        finished.append("slow")

    def released_when_closing(*, wait: bool, cancel_futures: bool) -> None:
        shutdown(wait=False, cancel_futures=cancel_futures)
        threading.Timer(0.1, release.set).start()
        shutdown(wait=wait)

    monkeypatch.setattr(runner._pool, "shutdown", released_when_closing)
    for _ in range(50):
        runner.submit(slow, got.append)
    assert running.wait(60)
    runner.close()
    assert 1 <= len(finished) <= 2
    runner.submit(partial(finished.append, "after"), got.append)
    qtbot.wait(50)
    assert got == []
    assert "after" not in finished


def test_results_that_were_queued_before_close_are_dropped(qapp: object, qtbot: QtBot) -> None:
    runner = ThreadRunner("test", 1)
    got: list[object] = []
    worked = threading.Event()
    runner.submit(worked.set, got.append)
    assert worked.wait(60)
    time.sleep(0.05)  # the delivery is posted, the loop has not run
    runner.close()
    qtbot.wait(50)
    assert got == []


def test_no_thread_is_left_after_close(qapp: object) -> None:
    runner = ThreadRunner("leftover", 3)
    for _ in range(10):
        runner.submit(threading.get_ident, lambda _: None)
    runner.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("leftover")]


# --- PySide6 6.12.0 on Python 3.11 loses a reference to None and True at every call ---------------


class _Emitter(QObject):
    happened = Signal(bool)


def test_signals_and_calls_keep_the_reference_counts_of_constants(qtbot: QtBot) -> None:
    emitter, label = _Emitter(), QLabel()
    qtbot.addWidget(label)
    before = (sys.getrefcount(True), sys.getrefcount(None))  # noqa: FBT003 - the constant itself
    for _ in range(1000):
        emitter.happened.emit(True)  # noqa: FBT003 - the constant itself
        label.setText("x")
    after = (sys.getrefcount(True), sys.getrefcount(None))  # noqa: FBT003 - the constant itself
    assert all(abs(b - a) < 100 for a, b in zip(before, after, strict=True))
    assert QThread.currentThread().isRunning()
