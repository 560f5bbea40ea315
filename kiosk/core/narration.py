"""Speech as data: what is said, who can hear it, and what may be said to whom (EN 301 549, 5.1.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from kiosk.core.flow.layers import core_of, view_of
from kiosk.core.look import Look, Preference, Speech, Volume, chosen
from kiosk.core.secret import Secret
from kiosk.core.speech_faults import SpeechFault as SpeechFault
from kiosk.core.speech_faults import SpeechSaid as SpeechSaid
from kiosk.core.states import Done, Identify, IdleWarning, Kiosk, LostPhone, NewPassword, SignInPage

MASKED = re.compile(r"[*•]+")
ISOLATES = "\u2066\u2067\u2068\u2069"
"""Signs that steer the direction of writing (UAX #9 section 2.4)."""
INSERTED = re.compile("\u2068[^\u2069]*\u2069")
"""A word set into a sentence; on the page of the new password each is a part of what was typed."""
COUNTED = (20, 10, 5)
"""Seconds of a warning at which the time left is said again."""
_UNHEARD = dict.fromkeys(map(ord, ISOLATES))


class Jack(Enum):
    """The headset's socket: UNKNOWN where no switch can be read, and then nothing private is said."""

    EMPTY = "empty"
    FILLED = "filled"
    UNKNOWN = "unknown"


class Audience(Enum):
    """Who hears the station (5.1.3.9): only a headset is private listening."""

    ROOM = "room"
    PERSON = "person"


def audience(jack: Jack) -> Audience:
    return Audience.PERSON if jack is Jack.FILLED else Audience.ROOM


class Priority(Enum):
    NOW = "now"
    """In place of what is being said."""
    AFTER = "after"
    """When what is being said has ended."""
    ECHO = "echo"
    """A character just typed: in place of the station's own words, but never over the digits of a CAPTCHA."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing to say. It may hold what somebody typed, so that its words are a `Secret`."""

    words: Secret
    language: str
    speech: Speech
    volume: Volume
    priority: Priority


class Echo(Enum):
    """What is said of a character that was typed."""

    CHARACTER = "character"
    """The character itself."""
    WORD = "word"
    """Only that there was one."""


class Entry(Enum):
    """What a field takes."""

    OPEN = "open"
    """Nothing of the person: the answer of a CAPTCHA."""
    PERSONAL = "personal"
    MASKED = "masked"


class Wish(Enum):
    """Whether the person asked on this page to have the characters of a masked field spoken."""

    NONE = "none"
    ASKED = "asked"


def echo(entry: Entry, hears: Audience, wish: Wish) -> Echo:
    """EN 301 549, 5.1.3.8 and 5.1.3.9: masked characters only in private and when asked for."""
    match entry:
        case Entry.OPEN:
            return Echo.CHARACTER
        case Entry.PERSONAL:
            return Echo.CHARACTER if hears is Audience.PERSON else Echo.WORD
        case Entry.MASKED:
            both = hears is Audience.PERSON and wish is Wish.ASKED
            return Echo.CHARACTER if both else Echo.WORD
        case unreachable:
            assert_never(unreachable)


def personal(kiosk: Kiosk) -> Iterator[str]:
    """Every piece of text on the page that is about the person, longest first."""
    found = {text for text in _personal(kiosk) if len(text) > 1}
    return iter(sorted(found, key=len, reverse=True))


def _personal(kiosk: Kiosk) -> Iterator[str]:
    page, view = core_of(kiosk.page), view_of(kiosk.page)
    yield from _both_forms(kiosk.identifier)
    if isinstance(page, SignInPage | Identify):
        yield from _both_forms(page.identifier)
        if page.suggestion is not None:
            yield from _both_forms(page.suggestion.typed)
            yield from _both_forms(page.suggestion.rewritten)
    if view is not None:
        yield from (method.mask for method in view.methods)
        yield view.challenge.mask if view.challenge else ""
        yield view.contact.mask if view.contact else ""
        if view.account is not None:
            yield view.account.display_name
            yield from _both_forms(view.account.identifier)
    if isinstance(page, Done):
        yield page.registered
    if isinstance(page, LostPhone) and page.answer is not None:
        yield page.answer.value.reveal()


def _both_forms(identifier: str) -> Iterator[str]:
    yield identifier
    yield identifier.partition("@")[0]


def for_ears(text: str, kiosk: Kiosk, hears: Audience, hidden: str) -> str:
    """`text` as it may be said: to the room without what is about the person, which `hidden` stands for."""
    if hears is Audience.ROOM:
        if isinstance(core_of(kiosk.page), NewPassword):
            text = INSERTED.sub(f" {hidden} ", text)
        for piece in personal(kiosk):
            text = text.replace(piece, f" {hidden} ")
    return " ".join(MASKED.sub(" ", text).translate(_UNHEARD).split())


def countdown(kiosk: Kiosk) -> int | None:
    """The seconds to say again now, if it is time to."""
    match kiosk.page:
        case IdleWarning(remaining=left) | Done(closes_in=left) if left in COUNTED:
            return left
        case _:
            return None


def changed(before: Look, now: Look) -> tuple[Preference, ...]:
    """What else than the speech itself the person changed."""
    both = zip(chosen(before), chosen(now), strict=True)
    return tuple(new for old, new in both if old is not new and not isinstance(new, Speech | Volume))


def louder(volume: Volume) -> Volume:
    return _neighbour(volume, 1)


def softer(volume: Volume) -> Volume:
    return _neighbour(volume, -1)


def _neighbour(volume: Volume, step: int) -> Volume:
    steps = tuple(Volume)
    return steps[max(0, min(len(steps) - 1, steps.index(volume) + step))]
