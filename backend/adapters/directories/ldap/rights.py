"""Which rights the service account has on one entry.

LDAP has no common way to ask. So a value that cannot be there is deleted: a server looks at the right first
(result 50 without it) and then finds no such value (result 16). Either way nothing is changed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from backend.adapters.directories.ldap import ppolicy
from backend.adapters.directories.ldap.mapping import LdapDirectorySettings
from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.ldap.values import Change, Code, Control, Entry, Operation
from backend.core.directory_check import Finding, fails, note, works

LONG_AGO = "19700101000000Z"


@dataclass(frozen=True, slots=True)
class _Right:
    """`use` completes "may" and "may not"; `needed`: without it nothing works."""

    attribute: str
    value: str
    use: str
    needed: bool = False
    controls: tuple[Control, ...] = ()


_UNLOCK, _TAKE_BACK = "unlock it without a new password", "take back a failed sign-in of our own"
_PPOLICY = (
    _Right("pwdAccountLockedTime", LONG_AGO, _UNLOCK),
    _Right("pwdFailureTime", LONG_AGO, _TAKE_BACK, controls=(ppolicy.RELAX,)),
)
_DS389 = (
    _Right("accountUnlockTime", LONG_AGO, _UNLOCK),
    _Right("passwordRetryCount", "2147483647", _TAKE_BACK),
)


class Rights:
    """Asks about what the settings make use of."""

    def __init__(self, settings: LdapDirectorySettings, transport: Transport) -> None:
        self._settings = settings
        self._transport = transport

    def of(self, entry: Entry, root: Entry) -> Iterator[Finding]:
        """`root` is the root DSE, which tells whose password policy it is."""
        locks = _DS389 if "389" in root.text("vendorName") else _PPOLICY
        for right in (*self._set(), *locks, *self._registered()):
            yield self._asked(entry, right)

    def _set(self) -> Iterator[_Right]:
        yield _Right("userPassword", secrets.token_hex(16), "set its password", needed=True)

    def _registered(self) -> Iterator[_Right]:
        nothing = secrets.token_hex(16)
        settings, attributes = self._settings, self._settings.attributes
        ways = (
            (settings.register_mobile, attributes.mobile_changed),
            (settings.register_email, attributes.email_changed),
        )
        for attribute, since in ways:
            if attribute:
                yield _Right(attribute, nothing, f"register a contact in {attribute}", needed=True)
            if attribute and since:
                yield _Right(since, LONG_AGO, f"date a contact in {since}", needed=True)

    def _asked(self, entry: Entry, right: _Right) -> Finding:
        change = Change(Operation.DELETE, right.attribute, (right.value.encode("ascii"),))
        answer = self._transport.modify(entry.dn, (change,), right.controls)
        if answer.code == Code.NO_SUCH_ATTRIBUTE:
            return works(f"the service account may {right.use}")
        if answer.code == Code.INSUFFICIENT_ACCESS:
            text = f"the service account may not {right.use} ({right.attribute})"
            return fails(text) if right.needed else note(text)
        return note(f"whether the service account may {right.use} cannot be told (result {answer.code})")
