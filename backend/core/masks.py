"""What is shown of a destination, and the ways an account may be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.core.marks import Marks
from backend.core.ports import Account, Contact
from backend.core.proofs import Fact, FactKind, Settling, gates_left, path_of
from backend.core.secret import Secret
from backend.core.views import Channel, IdentifierRule, Method

DOTS = "•••"


def mask(channel: Channel, destination: Secret) -> str:
    """``*****23`` for a number, ``f•••@g•••.com`` for an address."""
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


def own_domains(rule: IdentifierRule, more: Sequence[str]) -> frozenset[str]:
    return frozenset(domain.casefold().lstrip("@") for domain in (rule.domain, *more) if domain)


def ways(account: Account, reset_id: str, rules: WayRules, marks: Marks, now: datetime) -> tuple[Way, ...]:
    """The ways to reach `account`; empty when they could never open every gate."""
    found = [
        Way(
            Method(marks.method(reset_id, one.channel.value, one.destination), one.channel, _shown(one)),
            one,
            Settling.SETTLED if one.changed_at <= now - rules.settles else Settling.FRESH,
        )
        for one in account.contacts
        if one.channel in rules.channels and not _own_mailbox(one, rules.own_domains)
    ]
    if rules.gates == 1:
        found = [way for way in found if way.settling is Settling.SETTLED]
    possible = [Fact(FactKind.CODE, path_of(way.contact.channel), way.settling) for way in found]
    return tuple(found) if gates_left(possible, rules.gates) == 0 else ()


def _shown(contact: Contact) -> str:
    return mask(contact.channel, contact.destination)


def _own_mailbox(contact: Contact, domains: frozenset[str]) -> bool:
    """The mailbox of the institution itself: nobody locked out can read it."""
    if contact.channel is not Channel.EMAIL:
        return False
    domain = contact.destination.reveal().rpartition("@")[2].casefold()
    return any(domain == own or domain.endswith("." + own) for own in domains)
