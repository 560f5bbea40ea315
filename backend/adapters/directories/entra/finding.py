"""Finding people in Graph, with what decides whether they may reset here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.adapters.directories.entra import asking, people, users
from backend.adapters.directories.entra.budget import Budget
from backend.adapters.directories.entra.faults import Fault, FaultKind, GraphFailed
from backend.adapters.directories.entra.graph import MOST_IN_A_BATCH, Graph, Part
from backend.adapters.directories.entra.people import Methods, Telephones
from backend.adapters.directories.entra.reading import Json
from backend.adapters.directories.entra.settings import EntraSettings
from backend.adapters.directories.entra.users import LimitedInformation, User
from backend.core.ports import Account, Clock, Match

NOBODY = "00000000-0000-0000-0000-000000000000"
"""Asked about when nobody was found, so that the same questions are asked for known and unknown."""
LONGEST_NAME = 320
_PHONE_SOURCES = frozenset({"mobile", "alternate", "office"})


@dataclass(frozen=True, slots=True)
class Found:
    """A user as Graph tells it, and as the account that it is."""

    user: User
    account: Account

    def match(self) -> Match:
        return Match(self.account, self.user.employee_id.casefold())


@dataclass(frozen=True, slots=True)
class _Known:
    """What the questions about one user came to."""

    methods: Methods
    privileged: bool


class Finder:
    """Two calls for each search: who it is, and what that account has. Raises `GraphFailed`."""

    def __init__(self, graph: Graph, settings: EntraSettings, numbers: Telephones, clock: Clock) -> None:
        self._graph = graph
        self._settings = settings
        self._numbers = numbers
        self._clock = clock
        self._groups = frozenset(one.casefold() for one in settings.privileged_groups)
        self._denied = frozenset(one.casefold() for one in settings.deny)

    def one(self, candidates: Sequence[str], budget: Budget) -> Found | None:
        """The one user that any of the names means; None when none or several are."""
        names = [name for name in dict.fromkeys(candidates) if _askable(name)]
        wanted = [asking.equals(kind, name) for name in names for kind in self._settings.names]
        found = self._users(asking.finding(wanted or [asking.equals("id", NOBODY)]), budget)
        user = next(iter(found.values())) if wanted and len(found) == 1 else None
        known = self._known([user.id if user else NOBODY], budget)
        details = known[user.id] if user else None
        return self._found(user, details) if user and details else None

    def search(self, text: str, most: int, budget: Budget) -> tuple[Found, ...]:
        """By the beginnings of names, or by the whole of a number, identifier or alias."""
        words = text.split()
        if not words or not all(map(_word, words)):
            return ()
        whole = "".join(words)
        exact = [asking.equals("employeeId", whole)]
        exact += [asking.equals(kind, whole) for kind in ("userPrincipalName", "mail", "proxyAddresses")]
        exact.append(f"startswith(userPrincipalName,'{whole}@')")
        found = self._users((asking.named(words, most), *asking.finding(exact)), budget)
        people_found = sorted(found.values(), key=lambda one: (one.surname, one.given_name))[:most]
        known = self._known([one.id for one in people_found], budget) if people_found else {}
        return tuple(self._found(user, details) for user in people_found if (details := known[user.id]))

    # --- inside ---------------------------------------------------------------------------------

    def _found(self, user: User, known: _Known) -> Found:
        privileged = known.privileged or user.id.casefold() in self._denied
        standing = people.standing(user, privileged=privileged)
        now = self._clock.now()
        return Found(user, people.account(user, known.methods, standing, self._settings, self._numbers, now))

    def _users(self, parts: Sequence[Part], budget: Budget) -> dict[str, User]:
        """By id, each once."""
        answers = self._graph.together(parts, budget)
        return {user.id: user for answer in answers for user in users.users(_answered(answer))}

    def _known(self, ids: Sequence[str], budget: Budget) -> dict[str, _Known | None]:
        """What there is to know of each; None of one who has just been deleted."""
        asked = {one: self._questions(one) for one in ids}
        at_once = max(1, MOST_IN_A_BATCH // len(asked[ids[0]]))
        answers: dict[str, _Known | None] = {}
        for start in range(0, len(ids), at_once):
            chunk = ids[start : start + at_once]
            told = iter(self._graph.together([part for one in chunk for part in asked[one]], budget))
            answers |= {one: self._read(told) for one in chunk}
        return answers

    def _questions(self, key: str) -> list[Part]:
        """Always in this order, which `_read` follows."""
        parts = [asking.memberships(key), asking.owned(key), asking.assigned_roles(key)]
        parts += [asking.eligible_roles(key)] if self._settings.eligible_roles else []
        parts += [asking.phone_methods(key)] if self._wants_phones else []
        parts += [asking.email_methods(key)] if self._wants_emails else []
        return parts

    def _read(self, told: Iterator[Json | Fault]) -> _Known | None:
        answers = [next(told) for _ in range(len(self._questions(NOBODY)))]
        if any(isinstance(one, Fault) and one.kind is FaultKind.NOT_FOUND for one in answers):
            return None
        bodies = iter([_answered(one) for one in answers])
        groups, owned, assigned = next(bodies), next(bodies), next(bodies)
        eligible = users.holds_role(next(bodies)) if self._settings.eligible_roles else False
        phones = users.phones(next(bodies)) if self._wants_phones else ()
        emails = users.emails(next(bodies)) if self._wants_emails else ()
        return _Known(Methods(phones, emails), self._privileged(groups, owned, assigned) or eligible)

    def _privileged(self, groups: Json, owned: Json, assigned: Json) -> bool:
        try:
            reaches = users.reaches_role(groups, self._groups) or users.reaches_role(owned, frozenset())
        except LimitedInformation:
            raise GraphFailed(Fault(FaultKind.FORBIDDEN, cause="GroupMember.Read.All")) from None
        return reaches or users.holds_role(assigned)

    @property
    def _wants_phones(self) -> bool:
        return bool(_PHONE_SOURCES & set(self._settings.contacts))

    @property
    def _wants_emails(self) -> bool:
        return "email" in self._settings.contacts


def _answered(answer: Json | Fault) -> Json:
    """An answer that is no list is none: it must never read as *no roles* or *nobody*."""
    if isinstance(answer, Fault):
        raise GraphFailed(answer)
    if not isinstance(answer.get("value"), list):
        raise GraphFailed(Fault(FaultKind.UNREADABLE, cause="list"))
    return answer


def _askable(name: str) -> bool:
    """Whether a name can be one of Graph's at all: anything else is not even asked."""
    return 0 < len(name) <= LONGEST_NAME and name.isprintable() and name == name.strip()


def _word(word: str) -> bool:
    """Names, numbers and identifiers; nothing that means something in a search or a filter."""
    return all(mark.isalnum() or mark in "-._@" for mark in word)
