"""What of Active Directory works and what will not, in words; nothing is changed by asking.

Whether the service account may reset is found out by a write that must fail: a password of one character,
together with the removal of a value that `lockoutTime` does not have. The server looks at rights first
(MS-ADTS 3.1.1.5.3.1), and a modify is done whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend.adapters.directories.ad import landscape, values
from backend.adapters.directories.ad.changed import changes
from backend.adapters.directories.ad.directory import AdDirectory
from backend.adapters.directories.ad.landscape import ANYTHING, Landscape
from backend.adapters.directories.ad.passwords import quoted
from backend.adapters.directories.ad.policy import Policy
from backend.adapters.directories.ad.settings import AdSettings
from backend.adapters.directories.ldap.reaching import servers_reached
from backend.adapters.directories.ldap.values import Change, Code, Entry, Operation, Query, Scope
from backend.core.directory_check import Finding, Verdict, fails, note, works
from backend.core.ports import Account, DirectoryUnavailable, Standing
from backend.core.secret import Secret

_IMPOSSIBLE = Secret("a")
_REFUSED_FOR_ANOTHER_REASON = frozenset(
    {Code.NO_SUCH_ATTRIBUTE, Code.CONSTRAINT_VIOLATION, Code.UNWILLING_TO_PERFORM}
)


class AdCheck:
    """Implements `backend.core.directory_check.DirectoryCheck`."""

    def __init__(self, settings: AdSettings, directory: AdDirectory) -> None:
        self._settings = settings
        self._directory = directory
        self._wire = directory.wire

    def examine(self, candidates: Sequence[str]) -> Iterator[Finding]:
        reached = False
        for finding in servers_reached(self._settings.connection):
            reached = reached or finding.verdict is Verdict.WORKS
            yield finding
        if not reached:
            return
        try:
            known = landscape.read(self._wire, self._settings)
            yield from self._domain(known)
            yield from self._privileged(known)
            if candidates:
                yield from self._account(candidates)
            else:
                yield note("no account was named (--account ID): rights to write were not looked at")
        except DirectoryUnavailable as error:
            yield fails(f"the check ended: {error}")

    def _domain(self, known: Landscape) -> Iterator[Finding]:
        yield works(f"the domain {known.domain} asks for {_told(known.policy)}")
        if known.hints is None:
            yield note("no policy hints are offered: a reset may set a password used before")
        else:
            yield works("a reset respects the history of passwords (policy hints)")
        if known.fine:
            yield works(f"fine-grained policies that can be read: {len(known.fine)}")
        else:
            yield note(
                "no fine-grained policy can be read; if there are any, let the service account read them, or "
                "their rules cannot be named and their lock-out is not respected"
            )
        base = self._settings.base
        if not self._wire.search(Query(base, ANYTHING, (), Scope.BASE)).entries:
            yield fails(f"base: there is no {base}, or the service account may not see it")

    def _privileged(self, known: Landscape) -> Iterator[Finding]:
        yield works(f"privileged groups whose members are not reset: {len(known.protected.groups)}")
        if self._wire.search(Query(known.domain, "(adminCount=1)", (), most=1)).entries:
            yield works("accounts that Windows protects are recognised (adminCount)")
        else:
            yield fails("adminCount cannot be read: accounts that Windows protects are not recognised")

    # --- one account -----------------------------------------------------------------------------

    def _account(self, candidates: Sequence[str]) -> Iterator[Finding]:
        account = self._directory.find(candidates)
        if account is None:
            yield fails("the account named is not found, or several fit")
            return
        yield works(f"the account is found; its key is {account.key}")
        if account.standing is Standing.ACTIVE:
            yield works("it is active")
        else:
            yield note(f"it is {account.standing.value}")
        yield from self._contacts(account)
        if account.standing is Standing.PRIVILEGED:
            yield note("rights on it were not looked at, since it is never reset: name another one")
        else:
            yield from self._rights(values.guid_dn(account.key))

    def _contacts(self, account: Account) -> Iterator[Finding]:
        kinds = ", ".join(dict.fromkeys(contact.channel.value for contact in account.contacts))
        yield works(f"contacts: {kinds}") if kinds else note("it has no contact that can be read")
        entry = self._base(values.guid_dn(account.key), "replPropertyMetaData")
        if not changes((entry.value("replPropertyMetaData") if entry else None) or b""):
            yield note(
                "replPropertyMetaData cannot be read: contacts count as changed whenever anything of the "
                "account does, and are often too new to be the only proof"
            )

    def _rights(self, dn: str) -> Iterator[Finding]:
        entry = self._base(dn, "allowedAttributesEffective")
        writable = (
            {name.lower() for name in entry.texts("allowedAttributesEffective")} if entry else set[str]()
        )
        yield _right("set its password", "Reset Password", may=self._may_reset(dn))
        yield _right("unlock it", "write lockoutTime", may="lockouttime" in writable)
        contacts = self._settings.contacts
        for attribute in filter(None, (contacts.register_mobile, contacts.register_email)):
            yield _right("register contacts", f"write {attribute}", may=attribute.lower() in writable)

    def _may_reset(self, dn: str) -> bool:
        tried = (
            Change(Operation.REPLACE, "unicodePwd", (quoted(_IMPOSSIBLE) or b"",)),
            Change(Operation.DELETE, "lockoutTime", (b"1",)),
        )
        return self._wire.modify(dn, tried).code in _REFUSED_FOR_ANOTHER_REASON

    def _base(self, dn: str, attribute: str) -> Entry | None:
        found = self._wire.search(Query(dn, ANYTHING, (attribute,), Scope.BASE)).entries
        return found[0] if len(found) == 1 else None


def _right(work: str, name: str, *, may: bool) -> Finding:
    if may:
        return works(f"the service account may {work} ({name})")
    return fails(f"the service account may not {work}: delegate {name}")


def _told(policy: Policy) -> str:
    complexity = "complexity" if policy.complexity else "no complexity"
    lockout = f"locks after {policy.threshold} failures" if policy.threshold else "never locks"
    return f"{policy.min_length} characters, {complexity}, a history of {policy.history}, and {lockout}"
