"""Accounts for the station's tests; no secret of theirs is ever kept as one text."""

from __future__ import annotations

COLUMNS = "identifier,given_name,family_name,mobile,email,password,contacts_since"
COUNT = 20


def identifier(person: int) -> str:
    return "".join(("Vand", _letter(person), "elPi", str(2010 + person % 10), "@he-ferrer.eu"))


def number(person: int) -> str:
    """As the person types it."""
    return "".join(("0470 12 ", f"{person + 10:02} ", "23"))


def old_password(person: int) -> str:
    return "".join(("Ancre", f"-{person:02}", "-Zinc;"))


def new_password(person: int) -> str:
    return "".join(("Quai+", f"{person:02}", "&Gravier", "~Xu"))


def as_csv() -> str:
    return "\n".join((COLUMNS, *(_row(person) for person in range(COUNT)), ""))


def _row(person: int) -> str:
    mobile = "+32" + number(person)[1:].replace(" ", "")
    mail = f"person{person}@example.org"
    name = f"Vand{_letter(person)}el"
    return ",".join((identifier(person), "Pia", name, mobile, mail, old_password(person), "2025-01-01"))


def _letter(person: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[person % 26] * (1 + person // 26)
