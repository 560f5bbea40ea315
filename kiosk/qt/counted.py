"""Sentences with a number, in the plural forms of the language in use.

They are methods of a QObject because lupdate sees the number of `tr` only, not that of `translate`
(PySide6 6.11.3: a count that is no literal makes it drop the plural, or the whole text).
"""

from __future__ import annotations

from PySide6.QtCore import QObject


class Counted(QObject):
    """Make one where a sentence is needed; it costs nothing."""

    def limited(self, minutes: int) -> str:
        return self.tr(
            "Choose another method or ask staff: this one can be used again in %n minute(s).", "", minutes
        )

    def at_least(self, characters: int) -> str:
        return self.tr("at least %n character(s)", "", characters)

    def at_most(self, characters: int) -> str:
        return self.tr("at most %n character(s)", "", characters)

    def kinds(self, number: int) -> str:
        return self.tr("%n of these kinds: lower case, upper case, digit, special", "", number)

    def picture_in(self, seconds: int) -> str:
        return self.tr("New picture in %n second(s)…", "", seconds)

    def clock_wrong(self, seconds: int) -> str:
        return self.tr("The clock of this station is wrong by %n second(s).", "", seconds)

    def attempts_left(self, number: int) -> str:
        return self.tr("%n attempt(s) left", "", number)
