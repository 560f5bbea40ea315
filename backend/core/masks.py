"""What is shown of a destination, and the ways an account may be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from backend.core.marks import Marks
from backend.core.ports import Account, Contact, Holders
from backend.core.proofs import Fact, Settling, fact_of, gates_left, path_of
from backend.core.secret import Secret
from backend.core.settings import LimitSettings
from backend.core.views import Channel, IdentifierRule, Method

DOTS = "•••"
ORDER = (Channel.EMAIL, Channel.SMS, Channel.VOICE, Channel.AUTHENTICATOR)
"""In which ways are shown, of an account as of a decoy: another one would tell that there is an account."""


def mask(channel: Channel, destination: Secret) -> str:
    """``*****23`` for a number, ``f•••@g•••.com`` for an address, nothing of the key of an app."""
    if channel is Channel.AUTHENTICATOR:
        return ""
    text = destination.reveal()
    if channel is not Channel.EMAIL:
        return f"*****{text[-2:]}"
    local, _, domain = text.partition("@")
    host, _, ending = domain.rpartition(".")
    return f"{local[:1]}{DOTS}@{host[:1]}{DOTS}.{ending}"


@dataclass(frozen=True, slots=True)
class Way:
    """A stored contact that may be offered; `method` is what the person sees of it."""

    method: Method
    contact: Contact
    settling: Settling


@dataclass(frozen=True, slots=True)
class WayRules:
    """What decides which contacts are offered."""

    channels: frozenset[Channel]
    own_domains: frozenset[str]
    settles: timedelta
    gates: int
    limits: LimitSettings


def own_domains(rule: IdentifierRule, more: Sequence[str]) -> frozenset[str]:
    return frozenset(domain.casefold().lstrip("@") for domain in (rule.domain, *more) if domain)


def ways(account: Account, reset_id: str, rules: WayRules, marks: Marks, now: datetime) -> tuple[Way, ...]:
    """The ways to reach `account`; empty when they could never open every gate."""
    found = [
        Way(
            Method(marks.method(reset_id, one.channel.value, one.destination), one.channel, _shown(one)),
            one,
            _settling(one, now - rules.settles),
        )
        for one in _in_order(account.contacts)
        if one.channel in rules.channels
        and not own_mailbox(one.channel, one.destination, rules.own_domains)
        and in_served_country(one, rules.limits)
    ]
    if rules.gates == 1:
        found = [way for way in found if way.settling is not Settling.FRESH]
    # A shared contact beside one of one's own that shows the same only leads to a longer way.
    own = {path_of(way.contact.channel) for way in found if way.settling is Settling.SETTLED}
    found = [
        way for way in found if way.settling is not Settling.SHARED or path_of(way.contact.channel) not in own
    ]
    possible = [
        Fact(fact_of(way.contact.channel), path_of(way.contact.channel), way.settling) for way in found
    ]
    return tuple(found) if gates_left(possible, rules.gates) == 0 else ()


def _in_order(contacts: Sequence[Contact]) -> list[Contact]:
    """As decoys show them, those of a kind as the directory has them; of several apps the newest."""
    apps = sorted((one for one in contacts if one.channel is Channel.AUTHENTICATOR), key=_changed_at)
    others = [one for one in contacts if one.channel is not Channel.AUTHENTICATOR]
    return sorted(others + apps[-1:], key=_place)


def _place(contact: Contact) -> int:
    return ORDER.index(contact.channel)


def _changed_at(contact: Contact) -> datetime:
    return contact.changed_at


def _settling(contact: Contact, before: datetime) -> Settling:
    if contact.changed_at > before:
        return Settling.FRESH
    match contact.holders:
        case Holders.ONE:
            return Settling.SETTLED
        case Holders.SEVERAL:
            return Settling.SHARED
    assert_never(contact.holders)


def _shown(contact: Contact) -> str:
    return mask(contact.channel, contact.destination)


def in_served_country(contact: Contact, limits: LimitSettings) -> bool:
    """Whether numbers of its country are served at all; what is no number is."""
    match contact.channel:
        case Channel.SMS | Channel.VOICE:
            return limits.country(contact.destination.reveal())[1] > 0
        case Channel.EMAIL | Channel.AUTHENTICATOR:
            return True
    assert_never(contact.channel)


def own_mailbox(channel: Channel, destination: Secret, domains: frozenset[str]) -> bool:
    """The mailbox of the institution itself: nobody locked out can read it."""
    if channel is not Channel.EMAIL:
        return False
    domain = destination.reveal().rpartition("@")[2].casefold()
    return any(domain == own or domain.endswith("." + own) for own in domains)
