"""The one filter of the application: whom it asks, about what, and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

import kiosk
from kiosk.qt.filters import leave, listen

ONE, OTHER = QEvent.Type.LanguageChange, QEvent.Type.LocaleChange


class Asked(QObject):
    """Writes its name down when it is asked, and takes the event or not."""

    def __init__(self, name: str, asked: list[str], *, takes: bool = False) -> None:
        super().__init__()
        self._name, self._asked, self._takes = name, asked, takes

    def eventFilter(self, _watched: QObject, _event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        self._asked.append(self._name)
        return self._takes


class Bench:
    """Filters of some names, and an object that events are sent to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.filters: list[Asked] = []
        self.watched = QObject()

    def add(self, name: str, *kinds: QEvent.Type, takes: bool = False) -> Asked:
        made = Asked(name, self.asked, takes=takes)
        self.filters.append(made)
        listen(made, kinds)
        return made

    def send(self, kind: QEvent.Type) -> list[str]:
        """Whom an event of `kind` was asked of."""
        self.asked.clear()
        QApplication.sendEvent(self.watched, QEvent(kind))
        return list(self.asked)


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    made = Bench()
    yield made
    for one in made.filters:
        leave(one)


def test_who_came_last_is_asked_first(bench: Bench) -> None:
    bench.add("first", ONE)
    bench.add("second", ONE, OTHER)
    assert bench.send(ONE) == ["second", "first"]


def test_nobody_is_asked_about_what_they_do_not_watch(bench: Bench) -> None:
    bench.add("first", ONE)
    bench.add("second", ONE, OTHER)
    assert bench.send(OTHER) == ["second"]
    assert bench.send(QEvent.Type.StyleChange) == []


def test_who_takes_an_event_is_the_last_one_asked(bench: Bench) -> None:
    bench.add("first", ONE)
    bench.add("second", ONE, takes=True)
    assert bench.send(ONE) == ["second"]


def gone(one: Asked) -> None:
    """As the children of a window are after it."""
    delete(one)


@pytest.mark.parametrize("end", [leave, gone])
def test_who_left_or_is_gone_is_asked_no_more(bench: Bench, end: Callable[[Asked], None]) -> None:
    bench.add("first", ONE)
    end(bench.add("second", ONE))
    assert bench.send(ONE) == ["first"]
    bench.add("third", ONE)
    assert bench.send(ONE) == ["third", "first"]


def test_who_comes_again_is_asked_once_and_first(bench: Bench) -> None:
    first = bench.add("first", ONE)
    bench.add("second", ONE)
    listen(first, {ONE})
    assert bench.send(ONE) == ["first", "second"]


def test_no_other_filter_meets_every_event_of_the_application() -> None:
    found = {
        file.name
        for file in Path(kiosk.__file__).parent.rglob("*.py")
        if re.search(r"app\w*(\(\))?\.installEventFilter", file.read_text(encoding="utf-8"))
    }
    assert found == {"filters.py"}
