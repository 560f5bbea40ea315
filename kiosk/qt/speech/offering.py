"""One switch without sight: what scanning offers is said, and it waits until that was heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kiosk.core.look import Look, Speech
from kiosk.core.narration import Audience, Priority, Wish
from kiosk.core.scanning import Way
from kiosk.core.states import Kiosk
from kiosk.qt.speech.parts import Part, parts_of
from kiosk.qt.speech.reading import control_of

MOST_HELD = 60
"""Steps for which scanning waits at most, 90 s at its usual pace: no voice may stop it for good."""


class Voice(Protocol):
    def busy(self) -> bool: ...

    def say_parts(self, parts: Sequence[Part], priority: Priority) -> None: ...


class Offering(QObject):
    """Says what is offered once the voice is silent: never of something else than what is in the frame."""

    def __init__(self, voice: Voice, hears: Callable[[], Audience]) -> None:
        super().__init__()
        self._voice, self._hears = voice, hears
        self._look = Look()
        self._offer: tuple[tuple[QWidget, ...], Way] = ((), Way.TAKE)
        self._owed = False
        self._held = 0

    def show_state(self, kiosk: Kiosk) -> None:
        self._look = kiosk.look

    @Slot(object, object)
    def offer(self, widgets: tuple[QWidget, ...], way: Way) -> None:
        """Scanning has come to `widgets`, or offers the same as before."""
        if (widgets, way) != self._offer:
            self._offer, self._owed, self._held = (widgets, way), True, 0
            self._say()

    def ready(self) -> bool:
        """Whether scanning may go on: what it offers was said, or can not be."""
        self._held += 1
        if self._look.speech is Speech.OFF or self._held > MOST_HELD:
            return True
        if self._voice.busy():
            return False
        return not self._say()

    def forget(self) -> None:
        """The session has ended."""
        self._offer, self._owed = ((), Way.TAKE), False

    def _say(self) -> bool:
        """Say what is owed, if the voice is free and on; whether anything was said."""
        if not self._owed or self._look.speech is Speech.OFF or self._voice.busy():
            return False
        self._owed = False
        parts = self._parts(*self._offer)
        self._voice.say_parts(parts, Priority.AFTER)
        return bool(parts)

    def _parts(self, widgets: tuple[QWidget, ...], way: Way) -> list[Part]:
        here = self._look.language
        if way is Way.BACK:
            return [Part(QCoreApplication.translate("Speech", "One level up"), here)]
        there = filter(isValid, widgets)  # a board of the keyboard may have gone meanwhile
        controls = [control for control in map(control_of, there) if control is not None]
        if len(controls) == 1:
            return parts_of(controls[0], here, self._hears(), Wish.NONE)
        if not controls:
            return []
        text = QCoreApplication.translate("Speech", "From {first} to {last}")
        first, last = (one.name.rstrip(":") for one in (controls[0], controls[-1]))
        return [Part(text.format(first=first, last=last), here)]
