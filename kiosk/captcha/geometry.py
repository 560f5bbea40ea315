"""Smooth distortions of outlines: value noise, sine warps, and outlines as fine polygons."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

Point = tuple[float, float]
Warp = Callable[[float, float], Point]
FINE = 1.6
"""The longest straight piece of an outline, in logical pixels, so that a warp bends it smoothly."""
FLATTEN = 8.0


class Chance(Protocol):
    """Where every random choice comes from."""

    def random(self) -> float:
        """A float in [0, 1)."""

    def below(self, limit: int) -> int:
        """An integer in ``range(limit)``."""


def between(chance: Chance, low: float, high: float) -> float:
    return low + (high - low) * chance.random()


class Noise:
    """Smooth value noise in [-1, 1] over a grid of `cell` logical pixels."""

    def __init__(self, chance: Chance, cell: float, width: float, height: float) -> None:
        self._cell = cell
        self._columns, rows = int(width / cell) + 4, int(height / cell) + 4
        self._values = [[between(chance, -1, 1) for _ in range(self._columns)] for _ in range(rows)]

    def at(self, x: float, y: float) -> float:
        column, row = x / self._cell + 1, y / self._cell + 1
        i = min(max(int(column), 0), self._columns - 2)
        j = min(max(int(row), 0), len(self._values) - 2)
        u, v = _ease(column - i), _ease(row - j)
        above, below = self._values[j], self._values[j + 1]
        upper = above[i] + (above[i + 1] - above[i]) * u
        lower = below[i] + (below[i + 1] - below[i]) * u
        return upper + (lower - upper) * v


def _ease(t: float) -> float:
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


class Wave:
    """``amplitude * sin(2π t / period + phase)``."""

    def __init__(self, chance: Chance, amplitude: tuple[float, float], period: tuple[float, float]) -> None:
        self._amplitude = between(chance, *amplitude)
        self._rate = 2 * math.pi / between(chance, *period)
        self._phase = between(chance, 0, 2 * math.pi)

    def at(self, t: float) -> float:
        return self._amplitude * math.sin(self._rate * t + self._phase)


def outline(path: QPainterPath) -> list[list[Point]]:
    """The path as closed polygons with no edge longer than `FINE`."""
    polygons = path.toSubpathPolygons(QTransform.fromScale(FLATTEN, FLATTEN))
    return [_refine([(p.x() / FLATTEN, p.y() / FLATTEN) for p in polygon.toList()]) for polygon in polygons]


def _refine(points: list[Point]) -> list[Point]:
    fine: list[Point] = []
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        pieces = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / FINE))
        fine += [(x0 + (x1 - x0) * k / pieces, y0 + (y1 - y0) * k / pieces) for k in range(pieces)]
    return fine


def moved(polygons: list[list[Point]], transform: QTransform) -> list[list[Point]]:
    a, b, c, d = transform.m11(), transform.m12(), transform.m21(), transform.m22()
    e, f = transform.dx(), transform.dy()
    return [[(a * x + c * y + e, b * x + d * y + f) for x, y in polygon] for polygon in polygons]


def warped(polygons: list[list[Point]], warp: Warp) -> list[list[Point]]:
    return [[warp(x, y) for x, y in polygon] for polygon in polygons]


def to_polygon(points: list[Point]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def bounds(polygons: list[list[Point]]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    xs = [x for polygon in polygons for x, _ in polygon]
    ys = [y for polygon in polygons for _, y in polygon]
    return min(xs), min(ys), max(xs), max(ys)
