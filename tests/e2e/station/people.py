"""Accounts for the station's tests; no secret of theirs is ever kept as one text."""

from __future__ import annotations

COLUMNS = "identifier,given_name,family_name,mobile,email,password,contacts_since"
COUNT = 20
"""Enough for most modules; one with a `PEOPLE` of its own has so many, at most 80."""


def identifier(person: int) -> str:
    return "".join(("Vand", _letter(person), "elPi", str(2010 + person % 10), "@he-ferrer.eu"))


def number(person: int) -> str:
    """As the person types it; no source has a number that begins so, as Python keeps the text of sources."""
    return "".join(("0476 58 ", f"{person + 10:02} ", "23"))


def new_number(person: int) -> str:
    """A number that nobody had before."""
    return "".join(("0471 34 ", f"{person + 10:02} ", "42"))


def international(number: str) -> str:
    """A Belgian number as it is stored."""
    return "+32" + number[1:].replace(" ", "")


def old_password(person: int) -> str:
    return "".join(("Ancre", f"-{person:02}", "-Zinc;"))


def new_password(person: int) -> str:
    return "".join(("Quai+", f"{person:02}", "&Gravier", "~Xu"))


def as_csv(count: int = COUNT) -> str:
    return "\n".join((COLUMNS, *(_row(person) for person in range(count)), ""))


def _row(person: int) -> str:
    mobile = international(number(person))
    mail = f"person{person}@example.org"
    name = f"Vand{_letter(person)}el"
    return ",".join((identifier(person), "Pia", name, mobile, mail, old_password(person), "2025-01-01"))


def _letter(person: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[person % 26] * (1 + person // 26)
