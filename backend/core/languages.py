"""The languages of the backend: one catalogue each, in `backend/resources/languages/`.

A catalogue is one TOML file. Another language is another file there; nothing else names the languages.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar

FIRST = "fr"
"""The reference, and what stands in for a language without a catalogue."""
_SHOWN_FIRST = ("fr", "nl", "en", "de", "ar")
_FOLDER = ("backend.resources", "languages")
_TOGETHER = {
    apart: apart.replace(" ", "\N{NO-BREAK SPACE}") for apart in ("« ", " »", " :", " ;", " ?", " !")
}
"""French keeps these marks on the line of their word."""
_LRI, _PDI = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class CatalogueIncomplete(ValueError):
    """A catalogue lacks a text without which nothing can be sent, or has one nobody knows."""


class Direction(Enum):
    """As HTML's `dir` says it."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who reads it aloud: a voice of espeak-ng, and what Twilio's `<Say>` is told (`voice` may be empty)."""

    espeak: str
    twilio_language: str
    twilio_voice: str


@dataclass(frozen=True, slots=True)
class MessageTexts:
    """What leaves the backend. `date` is for `strftime`; the other braces are named in `messages`."""

    code_subject: str
    code_email: str
    code_sms: str
    code_spoken: str
    minute: str
    minutes: str
    greeting: str
    greeting_place: str
    greeting_anywhere: str
    again: str
    password_set_subject: str
    password_set: str
    unlocked_subject: str
    unlocked: str
    not_me_subject: str
    not_me: str
    contact_added_subject: str
    contact_added: str
    not_you: str
    date: str


@dataclass(frozen=True, slots=True)
class TicketTexts:
    """The message to the service desk."""

    subject: str
    body: str
    date: str


@dataclass(frozen=True, slots=True)
class Language:
    """`name` is what the language calls itself; `phone` and `console` are texts by their English."""

    code: str
    name: str
    direction: Direction
    voice: Voice
    messages: MessageTexts
    ticket: TicketTexts
    phone: Mapping[str, str]
    console: Mapping[str, str]

    def isolated(self, text: str) -> str:
        """`text`, which reads from left to right, unharmed by words that do not (UAX #9 section 2.4)."""
        return f"{_LRI}{text}{_PDI}" if self.direction is Direction.RIGHT_TO_LEFT and text else text


T = TypeVar("T", Voice, MessageTexts, TicketTexts)


@cache
def languages() -> Mapping[str, Language]:
    """Every language of this program, by its code (ISO 639-1), in the order pages show them."""
    return catalogues(resources.files(_FOLDER[0]).joinpath(_FOLDER[1]))


def catalogues(folder: Traversable) -> Mapping[str, Language]:
    """Every ``<code>.toml`` of a folder.

    Raises:
        CatalogueIncomplete: one of them cannot be used.
    """
    texts = {
        file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    }
    places = {code: place for place, code in enumerate(_SHOWN_FIRST)}
    order = sorted(texts, key=lambda code: (places.get(code, len(places)), code))
    return {code: read(code, texts[code]) for code in order}


def language(code: str) -> Language:
    """The language of `code`, its region left aside (``nl-BE``); the first one for an unknown code."""
    return languages().get(plain(code), languages()[FIRST])


def en(text: str) -> str:
    """Marks an English text that a catalogue translates where it is shown; it stays as it is here."""
    return text


def plain(code: str) -> str:
    """``nl_BE`` and ``NL-be`` as ``nl``."""
    return code.replace("_", "-").partition("-")[0].casefold()


def read(code: str, text: str) -> Language:
    """The catalogue in `text`. Raises `CatalogueIncomplete`, `tomllib.TOMLDecodeError`."""
    tables: dict[str, object] = tomllib.loads(text)
    name, direction = tables.get("name"), tables.get("direction")
    if not isinstance(name, str) or direction not in {one.value for one in Direction}:
        raise CatalogueIncomplete(f"{code}: name or direction")
    keep = _kept_together if code == FIRST else dict
    return Language(
        code=code,
        name=name,
        direction=Direction(direction),
        voice=_filled(Voice, code, tables.get("voice")),
        messages=_filled(MessageTexts, code, tables.get("messages")),
        ticket=_filled(TicketTexts, code, tables.get("ticket")),
        phone=keep(_table(code, tables.get("phone", {}))),
        console=keep(_table(code, tables.get("console", {}))),
    )


def _filled(made: type[T], code: str, found: object) -> T:
    table = _table(code, found)
    wrong = {field.name for field in fields(made)} ^ set(table)
    if wrong:
        raise CatalogueIncomplete(f"{code}: {', '.join(sorted(wrong))}")
    return made(**table)


def _table(code: str, found: object) -> dict[str, str]:
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise CatalogueIncomplete(f"{code}: a table of texts")
    return {str(name): str(text) for name, text in found.items()}


def _kept_together(texts: dict[str, str]) -> dict[str, str]:
    kept = {}
    for english, text in texts.items():
        for apart, together in _TOGETHER.items():
            text = text.replace(apart, together)
        kept[english] = text
    return kept
