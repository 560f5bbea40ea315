"""How people are found: by a name, by a card, by their key, by a part of their name."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from backend.adapters.directories.ldap import filters, standings
from backend.adapters.directories.ldap.mapping import LdapDirectorySettings
from backend.adapters.directories.ldap.people import folded
from backend.adapters.directories.ldap.privileges import Privileges
from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.ldap.values import Entry, Found, Query

MOST_WORDS = 6
LONGEST = 100
SPARE = 20
"""Entries beyond those wanted that are looked at, since the server's idea of a word is wider than ours."""
_WORD = re.compile(r"[\s\-]+")


class Lookup:
    """Every question is one search of the whole branch, whether it finds anybody or not."""

    def __init__(
        self, settings: LdapDirectorySettings, transport: Transport, privileges: Privileges, domain: str
    ) -> None:
        self._settings = settings
        self._transport = transport
        self._domain = domain
        named = (*settings.attributes.all, *standings.STATE, *privileges.attributes)
        self._attributes = tuple(dict.fromkeys(named))

    def named(self, candidates: Sequence[str]) -> Entry | None:
        """The one entry that any of the identifiers names, with or without the institution's domain."""
        spelled = {form for name in candidates for form in self._forms(name)}
        names = self._settings.attributes.names
        wanted = [filters.equals(one, form) for form in sorted(spelled) for one in names]
        return _one(self._ask(filters.some(wanted or [self._nobody()]), most=2))

    def carded(self, number: str) -> Entry | None:
        card = self._settings.attributes.card
        known = card and _writable(number)
        return _one(self._ask(filters.equals(card, number) if known else self._nobody(), most=2))

    def keyed(self, key: str) -> Entry | None:
        wanted = filters.equals(self._settings.attributes.key, key) if _writable(key) else self._nobody()
        return _one(self._ask(wanted, most=2))

    def photo(self, key: str) -> bytes | None:
        attribute = self._settings.attributes.photo
        if not attribute or not _writable(key):
            return None
        where = filters.every((self._settings.filter, filters.equals(self._settings.attributes.key, key)))
        found = _one(self._transport.search(Query(self._settings.base, where, (attribute,), most=2)))
        return found.value(attribute) if found else None

    def decoy(self) -> Entry:
        """Somebody who cannot exist."""
        dn = f"{filters.rdn('cn', secrets.token_hex(16))},{self._settings.base}"
        return Entry(dn, {self._settings.attributes.key.lower(): (secrets.token_hex(16).encode(),)})

    def people(self, text: str, most: int) -> list[Entry]:
        """Whose every word begins a name of theirs, or whose number, identifier or alias `text` is."""
        text = text[:LONGEST]
        words = folded(text).split()[:MOST_WORDS]
        if not words or not _writable(text):
            return []
        attributes = self._settings.attributes
        whole = "".join(words)
        exact = [filters.equals(one, form) for form in self._forms(whole) for one in attributes.names]
        if attributes.student_number:
            exact.append(filters.equals(attributes.student_number, whole))
        every = filters.every(filters.some(self._beginnings(word)) for word in words)
        found = self._ask(filters.some([*exact, every]), most=most + SPARE).entries
        meant = [entry for entry in found if self._means(entry, words, whole)]
        return sorted(meant, key=self._order)[:most]

    # --- inside ----------------------------------------------------------------------------------

    def _ask(self, wanted: str, most: int) -> Found:
        where = filters.every((self._settings.filter, wanted))
        return self._transport.search(Query(self._settings.base, where, self._attributes, most=most))

    def _forms(self, name: str) -> tuple[str, ...]:
        """The whole, and the part before the institution's own domain."""
        name = name.strip()
        local, _, domain = name.rpartition("@")
        if not _writable(name):
            return ()
        if domain.casefold() == self._domain and local:
            return (name, local)
        return (name, f"{name}@{self._domain}") if "@" not in name and self._domain else (name,)

    def _nobody(self) -> str:
        return filters.equals(self._settings.attributes.identifier, secrets.token_hex(16))

    def _beginnings(self, word: str) -> list[str]:
        attributes = self._settings.attributes
        names = [name for name in (attributes.given_name, attributes.family_name) if name]
        return [filters.begins(name, word, gap) for name in names for gap in ("", " ", "-")]

    def _means(self, entry: Entry, words: Sequence[str], whole: str) -> bool:
        attributes = self._settings.attributes
        exact = {folded(text) for one in attributes.names for text in entry.texts(one)}
        exact |= {text.removesuffix(f"@{self._domain}") for text in exact}
        exact |= {folded(text) for text in entry.texts(attributes.student_number)}
        if exact & set(self._forms(whole)):
            return True
        names = (*entry.texts(attributes.given_name), *entry.texts(attributes.family_name))
        pieces = [piece for name in names for piece in _beginnings(folded(name))]
        return all(any(piece.startswith(word) for piece in pieces) for word in words)

    def _order(self, entry: Entry) -> tuple[str, str, str]:
        attributes = self._settings.attributes
        return entry.text(attributes.family_name), entry.text(attributes.given_name), entry.dn


def _beginnings(name: str) -> list[str]:
    """The name from each of its words on."""
    return [name, *(name[gap.end() :] for gap in _WORD.finditer(name))]


def _writable(text: str) -> bool:
    """Whether LDAP can carry it: not empty, and UTF-8."""
    try:
        return bool(text.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def _one(found: Found) -> Entry | None:
    return found.entries[0] if len(found.entries) == 1 and found.complete else None
