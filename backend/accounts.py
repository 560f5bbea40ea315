"""Reads accounts for the embedded directory from arguments and CSV files."""

from __future__ import annotations

import argparse
import csv
import io
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from backend.adapters.directories.sql_settings import NewAccount
from backend.adapters.phone import PhoneNumbers
from backend.core import authenticator, cards
from backend.core.secret import Secret

COLUMNS = (
    "identifier",
    "given_name",
    "family_name",
    "aliases",
    "language",
    "mobile",
    "email",
    "contacts_since",
    "disabled",
    "privileged",
    "must_change",
    "expires",
    "password",
    "card",
    "student_number",
    "authenticator",
)
REQUIRED = COLUMNS[:3]
LONGEST_NUMBER = 64
TRUTHS = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True}


class AccountFaultError(Exception):
    """A row that cannot be an account; the sentence says which and why."""


class Reader:
    """Turns what operators write into an account. `region` reads national telephone numbers."""

    def __init__(self, region: str) -> None:
        self._numbers = PhoneNumbers(region)

    def mobile(self, text: str) -> Secret:
        number = self._numbers.e164(text) if text else ""
        if number is None:
            raise AccountFaultError("the mobile number cannot be read")
        return Secret(number)

    def email(self, text: str) -> Secret:
        if text and ("@" not in text[1:-1] or any(mark.isspace() for mark in text)):
            raise AccountFaultError("the e-mail address cannot be read")
        return Secret(text)

    def card(self, text: str) -> Secret:
        """The card's number in its one form; not repeated in a complaint, since it is personal."""
        if not text:
            return Secret("")
        card = cards.read(text)
        if card is None:
            raise AccountFaultError("the card number may have letters A to Z, digits and - only, 64 at most")
        return card.number

    def authenticator(self, text: Secret) -> Secret:
        """The packed key of an app; nothing of it is repeated in a complaint."""
        if not text:
            return text
        try:
            return authenticator.read(text).packed()
        except authenticator.KeyUnreadableError as error:
            raise AccountFaultError(f"authenticator: {error}") from None


def from_arguments(given: argparse.Namespace, password: Secret, app: Secret, reader: Reader) -> NewAccount:
    """The account of `account add`; `app` is the key of an authenticator, or empty."""
    return NewAccount(
        identifier=given.identifier,
        password=password,
        given_name=given.given_name,
        family_name=given.family_name,
        aliases=tuple(given.alias),
        language=given.language,
        mobile=reader.mobile(given.mobile),
        email=reader.email(given.email),
        contacts_since=_midnight(given.contacts_since),
        disabled=given.disabled,
        privileged=given.privileged,
        must_change=given.must_change,
        expires_at=_midnight(given.expires),
        card=reader.card(given.card),
        authenticator=reader.authenticator(app),
        student_number=_number(given.student_number),
    )


def from_csv(text: str, reader: Reader) -> list[NewAccount]:
    """Every account of a CSV file with a header of `COLUMNS`; none is entered when one is wrong.

    Raises:
        AccountFaultError: with the line.
    """
    rows = csv.DictReader(io.StringIO(text))
    header = tuple(rows.fieldnames or ())
    unknown, missing = set(header) - set(COLUMNS), set(REQUIRED) - set(header)
    if unknown or missing:
        raise AccountFaultError(
            f"the header may have {', '.join(COLUMNS)} and must have {', '.join(REQUIRED)}"
        )
    found = []
    for row in rows:
        try:
            found.append(_from_row({key: (value or "").strip() for key, value in row.items()}, reader))
        except (AccountFaultError, ValueError) as error:
            raise AccountFaultError(f"line {rows.line_num}: {error}") from error
    return found


def _from_row(row: Mapping[str, str], reader: Reader) -> NewAccount:
    if not all(row[name] for name in REQUIRED):
        raise AccountFaultError(f"{', '.join(REQUIRED)} must not be empty")
    # Without a password nobody knows the account's: its owner resets it at a station.
    password = row.get("password") or secrets.token_urlsafe(24)
    return NewAccount(
        identifier=row["identifier"],
        password=Secret(password),
        given_name=row["given_name"],
        family_name=row["family_name"],
        aliases=tuple(row.get("aliases", "").split()),
        language=row.get("language") or "fr",
        mobile=reader.mobile(row.get("mobile", "")),
        email=reader.email(row.get("email", "")),
        contacts_since=_day(row.get("contacts_since", "")),
        disabled=_truth(row, "disabled"),
        privileged=_truth(row, "privileged"),
        must_change=_truth(row, "must_change"),
        expires_at=_day(row.get("expires", "")),
        card=reader.card(row.get("card", "")),
        authenticator=reader.authenticator(Secret(row.get("authenticator", ""))),
        student_number=_number(row.get("student_number", "")),
    )


def _number(text: str) -> str:
    if len(text) > LONGEST_NUMBER or any(mark.isspace() or not mark.isprintable() for mark in text):
        raise AccountFaultError(f"the student number may have {LONGEST_NUMBER} characters, and no spaces")
    return text


def _truth(row: Mapping[str, str], column: str) -> bool:
    text = row.get(column, "").lower()
    if text not in TRUTHS:
        raise AccountFaultError(f"{column} must be yes or no")
    return TRUTHS[text]


def _day(text: str) -> datetime | None:
    return _midnight(date.fromisoformat(text)) if text else None


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), UTC)
