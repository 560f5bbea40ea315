"""Language and preferences, changed on every page without losing the step."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.flow.session import offered_languages
from kiosk.core.flow.turn import Turn
from kiosk.core.look import Preference, preferring


def speak(turn: Turn, language: str) -> Turn:
    """Change the language; one that is not offered is ignored."""
    kiosk = turn.kiosk
    if language not in offered_languages(kiosk):
        return turn
    return turn.keep(replace(kiosk, look=replace(kiosk.look, language=language)))


def prefer(turn: Turn, preference: Preference) -> Turn:
    kiosk = turn.kiosk
    return turn.keep(replace(kiosk, look=preferring(kiosk.look, preference)))
