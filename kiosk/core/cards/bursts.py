"""Tells a card reader that acts as a keyboard from a person: it types faster than anybody can.

Keys are held back until it is clear whose they are. A burst is at least `KEYS` keys, none of them more than
`GAP` after the one before. Readers send a key every 1 to 20 ms. A fast typist presses a key every 60 to
100 ms; two or three keys rolled with different fingers may lie 20 to 40 ms apart, but not six in a row
(35 ms a key is 340 words a minute; the records are near 250). So all of a burst is the reader's,
whatever is in it: a misread card reaches no field either. Everything else is given back, in its order, at
most `GAP` late for a person who types slower than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.core.cards.rule import CardRule
from kiosk.core.secret import Secret

GAP = 35
"""Milliseconds between two keys of a reader at most."""
KEYS = 6
"""Keys of a burst at least; prefix and suffix count."""
MOST = 256
"""Keys of a burst of which the text is kept, far more than any card has."""

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Released(Generic[E]):
    """A person's events, to be delivered now in this order."""

    events: tuple[E, ...]


@dataclass(frozen=True, slots=True)
class CardRead:
    number: Secret


@dataclass(frozen=True, slots=True)
class Misread:
    """A burst without a number: another kind of code, or a card read badly."""


class KeyBursts(Generic[E]):
    """Holds the events of the keys that may be a burst. Times are milliseconds of any one clock."""

    def __init__(self, rule: CardRule, gap: int = GAP) -> None:
        self._rule = rule
        self._gap = gap
        self._held: list[E] = []
        self._text: list[str] = []
        self._count = 0
        self._last = 0.0

    @property
    def holding(self) -> bool:
        """Whether a burst may be under way, so that `settle` must be called once nothing follows."""
        return self._count > 0

    def press(self, at: float, character: str, event: E) -> Released[E] | CardRead | Misread | None:
        """A key that can be part of a card; it is held. Returns what the keys before it came to."""
        before = None
        if self._count and not 0 <= at - self._last <= self._gap:
            before = self.settle()
        self._count += 1
        self._last = at
        if len(self._text) < MOST:
            self._text.append(character)
        if self._count < KEYS:
            self._held.append(event)
        else:
            self._held.clear()
        return before

    def follow(self, event: E) -> None:
        """Another event of a held key, such as its release: it shares the fate of the keys."""
        if 0 < self._count < KEYS:
            self._held.append(event)

    def settle(self) -> Released[E] | CardRead | Misread | None:
        """No key followed in time, or one that no card has: decide whose the held keys are."""
        count, held, text = self._count, tuple(self._held), "".join(self._text)
        self.forget()
        if count == 0:
            return None
        if count < KEYS:
            return Released(held)
        number = self._rule.number(text)
        return Misread() if number is None else CardRead(number)

    def forget(self) -> None:
        self._count = 0
        self._held.clear()
        self._text.clear()
