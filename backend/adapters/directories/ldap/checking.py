"""What will work with an LDAP directory and what will not, found out without changing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from backend.adapters.directories.ldap import filters, passwords, policies, ppolicy
from backend.adapters.directories.ldap.directory import LdapDirectory
from backend.adapters.directories.ldap.mapping import LdapDirectorySettings
from backend.adapters.directories.ldap.reaching import servers_reached
from backend.adapters.directories.ldap.rights import Rights
from backend.adapters.directories.ldap.values import Entry, Query
from backend.core.directory_check import Finding, fails, note, works
from backend.core.ports import DirectoryUnavailable, Standing

SAMPLE = 200
"""Accounts that are looked at to see which attributes are in use."""


class LdapCheck:
    """Implements `backend.core.directory_check.DirectoryCheck`."""

    def __init__(self, settings: LdapDirectorySettings, directory: LdapDirectory) -> None:
        self._settings = settings
        self._directory = directory
        self._transport = directory.transport

    def examine(self, candidates: Sequence[str]) -> Iterator[Finding]:
        reached = False
        for finding in servers_reached(self._settings.connection):
            reached = reached or finding.verdict is works("").verdict
            yield finding
        if not reached:
            return
        try:
            yield from self._abilities()
            yield from self._accounts()
            yield from self._policy()
            yield from self._privileged()
            if candidates:
                yield from self._account(candidates)
            else:
                yield note("no account was named (--account ID): rights to write were not looked at")
        except DirectoryUnavailable as error:
            yield fails(f"the check ended: {error}")

    def _abilities(self) -> Iterator[Finding]:
        root = self._transport.root()
        if passwords.MODIFY in root.texts("supportedExtension"):
            yield works("passwords can be set by the password modify operation (RFC 3062)")
        else:
            yield fails("the server does not offer the password modify operation (RFC 3062)")
        if ppolicy.OID in root.texts("supportedControl"):
            yield works("the server says why it refuses a password (password policy control)")
        else:
            yield note("the server has no password policy control: it will not say why it refuses a password")

    # --- accounts --------------------------------------------------------------------------------

    def _accounts(self) -> Iterator[Finding]:
        settings = self._settings
        if self._transport.entry(settings.base, ()) is None:
            yield fails(f"base: there is no {settings.base}, or the service account may not see it")
            return
        query = Query(settings.base, settings.filter, settings.attributes.all, most=SAMPLE)
        sample = self._transport.search(query).entries
        if not sample:
            yield fails(f"no account under {settings.base} fits the filter {settings.filter}")
            return
        yield works(f"accounts are found under {settings.base}; {len(sample)} are looked at")
        yield from self._attributes(sample)
        yield from self._unreadable(sample)
        yield from self._ages()

    def _attributes(self, sample: Sequence[Entry]) -> Iterator[Finding]:
        attributes = self._settings.attributes
        for name in attributes.all:
            having = sum(bool(entry.values(name)) for entry in sample)
            needed = name in {attributes.key, attributes.identifier}
            if having == len(sample) or (having and not needed):
                yield works(f"attribute {name}: in {having} of {len(sample)}")
            elif needed:
                missing = len(sample) - having
                yield fails(f"attribute {name}: missing in {missing} of {len(sample)}; it is needed in all")
            else:
                yield note(
                    f"attribute {name}: in none of {len(sample)}, or the service account may not read it"
                )

    def _unreadable(self, sample: Sequence[Entry]) -> Iterator[Finding]:
        bad = Counter(name for entry in sample for name in self._directory.contacts.unreadable(entry))
        for name, count in bad.items():
            yield note(
                f"attribute {name}: {count} of {len(sample)} have a value that cannot be read; not offered"
            )

    def _ages(self) -> Iterator[Finding]:
        attributes, strict = self._settings.attributes, self._settings.contacts_kept_by == "anyone"
        dated = {
            "mobile_changed": (attributes.mobile_changed, attributes.mobiles + attributes.landlines),
            "email_changed": (attributes.email_changed, attributes.emails),
        }
        for name, (since, read) in dated.items():
            if read and strict and not since:
                yield note(
                    f"{name} is not set: these contacts count as changed whenever anything in the entry "
                    "changes, and with OpenLDAP that is every failed sign-in"
                )

    # --- policy and privileges -------------------------------------------------------------------

    def _policy(self) -> Iterator[Finding]:
        settings = self._settings
        if settings.policy:
            entry = self._transport.entry(settings.policy, (*policies.ATTRIBUTES, "pwdMinAge"))
            if entry is None:
                yield fails(f"policy: there is no {settings.policy}, or the service account may not see it")
            else:
                yield works(f"the policy {settings.policy} is read")
            if entry and entry.text("pwdMinAge") not in {"", "0"}:
                yield note("pwdMinAge is set: a password changed a short time ago cannot be reset either")
        threshold = self._directory.capabilities.lockout_threshold
        if threshold == 0:
            yield works("the directory locks nobody")
        elif threshold // 2 < 1:
            yield note("sign-ins are not tried at a station: one try might lock the account")
        else:
            yield works(
                f"it locks after {threshold} failed sign-ins; a station uses {threshold // 2} at most"
            )

    def _privileged(self) -> Iterator[Finding]:
        privileged = self._settings.privileged
        for group in privileged.groups:
            if self._transport.entry(group, ()) is None:
                yield fails(f"privileged.groups: there is no {group}, or the service account may not see it")
            else:
                yield works(f"the privileged group {group} is there")
        if privileged.filter:
            where = filters.every((self._settings.filter, privileged.filter))
            found = self._transport.search(Query(self._settings.base, where, most=SAMPLE))
            more = "" if found.complete else " or more"
            yield works(f"privileged.filter fits {len(found.entries)}{more} accounts")
        if not (privileged.groups or privileged.filter or privileged.deny):
            yield note("no privileged accounts are named: whoever has an account may be reset")

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
        kinds = ", ".join(dict.fromkeys(contact.channel.value for contact in account.contacts))
        yield works(f"contacts: {kinds}") if kinds else note("it has no contact that can be read")
        entry = self._directory.lookup.keyed(account.key)
        if entry is not None:
            yield from Rights(self._settings, self._transport).of(entry, self._transport.root())
