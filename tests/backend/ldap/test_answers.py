"""What servers answer to sign-ins and writes, read without a server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from backend.adapters.directories.ldap import passwords, ppolicy, standings
from backend.adapters.directories.ldap.passwords import NotAllowedToWrite, Tried
from backend.adapters.directories.ldap.policies import CAUTIOUS, FOR_EVER, Policy, narrowed, read
from backend.adapters.directories.ldap.standings import Lock
from backend.adapters.directories.ldap.values import Answer, Code, Entry
from backend.core.ports import RefusedWrite, Written
from backend.core.secret import Secret
from backend.core.views import BrokenRule, PasswordRules, Rule

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
POLICY = Policy(threshold=3, window=600, duration=1800)


def answer(code: int, error: int | None = None) -> Answer:
    value = b"" if error is None else bytes((0x30, 3, 0x81, 1, error))
    return Answer(code, controls={ppolicy.OID: value} if value else {})


def entry(**values: str) -> Entry:
    return Entry("uid=x", {name.lower(): (text.encode(),) for name, text in values.items()})


@pytest.mark.parametrize(
    ("code", "error", "told"),
    [
        (0, None, Tried.RIGHT),
        (0, 2, Tried.RIGHT_MUST_CHANGE),
        (0, 0, Tried.RIGHT_MUST_CHANGE),
        (49, None, Tried.WRONG),
        (49, 0, Tried.CLOSED),
        (49, 1, Tried.CLOSED),
        (19, 1, Tried.CLOSED),
        (19, None, Tried.WRONG),
        (53, None, Tried.WRONG),
        (50, None, Tried.WRONG),
        (32, None, Tried.WRONG),
        (34, None, Tried.WRONG),
        (48, None, Tried.WRONG),
        (1, None, Tried.UNCLEAR),
        (8, None, Tried.UNCLEAR),
        (13, None, Tried.UNCLEAR),
        (80, None, Tried.UNCLEAR),
        (14, None, Tried.UNCLEAR),
    ],
)
def test_only_success_is_a_right_password(code: int, error: int | None, told: Tried) -> None:
    assert passwords.tried(answer(code, error)) is told


@pytest.mark.parametrize(
    ("error", "rule"),
    [
        (None, Rule.OTHER),
        (3, Rule.OTHER),
        (4, Rule.CURRENT_WRONG),
        (5, Rule.OTHER),
        (6, Rule.TOO_SHORT),
        (7, Rule.TOO_RECENT),
        (8, Rule.HISTORY),
        (9, Rule.TOO_LONG),
        (77, Rule.OTHER),
    ],
)
def test_a_broken_rule_has_our_name(error: int | None, rule: Rule) -> None:
    refused = RefusedWrite((BrokenRule(rule),))
    assert passwords.result(answer(19, error)) == refused
    assert passwords.result(answer(53, error)) == refused


def test_only_success_is_written() -> None:
    assert passwords.result(answer(0)) == Written()
    assert passwords.result(answer(32)) == passwords.NO_ACCOUNT
    assert passwords.result(answer(50, 3)) == RefusedWrite((BrokenRule(Rule.OTHER),))
    with pytest.raises(NotAllowedToWrite):
        passwords.result(answer(50))
    written = [code for code in range(130) if code != Code.INSUFFICIENT_ACCESS]
    assert [code for code in written if passwords.result(answer(code)) == Written()] == [0]
    assert passwords.result(answer(80)) is None


def test_the_request_of_rfc_3062() -> None:
    whole = passwords.request("cn=x", Secret("né"), Secret("o"))
    assert whole == bytes.fromhex("300e") + b"\x80\x04cn=x" + b"\x81\x01o" + b"\x82\x03n\xc3\xa9"
    assert passwords.request("", Secret("n")) == bytes.fromhex("300382016e")
    for bad in ("", "\ud800"):
        with pytest.raises(ValueError, match="empty") as met:
            passwords.request("cn=x", Secret(bad))
        assert "\ud800" not in str(met.value)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, Lock.OPEN),
        ({"pwdAccountLockedTime": "000001010000Z"}, Lock.DISABLED),
        ({"pwdAccountLockedTime": "nonsense"}, Lock.DISABLED),
        ({"pwdAccountLockedTime": "20261128114500Z"}, Lock.LOCKED),
        ({"pwdAccountLockedTime": "20261128112900Z"}, Lock.OPEN),
        ({"nsAccountLock": "TRUE"}, Lock.DISABLED),
        ({"nsAccountLock": "false"}, Lock.OPEN),
        ({"accountUnlockTime": "20261128120001Z", "passwordRetryCount": "3"}, Lock.LOCKED),
        ({"accountUnlockTime": "20261128120001Z", "passwordRetryCount": "0"}, Lock.OPEN),
        ({"accountUnlockTime": "20261128115959Z", "passwordRetryCount": "3"}, Lock.OPEN),
        ({"accountUnlockTime": "19700101000000Z", "passwordRetryCount": "3"}, Lock.LOCKED),
    ],
)
def test_locks(values: dict[str, str], told: Lock) -> None:
    assert standings.lock(entry(**values), POLICY, NOW) is told


def test_a_lock_without_a_duration_has_no_end() -> None:
    old = entry(pwdAccountLockedTime="20200101000000Z")
    assert standings.lock(old, Policy(threshold=3), NOW) is Lock.LOCKED


def test_failures_are_counted_in_their_window() -> None:
    times = (b"20261128115500Z", b"20261128115959.123456Z", b"20261128114000Z", b"nonsense")
    assert standings.failures(Entry("x", {"pwdfailuretime": times}), POLICY, NOW) == 2
    counted = entry(passwordRetryCount="2", retryCountResetTime="20261128120001Z")
    assert standings.failures(counted, POLICY, NOW) == 2
    forgotten = entry(passwordRetryCount="2", retryCountResetTime="20261128115959Z")
    assert standings.failures(forgotten, POLICY, NOW) == 0


def test_policies() -> None:
    made = read(entry(pwdLockout="TRUE", pwdMaxFailure="5", pwdMinLength="12", pwdMaxLength="20"))
    assert made == Policy(min_length=12, max_length=20, threshold=5, window=FOR_EVER)
    assert read(entry(pwdMaxFailure="5")).threshold == 0
    assert read(entry(pwdLockout="TRUE", pwdMaxFailure="many")).threshold == 0
    assert CAUTIOUS.threshold // 2 == 0
    assert CAUTIOUS.threshold > 0
    rules = PasswordRules(8, 64, (), 0, "")
    assert narrowed(rules, made) == PasswordRules(12, 20, (), 0, "")
    assert narrowed(rules, Policy(min_length=4)) == rules


def test_ends() -> None:
    ending = entry(ends="20261128120000Z")
    assert standings.expired(ending, "ends", NOW)
    assert not standings.expired(ending, "ends", NOW - timedelta(seconds=1))
    assert not standings.expired(ending, "", NOW)
    assert standings.expired(entry(pwdStartTime="20261128120001Z"), "ends", NOW)
