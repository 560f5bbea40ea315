"""Which accounts are out of reach: by group, by filter, by the deny list."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from backend.adapters.directories.ldap import filters
from backend.adapters.directories.ldap.library import parse_dn
from backend.adapters.directories.ldap.mapping import LdapDirectorySettings
from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.ldap.values import Entry, Query

_MEMBERS = ("member", "uniqueMember", "memberUid")


class Privileges:
    """Asks the directory the same number of questions, however many people are asked about."""

    def __init__(self, settings: LdapDirectorySettings, transport: Transport, domain: str) -> None:
        self._settings = settings
        self._transport = transport
        self._groups = frozenset(map(normal, settings.privileged.groups))
        self._denied = frozenset(_folded(name, domain) for name in settings.privileged.deny)
        self._domain = domain

    @property
    def attributes(self) -> tuple[str, ...]:
        """What must be read of a person for `among`."""
        by_entry = self._groups and self._settings.privileged.membership == "memberOf"
        return ("memberOf",) if by_entry else ()

    def among(self, entries: Sequence[Entry], decoy: Entry) -> frozenset[str]:
        """The names of those entries that are privileged; `decoy` is asked about where there are none."""
        asked = entries or [decoy]
        found = {normal(entry.dn) for entry in entries if self._by_entry(entry)}
        found |= self._by_filter(asked) | self._by_groups(asked)
        return frozenset(entry.dn for entry in entries if normal(entry.dn) in found)

    def _by_entry(self, entry: Entry) -> bool:
        attributes = self._settings.attributes
        named = {_folded(name, self._domain) for one in attributes.names for name in entry.texts(one)}
        groups = {normal(name) for name in entry.texts("memberOf")} if self.attributes else set()
        return bool(named & self._denied or groups & self._groups)

    def _by_filter(self, asked: Sequence[Entry]) -> set[str]:
        wanted, key = self._settings.privileged.filter, self._settings.attributes.key
        if not wanted:
            return set()
        these = filters.some(filters.equals(key, entry.text(key)) for entry in asked)
        query = Query(self._settings.base, filters.every((wanted, these)), most=len(asked))
        return {normal(entry.dn) for entry in self._transport.search(query).entries}

    def _by_groups(self, asked: Sequence[Entry]) -> set[str]:
        """Each privileged group is asked which of these people it has."""
        if self._settings.privileged.membership != "search":
            return set()
        identifier = self._settings.attributes.identifier
        of_these = [filters.equals(kind, entry.dn) for entry in asked for kind in _MEMBERS[:2]]
        of_these += [filters.equals(_MEMBERS[2], uid) for entry in asked for uid in entry.texts(identifier)]
        having: set[str] = set()
        for group in self._settings.privileged.groups:
            entry = self._transport.entry(group, _MEMBERS, filters.some(of_these))
            having |= {text for kind in _MEMBERS for text in (entry.texts(kind) if entry else ())}
        by_name = {normal(text) for text in having}
        return {
            normal(entry.dn)
            for entry in asked
            if normal(entry.dn) in by_name or having & set(entry.texts(identifier))
        }


def normal(name: str) -> str:
    """A distinguished name in a form that can be compared."""
    try:
        parts: list[tuple[str, str, str]] = parse_dn(name, strip=True)
    except Exception:  # noqa: BLE001 - ldap3 has several errors for what is no name
        return name.strip().casefold()
    return ",".join(f"{kind.strip().lower()}={value.strip().casefold()}" for kind, value, _ in parts)


def _folded(name: str, domain: str) -> str:
    """Without the institution's own domain."""
    text = unicodedata.normalize("NFKC", name).strip().casefold()
    return text.removesuffix(f"@{domain}") if domain else text
