"""The same questions for everybody, and none that waits for ever."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend.adapters.directories.ldap.mapping import LdapDirectorySettings
from backend.adapters.directories.sql_settings import NewAccount
from backend.core.ports import Contact, DirectoryUnavailable
from backend.core.secret import Secret
from backend.core.views import Channel
from tests.backend.contracts.fakes import FakeClock
from tests.backend.contracts.known import CARD, FRANCISCO, NAME, NEW, OLD, WRONG
from tests.servers.slapd import Slapd
from tests.servers_suite.ldap_client import quick
from tests.servers_suite.ldap_directory import PRIVILEGES, ProvisionedLdap, SlapdClock, ahead, mapped

pytestmark = pytest.mark.servers
Opener = Callable[[LdapDirectorySettings], ProvisionedLdap]


@pytest.fixture
def clock(slapd: Slapd) -> FakeClock:
    return SlapdClock(ahead(slapd), slapd)


@pytest.fixture
def opened(slapd: Slapd, clock: FakeClock) -> Iterator[Opener]:
    made: list[ProvisionedLdap] = []

    def opener(settings: LdapDirectorySettings) -> ProvisionedLdap:
        made.append(ProvisionedLdap(slapd, settings, clock))
        return made[-1]

    yield opener
    for one in made:
        one.close()


@pytest.fixture
def settings(slapd: Slapd) -> LdapDirectorySettings:
    return mapped(slapd)


def questions(slapd: Slapd, work: Callable[[], object]) -> list[tuple[str, str]]:
    """What slapd was asked meanwhile: operation, and base of a search. A connection is open already."""
    already = len(slapd.log)
    work()
    said = []
    for line in slapd.log[already:].splitlines():
        operation = re.search(r" op=\d+ (SRCH base=\"(?P<base>[^\"]*)|BIND dn=.* method=128)", line)
        if operation:
            base = operation["base"] or ""
            said.append((operation[1][:4], re.sub(r"cn=[0-9a-f]{32}", "nobody", base)))
    return said


def test_a_sign_in_asks_the_same_for_everybody(
    opened: Opener, settings: LdapDirectorySettings, slapd: Slapd
) -> None:
    directory = opened(settings)
    key = directory.add_account(FRANCISCO)
    closed = directory.add_account(NewAccount("d@b", OLD, "D", "B", disabled=True))
    locked = directory.add_account(NewAccount("l@b", OLD, "L", "B"))
    for _ in range(3):
        directory.verify(locked, WRONG)
    usual = questions(slapd, lambda: directory.verify(key, OLD))
    assert [kind for kind, _ in usual] == ["SRCH", "BIND"]
    for somebody, password in [
        (key, WRONG),
        (key, Secret("")),
        (key, Secret("\ud800")),
        (None, OLD),
        ("no-such-key", OLD),
        (closed, OLD),
        (locked, OLD),
    ]:
        assert questions(slapd, lambda s=somebody, p=password: directory.verify(s, p)) == usual  # type: ignore[misc]


@pytest.mark.parametrize("how", PRIVILEGES)
def test_looking_somebody_up_asks_the_same_for_everybody(
    opened: Opener, settings: LdapDirectorySettings, slapd: Slapd, how: str
) -> None:
    directory = opened(replace(settings, privileged=PRIVILEGES[how]))
    directory.add_account(replace(FRANCISCO, privileged=True))
    directory.add_account(NewAccount("o@b", OLD, "Frans", "Ferreira"))
    directory.find(["o@b"])
    usual = questions(slapd, lambda: directory.find(["o@b"]))
    assert usual
    for names in (["nobody@he-ferrer.eu"], [NAME], ["o@b", NAME], []):
        assert questions(slapd, lambda n=names: directory.find(n)) == usual  # type: ignore[misc]


def test_a_hung_directory_is_unavailable_for_every_question(
    opened: Opener, settings: LdapDirectorySettings, slapd: Slapd
) -> None:
    directory = opened(replace(settings, connection=quick(settings.connection)))
    key = directory.add_account(FRANCISCO)
    threshold = directory.capabilities.lockout_threshold
    contact = Contact(Channel.EMAIL, Secret("x@example.org"), datetime.now(UTC))
    calls: list[Callable[[], object]] = [
        lambda: directory.find([NAME]),
        lambda: directory.find_card(CARD),
        lambda: directory.verify(key, OLD),
        lambda: directory.verify(None, OLD),
        lambda: directory.reset(key, NEW),
        lambda: directory.change(key, OLD, NEW),
        lambda: directory.unlock(key),
        lambda: directory.holds(key, OLD),
        lambda: directory.locked(key),
        lambda: directory.search("ferrer", 5),
        lambda: directory.register_contact(key, contact),
    ]
    slapd.freeze()
    for call in calls:
        with pytest.raises(DirectoryUnavailable):
            call()
    assert directory.capabilities.lockout_threshold == threshold
    assert directory.rules().min_length == 8
    slapd.thaw()
    assert directory.holds(key, OLD)
