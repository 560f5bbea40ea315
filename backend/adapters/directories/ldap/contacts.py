"""The contacts that mapped attributes hold, and since when."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime

from backend.adapters.directories.ldap import times
from backend.adapters.directories.ldap.mapping import LdapDirectorySettings
from backend.adapters.directories.ldap.values import Change, Entry, Operation
from backend.core.ports import Contact, Numbers
from backend.core.secret import Secret
from backend.core.views import Channel

_log = logging.getLogger(__name__)


class Contacts:
    """Reads contacts, prepares new ones. Numbers become E.164; an unreadable one is left out and logged."""

    def __init__(self, settings: LdapDirectorySettings, numbers: Numbers) -> None:
        self._settings = settings
        self._numbers = numbers
        self._told: set[str] = set()

    def of(self, entry: Entry, now: datetime) -> tuple[Contact, ...]:
        """In the order of the settings, addresses first, none twice."""
        attributes = self._settings.attributes
        numbers_since = self._since(entry, attributes.mobile_changed, now)
        emails_since = self._since(entry, attributes.email_changed, now)
        mobiles = list(self._readable(entry, attributes.mobiles))
        everywhere = [*mobiles, *self._readable(entry, attributes.landlines)]
        found = [(Channel.EMAIL, text, emails_since) for text in self._addresses(entry)]
        found += [(Channel.SMS, one, numbers_since) for one in mobiles if self._numbers.mobile(one)]
        found += [(Channel.VOICE, one, numbers_since) for one in everywhere]
        return tuple(Contact(channel, Secret(text), at) for channel, text, at in dict.fromkeys(found))

    def registering(self, contact: Contact, now: datetime) -> tuple[Change, ...]:
        """The changes that keep `contact` in the place of the one of its kind; none where that is not set."""
        settings = self._settings
        if contact.channel is Channel.EMAIL:
            attribute, since = settings.register_email, settings.attributes.email_changed
        else:
            attribute, since = settings.register_mobile, settings.attributes.mobile_changed
        if not attribute:
            return ()
        new = Change(Operation.REPLACE, attribute, (contact.destination.reveal().encode(),))
        dated = Change(Operation.REPLACE, since, (times.written(now).encode(),))
        return (new, dated) if since else (new,)

    def _since(self, entry: Entry, attribute: str, now: datetime) -> datetime:
        """When they last changed, at the latest.

        The last change of the entry bounds it from above; what nobody knows is as new as can be.
        """
        known = times.moment(entry.text(attribute))
        if known is not None:
            return known
        match self._settings.contacts_kept_by:
            case "institution":
                return datetime.fromtimestamp(0, now.tzinfo)
            case "anyone":
                return times.moment(entry.text("modifyTimestamp")) or now

    def unreadable(self, entry: Entry) -> tuple[str, ...]:
        """The attributes of which a value cannot be read."""
        attributes = self._settings.attributes
        numbers = [
            name
            for name in (*attributes.mobiles, *attributes.landlines)
            if any(self._numbers.e164(text) is None for text in entry.texts(name))
        ]
        addresses = [
            name for name in attributes.emails if any(_address(text) is None for text in entry.texts(name))
        ]
        return tuple(dict.fromkeys((*numbers, *addresses)))

    def _readable(self, entry: Entry, attributes: tuple[str, ...]) -> Iterator[str]:
        for attribute in attributes:
            for text in entry.texts(attribute):
                yield from self._or_tell(self._numbers.e164(text), attribute)

    def _addresses(self, entry: Entry) -> Iterator[str]:
        for attribute in self._settings.attributes.emails:
            for text in entry.texts(attribute):
                yield from self._or_tell(_address(text), attribute)

    def _or_tell(self, value: str | None, attribute: str) -> Iterator[str]:
        """What cannot be read is told once for each attribute: never what it is, nor whose."""
        if value is not None:
            yield value
        elif attribute not in self._told:
            self._told.add(attribute)
            _log.warning("an account's %s cannot be read and is not offered; see directory check", attribute)


def _address(text: str) -> str | None:
    text = text.strip()
    plain = "@" in text[1:-1] and not any(mark.isspace() for mark in text)
    return text if plain else None
