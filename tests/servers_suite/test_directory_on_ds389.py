"""The contract of every directory, on 389 Directory Server, by the adapter for OpenLDAP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from backend.adapters.directories.ldap.checking import LdapCheck
from backend.adapters.directories.ldap.mapping import PrivilegedAccounts
from backend.core.directory_check import Verdict
from backend.core.ports import RefusedWrite, Standing, Written
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Rule
from tests.backend.contracts.directory import (
    FRANCISCO,
    NAME,
    NEW,
    SETTINGS,
    WRONG,
    DirectoryContract,
    Provisioned,
    found,
)
from tests.backend.contracts.fakes import FakeClock
from tests.servers import ds389_tree
from tests.servers import slapd_tree as tree
from tests.servers.ds389 import Ds389
from tests.servers_suite.ldap_directory import ProvisionedLdap, SlapdClock, ahead, dn_of, mapped_ds389

pytestmark = pytest.mark.servers


@pytest.fixture
def directory(ds389: Ds389, clock: FakeClock) -> Iterator[ProvisionedLdap]:
    made = ProvisionedLdap(ds389, mapped_ds389(ds389), clock)
    yield made
    made.close()


class TestOnDs389(DirectoryContract):
    @pytest.fixture
    def clock(self, ds389: Ds389) -> FakeClock:
        return SlapdClock(ahead(ds389), ds389)

    def test_a_minimum_age_stops_a_change_and_not_a_reset(self, directory: Provisioned, key: str) -> None:
        """Like OpenLDAP it holds the service account to it: docs/directories.md says to set none."""
        assert isinstance(directory, ProvisionedLdap)
        directory.slapd.set("cn=config", {"passwordMinAge": [str(SETTINGS.min_age)]})
        assert directory.reset(key, NEW) == Written()
        another = Secret("Chaise4!bleue")
        refused = RefusedWrite((BrokenRule(Rule.TOO_RECENT),))
        assert directory.change(key, NEW, another) == refused
        assert directory.reset(key, another) == refused


def test_an_account_locked_for_good_is_locked(directory: ProvisionedLdap, ds389: Ds389) -> None:
    ds389.set("cn=config", {"passwordUnlock": ["off"]})
    key = directory.add_account(FRANCISCO)
    for _ in range(3):
        directory.verify(key, WRONG)
    ds389.advance(100_000)
    assert found(directory).standing is Standing.LOCKED
    assert directory.reset(key, NEW) == Written()
    assert found(directory).standing is Standing.ACTIVE
    assert directory.holds(key, NEW)


def test_a_reset_does_not_touch_a_disabled_account(directory: ProvisionedLdap, ds389: Ds389) -> None:
    key = directory.add_account(FRANCISCO)
    ds389.set(dn_of(FRANCISCO.identifier), {"nsAccountLock": ["true"]})
    assert isinstance(directory.reset(key, NEW), RefusedWrite)
    assert isinstance(directory.unlock(key), RefusedWrite)


@pytest.fixture
def clock(ds389: Ds389) -> FakeClock:
    return SlapdClock(ahead(ds389), ds389)


def test_the_same_password_again_is_named_where_the_server_does_not(directory: ProvisionedLdap) -> None:
    key = directory.add_account(FRANCISCO)
    refused = RefusedWrite((BrokenRule(Rule.HISTORY),))
    assert directory.reset(key, FRANCISCO.password) == refused
    assert directory.change(key, FRANCISCO.password, FRANCISCO.password) == refused


def test_the_check_knows_its_policy(directory: ProvisionedLdap, ds389: Ds389) -> None:
    directory.add_account(FRANCISCO)
    dn = dn_of(FRANCISCO.identifier)
    before = ds389.read(dn, "passwordRetryCount", "modifyTimestamp")
    settings = replace(mapped_ds389(ds389), privileged=PrivilegedAccounts())
    findings = list(LdapCheck(settings, directory).examine([NAME]))
    assert not [one.text for one in findings if one.verdict is Verdict.FAILS]
    told = "\n".join(one.text for one in findings if one.verdict is Verdict.WORKS)
    for right in ("set its password", "unlock it without a new password", "take back a failed sign-in"):
        assert f"may {right}" in told
    assert ds389.read(dn, "passwordRetryCount", "modifyTimestamp") == before
    ds389.set(tree.BASE, {"aci": ds389_tree.ACCESS[:1]})
    try:
        findings = list(LdapCheck(settings, directory).examine([NAME]))
        assert any("may not set its password" in one.text for one in findings if one.verdict is Verdict.FAILS)
    finally:
        ds389.set(tree.BASE, {"aci": ds389_tree.ACCESS})
