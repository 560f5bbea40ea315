"""The texts that leave the backend: codes, what a call says, and notices. French is the reference.

Plain and short, without a link (nobody should learn to follow one), always with what to do if it was
somebody else (NIST SP 800-63B-4 §4.6). SMS texts keep to the alphabet of one 160-character message
(3GPP TS 23.038), hence no ``ç`` or ``ê`` and only plain spaces and apostrophes in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import assert_never

from backend.core.secret import Secret
from backend.core.views import Channel


class Notice(Enum):
    """What an owner is told afterwards, at every address on record."""

    PASSWORD_SET = "password_set"
    UNLOCKED = "unlocked"
    NOT_ME = "not_me"


def code_message(
    channel: Channel, language: str, code: Secret, minutes: int, institution: str
) -> tuple[str, Secret]:
    """Subject (empty except for e-mail) and body of a code that lives `minutes`; spoken text for a call."""
    texts = _texts(language)
    plural = "" if minutes == 1 else "s"
    values = {
        "code": grouped(code.reveal()),
        "minutes": str(minutes),
        "institution": institution,
        "s": plural,
    }
    match channel:
        case Channel.EMAIL:
            return texts.code_subject, Secret(texts.code_email.format(**values))
        case Channel.SMS:
            return "", Secret(texts.code_sms.format(**values))
        case Channel.VOICE:
            return "", Secret(texts.code_spoken.format(code=spelled(code.reveal())))
    assert_never(channel)


def call_greeting(language: str, institution: str, place: str) -> str:
    """What a call says first: who calls and which keys there are, and nothing of the person."""
    texts = _texts(language)
    where = texts.greeting_place.format(place=place) if place else texts.greeting_anywhere
    return texts.greeting.format(institution=institution, where=where)


def call_again(language: str) -> str:
    """What a call says after a wrong key."""
    return _texts(language).again


def notice_message(
    language: str, kind: Notice, identifier: str, at: datetime, reference: str, institution: str
) -> tuple[str, Secret]:
    """Subject and body of a notice. `at` is local time; `reference` is what staff can search for."""
    texts = _texts(language)
    match kind:
        case Notice.PASSWORD_SET:
            subject, body = texts.password_set
        case Notice.UNLOCKED:
            subject, body = texts.unlocked
        case Notice.NOT_ME:
            subject, body = texts.not_me
        case _:
            assert_never(kind)
    values = {"institution": institution, "identifier": identifier, "at": at.strftime(texts.date)}
    return subject, Secret((body + texts.not_you).format(**values, reference=reference))


def grouped(code: str) -> str:
    """``12345678`` as ``1234 5678``: two halves are read, kept in mind and typed with fewer errors."""
    half = (len(code) + 1) // 2
    return f"{code[:half]} {code[half:]}".strip()


def spelled(code: str) -> str:
    """``12345678`` as ``1, 2, 3, 4. 5, 6, 7, 8``, so that a voice says digits and pauses between halves."""
    return ". ".join(", ".join(half) for half in grouped(code).split())


# --- texts --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Texts:
    code_subject: str
    code_email: str
    code_sms: str
    code_spoken: str
    greeting: str
    greeting_place: str
    greeting_anywhere: str
    again: str
    password_set: tuple[str, str]
    unlocked: tuple[str, str]
    not_me: tuple[str, str]
    not_you: str
    date: str


_FR = _Texts(
    code_subject="Votre code de vérification",
    code_email="""Bonjour,

Votre code de vérification\u00a0: {code}

Tapez-le à la borne où vous avez demandé de l'aide. Il est valable {minutes} minute{s}.

Ne le donnez à personne\u00a0: nous ne vous le demanderons jamais, ni par téléphone, ni par message.

Vous n'avez rien demandé\u00a0? Quelqu'un essaie peut-être d'ouvrir votre compte.
Sans ce code, il n'y arrivera pas. Prévenez le service informatique.

{institution}
""",
    code_sms=(
        "{institution} : votre code est {code}, valable {minutes} min. "
        "Ne le donnez à personne. Pas vous ? Prévenez le service informatique."
    ),
    code_spoken="Votre code est\u00a0: {code}.",
    greeting=(
        "Bonjour. Ceci est un appel automatique. {institution}, service des mots de passe. {where} "
        "Si c'est vous, tapez sur votre téléphone le chiffre affiché à l'écran de la borne. "
        "Pour entendre un code, tapez 0. Si ce n'est pas vous, tapez 9."
    ),
    greeting_place="Cet appel vient d'être demandé à une borne, à cet endroit\u00a0: {place}.",
    greeting_anywhere="Cet appel vient d'être demandé à une borne.",
    again="Ce n'est pas le bon chiffre. Regardez l'écran de la borne et réessayez.",
    password_set=(
        "Votre mot de passe a été changé",
        "{institution} : le mot de passe du compte {identifier} a été changé à une borne le {at}. ",
    ),
    unlocked=(
        "Votre compte a été débloqué",
        (
            "{institution} : le compte {identifier} a été débloqué à une borne le {at}. "
            "Le mot de passe n'a pas changé. "
        ),
    ),
    not_me=(
        "Une demande pour votre compte a été interrompue",
        (
            "{institution} : une demande pour le compte {identifier} a été interrompue le {at}, "
            "car la personne appelée n'avait rien demandé. Le mot de passe n'a pas changé. "
        ),
    ),
    not_you=(
        "Si ce n'était pas vous, prévenez tout de suite le service informatique. Référence : {reference}"
    ),
    date="%d/%m/%Y à %H:%M",
)

_EN = _Texts(
    code_subject="Your verification code",
    code_email="""Hello,

Your verification code: {code}

Type it at the station where you asked for help with your password. It is valid for {minutes} minute{s}.

Give it to nobody: we will never ask you for it, neither by phone nor by message.

You did not ask for anything? Somebody may be trying to get into your account.
Without this code they cannot. Tell the IT service.

{institution}
""",
    code_sms=(
        "{institution}: your code is {code}, valid for {minutes} min. "
        "Give it to nobody. Not you? Tell the IT service."
    ),
    code_spoken="Your code is: {code}.",
    greeting=(
        "Hello. This is an automatic call. {institution}, password service. {where} "
        "If this is you, press on your phone the digit shown on the station's screen. "
        "To hear a code, press 0. If this is not you, press 9."
    ),
    greeting_place="This call has just been asked for at a station, at this place: {place}.",
    greeting_anywhere="This call has just been asked for at a station.",
    again="That is not the right digit. Look at the station's screen and try again.",
    password_set=(
        "Your password was changed",
        "{institution}: the password of the account {identifier} was changed at a station on {at}. ",
    ),
    unlocked=(
        "Your account was unlocked",
        (
            "{institution}: the account {identifier} was unlocked at a station on {at}. "
            "The password has not changed. "
        ),
    ),
    not_me=(
        "A request for your account was stopped",
        (
            "{institution}: a request for the account {identifier} was stopped on {at}, "
            "because the person called answered that it was not them. The password has not changed. "
        ),
    ),
    not_you="If this was not you, tell the IT service at once. Reference: {reference}",
    date="%Y-%m-%d at %H:%M",
)

_LANGUAGES = {"fr": _FR, "en": _EN}


def _texts(language: str) -> _Texts:
    return _LANGUAGES.get(language.replace("_", "-").partition("-")[0].casefold(), _FR)
