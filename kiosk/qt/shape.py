"""How the window stands on its screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kiosk.qt.brand import Brand
from kiosk.qt.tokens import Metrics


class Mode(Enum):
    """KIOSK fills the screen and cannot be closed; WINDOWED is for the demo and for trying."""

    KIOSK = "kiosk"
    WINDOWED = "windowed"


@dataclass(frozen=True, slots=True)
class Shape:
    """How the window stands on its screen, and what the institution has it wear."""

    mode: Mode = Mode.WINDOWED
    metrics: Metrics = field(default_factory=Metrics)
    brand: Brand = field(default_factory=Brand)
