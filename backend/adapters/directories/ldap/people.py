"""What an entry tells of a person."""

from __future__ import annotations

import re
import unicodedata

from backend.adapters.directories.ldap.mapping import LdapDirectorySettings
from backend.adapters.directories.ldap.values import Entry

_TAG = re.compile(r"[A-Za-z]{2,3}")


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).strip().casefold())


def identifier(entry: Entry, settings: LdapDirectorySettings, domain: str) -> str:
    """As the directory spells it; one without a domain is of the institution's own."""
    text = entry.text(settings.attributes.identifier)
    return text if "@" in text or not domain else f"{text}@{domain}"


def display_name(entry: Entry, settings: LdapDirectorySettings) -> str:
    attributes = settings.attributes
    both = f"{entry.text(attributes.given_name)} {entry.text(attributes.family_name)}".strip()
    return entry.text(attributes.display_name) or both or entry.text(attributes.identifier)


def own_words(entry: Entry, settings: LdapDirectorySettings) -> tuple[str, ...]:
    """Names and the local parts of identifiers, none twice."""
    attributes = settings.attributes
    whole = [*entry.texts(attributes.given_name), *entry.texts(attributes.family_name)]
    whole.append(display_name(entry, settings))
    words = [piece for name in whole for piece in (name, *name.split())]
    names = [name for one in attributes.names for name in entry.texts(one)]
    words += [name.partition("@")[0].casefold() for name in names]
    return tuple(dict.fromkeys(word for word in words if word))


def language(entry: Entry, settings: LdapDirectorySettings) -> str:
    """The first language of RFC 2798's ``preferredLanguage`` (``fr-BE, en;q=0.5``), without its region."""
    first = _TAG.match(entry.text(settings.attributes.language).strip())
    return first[0].lower() if first else settings.language
