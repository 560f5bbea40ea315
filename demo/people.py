"""The people of the demonstration. They exist in its own, freshly made data folder only."""

from __future__ import annotations

from dataclasses import dataclass


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
    flags: tuple[str, ...] = ()


FRANCISCO = Person(
    "FerrerFr2017@he-ferrer.eu",
    "Francisco",
    "Ferrer",
    "+32470123423",
    "francisco.ferrer@example.org",
    "Bonjour-2017",
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
        ("--must-change",),
    ),
    Person(
        "VanDenBergheMa2019@he-ferrer.eu",
        "Maria",
        "Van Den Berghe",
        "+32477889945",
        "maria.vdb@example.org",
        "Zondag!Brussel19",
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
        ("--disabled",),
    ),
)
