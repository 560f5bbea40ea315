"""The adapter on a real domain controller: whom it finds, whom it refuses, and by which policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backend.adapters.directories.ad.settings import ContactAttributes, Privileged
from backend.adapters.directories.sql_settings import NewAccount
from backend.core.ports import Contact, RefusedWrite, Standing, Verified, Written
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Channel, Rule
from tests.backend.contracts.known import FRANCISCO, NAME, NEW, OLD, WRONG, found
from tests.servers.samba_ad import DOMAIN
from tests.servers.samba_people import CONTACT_RIGHTS, GROUPS, NIGHT_SHIFT, RIGHTS, STRICT, SambaPeople, now
from tests.servers_suite.samba import ProvisionedAd, opened, settings

pytestmark = [pytest.mark.servers, pytest.mark.timeout(1200)]
ADMINS = f"CN=Domain Admins,CN=Users,{DOMAIN}"


@pytest.fixture
def directory(samba: SambaPeople, tmp_path: Path) -> Iterator[ProvisionedAd]:
    samba.empty()
    made = opened(samba, settings(samba, tmp_path))
    yield made
    made.close()


@pytest.fixture
def key(directory: ProvisionedAd) -> str:
    return directory.add_account(FRANCISCO)


@pytest.fixture
def dn(samba: SambaPeople, key: str) -> str:
    return samba.dn(key)


# --- found by -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "FERRERFR2017@HE-FERRER.EU",  # the UPN
        "ferrerfr2017",  # sAMAccountName
        "francisco.ferrer@he-ferrer.eu",  # an alias
        "f.ferrer@he-ferrer.eu",  # mail
    ],
)
def test_found_by_any_configured_name(
    samba: SambaPeople, directory: ProvisionedAd, key: str, dn: str, name: str
) -> None:
    samba.set(dn, {"mail": "f.ferrer@he-ferrer.eu"})
    assert found(directory, name).key == key


def test_an_ambiguous_name_is_nobody_s(samba: SambaPeople, directory: ProvisionedAd, key: str) -> None:
    other = samba.dn(directory.add_account(NewAccount("other@he-ferrer.eu", OLD, "A", "B")))
    samba.set(other, {"mail": "francisco.ferrer@he-ferrer.eu"})
    assert directory.find(["francisco.ferrer@he-ferrer.eu"]) is None
    assert found(directory).key == key


def test_the_key_outlives_a_new_name_and_place(
    samba: SambaPeople, directory: ProvisionedAd, key: str, dn: str
) -> None:
    samba.set(dn, {"userPrincipalName": "new@he-ferrer.eu", "sAMAccountName": "new"})
    samba.add(f"OU=Leavers,{dn.partition(',')[2]}", "organizationalUnit", {})
    samba.move(dn, f"OU=Leavers,{dn.partition(',')[2]}")
    assert found(directory, "new@he-ferrer.eu").key == key
    assert directory.find([NAME]) is None
    assert directory.reset(key, NEW) == Written()
    assert directory.verify(key, NEW) is Verified.ACCEPTED


def test_only_people_under_the_base_are_found(directory: ProvisionedAd) -> None:
    assert directory.find(["administrator"]) is None
    assert directory.find(["dc1$"]) is None
    assert directory.search("administrator", 5) == ()


# --- contacts -----------------------------------------------------------------------------------


def test_a_contact_is_as_old_as_its_last_write_and_a_reset_makes_nothing_new(
    samba: SambaPeople, directory: ProvisionedAd, key: str, dn: str
) -> None:
    long_ago = {one.channel: one.changed_at for one in found(directory).contacts}
    samba.set(dn, {"mobile": "0470 99 99 99"})
    for _ in range(3):
        directory.verify(key, WRONG)
    assert directory.reset(key, NEW) == Written()
    since = {one.channel: one for one in found(directory).contacts}
    assert since[Channel.SMS].destination.reveal() == "+32470999999"
    assert now() - since[Channel.SMS].changed_at < timedelta(minutes=10)
    assert since[Channel.EMAIL].changed_at == long_ago[Channel.EMAIL]


def test_a_contact_is_registered_where_that_is_delegated(
    samba: SambaPeople, tmp_path: Path, key: str
) -> None:
    registrar = f"CN=svc-contacts,CN=Users,{DOMAIN}"
    samba.delegate(registrar, samba.service_password, (*RIGHTS, *CONTACT_RIGHTS))
    chosen = settings(samba, tmp_path)
    chosen = replace(
        chosen,
        connection=replace(chosen.connection, bind_dn=registrar),
        contacts=ContactAttributes(register_mobile="mobile", register_email="otherMailbox"),
    )
    registering = opened(samba, chosen)
    assert registering.capabilities.registers_contacts
    long_ago = {one.channel: one.changed_at for one in found(registering).contacts}
    mobile = Contact(Channel.SMS, Secret("+32470999999"), now() - timedelta(days=900))
    assert registering.register_contact(key, mobile) == Written()
    kept = {one.channel: one for one in found(registering).contacts}
    for channel in (Channel.SMS, Channel.VOICE):
        assert kept[channel].destination.reveal() == "+32470999999"
        assert now() - kept[channel].changed_at < timedelta(minutes=10)
    assert kept[Channel.EMAIL].changed_at == long_ago[Channel.EMAIL]
    mail = Contact(Channel.EMAIL, Secret("new@example.org"), mobile.changed_at)
    assert registering.register_contact(key, mail) == Written()
    kept = {one.channel: one for one in found(registering).contacts}
    assert kept[Channel.EMAIL].destination.reveal() == "new@example.org"
    assert now() - kept[Channel.EMAIL].changed_at < timedelta(minutes=10)
    assert isinstance(registering.register_contact("no-such-key", mail), RefusedWrite)
    registering.close()


# --- whom nobody resets -------------------------------------------------------------------------


def test_a_domain_admin_in_the_delegated_unit_is_refused(
    samba: SambaPeople, directory: ProvisionedAd, key: str, dn: str
) -> None:
    samba.join(dn, ADMINS)
    assert found(directory).standing is Standing.PRIVILEGED
    assert isinstance(directory.reset(key, NEW), RefusedWrite)
    assert isinstance(directory.unlock(key), RefusedWrite)
    assert directory.verify(key, OLD) is Verified.ACCEPTED


def test_so_is_who_has_it_as_primary_group(
    samba: SambaPeople, directory: ProvisionedAd, key: str, dn: str
) -> None:
    """Then memberOf does not show it."""
    samba.join(dn, ADMINS)
    samba.set(dn, {"primaryGroupID": "512"})
    assert b"Domain Admins" not in samba.read(dn, "memberOf")
    assert found(directory).standing is Standing.PRIVILEGED
    assert isinstance(directory.reset(key, NEW), RefusedWrite)


def test_so_is_a_member_through_other_groups(
    samba: SambaPeople, directory: ProvisionedAd, key: str, dn: str
) -> None:
    samba.join(dn, f"CN={NIGHT_SHIFT},{GROUPS}")
    assert found(directory).standing is Standing.PRIVILEGED
    assert isinstance(directory.reset(key, NEW), RefusedWrite)


def test_so_is_who_was_one_once(samba: SambaPeople, directory: ProvisionedAd, key: str, dn: str) -> None:
    samba.set(dn, {"adminCount": "1"})
    assert found(directory).standing is Standing.PRIVILEGED
    assert isinstance(directory.reset(key, NEW), RefusedWrite)


def test_so_is_who_is_named(samba: SambaPeople, tmp_path: Path, directory: ProvisionedAd, key: str) -> None:
    named = replace(settings(samba, tmp_path), privileged=Privileged(deny=("FerrerFr2017",)))
    with_list = opened(samba, named)
    assert found(with_list).standing is Standing.PRIVILEGED
    assert isinstance(with_list.reset(key, NEW), RefusedWrite)
    with_list.close()


def test_a_disabled_account_stays_disabled(
    samba: SambaPeople, directory: ProvisionedAd, key: str, dn: str
) -> None:
    samba.set(dn, {"userAccountControl": "514"})
    assert found(directory).standing is Standing.DISABLED
    assert isinstance(directory.reset(key, NEW), RefusedWrite)
    assert samba.read(dn, "userAccountControl") == b"514"
    samba.set(dn, {"userAccountControl": "512"})
    assert directory.verify(key, OLD) is Verified.ACCEPTED


# --- policies -----------------------------------------------------------------------------------


def test_a_fine_grained_policy_holds_for_its_group(
    samba: SambaPeople, directory: ProvisionedAd, key: str, dn: str
) -> None:
    assert directory.capabilities.lockout_threshold == 3
    assert directory.rules().min_length == 8
    samba.join(dn, f"CN={STRICT},{GROUPS}")
    assert directory.reset(key, Secret("Un-Tram-vert1")) == RefusedWrite((BrokenRule(Rule.TOO_SHORT),))
    assert directory.reset(key, Secret("Un-Tram-vert12")) == Written()


def test_the_policy_is_read_anew(samba: SambaPeople, tmp_path: Path, key: str) -> None:
    time = [0.0]
    directory = opened(samba, settings(samba, tmp_path), lambda: time[-1])
    assert directory.rules().min_length == 8
    samba.set(DOMAIN, {"minPwdLength": "12"})
    assert directory.rules().min_length == 8
    time.append(1_000.0)
    try:
        assert directory.rules().min_length == 12
        assert directory.reset(key, Secret("Un-Tram-81")) == RefusedWrite((BrokenRule(Rule.TOO_SHORT),))
    finally:
        samba.set(DOMAIN, {"minPwdLength": "8"})
        directory.close()


def test_a_name_inside_the_password_is_named(directory: ProvisionedAd, key: str) -> None:
    """Windows refuses it with the one code for all; Samba does not look."""
    result = directory.reset(key, Secret("Un-franCisco-81"))
    assert result == RefusedWrite((BrokenRule(Rule.OWN_NAME, "francisco"),))


def test_photo_and_student_number(samba: SambaPeople, directory: ProvisionedAd, key: str, dn: str) -> None:
    jpeg = b"\xff\xd8\xff\xe0" + bytes(range(256))
    samba.set(dn, {"thumbnailPhoto": jpeg, "employeeID": "S17_001"})
    assert directory.photo(key) == jpeg
    assert [one.account.key for one in directory.search("s17_001", 3)] == [key]


def test_the_previous_password_opens_nothing_where_it_still_signs_in(
    samba: SambaPeople, tmp_path: Path, directory: ProvisionedAd, key: str
) -> None:
    """For an hour, as Windows does by default. The owner's change still needs the present one."""
    samba.domain.second.start()
    lenient = opened(samba, settings(samba, tmp_path, samba.domain.second.url))
    try:
        assert lenient.reset(key, NEW) == Written()
        assert lenient.verify(key, OLD) is Verified.ACCEPTED
        samba.age(61.5)
        assert lenient.change(key, OLD, Secret("Chaise4!bleue")) == RefusedWrite(
            (BrokenRule(Rule.CURRENT_WRONG),)
        )
        assert lenient.verify(key, NEW) is Verified.ACCEPTED
    finally:
        lenient.close()
        samba.domain.second.kill()
