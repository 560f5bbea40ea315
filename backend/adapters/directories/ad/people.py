"""What the entries of people mean: names, standing and contacts; and the filters that find them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.adapters.directories.ad import values
from backend.adapters.directories.ad.changed import changes
from backend.adapters.directories.ad.landscape import Landscape
from backend.adapters.directories.ad.settings import AdSettings, Name
from backend.adapters.directories.ad.values import AccountControl
from backend.adapters.directories.ldap import filters
from backend.adapters.directories.ldap.values import Entry
from backend.core.ports import Account, Contact, DirectoryUnavailable, Numbers, Standing
from backend.core.secret import Secret
from backend.core.views import Channel

PERSON = "(objectCategory=person)(objectClass=user)(!(objectClass=computer))"
MOST_WORDS = 6
LONGEST = 100
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_NAMES = ("givenName", "sn", "displayName", "sAMAccountName", "userPrincipalName", "mail", "proxyAddresses")
_STATE = (
    "objectGUID",
    "sAMAccountName",
    "userAccountControl",
    "msDS-User-Account-Control-Computed",
    "accountExpires",
    "adminCount",
    "isCriticalSystemObject",
    "primaryGroupID",
    "pwdLastSet",
    "badPwdCount",
    "msDS-ResultantPSO",
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads entries by the settings. `domain` is the institution's part after @, in lower case."""

    settings: AdSettings
    numbers: Numbers
    domain: str

    @property
    def attributes(self) -> tuple[str, ...]:
        """Everything that `account` looks at."""
        settings = self.settings
        also = (*settings.contacts.every(), *filter(None, (settings.student_number,)))
        own = ("preferredLanguage", "whenChanged", "replPropertyMetaData")
        return tuple(dict.fromkeys((*_STATE, *_NAMES, *own, *also)))

    def named(self, candidates: Sequence[str]) -> str:
        """A filter for whoever has one of these names; empty when none can be anybody's."""
        either = [part for name in candidates if name for part in self._spellings(name)]
        return filters.every((PERSON, filters.some(either))) if either else ""

    def _spellings(self, name: str) -> Iterator[str]:
        local, at, domain = name.rpartition("@")
        if not _encodable(name):
            return
        for kind in self.settings.find_by:
            match kind:
                case Name.UPN:
                    yield filters.equals("userPrincipalName", name)
                case Name.ACCOUNT_NAME:
                    if not at or domain.casefold() == self.domain:
                        yield filters.equals("sAMAccountName", local if at else name)
                case Name.MAIL:
                    yield filters.equals("mail", name)
                case Name.ALIAS:
                    yield filters.equals("proxyAddresses", f"smtp:{name}")

    def like(self, text: str) -> str:
        """A filter for whoever `text` may mean to staff; empty when nobody.

        Every word begins a name or a later part of one, or the whole is a student number, name or alias.
        """
        words = text[:LONGEST].split()[:MOST_WORDS]
        if not words or not _encodable(text):
            return ""
        whole = "".join(words)
        kinds = [
            "sAMAccountName",
            "userPrincipalName",
            "mail",
            *filter(None, (self.settings.student_number,)),
        ]
        exact = [filters.equals(kind, whole) for kind in kinds]
        exact.append(filters.equals("proxyAddresses", f"smtp:{whole}"))
        exact.append(filters.begins("userPrincipalName", f"{whole}@"))
        return filters.every((PERSON, filters.some((*exact, filters.every(map(_begins, words))))))

    def account(self, entry: Entry, landscape: Landscape, standing: Standing) -> Account:
        """The account of an entry that has an objectGUID."""
        return Account(
            key=values.guid_text(entry.value("objectGUID") or b""),
            identifier=self._identifier(entry),
            display_name=_display_name(entry),
            own_words=own_words(entry),
            standing=standing,
            contacts=tuple(self._contacts(entry, landscape)),
            language=self._language(entry),
        )

    def _identifier(self, entry: Entry) -> str:
        """A name under which `named` finds the account again."""
        account_name = entry.text("sAMAccountName")
        full = f"{account_name}@{self.domain}" if self.domain else account_name
        if Name.UPN in self.settings.find_by:
            return entry.text("userPrincipalName") or full
        return full if Name.ACCOUNT_NAME in self.settings.find_by else entry.text("mail") or full

    def _language(self, entry: Entry) -> str:
        found = _LANGUAGE.fullmatch(entry.text("preferredLanguage"))
        return found[1].lower() if found else self.settings.language

    def _contacts(self, entry: Entry, landscape: Landscape) -> Iterator[Contact]:
        """Each destination once a channel, with the time its attribute last changed.

        Where the directory does not show that time, the object's own change stands in for it, which is
        never earlier: then a contact may seem too new, and never too old.
        """
        written = changes(entry.value("replPropertyMetaData") or b"")
        latest = values.generalized_time(entry.text("whenChanged"))
        seen = set[tuple[Channel, str]]()
        for channel, attribute, destination in self._destinations(entry):
            number = landscape.attributes.get(attribute.lower())
            since: datetime | None = written.get(number, latest) if number is not None else latest
            if since is not None and (channel, destination) not in seen:
                seen.add((channel, destination))
                yield Contact(channel, Secret(destination), since)

    def _destinations(self, entry: Entry) -> Iterator[tuple[Channel, str, str]]:
        contacts = self.settings.contacts
        for attribute in contacts.emails:
            for text in entry.texts(attribute):
                address = text.strip()
                if "@" in address.strip("@") and not re.search(r"\s", address):
                    yield Channel.EMAIL, attribute, address
        for channel, attributes in (
            (Channel.SMS, contacts.mobiles),
            (Channel.VOICE, (*contacts.mobiles, *contacts.landlines)),
        ):
            for attribute in attributes:
                for text in entry.texts(attribute):
                    number = self.numbers.e164(text)
                    if number is not None and (channel is Channel.VOICE or self.numbers.mobile(number)):
                        yield channel, attribute, number


def standing(
    entry: Entry, landscape: Landscape, settings: AdSettings, now: datetime, *, member: bool
) -> Standing:
    """The gravest thing first. `member`: of a privileged group, as the directory says.

    Raises `DirectoryUnavailable` when the service account may not read what decides it.
    """
    for needed in ("userAccountControl", "primaryGroupID"):
        if not entry.text(needed):
            raise DirectoryUnavailable(f"the service account cannot read {needed}")
    control = values.flags(entry.text("userAccountControl"))
    if control & AccountControl.DISABLED:
        return Standing.DISABLED
    ends = values.moment(entry.text("accountExpires"))
    if ends is not None and ends <= now:
        return Standing.EXPIRED
    if member or privileged(entry, landscape, settings):
        return Standing.PRIVILEGED
    return Standing.LOCKED if locked(entry) else Standing.ACTIVE


def privileged(entry: Entry, landscape: Landscape, settings: AdSettings) -> bool:
    """Protected by Windows, by its primary group (which memberOf leaves out), or on the deny list."""
    names = {
        name.casefold() for name in (entry.dn, entry.text("sAMAccountName"), entry.text("userPrincipalName"))
    }
    count, group = entry.text("adminCount"), entry.text("primaryGroupID")
    return (
        count not in ("", "0")
        or entry.text("isCriticalSystemObject").upper() == "TRUE"
        or bool(values.flags(entry.text("userAccountControl")) & values.NOT_A_PERSON)
        or (group.isdecimal() and int(group) in landscape.protected.numbers)
        or not names.isdisjoint(name.casefold() for name in settings.privileged.deny)
    )


def locked(entry: Entry) -> bool:
    """As the server computes it, by the policy that holds for the account."""
    return bool(values.flags(entry.text("msDS-User-Account-Control-Computed")) & AccountControl.LOCKED)


def own_words(entry: Entry) -> tuple[str, ...]:
    """Names and the local parts of addresses, none twice."""
    words = [word for name in ("givenName", "sn", "displayName") for word in _pieces(entry.text(name))]
    words.append(entry.text("sAMAccountName"))
    aliases = (name.partition(":")[2] for name in entry.texts("proxyAddresses"))
    addresses = (entry.text("userPrincipalName"), entry.text("mail"), *aliases)
    words.extend(address.partition("@")[0].casefold() for address in addresses)
    return tuple(dict.fromkeys(filter(None, words)))


def by_name(entry: Entry) -> tuple[str, str, str]:
    """The order in which staff read people."""
    return entry.text("sn").casefold(), entry.text("givenName").casefold(), entry.dn


def _pieces(name: str) -> list[str]:
    return [*name.split(), name]


def _display_name(entry: Entry) -> str:
    full = f"{entry.text('givenName')} {entry.text('sn')}".strip()
    return entry.text("displayName") or full or entry.text("sAMAccountName")


def _begins(word: str) -> str:
    names = ("givenName", "sn", "displayName")
    starts = [filters.begins(name, word, before) for name in names for before in ("", " ", "-")]
    return filters.some(starts)


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\0" not in text
