"""The people of the demonstration. They exist in its own, freshly made data folder only."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from enum import Enum


class Trouble(Enum):
    """What the account itself is like."""

    NONE = "none"
    MUST_CHANGE = "must_change"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Person:
    """An account of the demonstration, with the password it starts with and why it is there."""

    identifier: str
    given_name: str
    family_name: str
    mobile: str
    email: str
    password: str
    story: str
    trouble: Trouble = Trouble.NONE


FRANCISCO = Person(
    "FerrerFr2017@he-ferrer.eu",
    "Francisco",
    "Ferrer",
    "+32470123423",
    "francisco.ferrer@example.org",
    "Lampe-rouge-17",
    "forgot the password; the phone is at hand",
)
AMINA = Person(
    "BenaliAm2024@he-ferrer.eu",
    "Amina",
    "Benali",
    "+32486552190",
    "amina.benali@example.org",
    "Tram-81-Flagey",
    "lost the phone; goes to the desk with the student card",
)
PEOPLE = (
    FRANCISCO,
    AMINA,
    Person(
        "DupontJe2018@he-ferrer.eu",
        "Jean-Pierre",
        "Dupont",
        "+32495001278",
        "jp.dupont@example.org",
        "Gaufre-de-Liege9",
        "must choose a new password at the next sign-in",
        Trouble.MUST_CHANGE,
    ),
    Person(
        "VanDenBergheMa2019@he-ferrer.eu",
        "Maria",
        "Van Den Berghe",
        "+32477889945",
        "maria.vdb@example.org",
        "Zondag!Canal19",
        "has no trouble: signs in at once",
    ),
    Person(
        "NguyenTh2022@he-ferrer.eu",
        "Thi",
        "Nguyen",
        "",
        "",
        "Canal-Saint-7",
        "never registered a phone or address: only staff can help",
    ),
    Person(
        "LambertSo2021@he-ferrer.eu",
        "Sophie",
        "Lambert",
        "+32468334467",
        "sophie.lambert@example.org",
        "Marolles+2021",
        "has left the college: the account is disabled",
        Trouble.DISABLED,
    ),
)
CONTACTS_SINCE = "2025-09-15"
"""Long enough ago for a contact to be trusted alone."""


def as_csv() -> str:
    """The people as `repasse-backend account import` reads them."""
    text = io.StringIO()
    columns = ("identifier", "given_name", "family_name", "mobile", "email", "password", "contacts_since")
    rows = csv.writer(text)
    rows.writerow((*columns, Trouble.MUST_CHANGE.value, Trouble.DISABLED.value))
    for person in PEOPLE:
        known = (person.identifier, person.given_name, person.family_name, person.mobile, person.email)
        flags = ("yes" if person.trouble is kind else "" for kind in (Trouble.MUST_CHANGE, Trouble.DISABLED))
        rows.writerow((*known, person.password, CONTACTS_SINCE, *flags))
    return text.getvalue()
