"""The shipped fonts: loaded from the compiled resources, so that every machine shows the same letters."""

from __future__ import annotations

from PySide6.QtCore import QDir
from PySide6.QtGui import QFont, QFontDatabase

from kiosk.qt.theme import ResourceMissingError

FOLDER = ":/fonts"
TABULAR = QFont.Tag("tnum")


def load_fonts() -> tuple[str, ...]:
    """Make the shipped fonts known to Qt and return their families.

    Raises:
        ResourceMissingError: a font is missing or cannot be read.
    """
    names = QDir(FOLDER).entryList(["*.ttf"])
    if not names:
        raise ResourceMissingError(f"{FOLDER} is empty; run packaging/build_assets.py")
    families = [family for name in names for family in _load(f"{FOLDER}/{name}")]
    return tuple(dict.fromkeys(families))


def _load(path: str) -> list[str]:
    number = QFontDatabase.addApplicationFont(path)
    if number < 0:
        raise ResourceMissingError(f"{path} is no font that Qt can read")
    return QFontDatabase.applicationFontFamilies(number)


def tabular(font: QFont) -> QFont:
    """Return `font` with figures of one width, so that a countdown does not wobble."""
    result = QFont(font)
    result.setFeature(TABULAR, 1)
    return result
