"""Opening times of the desk in the language shown."""

from __future__ import annotations

from PySide6.QtCore import QLocale

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def spoken(time: str) -> str:
    """``Mon 08:00`` of the protocol with the day in the current language; anything else as it is."""
    day, _, rest = time.partition(" ")
    if day not in _DAYS or not rest:
        return time
    return f"{QLocale().dayName(_DAYS.index(day) + 1, QLocale.FormatType.LongFormat)} {rest}"
