"""The two strengths of the one generator, as data. Lengths are logical pixels of a 320 x 160 canvas.

The ranges come from measurements of legibility and of solvers; docs/captcha.md has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.results import Strength

SYMBOLS = "ACEHMPSTUXZ39"
"""One of each group of look-alikes, so that no reader must tell O from 0 or V from U."""
WIDTH, HEIGHT = 320, 160
PAD = 13
LEAST_CONTRAST = 4.5
"""WCAG 2.2, SC 1.4.3."""

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stripes:
    """Bands that invert figure and ground."""

    period: Range
    tilt: float
    sway: float
    cell: float


@dataclass(frozen=True, slots=True)
class Scheme:
    length: int
    size: Range
    turn: float
    shear: float
    jitter: float
    gap: Range
    least_advance: float
    line_turn: float
    wave_y: tuple[Range, Range]
    """Amplitude and period of the vertical wave."""
    wave_x: tuple[Range, Range]
    elastic: float
    elastic_cell: float
    stripes: Stripes | None


STRONG = Scheme(
    length=6,
    size=(58, 70),
    turn=12,
    shear=0.15,
    jitter=6,
    gap=(-2, 3),
    least_advance=0.58,
    line_turn=5,
    wave_y=((4, 8), (100, 190)),
    wave_x=((3, 6), (60, 110)),
    elastic=3,
    elastic_cell=34,
    stripes=Stripes(period=(44, 60), tilt=0.55, sway=10, cell=44),
)
CALM = Scheme(
    length=5,
    size=(58, 70),
    turn=8,
    shear=0.1,
    jitter=5,
    gap=(2, 7),
    least_advance=0.58,
    line_turn=4,
    wave_y=((2, 4), (120, 190)),
    wave_x=((1, 3), (80, 110)),
    elastic=1.5,
    elastic_cell=34,
    stripes=None,
)
SCHEMES = {Strength.CALM: CALM, Strength.STRONG: STRONG}
