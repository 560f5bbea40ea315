"""Who is found in OpenLDAP, what is known of them, and with which questions."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.adapters.directories.ldap import times
from backend.adapters.directories.ldap.mapping import LdapDirectorySettings
from backend.adapters.directories.sql_settings import NewAccount
from backend.core.ports import Contact, Directory, RefusedWrite, Standing, Verified
from backend.core.secret import Secret
from backend.core.views import Channel
from tests.backend.contracts.fakes import FakeClock
from tests.backend.contracts.known import CARD, FRANCISCO, NAME, NEW, OLD, WRONG, found
from tests.servers.slapd import Slapd
from tests.servers_suite.ldap_directory import PRIVILEGES, ProvisionedLdap, SlapdClock, ahead, dn_of, mapped

pytestmark = pytest.mark.servers
DN = dn_of(FRANCISCO.identifier)
GIF = b"GIF89a" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)
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


def contacts(directory: Directory) -> list[tuple[Channel, str]]:
    return [(one.channel, one.destination.reveal()) for one in found(directory).contacts]


def test_found_with_or_without_the_domain(opened: Opener, settings: LdapDirectorySettings) -> None:
    directory = opened(settings)
    key = directory.add_account(NewAccount("FerrerFr2017", OLD, "Francisco", "Ferrer", ("ff@elsewhere.org",)))
    account = found(directory, "ferrerfr2017@he-ferrer.eu")
    assert (account.key, account.identifier) == (key, "FerrerFr2017@he-ferrer.eu")
    assert directory.find(["FERRERFR2017"]) == account
    assert directory.find(["ff@elsewhere.org"]) == account
    for stranger in ("ferrerfr2017@elsewhere.org", "ff@he-ferrer.eu", "ff", "@he-ferrer.eu", "ferrer"):
        assert directory.find([stranger]) is None, stranger


@pytest.mark.parametrize(
    "text", ["*", "ferrer*", "*)(uid=*", "x)(|(uid=*)", "\\2a", "a>=b", "uid:=x", "\x00", "\ud800", "é" * 400]
)
def test_no_text_is_a_filter(opened: Opener, settings: LdapDirectorySettings, text: str) -> None:
    directory = opened(settings)
    directory.add_account(FRANCISCO)
    assert directory.find([text]) is None
    assert directory.find([text, NAME]) is not None
    assert directory.find_card(Secret(text)) is None
    assert directory.search(text, 5) == ()
    assert directory.verify(text, OLD) is Verified.REFUSED
    assert isinstance(directory.reset(text, NEW), RefusedWrite)


def test_several_are_as_good_as_none(opened: Opener, settings: LdapDirectorySettings, slapd: Slapd) -> None:
    directory = opened(settings)
    directory.add_account(FRANCISCO)
    directory.add_account(NewAccount("b@b", OLD, "B", "B"))
    slapd.set(dn_of("b@b"), {"campusAlias": [FRANCISCO.identifier], "campusCard": [CARD.reveal()]})
    assert directory.find([NAME]) is None
    assert directory.find_card(CARD) is None


def test_entries_of_another_kind_are_no_accounts(opened: Opener, settings: LdapDirectorySettings) -> None:
    directory = opened(replace(settings, filter="(&(objectClass=inetOrgPerson)(!(sn=Ferrer)))"))
    key = directory.add_account(FRANCISCO)
    assert directory.find([NAME]) is None
    assert directory.verify(key, OLD) is Verified.REFUSED
    assert isinstance(directory.reset(key, NEW), RefusedWrite)


def test_numbers_and_addresses_of_every_kind(
    opened: Opener, settings: LdapDirectorySettings, slapd: Slapd, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    attributes = replace(settings.attributes, landlines=("homePhone", "telephoneNumber"))
    directory = opened(replace(settings, attributes=attributes))
    directory.add_account(FRANCISCO)
    numbers = ["0470 12 34 23", "+33 6 12 34 56 78", "ask my mother", "02 279 58 10"]
    slapd.set(DN, {"mobile": numbers, "homePhone": ["02/279.58.11", "+32470123423"]})
    slapd.set(DN, {"campusPrivateMail": ["a@example.org", "b@example.org", "no address"]})
    assert set(contacts(directory)) == {
        (Channel.EMAIL, "a@example.org"),
        (Channel.EMAIL, "b@example.org"),
        (Channel.SMS, "+32470123423"),
        (Channel.SMS, "+33612345678"),
        (Channel.VOICE, "+32470123423"),
        (Channel.VOICE, "+33612345678"),
        (Channel.VOICE, "+3222795810"),
        (Channel.VOICE, "+3222795811"),
    }
    assert len(contacts(directory)) == 8
    told = [record.getMessage() for record in caplog.records if "cannot be read" in record.getMessage()]
    assert sorted(re.findall(r"an account's (\w+) cannot", "\n".join(told))) == [
        "campusPrivateMail",
        "mobile",
    ]
    assert not re.search("mother|no address|ferrer", "\n".join(told), re.IGNORECASE)


def test_the_age_of_contacts(
    opened: Opener, settings: LdapDirectorySettings, slapd: Slapd, clock: FakeClock
) -> None:
    undated = replace(settings, attributes=replace(settings.attributes, mobile_changed="", email_changed=""))
    undated = replace(undated, register_mobile="", register_email="")
    directory = opened(settings)
    directory.add_account(FRANCISCO)
    slapd.set(DN, {"campusMobileSince": [], "campusMailSince": ["20200102030405Z"]})
    changed = times.moment(slapd.read(DN)["modifyTimestamp"][0].decode())

    def ages(made: LdapDirectorySettings) -> set[tuple[Channel, datetime]]:
        return {(one.channel, one.changed_at) for one in found(opened(made)).contacts}

    dated = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (Channel.EMAIL, dated) in ages(settings)
    assert (Channel.SMS, changed) in ages(settings)
    assert {at for _, at in ages(undated)} == {changed}
    old = {at for _, at in ages(replace(undated, contacts_kept_by="institution"))}
    assert max(old) < clock.now() - timedelta(days=3650)


def test_the_bound_is_no_older_than_the_contact(
    opened: Opener, settings: LdapDirectorySettings, slapd: Slapd, clock: FakeClock
) -> None:
    """Without a date of its own, a number that was changed a moment ago is a new one."""
    directory = opened(settings)
    directory.add_account(FRANCISCO)
    slapd.set(DN, {"campusMobileSince": []})
    clock.sleep(864_000)
    before = {one.channel: one.changed_at for one in found(directory).contacts}
    assert before[Channel.SMS] < clock.now() - timedelta(days=7)
    slapd.set(DN, {"mobile": ["+32470999999"]})
    after = {one.channel: one.changed_at for one in found(directory).contacts}
    assert after[Channel.SMS] > clock.now() - timedelta(days=7)


def test_a_failed_sign_in_makes_only_undated_contacts_new(
    opened: Opener, settings: LdapDirectorySettings, slapd: Slapd, clock: FakeClock
) -> None:
    """OpenLDAP's policy overlay writes into the entry then: docs/directories.md says what to do."""
    directory = opened(settings)
    key = directory.add_account(FRANCISCO)
    slapd.set(DN, {"campusMailSince": []})
    clock.sleep(864_000)
    directory.verify(key, WRONG)
    ages = {one.channel: clock.now() - one.changed_at for one in found(directory).contacts}
    assert ages[Channel.SMS] > timedelta(days=7)
    assert ages[Channel.EMAIL] < timedelta(days=1)


def test_where_no_attribute_takes_a_contact_none_is_registered(
    opened: Opener, settings: LdapDirectorySettings
) -> None:
    directory = opened(replace(settings, register_mobile=""))
    key = directory.add_account(FRANCISCO)
    assert not directory.capabilities.registers_contacts
    contact = Contact(Channel.SMS, Secret("+32470999999"), datetime.now(UTC))
    assert isinstance(directory.register_contact(key, contact), RefusedWrite)
    assert (Channel.SMS, "+32470123423") in contacts(directory)


def test_photos(opened: Opener, settings: LdapDirectorySettings, slapd: Slapd) -> None:
    directory = opened(replace(settings, attributes=replace(settings.attributes, photo="jpegPhoto")))
    key = directory.add_account(FRANCISCO)
    assert directory.capabilities.has_photos
    assert directory.photo(key) is None
    slapd.set(DN, {"jpegPhoto": [JPEG]})
    assert directory.photo(key) == JPEG
    slapd.set(DN, {"jpegPhoto": [GIF]})
    assert directory.photo(key) is None
    assert directory.photo("no-such-key") is None


@pytest.mark.parametrize("how", PRIVILEGES)
def test_privileged_accounts_are_out_of_reach(
    opened: Opener, settings: LdapDirectorySettings, how: str
) -> None:
    directory = opened(replace(settings, privileged=PRIVILEGES[how]))
    key = directory.add_account(replace(FRANCISCO, privileged=True))
    other = directory.add_account(NewAccount("o@b", OLD, "Frans", "Ferreira"))
    assert found(directory).standing is Standing.PRIVILEGED
    assert found(directory, "o@b").standing is Standing.ACTIVE
    told = {one.account.key: one.account.standing for one in directory.search("ferre", 10)}
    assert told == {key: Standing.PRIVILEGED, other: Standing.ACTIVE}
    for _ in range(3):
        directory.verify(key, WRONG)
    assert isinstance(directory.reset(key, NEW), RefusedWrite)
    assert isinstance(directory.unlock(key), RefusedWrite)
    contact = Contact(Channel.EMAIL, Secret("x@example.org"), datetime.now(UTC))
    assert isinstance(directory.register_contact(key, contact), RefusedWrite)
    assert directory.locked(key)
