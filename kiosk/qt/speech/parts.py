"""What is said in parts of one language each (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from kiosk.core.controls import Control
from kiosk.core.narration import ISOLATES, Audience, Wish
from kiosk.qt.speech import phrases


@dataclass(frozen=True, slots=True)
class Part:
    """A text, and the language whose voice says it."""

    text: str
    language: str


def parts_of(control: Control, here: str, hears: Audience, wish: Wish) -> list[Part]:
    """A control in the language `here`; the name of another language by that language's voice."""
    if control.language in {"", here}:
        named = replace(control, name=control.kind + control.name)
        return [Part(phrases.phrase(named, hears, wish), here)]
    rest = phrases.phrase(replace(control, name=""), hears, wish)
    parts = (Part(control.kind.strip(), here), Part(control.name, control.language), Part(rest, here))
    return [part for part in parts if part.text]


def sentences(parts: Iterable[Part]) -> Iterator[Part]:
    """Neighbours of one language in one go, each text as a sentence."""
    for language, run in groupby(parts, key=_language):
        yield Part(" ".join(_sentence(part.text) for part in run), language)


def _language(part: Part) -> str:
    return part.language


def _sentence(text: str) -> str:
    """So that the voice falls at its end."""
    return text if text.rstrip(ISOLATES).endswith((".", "!", "?", "…", ":", "؟")) else f"{text}."
