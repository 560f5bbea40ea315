"""What a user of Graph means as an account: standing, contacts, and words that must not be the password."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, assert_never

from backend.adapters.directories.entra.settings import EntraSettings, Source
from backend.adapters.directories.entra.users import Email, Mastered, Phone, PhoneType, User
from backend.core.ports import Account, Contact, Standing
from backend.core.secret import Secret
from backend.core.views import Channel

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_EXTENSION = re.compile(r"x\d+$")
_TELEPHONE = (Channel.SMS, Channel.VOICE)


class Telephones(Protocol):
    def e164(self, typed: str) -> str | None:
        """The number in E.164, or None when it cannot be read."""

    def mobile(self, number: str) -> bool:
        """Whether the E.164 `number` can be one of a mobile telephone."""

    def spaced(self, number: str) -> str:
        """An E.164 number with a blank behind its country code."""


@dataclass(frozen=True, slots=True)
class Methods:
    """The authentication methods of one user that carry a destination."""

    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()


def account(
    user: User,
    methods: Methods,
    standing: Standing,
    settings: EntraSettings,
    numbers: Telephones,
    now: datetime,
) -> Account:
    return Account(
        key=user.id.casefold(),
        identifier=user.upn,
        display_name=user.display_name or f"{user.given_name} {user.surname}".strip(),
        own_words=own_words(user),
        standing=standing,
        contacts=tuple(_contacts(user, methods, settings, numbers, now)),
        language=user.language.partition("-")[0].casefold(),
    )


def standing(user: User, *, privileged: bool) -> Standing:
    """The gravest thing first. Entra tells nobody that an account is locked by wrong passwords."""
    if not user.enabled:
        return Standing.DISABLED
    if privileged:
        return Standing.PRIVILEGED
    return Standing.ACTIVE if user.mastered is Mastered.CLOUD else Standing.ELSEWHERE


def own_words(user: User) -> tuple[str, ...]:
    """Names and the local parts of addresses, none twice."""
    words = [*user.given_name.split(), user.surname, *user.surname.split(), *user.display_name.split()]
    words += [name.partition("@")[0].casefold() for name in (user.upn, user.mail, *user.addresses)]
    return tuple(dict.fromkeys(word for word in words if word))


def _contacts(
    user: User, methods: Methods, settings: EntraSettings, numbers: Telephones, now: datetime
) -> Iterator[Contact]:
    """In the order of the settings, none twice, never one of the account's own mailboxes."""
    undated = LONG_AGO if settings.undated_contacts == "settled" else now
    own = {name.casefold() for name in (user.upn, user.mail, *user.addresses)}
    seen = set[tuple[Channel, str]]()
    for source in settings.contacts:
        for channels, destination, since in _stored(source, user, methods, numbers):
            for channel in channels:
                if channel is Channel.SMS and not numbers.mobile(destination):
                    continue
                if destination.casefold() not in own and (channel, destination) not in seen:
                    seen.add((channel, destination))
                    yield Contact(channel, Secret(destination), since or undated)


_Stored = tuple[Sequence[Channel], str, datetime | None]


def _stored(source: Source, user: User, methods: Methods, numbers: Telephones) -> Iterator[_Stored]:
    match source:
        case "mobile":
            yield from _phones(PhoneType.MOBILE, _TELEPHONE, methods, numbers)
        case "alternate":
            yield from _phones(PhoneType.ALTERNATE, _TELEPHONE, methods, numbers)
        case "office":
            yield from _phones(PhoneType.OFFICE, (Channel.VOICE,), methods, numbers)
        case "email":
            yield from (((Channel.EMAIL,), one.address.reveal(), one.since) for one in methods.emails)
        case "mobilePhone":
            number = numbers.e164(user.mobile) if user.mobile else None
            if number is not None:
                yield _TELEPHONE, number, None
        case "otherMails":
            yield from (((Channel.EMAIL,), address, None) for address in user.other_mails if "@" in address)
        case _:
            assert_never(source)


def _phones(
    kind: PhoneType, channels: Sequence[Channel], methods: Methods, numbers: Telephones
) -> Iterator[_Stored]:
    """Numbers with an extension are left out: it could not be dialled."""
    for phone in methods.phones:
        told = phone.number.reveal()
        number = None if _EXTENSION.search(told) else numbers.e164(told)
        if phone.type is kind and number is not None:
            yield channels, number, phone.since
