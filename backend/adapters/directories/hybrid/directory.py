"""Entra ID and a directory on the premises as one. Implements the core's `Directory` and `DatesChanges`.

People are found in Entra, which knows all of them. Where an account is synchronised its password is kept, and
set, on the premises: an application by itself may not write it through Entra. What a synchronised account has
in Entra besides (contacts, sessions, temporary passes) stays there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import structlog

from backend.adapters.directories.entra.directory import EntraDirectory
from backend.adapters.directories.entra.finding import Found
from backend.adapters.directories.entra.users import Mastered
from backend.adapters.directories.hybrid.keys import (
    Cloud,
    Premises,
    Side,
    anchored,
    joined,
    premises_names,
    side_of,
)
from backend.adapters.directories.hybrid.settings import HybridSettings
from backend.core.change_dates import DatesChanges
from backend.core.ports import (
    Account,
    Capabilities,
    Contact,
    Directory,
    Match,
    RefusedWrite,
    Standing,
    TemporaryPass,
    Verified,
    WriteResult,
    Written,
)
from backend.core.secret import Secret
from backend.core.views import BrokenRule, PasswordRules, Rule

NOT_HERE = RefusedWrite((BrokenRule(Rule.OTHER),))
_log = structlog.stdlib.get_logger("repasse.directory")


class Closing(Directory, Protocol):
    """The directory on the premises, which is closed with this one."""

    def close(self) -> None: ...


class HybridDirectory:
    """Thread-safe where both sides are."""

    def __init__(self, entra: EntraDirectory, premises: Closing, settings: HybridSettings) -> None:
        self._entra = entra
        self._premises = premises
        self._settings = settings

    @property
    def entra(self) -> EntraDirectory:
        return self._entra

    @property
    def premises(self) -> Closing:
        return self._premises

    def close(self) -> None:
        self._entra.close()
        self._premises.close()

    @property
    def capabilities(self) -> Capabilities:
        """Of all accounts alike: what only one side can do is asked of its accounts only.

        No password is tried, for that must not depend on the account; so nothing here locks.
        """
        cloud, here = self._entra.capabilities, self._premises.capabilities
        return replace(
            cloud,
            unlocks=here.unlocks,
            enforces_history=here.enforces_history,
            reads_cards=here.reads_cards,
            has_photos=here.has_photos,
            propagation=self._settings.propagation,
        )

    def rules(self) -> PasswordRules:
        """The stricter of both in each respect: a station shows them before it knows whose they are."""
        cloud, here = self._entra.rules(), self._premises.rules()
        return PasswordRules(
            min_length=max(cloud.min_length, here.min_length),
            max_length=min(cloud.max_length, here.max_length),
            classes=cloud.classes,
            classes_needed=max(cloud.classes_needed, here.classes_needed),
            allowed="".join(mark for mark in cloud.allowed if not here.allowed or mark in here.allowed),
        )

    def find(self, candidates: Sequence[str]) -> Account | None:
        """One question to each side, whoever is meant."""
        found = self._entra.find_user(candidates)
        names = premises_names(found.user) if found is not None else ()
        there = self._premises.find(names or candidates)
        return None if found is None else self._account(found, there if names else None)

    def find_card(self, number: Secret) -> Account | None:
        """The card's owner on the premises, if the same account of Entra is kept there."""
        here = self._premises.find_card(number)
        account = self.find([here.identifier]) if here is not None else None
        side = side_of(account.key) if account is not None else None
        mine = here is not None and isinstance(side, Premises) and side.key == here.key
        return account if mine else None

    def verify(self, key: str | None, password: Secret) -> Verified:  # noqa: ARG002 - the port names them
        """Never asked: `verifies_password` says no."""
        return Verified.REFUSED

    def reset(self, key: str, password: Secret) -> WriteResult:
        match side_of(key):
            case Cloud(there):
                return self._entra.reset(there, password)
            case Premises(known_as, there):
                result = self._premises.reset(there, password)
                if isinstance(result, Written):
                    self._entra.end_sessions(known_as)
                return result
            case None:
                return NOT_HERE

    def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
        there = self._on_premises(key)
        return NOT_HERE if there is None else self._premises.change(there, current, password)

    def unlock(self, key: str) -> WriteResult:
        there = self._on_premises(key)
        return NOT_HERE if there is None else self._premises.unlock(there)

    def holds(self, key: str, password: Secret) -> bool | None:
        there = self._on_premises(key)
        return None if there is None else self._premises.holds(there, password)

    def changed_since(self, key: str, moment: datetime) -> bool | None:
        match side_of(key):
            case Cloud(there):
                return self._entra.changed_since(there, moment)
            case Premises(_, there) if isinstance(self._premises, DatesChanges):
                return self._premises.changed_since(there, moment)
            case _:
                return None

    def locked(self, key: str) -> bool:
        there = self._on_premises(key)
        return there is not None and self._premises.locked(there)

    def search(self, text: str, most: int) -> tuple[Match, ...]:
        return tuple(
            replace(found.match(), account=self._account(found, self._there(found)))
            for found in self._entra.search_users(text, most)
        )

    def photo(self, key: str) -> bytes | None:
        there = self._on_premises(key)
        return None if there is None else self._premises.photo(there)

    def register_contact(self, key: str, contact: Contact) -> WriteResult:
        side = side_of(key)
        return NOT_HERE if side is None else self._entra.register_contact(side.id, contact)

    def temporary_pass(self, key: str) -> TemporaryPass | None:
        side = side_of(key)
        return None if side is None else self._entra.temporary_pass(side.id)

    # --- inside ---------------------------------------------------------------------------------

    def _on_premises(self, key: str) -> str | None:
        side = side_of(key)
        return side.key if isinstance(side, Premises) else None

    def _there(self, found: Found) -> Account | None:
        names = premises_names(found.user)
        return self._premises.find(names) if names else None

    def _account(self, found: Found, there: Account | None) -> Account:
        user, account = found.user, found.account
        if user.mastered is not Mastered.PREMISES:
            return replace(account, key=joined(Cloud(account.key)))
        if there is None or not self._same(found, there):
            _log.warning("no_premises_account", cause="not found" if there is None else "another anchor")
            return replace(account, key=joined(Cloud(account.key)))
        side: Side = Premises(account.key, there.key)
        # Entra's own objections come first; that the account is kept elsewhere is none here.
        standing = there.standing if account.standing is Standing.ELSEWHERE else account.standing
        return replace(
            account,
            key=joined(side),
            own_words=tuple(dict.fromkeys((*account.own_words, *there.own_words))),
            standing=standing,
            contacts=account.contacts or there.contacts,
            language=account.language or there.language,
        )

    def _same(self, found: Found, there: Account) -> bool:
        return self._settings.anchor == "names" or anchored(found.user, there.key)
