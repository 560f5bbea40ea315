from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.adapters.directories.ad.people import Reader
from backend.adapters.directories.ad.settings import AdSettings, ContactAttributes, Name
from backend.adapters.directories.ldap import filters
from backend.adapters.phone import PhoneNumbers
from backend.core.ports import Account
from backend.core.views import Channel
from tests.backend.active_directory.fake_wire import SETTINGS, WHEN, FakeWire, opened, person
from tests.backend.active_directory.test_values import vector

NAME = "ferrerfr2017@he-ferrer.eu"
LATER = WHEN + timedelta(days=1)


def told(settings: AdSettings = SETTINGS, **attributes: str | bytes | list[str]) -> Account:
    account = opened(FakeWire(people=[person(**attributes)]), settings).find([NAME])
    assert account is not None
    return account


def reader(*kinds: Name) -> Reader:
    return Reader(replace(SETTINGS, find_by=kinds or tuple(Name)), PhoneNumbers("BE"), "he-ferrer.eu")


# --- finding ------------------------------------------------------------------------------------


def test_every_configured_name_is_looked_for() -> None:
    wanted = reader().named([NAME])
    for part in (
        filters.equals("userPrincipalName", NAME),
        filters.equals("sAMAccountName", "ferrerfr2017"),
        filters.equals("mail", NAME),
        filters.equals("proxyAddresses", f"smtp:{NAME}"),
    ):
        assert part in wanted
    assert reader(Name.UPN).named([NAME]).count("=\\") == 1


def test_the_local_part_of_a_foreign_address_is_no_account_name() -> None:
    assert "sAMAccountName" not in reader().named(["ferrerfr2017@gmail.com"])
    assert filters.equals("sAMAccountName", "ferrerfr2017") in reader().named(["ferrerfr2017"])
    assert filters.equals("sAMAccountName", "ferrerfr2017") in reader().named(["ferrerfr2017@HE-Ferrer.eu"])


@pytest.mark.parametrize("name", ["", "\ud800", "a\0b"])
def test_what_nobody_can_be_named_is_not_looked_for(name: str) -> None:
    assert reader().named([name]) == reader().like(name) == ""


def test_no_character_of_a_name_means_anything() -> None:
    wanted = reader().named(["*)(objectClass=*"])
    assert "objectClass=*" not in wanted
    assert wanted.count("*") == 0


def test_the_identifier_is_a_name_it_is_found_by() -> None:
    assert told().identifier == "FerrerFr2017@he-ferrer.eu"
    by_account_name = replace(SETTINGS, find_by=(Name.ACCOUNT_NAME,))
    assert told(by_account_name, userPrincipalName="x@y").identifier == "ferrerfr2017@he-ferrer.eu"
    by_mail = replace(SETTINGS, find_by=(Name.MAIL,))
    assert told(by_mail, mail="f.ferrer@he-ferrer.eu").identifier == "f.ferrer@he-ferrer.eu"


# --- who it is ----------------------------------------------------------------------------------


def test_names_and_language() -> None:
    account = told(preferredLanguage="nl-BE", proxyAddresses=["SMTP:Francisco.F@he-ferrer.eu", "x400:c=be"])
    assert account.display_name == "Francisco Ferrer"
    assert {"Francisco", "Ferrer", "ferrerfr2017", "francisco.f"} <= set(account.own_words)
    assert account.language == "nl"
    assert told(preferredLanguage="klingon!").language == told().language == "fr"
    assert told(displayName="").display_name == "Francisco Ferrer"
    assert told(displayName="", givenName="", sn="").display_name == "ferrerfr2017"


# --- contacts -----------------------------------------------------------------------------------


def test_contacts_come_from_the_mapped_attributes() -> None:
    account = told(
        mobile="0470 12 34 23",
        otherMobile=["+32 470 12 34 23", "0032470999999", "nothing", "02 123 45 67"],
        otherMailbox=["francisco@example.org", "no address", "@", "two @example.org"],
    )
    assert [(one.channel, one.destination.reveal()) for one in account.contacts] == [
        (Channel.EMAIL, "francisco@example.org"),
        (Channel.SMS, "+32470123423"),
        (Channel.SMS, "+32470999999"),
        (Channel.VOICE, "+32470123423"),
        (Channel.VOICE, "+32470999999"),
        (Channel.VOICE, "+3221234567"),
    ]


def test_a_telephone_gets_calls_only() -> None:
    settings = replace(SETTINGS, contacts=ContactAttributes(mobiles=(), landlines=("homePhone",), emails=()))
    account = told(settings, homePhone="02 123 45 67", mobile="0470 12 34 23")
    assert [(one.channel, one.destination.reveal()) for one in account.contacts] == [
        (Channel.VOICE, "+3221234567")
    ]


def test_a_contact_is_as_old_as_its_attribute() -> None:
    account = told(
        mobile="0470 12 34 23",
        otherMailbox="francisco@example.org",
        whenChanged="20261120000000.0Z",
        replPropertyMetaData=vector((0x150029, WHEN), (0x9028B, LATER)),
    )
    since = {one.channel: one.changed_at for one in account.contacts}
    assert since == {Channel.SMS: WHEN, Channel.VOICE: WHEN, Channel.EMAIL: LATER}


@pytest.mark.parametrize("blob", [b"", b"broken", vector((0x14, WHEN))])
def test_where_that_is_not_shown_the_object_s_own_change_stands_in(blob: bytes) -> None:
    account = told(mobile="0470 12 34 23", whenChanged="20261120000000.0Z", replPropertyMetaData=blob)
    assert {one.changed_at for one in account.contacts} == {datetime(2026, 11, 20, tzinfo=UTC)}


def test_a_contact_of_no_age_at_all_is_none() -> None:
    assert told(mobile="0470 12 34 23", whenChanged="").contacts == ()


# --- settings -----------------------------------------------------------------------------------


@pytest.mark.parametrize("own", ["mail", "userprincipalname", "proxyAddresses"])
def test_the_locked_mailbox_is_no_contact(own: str) -> None:
    with pytest.raises(ValueError, match="locked out"):
        ContactAttributes(emails=(own,))


@pytest.mark.parametrize(
    "changes",
    [
        {"find_by": ()},
        {"student_number": "employee id"},
        {"card": "a)(b"},
        {"policy_life": 1},
    ],
)
def test_settings_are_checked(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"attribute|find_by|policy_life"):
        AdSettings(**changes)  # type: ignore[arg-type]


def test_a_contact_is_in_an_attribute() -> None:
    with pytest.raises(ValueError, match="no name of an attribute"):
        ContactAttributes(mobiles=("1",))


@pytest.mark.parametrize("name", ["register_mobile", "register_email"])
def test_what_is_registered_is_read(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        ContactAttributes(**{name: "homePhone"})  # type: ignore[arg-type]


def test_what_is_missing_is_told() -> None:
    assert [line.partition(":")[0] for line in AdSettings().complete()] == ["connection.servers", "base"]
