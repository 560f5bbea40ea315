"""Trying a password: one search and one bind, whoever it is for."""

from __future__ import annotations

import secrets
from contextlib import suppress

from backend.adapters.directories.ldap import passwords, ppolicy
from backend.adapters.directories.ldap.lookup import Lookup
from backend.adapters.directories.ldap.passwords import Tried
from backend.adapters.directories.ldap.session import can_be_tried
from backend.adapters.directories.ldap.standings import Lock, States
from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.ldap.values import Answer, Change, Code, Control, Entry, Operation
from backend.core.ports import DirectoryUnavailable, Verified
from backend.core.secret import Secret


class Tries:
    """Thread-safe."""

    def __init__(self, transport: Transport, lookup: Lookup, states: States) -> None:
        self._transport = transport
        self._lookup = lookup
        self._states = states

    def verify(self, key: str | None, password: Secret) -> Verified:
        entry = self._lookup.keyed(key or secrets.token_hex(16))
        answer = self._try(entry, password)
        if entry is None or not can_be_tried(password) or self._states.ended(entry):
            return Verified.REFUSED
        match passwords.tried(answer):
            case Tried.RIGHT:
                return Verified.ACCEPTED
            case Tried.RIGHT_MUST_CHANGE:
                return Verified.MUST_CHANGE
            case Tried.WRONG | Tried.CLOSED:
                return Verified.REFUSED
            case Tried.UNCLEAR:
                raise unclear(answer)

    def holds(self, key: str, password: Secret) -> bool | None:
        """By a bind, which costs a try where it is wrong: not made where that would lock, and taken back
        where the service account may.
        """
        entry = self._lookup.keyed(key)
        if entry is None:
            return None
        if not can_be_tried(password):
            return False
        if self._states.lock(entry) is not Lock.OPEN or self._states.ended(entry):
            return None
        if self._states.on_the_brink(entry):
            return None
        match passwords.tried(self._try(entry, password)):
            case Tried.RIGHT | Tried.RIGHT_MUST_CHANGE:
                return True
            case Tried.WRONG:
                self._take_back(key, entry)
                return False
            case Tried.CLOSED | Tried.UNCLEAR:
                return None

    def _try(self, entry: Entry | None, password: Secret) -> Answer:
        """One bind, by somebody who cannot exist where there is nobody or nothing to try."""
        if entry is not None and can_be_tried(password):
            return self._transport.bind_as(entry.dn, password, (ppolicy.ASK,))
        nobody, nothing = self._lookup.decoy().dn, Secret(secrets.token_hex(16))
        return self._transport.bind_as(nobody, nothing, (ppolicy.ASK,))

    def _take_back(self, key: str, before: Entry) -> None:
        """The failed try that we have just made ourselves, if it can be told from those of others."""
        with suppress(DirectoryUnavailable):
            after = self._lookup.keyed(key)
            changes, controls = _undone(before, after) if after else ((), ())
            if not changes:
                return
            answer = self._transport.modify(before.dn, changes, controls)
            if answer.code == Code.NO_SUCH_ATTRIBUTE and after and self._lookup.keyed(key) == after:
                self._transport.modify(before.dn, _as_before(before), controls)


def _undone(before: Entry, after: Entry) -> tuple[tuple[Change, ...], tuple[Control, ...]]:
    """The one time that OpenLDAP noted meanwhile, or the count of 389 Directory Server as it was.

    Each change names the value that it takes away, and fails when another one came meanwhile.
    """
    new = set(after.values("pwdFailureTime")) - set(before.values("pwdFailureTime"))
    if len(new) == 1:
        return (Change(Operation.DELETE, "pwdFailureTime", tuple(new)),), (ppolicy.RELAX,)
    was, now = before.values("passwordRetryCount") or (b"0",), after.values("passwordRetryCount")
    if len(now) == 1 and now[0].isdigit() and was[0].isdigit() and int(now[0]) == int(was[0]) + 1:
        taken = Change(Operation.DELETE, "passwordRetryCount", now)
        return (taken, Change(Operation.ADD, "passwordRetryCount", was)), ()
    return (), ()


def _as_before(before: Entry) -> tuple[Change, ...]:
    """All times at once: OpenLDAP keeps one as it wrote it but looks for its shortest form (RFC 4517, section
    3.3.13), so that it does not find its own where a fraction ends in zero.
    """
    return (Change(Operation.REPLACE, "pwdFailureTime", before.values("pwdFailureTime")),)


def unclear(answer: Answer) -> DirectoryUnavailable:
    return DirectoryUnavailable(f"the directory answered a sign-in with result {answer.code}")
