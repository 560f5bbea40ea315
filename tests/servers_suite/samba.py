"""The Active Directory of the tests as the contract's directory: accounts, and a clock that ages them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from backend.adapters.directories.ad.directory import AdDirectory
from backend.adapters.directories.ad.settings import AdSettings, Privileged
from backend.adapters.directories.ldap.settings import LdapServers
from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.sql_settings import NewAccount
from backend.adapters.phone import PhoneNumbers
from tests.backend.contracts.fakes import FakeClock
from tests.servers.samba_people import (
    CARD,
    ENGINEERS,
    GROUPS,
    PEOPLE,
    SERVICE,
    STUDENT_NUMBER,
    SambaPeople,
    now,
)

COLLEGE = "he-ferrer.eu"


class AgeingClock(FakeClock):
    """The real time; `sleep` moves everything that the server remembers into the past instead."""

    def __init__(self, people: SambaPeople) -> None:
        super().__init__()
        self._people = people

    def now(self) -> datetime:
        return now()

    def sleep(self, seconds: float) -> None:
        """And a little more: the server counts whole seconds, the last one included."""
        self._people.age(seconds + 1.5)


class ProvisionedAd(AdDirectory):
    """The adapter, with the administrator beside it who enters accounts."""

    people: SambaPeople

    def add_account(self, new: NewAccount) -> str:
        return self.people.add_account(new)


def settings(people: SambaPeople, folder: Path, *urls: str) -> AdSettings:
    """As a college would write them. `urls` empty: the first controller alone."""
    connection = LdapServers(
        servers=urls or (people.domain.first.url,),
        ca_file=str(people.domain.ca_file),
        bind_dn=SERVICE,
        bind_password_file=str(people.write_password_file(folder)),
        connect=10,
        operation=20,
        pool_wait=10,
        patience=45,
        pause=1,
    )
    return AdSettings(
        connection=connection,
        base=PEOPLE,
        card=CARD,
        student_number=STUDENT_NUMBER,
        privileged=Privileged(groups=(f"CN={ENGINEERS},{GROUPS}",)),
    )


def quick(chosen: AdSettings) -> AdSettings:
    """The same with short waits, for servers that do not answer."""
    waits = replace(chosen.connection, connect=4, operation=4, pool_wait=2, patience=5.9, pause=1)
    return replace(chosen, connection=waits)


def environment(chosen: AdSettings) -> dict[str, str]:
    """The same settings for `running_backend`."""
    connection = chosen.connection
    named = {
        "kind": "ad",
        "ad__base": chosen.base,
        "ad__card": chosen.card,
        "ad__privileged__groups": json.dumps(chosen.privileged.groups),
        "ad__connection__servers": json.dumps(connection.servers),
        "ad__connection__ca_file": connection.ca_file,
        "ad__connection__bind_dn": connection.bind_dn,
        "ad__connection__bind_password_file": connection.bind_password_file,
        "ad__connection__connect": str(connection.connect),
        "ad__connection__operation": str(connection.operation),
        "ad__connection__patience": str(connection.patience),
    }
    return {f"directory__{name}": value for name, value in named.items()}


def opened(
    people: SambaPeople, chosen: AdSettings, monotonic: Callable[[], float] = time.monotonic
) -> ProvisionedAd:
    """`monotonic` is the clock by which what is known of the domain grows old."""
    made = ProvisionedAd(
        Transport(chosen.connection), chosen, AgeingClock(people), PhoneNumbers("BE"), COLLEGE, monotonic
    )
    made.people = people
    return made
