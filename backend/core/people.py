"""Who a typed identifier means, and what may be done for that person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from backend.core import identifier
from backend.core.api import TrueReason
from backend.core.cards import Card
from backend.core.decoys import Pretence, decoys
from backend.core.marks import Marks
from backend.core.masks import Way, WayRules, in_served_country, own_domains, ways
from backend.core.parts import Channels, Parts
from backend.core.ports import Account, Holders, Standing
from backend.core.secret import Secret
from backend.core.settings import LimitSettings, Settings
from backend.core.views import Channel, Method

_EVERYWHERE = LimitSettings(countries=(), other_countries_a_day=1)
_SERVED = frozenset({Standing.ACTIVE, Standing.LOCKED})


@dataclass(frozen=True, slots=True)
class Person:
    """What a reset keeps, sealed, of the account it is for; all empty for a stranger."""

    display_name: str
    identifier: str
    standing: Standing

    def packed(self) -> Secret:
        return Secret(json.dumps([self.display_name, self.identifier, self.standing.value]))


NOBODY = Person("", "", Standing.ACTIVE)


def person_of(account: Account | None) -> Person:
    if account is None:
        return NOBODY
    return Person(account.display_name, account.identifier, account.standing)


def unpacked(text: Secret) -> Person:
    display_name, its_identifier, standing = json.loads(text.reveal())
    return Person(display_name, its_identifier, Standing(standing))


@dataclass(frozen=True, slots=True)
class Somebody:
    """The answer to a typed identifier: an account or not, and always a name to count under."""

    account: Account | None
    canonical: str
    subject: str


class People:
    """Looks people up by the institution's identifier rule."""

    def __init__(self, parts: Parts, marks: Marks) -> None:
        self._parts = parts
        self._marks = marks
        institution = parts.settings.institution
        self._rule = institution.identifier_rule
        self.rules = WayRules(
            _available(parts.channels, parts.settings),
            own_domains(self._rule, institution.own_domains),
            parts.settings.times.contact_settles,
            institution.gates,
            parts.settings.limits,
        )
        self._pretence = Pretence(self.rules.channels, institution.gates, parts.settings.decoys)

    def find(self, typed: str) -> Somebody:
        """Raises `DirectoryUnavailable`."""
        candidates = identifier.candidates(typed, self._rule)
        return self._somebody(self._parts.directory.find(candidates), typed)

    def find_card(self, card: Card) -> Somebody:
        """Whoever has that card. Raises `DirectoryUnavailable`."""
        directory = self._parts.directory
        account = directory.find_card(card.number) if directory.capabilities.reads_cards else None
        return self._somebody(account, card.typed())

    def _somebody(self, account: Account | None, typed: str) -> Somebody:
        """With the same work whether there is an account or not."""
        candidates = identifier.candidates(typed, self._rule)
        stranger, known = (
            self._marks.stranger(candidates[-1]),
            self._marks.account(account.key if account else ""),
        )
        name = identifier.candidates(account.identifier if account else typed, self._rule)[-1]
        return Somebody(account, name, known if account else stranger)

    def ways(self, account: Account | None, reset_id: str, now: datetime) -> tuple[Way, ...]:
        """The ways to reach an account that may reset by itself."""
        if account is None or account.standing not in _SERVED:
            return ()
        return ways(account, reset_id, self.rules, self._marks, now)

    def methods(self, somebody: Somebody, reset_id: str, now: datetime) -> tuple[Method, ...]:
        """What is shown: the real ways, or decoys."""
        real = self.ways(somebody.account, reset_id, now)
        false = decoys(somebody.canonical, reset_id, self._pretence, self._marks)
        return tuple(way.method for way in real) or false

    def reasons(self, account: Account | None, now: datetime, *, rests: bool) -> tuple[TrueReason, ...]:
        """Why the person stands at the desk."""
        if account is None:
            return (TrueReason.UNKNOWN_ACCOUNT,)
        found = [TrueReason(account.standing.value)] if account.standing is not Standing.ACTIVE else []
        abroad = not all(in_served_country(one, self.rules.limits) for one in account.contacts)
        if not self._reachable(account, self.rules):
            found.append(self._unreachable(account))
        elif account.standing in _SERVED and not self.ways(account, "", now):
            found.append(TrueReason.CONTACT_TOO_NEW)
        if rests:
            found.append(TrueReason.RESTS)
        found = found or [TrueReason.ACTIVE]
        if abroad and TrueReason.COUNTRY_NOT_SERVED not in found:
            found.append(TrueReason.COUNTRY_NOT_SERVED)
        return tuple(found)

    def _unreachable(self, account: Account) -> TrueReason:
        """Why there is no way that ever opens the gates."""
        own = tuple(replace(one, holders=Holders.ONE) for one in account.contacts)
        if self._reachable(replace(account, contacts=own), self.rules):
            return TrueReason.CONTACT_SHARED
        everywhere = replace(self.rules, limits=_EVERYWHERE)
        abroad = self._reachable(replace(account, contacts=own), everywhere)
        return TrueReason.COUNTRY_NOT_SERVED if abroad else TrueReason.NO_CONTACT

    def same(self, one: str, others: Sequence[str]) -> bool:
        """Whether `one` is among the identifiers `others`, in whatever form they are written."""
        mine = set(identifier.candidates(one, self._rule))
        return any(mine & set(identifier.candidates(other, self._rule)) for other in others)

    def _reachable(self, account: Account, rules: WayRules) -> bool:
        settled = datetime.max.replace(tzinfo=self._parts.clock.now().tzinfo)
        return bool(ways(account, "", rules, self._marks, settled))


def served(account: Account) -> bool:
    return account.standing in _SERVED


def _available(channels: Channels, settings: Settings) -> frozenset[Channel]:
    """An app is offered only where decoys show it too: elsewhere it would tell that there is an account.

    Decoys show no telephone where no country is served, since no account does.
    """
    mix = settings.decoys
    having = {Channel.EMAIL: channels.email, Channel.SMS: channels.sms, Channel.VOICE: channels.voice}
    if not settings.limits.telephones:
        having |= {Channel.SMS: None, Channel.VOICE: None}
    apps = frozenset({Channel.AUTHENTICATOR} if mix.authenticator or mix.authenticator_only else ())
    return apps | frozenset(channel for channel, adapter in having.items() if adapter is not None)
