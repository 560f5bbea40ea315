"""The design tokens of the station: every colour and every size, and nowhere else.

Sizes are given in pixels at 96 dpi and grow with the configured dpi. An institution may set the accent,
and at its stations the mark and the font (`kiosk.qt.brand`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import assert_never

from kiosk.core.look import TextSize, Theme

FONT_FAMILY = "Atkinson Hyperlegible Next"
ARABIC_FAMILY = "Repasse Arabic"
"""Noto Sans Arabic with the line of the Latin font: draws the letters that the family before it lacks."""
BASE_DPI = 96.0
MM_AN_INCH = 25.4
TARGET_MM = 12.0
"""The least side of anything touched (look.md, after EN 301 549 clause 8.4 and ISO 9241-411)."""
CAPITALS_MM = 7.3
"""The least height of capitals in the largest size: 0.7° at 60 cm (EN 301 549, 5.1.4)."""
CAPITAL_HEIGHT = 0.668
"""Of the shipped Latin font, in sizes of the letters."""
MOST_ON_A_KEY = 42
"""The largest letters on a key of the on-screen keyboard at 96 dpi: capitals of 7.4 mm."""
LINE_HEIGHT = 1.4
"""From base line to base line, in sizes of the letters."""
DARK_INK = "#0A1420"
LIGHT_INK = "#FFFFFF"
PLATE = "#FFFFFF"
"""Lies under an institution's mark where the mark would not be seen."""
READABLE = 4.5
"""Least contrast of text (WCAG 2.2, success criterion 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#RRGGBB`. `line` borders quiet things, `wash` tints what is chosen or pressed."""

    page: str
    surface: str
    text: str
    muted: str
    accent: str
    on_accent: str
    pressed: str
    success: str
    danger: str
    warning: str
    line: str
    edge: str
    wash: str
    focus: str


LIGHT = Palette(
    page="#F6F4EF",
    surface="#FFFFFF",
    text="#16202B",
    muted="#4A5765",
    accent="#0B5CAB",
    on_accent="#FFFFFF",
    pressed="#084782",
    success="#1B6E3C",
    danger="#B3261E",
    warning="#8A4B00",
    line="#DAD6CC",
    edge="#717C88",
    wash="#E6EEF7",
    focus="#0B5CAB",
)
DARK = Palette(
    page="#12161C",
    surface="#1B222B",
    text="#F2F4F7",
    muted="#B4C0CC",
    accent="#7FB8F0",
    on_accent="#0A1420",
    pressed="#A6CEF5",
    success="#6FD09A",
    danger="#FF9C94",
    warning="#F2C063",
    line="#313B47",
    edge="#7C8A99",
    wash="#22344A",
    focus="#7FB8F0",
)
CONTRAST = Palette(
    page="#000000",
    surface="#000000",
    text="#FFFFFF",
    muted="#FFFFFF",
    accent="#FFFF00",
    on_accent="#000000",
    pressed="#FFFFFF",
    success="#FFFFFF",
    danger="#FFFFFF",
    warning="#FFFFFF",
    line="#FFFFFF",
    edge="#FFFFFF",
    wash="#333300",
    focus="#00FFFF",
)
INVERTED = Palette(
    page="#FFFFFF",
    surface="#FFFFFF",
    text="#000000",
    muted="#000000",
    accent="#00008B",
    on_accent="#FFFFFF",
    pressed="#000000",
    success="#000000",
    danger="#000000",
    warning="#000000",
    line="#000000",
    edge="#000000",
    wash="#E6E6FF",
    focus="#C2004E",
)


def palette(theme: Theme, accent: str | None = None) -> Palette:
    """Return the colours of `theme`; the institution's `accent` replaces ours where it can be read.

    High contrast keeps its own colours, and the dark theme ignores an accent too dark for it.
    """
    match theme:
        case Theme.LIGHT:
            return _with_accent(LIGHT, accent)
        case Theme.DARK:
            return _with_accent(DARK, accent)
        case Theme.CONTRAST:
            return CONTRAST
        case Theme.INVERTED:
            return INVERTED
        case _:
            assert_never(theme)


def _with_accent(base: Palette, accent: str | None) -> Palette:
    if accent is None or contrast(accent, base.page) < READABLE:
        return base
    ink = max((LIGHT_INK, DARK_INK), key=lambda colour: contrast(colour, accent))
    return replace(base, accent=accent, on_accent=ink, pressed=accent, focus=accent)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#RRGGBB` colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes in pixels of the screen; `scale` is pixels per pixel at 96 dpi, `text` what the person chose."""

    scale: float = 1.0
    text: TextSize = TextSize.ORDINARY

    def px(self, size: float) -> int:
        """Scale a size given at 96 dpi that grows with the text: letters, icons, what holds them."""
        return self.air(size * self.text.value / 100)

    def air(self, size: float) -> int:
        """Scale a size given at 96 dpi that large text leaves as it is: air, borders, bars. At least 1."""
        return max(1, round(size * self.scale))

    def letters(self, size: float) -> int:
        """Scale letters given at 96 dpi; in the largest size none is below EN 301 549, 5.1.4."""
        least = CAPITALS_MM / MM_AN_INCH * BASE_DPI / CAPITAL_HEIGHT
        return (
            self.px(size)
            if self.text is not TextSize.LARGEST
            else max(self.px(size), ceil(least * self.scale))
        )

    def grown(self, text: TextSize) -> Metrics:
        """The same screen with that size of text."""
        return replace(self, text=text)

    @property
    def target(self) -> int:
        """The least side of a touch target on this screen."""
        return round(TARGET_MM / MM_AN_INCH * BASE_DPI * self.scale)

    def key_letters(self, size: float) -> int:
        """Scale letters of the on-screen keyboard, whose keys have no room for the largest text."""
        return max(self.air(size), min(self.letters(size), self.air(MOST_ON_A_KEY)))

    @property
    def key_word(self) -> int:
        """Letters of a word that is too long for its key: half as large again at most."""
        return min(self.px(KEY_SMALL_PX), self.air(KEY_SMALL_PX * 1.5))

    @property
    def key(self) -> int:
        """The height of a key of the on-screen keyboard: 56 px at 96 dpi, never under 56."""
        return max(self.least_key, self.air(56))

    @property
    def least_key(self) -> int:
        """The height of a key where the screen is too low for more."""
        return max(56, self.target)

    @property
    def column(self) -> int:
        return self.px(720)

    @property
    def gap(self) -> int:
        return self.air(16)


def metrics(dpi: float = BASE_DPI) -> Metrics:
    """Return the sizes for a screen of `dpi` pixels per inch, as the station's settings give it."""
    return Metrics(max(dpi, BASE_DPI / 2) / BASE_DPI)


LETTERS: dict[str, float] = {
    "body": 22,
    "lead": 28,
    "title": 44,
    "title_small": 28,
    "small": 18,
    "code": 52,
}
"""Named sizes of letters at 96 dpi, used by the style template as `$name`; they grow with the text."""
KEY_LETTERS: dict[str, float] = {"key_lead": 28, "key_body": 22}
"""Those of the on-screen keyboard."""
KEY_SMALL_PX = 18
"""A word that is too long for its key, such as the name of another layout; see `Metrics.key_word`."""
SIZES: dict[str, float] = {"control": 64, "tick": 32}
"""Other named sizes that grow with the text."""
AIR: dict[str, float] = {
    "radius": 12,
    "key_radius": 8,
    "thin": 1,
    "border": 2,
    "s4": 4,
    "s8": 8,
    "s12": 12,
    "pad": 14,
    "s16": 16,
    "s24": 24,
    "s32": 32,
}
"""Named sizes that large text leaves as they are."""
