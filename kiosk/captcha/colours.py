"""Two colours of enough contrast; the hue carries nothing, so colour blindness does not matter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from kiosk.captcha.geometry import Chance, between
from kiosk.captcha.scheme import LEAST_CONTRAST


@dataclass(frozen=True, slots=True)
class Colours:
    dark: QColor
    light: QColor


def choose_colours(chance: Chance) -> Colours:
    """Draw until the contrast is at least 4.5:1 (WCAG 2.2, SC 1.4.3); nearly every first draw is."""
    while True:
        dark = QColor.fromHsvF(chance.random(), between(chance, 0.55, 0.95), between(chance, 0.18, 0.42))
        light = QColor.fromHsvF(chance.random(), between(chance, 0.02, 0.12), between(chance, 0.93, 1))
        if contrast(dark, light) >= LEAST_CONTRAST:
            return Colours(dark, light)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
