"""The texts that leave the backend: codes, what a call says, and notices. French is the reference.

Plain and short, without a link (nobody should learn to follow one), always with what to do if it was
somebody else (NIST SP 800-63B-4 §4.6). The texts stand in the catalogues of `backend.core.languages`. In
Latin letters, SMS texts keep to the alphabet of one 160-character message (3GPP TS 23.038), hence no ``ç``
or ``ê`` and only plain spaces and apostrophes in them; an Arabic code takes two messages of 67 characters.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import assert_never

from backend.core.languages import Direction, Language, language
from backend.core.secret import Secret
from backend.core.views import Channel


class Notice(Enum):
    """What an owner is told afterwards, at every address on record."""

    PASSWORD_SET = "password_set"
    UNLOCKED = "unlocked"
    NOT_ME = "not_me"
    CONTACT_ADDED = "contact_added"


def code_message(
    channel: Channel, language_code: str, code: Secret, minutes: int, institution: str
) -> tuple[str, Secret]:
    """Subject (empty except for e-mail) and body of a code that lives `minutes`; spoken text for a call."""
    tongue = language(language_code)
    texts = tongue.messages
    life = texts.minute if minutes == 1 else texts.minutes
    values = {
        "code": shown(code.reveal(), tongue),
        "minutes": str(minutes),
        "life": life.format(minutes=minutes),
        "institution": institution,
    }
    match channel:
        case Channel.EMAIL:
            return texts.code_subject, Secret(texts.code_email.format(**values))
        case Channel.SMS:
            return "", Secret(texts.code_sms.format(**values))
        case Channel.VOICE:
            return "", Secret(texts.code_spoken.format(code=spelled(code.reveal())))
        case Channel.AUTHENTICATOR:
            raise ValueError("an app makes its codes itself: none is sent to it")
    assert_never(channel)


def call_greeting(language_code: str, institution: str, place: str) -> str:
    """What a call says first: who calls and which keys there are, and nothing of the person."""
    texts = language(language_code).messages
    where = texts.greeting_place.format(place=place) if place else texts.greeting_anywhere
    return texts.greeting.format(institution=institution, where=where)


def call_again(language_code: str) -> str:
    """What a call says after a wrong key."""
    return language(language_code).messages.again


def notice_message(
    language_code: str, kind: Notice, identifier: str, at: datetime, reference: str, institution: str
) -> tuple[str, Secret]:
    """Subject and body of a notice. `at` is local time; `reference` is what staff can search for."""
    texts = language(language_code).messages
    match kind:
        case Notice.PASSWORD_SET:
            subject, body = texts.password_set_subject, texts.password_set
        case Notice.UNLOCKED:
            subject, body = texts.unlocked_subject, texts.unlocked
        case Notice.NOT_ME:
            subject, body = texts.not_me_subject, texts.not_me
        case Notice.CONTACT_ADDED:
            subject, body = texts.contact_added_subject, texts.contact_added
        case _:
            assert_never(kind)
    values = {"institution": institution, "identifier": identifier, "at": at.strftime(texts.date)}
    return subject, Secret(f"{body} {texts.not_you}".format(**values, reference=reference))


def shown(code: str, tongue: Language) -> str:
    """`grouped` for a text in `tongue`.

    Between words from right to left a plain space would have the halves change places; a no-break space
    counts as a separator within one number (UAX #9, rule W4), on old telephones too.
    """
    halves = grouped(code)
    return (
        halves.replace(" ", "\N{NO-BREAK SPACE}") if tongue.direction is Direction.RIGHT_TO_LEFT else halves
    )


def grouped(code: str) -> str:
    """``12345678`` as ``1234 5678``: two halves are read, kept in mind and typed with fewer errors."""
    half = (len(code) + 1) // 2
    return f"{code[:half]} {code[half:]}".strip()


def spelled(code: str) -> str:
    """``12345678`` as ``1, 2, 3, 4. 5, 6, 7, 8``, so that a voice says digits and pauses between halves."""
    return ". ".join(", ".join(half) for half in grouped(code).split())
