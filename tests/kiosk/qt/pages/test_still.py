"""A page on which nothing changes is not drawn again: the tick of the flow goes through the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.core import flow
from kiosk.core.events import Arrival, Tick
from kiosk.core.look import Theme
from kiosk.core.states import Attract, EnterCode, Look
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen

MINUTE = 60


class Paints(QObject):
    """Counts the widgets that are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.by_name: Counter[str] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self.by_name[watched.objectName() or type(watched).__name__] += 1
        return False


@pytest.fixture
def paints(qapp: QApplication) -> Iterator[Paints]:
    made = Paints()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def a_minute_passes(screen: Screen) -> None:
    """The flow's own ticks; the calls that it makes meanwhile stay without an answer."""
    for _ in range(MINUTE):
        screen.kiosk, _ = flow.step(screen.kiosk, Arrival(Tick(1), "00" * 16))
        screen.window.show_state(screen.kiosk)
        QApplication.processEvents()


@pytest.mark.parametrize("theme", Theme)
def test_nothing_is_drawn_in_a_minute_at_rest(theme: Theme, screen: Screen, paints: Paints) -> None:
    screen.show(Attract())
    screen.kiosk = replace(screen.kiosk, look=Look("en", theme=theme))
    for _ in range(3):  # what was dressed anew asks for its place once more
        screen.window.show_state(screen.kiosk)
        QApplication.processEvents()
    paints.by_name.clear()
    a_minute_passes(screen)
    assert isinstance(screen.kiosk.page, Attract)
    assert paints.by_name == {}


def test_what_counts_down_is_drawn(screen: Screen, paints: Paints) -> None:
    """The same minute on a page with a countdown: the count sees what is drawn."""
    screen.show(EnterCode(fakes.code_sent()))
    paints.by_name.clear()
    a_minute_passes(screen)
    assert paints.by_name.total() >= MINUTE / 2
