"""Reads contacts from a CSV file; a line that cannot be taken is named, with its number and the reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from backend.adapters.phone import PhoneNumbers
from backend.core import addresses, authenticator
from backend.core.contact_import import Fault, Wanted
from backend.core.contact_rows import ContactKind
from backend.core.masks import own_mailbox
from backend.core.secret import Secret
from backend.core.views import Channel

COLUMNS = ("identifier", "kind", "value", "since")
REQUIRED = COLUMNS[:3]
_KINDS = {kind.value: kind for kind in ContactKind}


class LineFault(Exception):
    """Why a line cannot be taken; nothing of its value is repeated."""


class ContactReader:
    """Turns lines into contacts.

    Args:
        region: ISO 3166 code of the country whose national numbers are read.
        countries: codes of the countries whose numbers are taken; empty takes all.
        own_domains: whose mailboxes nobody locked out can read.
    """

    def __init__(self, region: str, countries: Sequence[str], own_domains: frozenset[str]) -> None:
        self._numbers = PhoneNumbers(region)
        self._countries = frozenset(countries)
        self._own_domains = own_domains

    def read(self, text: str) -> tuple[list[Wanted], list[Fault]]:
        """Every line of a file with a header of `COLUMNS`, separated by commas or semicolons."""
        head = text.partition("\n")[0]
        delimiter = ";" if ";" in head else ","
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        wanted, faults = list[Wanted](), list[Fault]()
        try:
            if (fault := _header(tuple(rows.fieldnames or ()))) is not None:
                return [], [fault]
            for row in rows:
                try:
                    wanted.append(self._wanted(rows.line_num, row))
                except LineFault as error:
                    faults.append(Fault(rows.line_num, str(error)))
        except csv.Error as error:
            faults.append(Fault(rows.reader.line_num, f"is not CSV: {error}"))
        return wanted, faults

    def _wanted(self, line: int, row: Mapping[str | None, object]) -> Wanted:
        if None in row or any(value is None for value in row.values()):
            raise LineFault("has more or fewer columns than the header")
        cells = {str(name): str(value).strip() for name, value in row.items()}
        if not all(cells[name] for name in REQUIRED):
            raise LineFault(f"{', '.join(REQUIRED)} must not be empty")
        kind = _KINDS.get(cells["kind"].lower())
        if kind is None:
            raise LineFault(f"kind must be {', '.join(_KINDS)}")
        value = self._value(kind, cells["value"])
        return Wanted(line, cells["identifier"], kind, value, _since(cells.get("since", "")))

    def _value(self, kind: ContactKind, text: str) -> Secret:
        match kind:
            case ContactKind.EMAIL:
                return self._address(text)
            case ContactKind.MOBILE | ContactKind.PHONE:
                return self._number(kind, text)
            case ContactKind.AUTHENTICATOR:
                return _key_of_app(text)

    def _address(self, text: str) -> Secret:
        found = addresses.readable(Secret(text))
        if found is None:
            raise LineFault("the e-mail address cannot be read")
        if own_mailbox(Channel.EMAIL, found, self._own_domains):
            raise LineFault(
                "the address is in the institution's own domain: who is locked out cannot read it"
            )
        return found

    def _number(self, kind: ContactKind, text: str) -> Secret:
        number = self._numbers.e164(text)
        if number is None:
            raise LineFault("the number cannot be read")
        country = self._numbers.country(number)
        if self._countries and country not in self._countries:
            raise LineFault(f"numbers of {country or 'no known country'} are not in contacts.countries")
        if kind is ContactKind.MOBILE and not self._numbers.mobile(number):
            raise LineFault("the number is not one of a mobile telephone: its kind is phone")
        return Secret(number)


def _key_of_app(text: str) -> Secret:
    try:
        return authenticator.read(Secret(text)).packed()
    except authenticator.KeyUnreadableError as error:
        raise LineFault(str(error)) from None


def _header(names: tuple[str, ...]) -> Fault | None:
    wrong = set(names) - set(COLUMNS) or set(REQUIRED) - set(names) or len(set(names)) < len(names)
    told = f"the header may have {', '.join(COLUMNS)} and must have {', '.join(REQUIRED)}, each once"
    return Fault(1, told) if wrong else None


def _since(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        raise LineFault("since must be a day like 2026-01-31") from None
