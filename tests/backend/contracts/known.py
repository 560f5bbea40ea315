"""Who is in every directory under test, and how it is set."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from backend.adapters.directories.sql_settings import Argon2Costs, NewAccount, SqlDirectorySettings
from backend.core.ports import Account, Directory
from backend.core.secret import Secret
from tests.backend.contracts.fakes import START

OLD = Secret("Tramway7!vert")
NEW = Secret("8 lampes Rouges?")
WRONG = Secret("Nuage9?gris")
NAME = "ferrerfr2017@he-ferrer.eu"
CARD = Secret("HEF-0012345")
SETTINGS = SqlDirectorySettings(
    history=3,
    min_age=60,
    lockout_threshold=3,
    lockout_window=600,
    lockout_duration=1_800,
    wait=0.05,
    argon2=Argon2Costs(passes=1, memory_kib=8, lanes=1),
)
FRANCISCO = NewAccount(
    identifier="FerrerFr2017@he-ferrer.eu",
    password=OLD,
    given_name="Francisco",
    family_name="Ferrer",
    aliases=("francisco.ferrer@he-ferrer.eu",),
    mobile=Secret("+32470123423"),
    email=Secret("francisco@example.org"),
    contacts_since=START - timedelta(days=30),
    card=CARD,
)


class Provisioned(Directory, Protocol):
    """A directory into which a test can enter accounts."""

    def add_account(self, new: NewAccount) -> str: ...


def found(directory: Directory, name: str = NAME) -> Account:
    account = directory.find([name])
    assert account is not None
    return account
