"""What OpenLDAP's password policy answers, and what we make of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend.adapters.directories.ldap import passwords, ppolicy
from backend.adapters.directories.ldap.passwords import Tried
from backend.adapters.directories.ldap.values import Entry
from backend.adapters.directories.sql_settings import NewAccount
from backend.core.ports import DirectoryUnavailable, RefusedWrite, Standing, Verified, Written
from backend.core.secret import Secret
from backend.core.views import BrokenRule, PasswordRules, Rule
from tests.backend.contracts.fakes import FakeClock
from tests.backend.contracts.known import FRANCISCO, NEW, OLD, WRONG, found
from tests.servers import slapd_tree as tree
from tests.servers.slapd import Slapd
from tests.servers_suite.ldap_directory import CLASSES, ProvisionedLdap, SlapdClock, ahead, dn_of, mapped

pytestmark = pytest.mark.servers
DN = dn_of(FRANCISCO.identifier)
OTHER = RefusedWrite((BrokenRule(Rule.OTHER),))


@pytest.fixture
def clock(slapd: Slapd) -> FakeClock:
    return SlapdClock(ahead(slapd), slapd)


@pytest.fixture
def directory(slapd: Slapd, clock: FakeClock) -> Iterator[ProvisionedLdap]:
    made = ProvisionedLdap(slapd, mapped(slapd), clock)
    yield made
    made.close()


@pytest.fixture
def key(directory: ProvisionedLdap) -> str:
    return directory.add_account(FRANCISCO)


def refused(rule: Rule) -> RefusedWrite:
    return RefusedWrite((BrokenRule(rule),))


def tried(directory: ProvisionedLdap, password: Secret) -> Tried:
    return passwords.tried(directory.transport.bind_as(DN, password, (ppolicy.ASK,)))


def test_the_policy_is_read(directory: ProvisionedLdap, slapd: Slapd) -> None:
    slapd.set(tree.POLICY, {"pwdMinLength": ["12"], "pwdMaxLength": ["40"], "pwdMaxFailure": ["6"]})
    capabilities, rules = directory.capabilities, directory.rules()
    assert (rules.min_length, rules.max_length) == (12, 40)
    assert (capabilities.lockout_threshold, capabilities.lockout_window) == (6, 600)
    assert capabilities.enforces_history


def test_a_policy_that_locks_nobody(directory: ProvisionedLdap, slapd: Slapd) -> None:
    slapd.set(tree.POLICY, {"pwdLockout": ["FALSE"], "pwdInHistory": []})
    assert directory.capabilities.lockout_threshold == 0
    assert not directory.capabilities.enforces_history


def test_what_the_server_alone_refuses_is_named(directory: ProvisionedLdap, key: str, slapd: Slapd) -> None:
    """The policy became stricter since we read it."""
    assert directory.rules().min_length == 8
    slapd.set(tree.POLICY, {"pwdMinLength": ["30"]})
    assert directory.reset(key, NEW) == refused(Rule.TOO_SHORT)
    assert directory.change(key, OLD, NEW) == refused(Rule.TOO_SHORT)
    slapd.set(tree.POLICY, {"pwdMinLength": ["8"], "pwdMaxLength": ["10"]})
    assert directory.reset(key, NEW) == refused(Rule.TOO_LONG)
    slapd.set(tree.POLICY, {"pwdMaxLength": []})
    assert directory.reset(key, OLD) == refused(Rule.HISTORY)
    slapd.set(tree.POLICY, {"pwdAllowUserChange": ["FALSE"]})
    assert directory.change(key, OLD, NEW) == OTHER
    assert directory.holds(key, OLD)


def test_what_a_sign_in_comes_to(directory: ProvisionedLdap, key: str, slapd: Slapd) -> None:
    assert tried(directory, OLD) is Tried.RIGHT
    assert tried(directory, WRONG) is Tried.WRONG
    for _ in range(2):
        tried(directory, WRONG)
    assert tried(directory, OLD) is Tried.CLOSED
    assert directory.unlock(key) == Written()
    slapd.set(DN, {"pwdReset": ["TRUE"]})
    assert tried(directory, OLD) is Tried.RIGHT_MUST_CHANGE


def test_an_expired_password_opens_nothing(
    directory: ProvisionedLdap, key: str, slapd: Slapd, clock: FakeClock
) -> None:
    """OpenLDAP says so only to the right password; another server may say it to anybody."""
    slapd.set(tree.POLICY, {"pwdMaxAge": ["100"]})
    clock.sleep(200)
    assert tried(directory, OLD) is Tried.CLOSED
    assert directory.verify(key, OLD) is Verified.REFUSED
    assert directory.holds(key, OLD) is None
    assert directory.change(key, OLD, NEW) == passwords.CURRENT_WRONG
    assert directory.reset(key, NEW) == Written()
    assert directory.verify(key, NEW) is Verified.ACCEPTED


def test_the_last_sign_ins_of_an_expired_password(
    directory: ProvisionedLdap, key: str, slapd: Slapd, clock: FakeClock
) -> None:
    slapd.set(tree.POLICY, {"pwdMaxAge": ["100"], "pwdGraceAuthNLimit": ["3"]})
    clock.sleep(200)
    assert directory.verify(key, OLD) is Verified.MUST_CHANGE
    assert directory.change(key, OLD, NEW) == Written()
    assert directory.verify(key, NEW) is Verified.ACCEPTED


def test_no_server_is_asked_to_invent_a_password(slapd: Slapd, clock: FakeClock) -> None:
    anything = PasswordRules(0, 64, (), 0, "")
    slapd.set(tree.POLICY, {"pwdMinLength": [], "pwdCheckQuality": ["0"]})
    directory = ProvisionedLdap(slapd, replace(mapped(slapd), rules=anything), clock)
    key = directory.add_account(FRANCISCO)
    for nothing in ("", "\ud800"):
        assert isinstance(directory.reset(key, Secret(nothing)), RefusedWrite)
        assert isinstance(directory.change(key, OLD, Secret(nothing)), RefusedWrite)
        assert directory.change(key, Secret(nothing), NEW) == passwords.CURRENT_WRONG
    assert directory.holds(key, OLD)
    directory.close()


def test_a_reset_asks_for_no_further_change(directory: ProvisionedLdap, key: str, slapd: Slapd) -> None:
    """`pwdMustChange` acts for administrators with `manage`; the person has just chosen this one."""
    assert directory.reset(key, NEW) == Written()
    assert "pwdReset" not in slapd.read(DN)
    assert directory.verify(key, NEW) is Verified.ACCEPTED


def test_a_reset_does_not_open_a_disabled_account(directory: ProvisionedLdap, slapd: Slapd) -> None:
    """OpenLDAP would: a password written clears `pwdAccountLockedTime`, whoever set it."""
    key = directory.add_account(replace(FRANCISCO, disabled=True))
    assert directory.reset(key, NEW) == OTHER
    assert directory.change(key, OLD, NEW) == OTHER
    assert directory.unlock(key) == OTHER
    assert slapd.read(DN)["pwdAccountLockedTime"] == [b"000001010000Z"]
    slapd.set(DN, {"pwdAccountLockedTime": []})
    assert directory.holds(key, OLD)


def test_an_account_disabled_meanwhile_is_not_unlocked(
    directory: ProvisionedLdap, key: str, slapd: Slapd, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        directory.verify(key, WRONG)
    really = directory.lookup.keyed

    def then_disabled(asked: str) -> Entry | None:
        entry = really(asked)
        slapd.set(DN, {"pwdAccountLockedTime": ["000001010000Z"]})
        return entry

    monkeypatch.setattr(directory.lookup, "keyed", then_disabled)
    assert directory.unlock(key) == OTHER
    assert slapd.read(DN)["pwdAccountLockedTime"] == [b"000001010000Z"]


def test_an_account_unlocked_meanwhile_is_unlocked(
    directory: ProvisionedLdap, key: str, slapd: Slapd, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        directory.verify(key, WRONG)
    really = directory.lookup.keyed

    def then_unlocked(asked: str) -> Entry | None:
        entry = really(asked)
        slapd.set(DN, {"pwdAccountLockedTime": []})
        return entry

    monkeypatch.setattr(directory.lookup, "keyed", then_unlocked)
    assert directory.unlock(key) == Written()


@pytest.mark.logs_errors
def test_a_missing_right_is_trouble_of_the_directory(
    directory: ProvisionedLdap, key: str, slapd: Slapd, caplog: pytest.LogCaptureFixture
) -> None:
    """Not of the password: the person keeps the proof, and an administrator reads why."""
    caplog.set_level(logging.WARNING)
    slapd.rights(tree.ACCESS.replace("=w by self", "=s by self").replace(" manage by", " read by"))
    with pytest.raises(DirectoryUnavailable, match="no right to set a password"):
        directory.reset(key, NEW)
    for _ in range(3):
        directory.verify(key, WRONG)
    with pytest.raises(DirectoryUnavailable, match="no right to unlock"):
        directory.unlock(key)
    assert "no right to set a password" in caplog.text
    assert "ferrer" not in caplog.text.lower()


def test_asking_what_is_set_never_locks(directory: ProvisionedLdap, key: str, slapd: Slapd) -> None:
    for _ in range(2):
        directory.verify(key, WRONG)
    assert directory.holds(key, NEW) is None
    assert directory.holds(key, OLD) is None
    assert not directory.locked(key)
    directory.verify(key, WRONG)
    assert directory.holds(key, OLD) is None
    assert "pwdAccountLockedTime" in slapd.read(DN)


def test_without_the_right_to_take_it_back_a_try_counts(
    directory: ProvisionedLdap, key: str, slapd: Slapd
) -> None:
    slapd.rights(tree.ACCESS.replace(" manage by", " read by"))
    assert directory.holds(key, WRONG) is False
    assert len(slapd.read(DN)["pwdFailureTime"]) == 1
    assert directory.holds(key, WRONG) is False
    assert directory.holds(key, WRONG) is None
    assert not directory.locked(key)


def test_an_account_with_a_policy_of_its_own(directory: ProvisionedLdap, key: str, slapd: Slapd) -> None:
    """Its lock lasts until somebody unlocks it; the default's is over in half an hour."""
    own = f"cn=strict,{tree.POLICIES}"
    values = {"cn": ["strict"], "pwdAttribute": ["userPassword"], "pwdLockout": ["TRUE"]}
    slapd.add(own, ["device", "pwdPolicy"], values | {"pwdMaxFailure": ["2"]})
    try:
        slapd.set(DN, {"pwdPolicySubentry": [own], "pwdAccountLockedTime": ["20200101000000Z"]})
        assert directory.locked(key)
        slapd.set(DN, {"pwdPolicySubentry": []})
        assert not directory.locked(key)
    finally:
        slapd.remove(own)


def test_without_the_policy_no_sign_in_is_tried(slapd: Slapd, clock: FakeClock) -> None:
    """Rather than lock somebody out; and resets go on by the rules of the settings."""
    hidden = replace(mapped(slapd), policy=f"cn=nowhere,{tree.POLICIES}")
    directory = ProvisionedLdap(slapd, hidden, clock)
    key = directory.add_account(FRANCISCO)
    assert directory.capabilities.lockout_threshold // 2 == 0
    assert directory.capabilities.lockout_threshold > 0
    assert directory.reset(key, NEW) == Written()
    directory.close()
    said = ProvisionedLdap(slapd, replace(hidden, lockout_threshold=4, lockout_window=60), clock)
    assert (said.capabilities.lockout_threshold, said.capabilities.lockout_window) == (4, 60)
    said.close()


def test_ends_of_accounts(slapd: Slapd, clock: FakeClock) -> None:
    """The policy's own end, and the days of `shadowExpire`."""
    attributes = replace(mapped(slapd).attributes, expires="shadowExpire")
    directory = ProvisionedLdap(slapd, replace(mapped(slapd), attributes=attributes), clock)
    key = directory.add_account(NewAccount("a@b", OLD, "A", "B"))
    dn = dn_of("a@b")
    slapd.set(dn, {"objectClass": [*CLASSES, "shadowAccount"], "shadowExpire": ["1"]})
    assert found(directory, "a@b").standing is Standing.EXPIRED
    assert directory.verify(key, OLD) is Verified.REFUSED
    tomorrow = (datetime.now(UTC) - datetime(1970, 1, 1, tzinfo=UTC)).days + 2
    slapd.set(dn, {"shadowExpire": [str(tomorrow)]})
    assert found(directory, "a@b").standing is Standing.ACTIVE
    slapd.set(dn, {"pwdStartTime": ["20990101000000Z"]})
    assert found(directory, "a@b").standing is Standing.EXPIRED
    directory.close()
