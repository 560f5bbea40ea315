"""Any LDAPv3 directory with RFC 3062, such as OpenLDAP with its password policy, as our `Directory`.

A sign-in is one search and one bind, whoever it is for: an account that is unknown, closed or past its limit
costs a bind as somebody who cannot exist. What a write came to is the answer to that write alone.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence

from backend.adapters.directories.ldap import passwords, people, policies, ppolicy
from backend.adapters.directories.ldap.contacts import Contacts
from backend.adapters.directories.ldap.lookup import Lookup
from backend.adapters.directories.ldap.mapping import LdapDirectorySettings
from backend.adapters.directories.ldap.passwords import NO_ACCOUNT, NotAllowedToWrite, Tried
from backend.adapters.directories.ldap.privileges import Privileges
from backend.adapters.directories.ldap.session import can_be_tried
from backend.adapters.directories.ldap.standings import Closing, Lock, States
from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.ldap.trying import Tries, unclear
from backend.adapters.directories.ldap.values import Answer, Change, Code, Entry, Operation
from backend.core import password_rules
from backend.core.ports import (
    Account,
    Capabilities,
    Clock,
    Contact,
    DirectoryUnavailable,
    Match,
    Numbers,
    RefusedWrite,
    TemporaryPass,
    Verified,
    WriteResult,
    Written,
)
from backend.core.secret import Secret
from backend.core.views import BrokenRule, PasswordRules, Rule

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_log = logging.getLogger(__name__)


class LdapDirectory:
    """Implements `backend.core.ports.Directory`. Thread-safe; connects with the first question.

    `domain` is the institution's own, in lower case: an identifier may be stored with or without it.
    """

    def __init__(
        self,
        settings: LdapDirectorySettings,
        domain: str,
        numbers: Numbers,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._domain = domain
        self._clock = clock
        self.transport = Transport(settings.connection, monotonic)
        self.policies = policies.Policies(settings, self.transport, monotonic)
        self.privileges = Privileges(settings, self.transport, domain)
        self.lookup = Lookup(settings, self.transport, self.privileges, domain)
        self.states = States(settings, self.policies, clock)
        self._tries = Tries(self.transport, self.lookup, self.states)
        self.contacts = Contacts(settings, numbers)

    def close(self) -> None:
        self.transport.close()

    @property
    def capabilities(self) -> Capabilities:
        settings, policy = self._settings, self.policies.default
        attributes = settings.attributes
        return Capabilities(
            verifies_password=True,
            unlocks=True,
            enforces_history=policy.history > 0,
            lockout_threshold=policy.threshold,
            lockout_window=policy.window,
            propagation=settings.propagation,
            reads_cards=bool(attributes.card),
            has_photos=bool(attributes.photo),
            searches=bool(attributes.given_name or attributes.family_name),
            registers_contacts=bool(settings.register_mobile and settings.register_email),
        )

    def rules(self) -> PasswordRules:
        return policies.narrowed(self._settings.rules, self.policies.default)

    # --- reading ---------------------------------------------------------------------------------

    def find(self, candidates: Sequence[str]) -> Account | None:
        return self._account(self.lookup.named(candidates))

    def find_card(self, number: Secret) -> Account | None:
        return self._account(self.lookup.carded(number.reveal()))

    def locked(self, key: str) -> bool:
        entry = self.lookup.keyed(key)
        return entry is not None and self.states.lock(entry) is Lock.LOCKED

    def search(self, text: str, most: int) -> tuple[Match, ...]:
        entries = self.lookup.people(text, most)
        privileged = self.privileges.among(entries, self.lookup.decoy())
        number = self._settings.attributes.student_number
        return tuple(
            Match(self._told(entry, privileged=entry.dn in privileged), people.folded(entry.text(number)))
            for entry in entries
        )

    def photo(self, key: str) -> bytes | None:
        picture = self.lookup.photo(key)
        return picture if picture is not None and picture.startswith(_PICTURES) else None

    # --- signing in ------------------------------------------------------------------------------

    def verify(self, key: str | None, password: Secret) -> Verified:
        return self._tries.verify(key, password)

    def holds(self, key: str, password: Secret) -> bool | None:
        return self._tries.holds(key, password)

    # --- writing ---------------------------------------------------------------------------------

    def reset(self, key: str, password: Secret) -> WriteResult:
        entry = self._open(key)
        if entry is None:
            return NO_ACCOUNT
        broken = self._broken(password, entry)
        if broken:
            return RefusedWrite(broken)
        answer = self.transport.extended(
            passwords.MODIFY, passwords.request(entry.dn, password), (ppolicy.ASK,)
        )
        if passwords.unexplained(answer) and self.holds(key, password):
            return passwords.IN_HISTORY
        result = self._result(answer, "set a password")
        if isinstance(result, Written) and self.states.lock(entry) is Lock.LOCKED:
            self._unlocked_too(key)
        return result

    def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
        entry = self._open(key, privileged=True)
        if entry is None:
            return NO_ACCOUNT
        if not can_be_tried(current):
            return passwords.CURRENT_WRONG
        with self.transport.signed_in(entry.dn, current, (ppolicy.ASK,)) as user:
            state = passwords.tried(user.bound)
            if state in {Tried.WRONG, Tried.CLOSED}:
                return passwords.CURRENT_WRONG
            if state is Tried.UNCLEAR:
                raise unclear(user.bound)
            broken = self._broken(password, entry)
            if broken:
                return RefusedWrite(broken)
            value = passwords.request(entry.dn, password, current)
            answer = user.extended(passwords.MODIFY, value, (ppolicy.ASK,))
        if passwords.unexplained(answer) and password.matches(current):
            return passwords.IN_HISTORY
        return self._result(answer, "change a password")

    def unlock(self, key: str) -> WriteResult:
        entry = self._open(key)
        if entry is None:
            return NO_ACCOUNT
        changes = [
            # This value and no other: an administrator may have locked it for good since it was read.
            Change(Operation.DELETE, name, entry.values(name))
            for name in ("pwdAccountLockedTime", "accountUnlockTime", "passwordRetryCount")
            if entry.values(name)
        ]
        if not changes:
            return Written()
        answer = self.transport.modify(entry.dn, changes)
        if answer.code == Code.NO_SUCH_ATTRIBUTE:
            again = self.lookup.keyed(key)
            return Written() if again is not None and self.states.lock(again) is Lock.OPEN else NO_ACCOUNT
        return self._result(answer, "unlock an account")

    def register_contact(self, key: str, contact: Contact) -> WriteResult:
        entry, changes = self._open(key), self.contacts.registering(contact, self._clock.now())
        if entry is None or not changes:
            return NO_ACCOUNT
        return self._result(self.transport.modify(entry.dn, changes), "register a contact")

    def temporary_pass(self, key: str) -> TemporaryPass | None:  # noqa: ARG002 - the port names it
        """LDAP has none."""
        return None

    # --- inside ----------------------------------------------------------------------------------

    def _account(self, entry: Entry | None) -> Account | None:
        """With the same questions whether there is an entry or not."""
        privileged = self.privileges.among([entry] if entry else [], self.lookup.decoy())
        return self._told(entry, privileged=bool(privileged)) if entry else None

    def _told(self, entry: Entry, *, privileged: bool) -> Account:
        settings, now = self._settings, self._clock.now()
        return Account(
            key=entry.text(settings.attributes.key),
            identifier=people.identifier(entry, settings, self._domain),
            display_name=people.display_name(entry, settings),
            own_words=people.own_words(entry, settings),
            standing=Closing(self.states.lock(entry), self.states.ended(entry), privileged).standing,
            contacts=self.contacts.of(entry, now),
            language=people.language(entry, settings),
        )

    def _open(self, key: str, *, privileged: bool = False) -> Entry | None:
        """The entry if it may be written to: a reset would open a disabled account again, and privileged
        ones are for their administrators (or, for a change, for themselves).
        """
        entry = self.lookup.keyed(key)
        if entry is None or self.states.ended(entry) or self.states.lock(entry) is Lock.DISABLED:
            return None
        barred = not privileged and self.privileges.among([entry], self.lookup.decoy())
        return None if barred else entry

    def _broken(self, password: Secret, entry: Entry) -> tuple[BrokenRule, ...]:
        own = people.own_words(entry, self._settings)
        broken = password_rules.check(password, self.rules(), own)
        # Never an empty one, whatever the rules: a server would invent one (RFC 3062 section 2).
        return broken or (() if can_be_tried(password) else (BrokenRule(Rule.TOO_SHORT),))

    def _unlocked_too(self, key: str) -> None:
        """OpenLDAP unlocks with the write; where another server did not, it is done next."""
        try:
            if self.locked(key) and not isinstance(self.unlock(key), Written):
                _log.warning("a password was set, and its account stayed locked")
        except DirectoryUnavailable:
            _log.warning("a password was set; whether its account is still locked is not known")

    def _result(self, answer: Answer, what: str) -> WriteResult:
        try:
            result = passwords.result(answer)
        except NotAllowedToWrite:
            _log.error("the service account has no right to %s (result %d)", what, answer.code)
            raise DirectoryUnavailable(f"the service account has no right to {what}") from None
        if result is None:
            _log.warning("the directory refused to %s with result %d", what, answer.code)
            raise DirectoryUnavailable(f"the directory refused to {what} (result {answer.code})")
        return result
