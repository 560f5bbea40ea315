"""Geometry of the charts; the templates draw it as inline SVG, with every figure in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.core.figures import DayFigures

HEIGHT = 100.0
GAP = 0.25
"""Of the width of one day, between its bar and the next."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A column of the chart in units of its view box: one unit a day, `HEIGHT` for `Columns.most`."""

    x: float
    width: float
    started: float
    done: float


@dataclass(frozen=True, slots=True)
class Columns:
    bars: tuple[Bar, ...]
    most: int


def columns(days: Sequence[DayFigures]) -> Columns:
    """A bar a day: what was begun, and within it what was done."""
    most = nice(max((day.started for day in days), default=0))
    bars = tuple(
        Bar(
            round(place + GAP / 2, 3),
            1 - GAP,
            round(HEIGHT * day.started / most, 2),
            round(HEIGHT * day.done / most, 2),
        )
        for place, day in enumerate(days)
    )
    return Columns(bars, most)


def nice(most: int) -> int:
    """The next 1, 2 or 5 with zeros behind it: a scale that people read at a glance."""
    scale = 1
    while True:
        for step in (1, 2, 5):
            if most <= step * scale:
                return step * scale
        scale *= 10
