"""Writes on a domain in memory: what Samba does not offer, and what a server rarely says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.adapters.directories.ad import values
from backend.adapters.directories.ad.passwords import ENFORCE, POLICY_HINTS, POLICY_HINTS_DEPRECATED
from backend.adapters.directories.ad.settings import Privileged
from backend.adapters.directories.ldap.values import Answer, Operation
from backend.core.ports import (
    DirectoryOutcomeUnknown,
    DirectoryUnavailable,
    RefusedWrite,
    Standing,
    Written,
)
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Rule
from backend.settings_directory import WAITS_A_WRITE
from tests.backend.active_directory.fake_wire import (
    KEY,
    NEW,
    RIGHT,
    SETTINGS,
    SID,
    FakeWire,
    entry,
    opened,
    person,
)
from tests.backend.contracts.fakes import START, FakeClock

POLICY = Answer(53, "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0")
NAME = "ferrerfr2017@he-ferrer.eu"


# --- history, by the policy hints ---------------------------------------------------------------


@pytest.mark.parametrize("offered", [POLICY_HINTS, POLICY_HINTS_DEPRECATED])
def test_a_reset_respects_the_history_where_the_control_is_offered(offered: str) -> None:
    wire = FakeWire(controls=["1.2.840.113556.1.4.319", offered], answers=[POLICY])
    directory = opened(wire)
    assert directory.capabilities.enforces_history
    assert directory.reset(KEY, NEW) == RefusedWrite((BrokenRule(Rule.HISTORY),))
    ((_, _, controls),) = wire.writes
    assert [(one.oid, one.critical, one.value) for one in controls] == [(offered, True, ENFORCE)]


def test_without_the_control_no_history_is_claimed() -> None:
    wire = FakeWire(answers=[POLICY])
    directory = opened(wire)
    assert not directory.capabilities.enforces_history
    assert directory.reset(KEY, NEW) == RefusedWrite((BrokenRule(Rule.OTHER),))
    assert wire.writes[0][2] == ()


def test_a_history_of_nothing_is_not_enforced() -> None:
    wire = FakeWire(controls=[POLICY_HINTS], policy={"pwdHistoryLength": "0"}, answers=[POLICY])
    directory = opened(wire)
    assert not directory.capabilities.enforces_history
    assert directory.reset(KEY, NEW) == RefusedWrite((BrokenRule(Rule.OTHER),))


@pytest.mark.logs_errors
def test_a_server_that_turns_out_not_to_know_the_control_is_asked_anew_what_it_knows() -> None:
    wire = FakeWire(controls=[POLICY_HINTS], answers=[Answer(12, "00000057: LdapErr")])
    directory = opened(wire)
    directory.rules()
    wire.controls = ()
    with pytest.raises(DirectoryUnavailable):
        directory.reset(KEY, NEW)
    assert directory.reset(KEY, NEW) == Written()
    assert wire.writes[1][2] == ()
    assert not directory.capabilities.enforces_history


def test_a_change_sends_no_control_and_is_refused_by_the_history_all_the_same() -> None:
    wire = FakeWire(controls=[POLICY_HINTS], answers=[POLICY])
    assert opened(wire).change(KEY, RIGHT, NEW) == RefusedWrite((BrokenRule(Rule.HISTORY),))
    ((_, changes, controls),) = wire.writes
    assert [one.operation for one in changes] == [Operation.DELETE, Operation.ADD]
    assert controls == ()


# --- one modify ---------------------------------------------------------------------------------


def test_a_reset_is_one_modify_of_password_and_lock() -> None:
    wire = FakeWire()
    assert opened(wire).reset(KEY, NEW) == Written()
    ((dn, changes, _),) = wire.writes
    assert dn == f"<GUID={KEY}>"
    assert [(one.operation, one.attribute) for one in changes] == [
        (Operation.REPLACE, "unicodePwd"),
        (Operation.REPLACE, "lockoutTime"),
    ]
    assert changes[0].values == (f'"{NEW.reveal()}"'.encode("utf-16-le"),)
    assert changes[1].values == (b"0",)
    assert NEW.reveal() not in repr(wire.writes)


def test_a_write_and_its_settling_are_few_questions() -> None:
    """`WAITS_A_WRITE` of the settings: the lease of a write outlasts them."""
    wire = FakeWire()
    directory = opened(wire)
    directory.rules()
    wire.log.clear()
    directory.reset(KEY, NEW)
    directory.holds(KEY, NEW)
    assert wire.log == ["search base", "modify", "search base", "bind", "modify"]
    assert len(wire.log) == WAITS_A_WRITE


def test_a_broken_rule_is_named_and_nothing_is_sent() -> None:
    wire = FakeWire(policy={"minPwdLength": "16", "pwdProperties": "1"})
    directory = opened(wire)
    assert directory.reset(KEY, Secret("Un-Tram-81-bleu")) == RefusedWrite((BrokenRule(Rule.TOO_SHORT),))
    assert directory.reset(KEY, Secret("\ud800")) == RefusedWrite((BrokenRule(Rule.CHARACTER),))
    named = directory.reset(KEY, Secret("Un-tram-franciscO-8"))
    assert named == RefusedWrite((BrokenRule(Rule.OWN_NAME, "francisco"),))
    assert wire.writes == []


def test_a_fine_grained_policy_holds_for_whom_it_is() -> None:
    strict = entry(
        "CN=Strict,CN=P", msDS_MinimumPasswordLength="20", msDS_PasswordComplexityEnabled="TRUE",
        msDS_LockoutThreshold="4", msDS_LockoutObservationWindow="-6000000000",
    )  # fmt: skip
    other = "2b8394e6-3bd9-41d7-ab6e-b1ff3484295f"
    wire = FakeWire(
        people=[person(msDS_ResultantPSO="cn=strict,CN=P"), person(other)],
        fine=[strict],
        policy={"minPwdLength": "8", "lockoutThreshold": "10", "lockOutObservationWindow": "-18000000000"},
    )
    directory = opened(wire)
    assert directory.reset(KEY, NEW) == RefusedWrite((BrokenRule(Rule.TOO_SHORT),))
    assert directory.reset(other, NEW) == Written()
    assert (directory.capabilities.lockout_threshold, directory.capabilities.lockout_window) == (4, 1800)


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (Answer(19, "0000052C: AtrErr"), Rule.CHARACTER),
        (Answer(19, "00000056: AtrErr"), Rule.CURRENT_WRONG),
        (Answer(19, "00000775: AtrErr"), Rule.CURRENT_WRONG),
        (Answer(32, "0000208D: NameErr"), Rule.OTHER),
    ],
)
def test_a_refused_change_is_told(answer: Answer, rule: Rule) -> None:
    assert opened(FakeWire(answers=[answer])).change(KEY, RIGHT, NEW) == RefusedWrite((BrokenRule(rule),))


@pytest.mark.parametrize(
    "answer",
    [
        Answer(50, "00000005: SecErr: INSUFF_ACCESS_RIGHTS"),
        Answer(53, "0000001F: SvcErr"),
        Answer(51, ""),
        Answer(1, ""),
        Answer(80, ""),
    ],
)
@pytest.mark.logs_errors
def test_what_is_no_policy_is_no_refusal(answer: Answer) -> None:
    """Another password would not help: nothing was changed, and staff are told why in the log."""
    directory = opened(FakeWire(answers=[answer, answer]))
    with pytest.raises(DirectoryUnavailable) as caught:
        directory.reset(KEY, NEW)
    assert not isinstance(caught.value, DirectoryOutcomeUnknown)
    with pytest.raises(DirectoryUnavailable):
        directory.unlock(KEY)


def test_a_lost_answer_stays_unknown() -> None:
    directory = opened(FakeWire(answers=[DirectoryOutcomeUnknown("lost")]))
    with pytest.raises(DirectoryOutcomeUnknown):
        directory.reset(KEY, NEW)


def test_a_password_may_not_be_changed_too_soon() -> None:
    clock = FakeClock()
    young = person(pwdLastSet=str(values.ticks(START - timedelta(hours=1))))
    wire = FakeWire(people=[young], policy={"minPwdAge": "-864000000000"})
    directory = opened(wire, clock=clock)
    assert directory.change(KEY, RIGHT, NEW) == RefusedWrite((BrokenRule(Rule.TOO_RECENT),))
    assert directory.reset(KEY, NEW) == Written()
    clock.sleep(86_400)
    assert directory.change(KEY, RIGHT, NEW) == Written()
    wire.people = [person(pwdLastSet="0")]
    assert directory.change(KEY, RIGHT, NEW) == Written()


# --- whom nobody writes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "standing"),
    [
        ({"userAccountControl": "514"}, Standing.DISABLED),
        ({"userAccountControl": "514", "adminCount": "1"}, Standing.DISABLED),
        ({"accountExpires": str(values.ticks(START))}, Standing.EXPIRED),
        ({"adminCount": "1"}, Standing.PRIVILEGED),
        ({"primaryGroupID": "512"}, Standing.PRIVILEGED),
        ({"isCriticalSystemObject": "TRUE"}, Standing.PRIVILEGED),
        ({"userAccountControl": "2080"}, Standing.PRIVILEGED),
        ({"sAMAccountName": "Boss"}, Standing.PRIVILEGED),
    ],
)
def test_a_closed_account_is_neither_reset_nor_unlocked(changed: dict[str, str], standing: Standing) -> None:
    wire = FakeWire(people=[person(**changed)])
    directory = opened(wire)
    account = directory.find([NAME])
    assert account is not None
    assert account.standing is standing
    assert isinstance(directory.reset(KEY, NEW), RefusedWrite)
    assert isinstance(directory.unlock(KEY), RefusedWrite)
    assert wire.writes == []


@pytest.mark.parametrize("hidden", ["userAccountControl", "primaryGroupID"])
def test_an_account_of_which_too_little_can_be_read_is_not_reset(hidden: str) -> None:
    directory = opened(FakeWire(people=[person(**{hidden: ()})]))
    for call in (lambda: directory.find([NAME]), lambda: directory.reset(KEY, NEW)):
        with pytest.raises(DirectoryUnavailable, match=hidden):
            call()


def test_who_has_no_key_is_not_told_apart() -> None:
    directory = opened(FakeWire(people=[person(), person(objectGUID=())]))
    with pytest.raises(DirectoryUnavailable, match="objectGUID"):
        directory.find([NAME])


def test_the_owner_of_a_privileged_account_may_change_its_password() -> None:
    directory = opened(FakeWire(people=[person(adminCount="1")]))
    assert directory.change(KEY, RIGHT, NEW) == Written()
    assert isinstance(directory.reset(KEY, NEW), RefusedWrite)


def test_a_member_of_a_privileged_group_is_not_reset() -> None:
    wire = FakeWire(members={KEY})
    directory = opened(wire)
    account = directory.find([NAME])
    assert account is not None
    assert account.standing is Standing.PRIVILEGED
    assert directory.search("ferrer", 5)[0].account.standing is Standing.PRIVILEGED
    assert isinstance(directory.reset(KEY, NEW), RefusedWrite)


def test_a_group_that_is_not_there_stops_everything() -> None:
    """Without it, its members would be resettable."""
    wire = FakeWire()
    directory = opened(wire, replace(SETTINGS, privileged=Privileged(groups=("CN=Renamed",))))
    for _ in range(2):
        with pytest.raises(DirectoryUnavailable):
            directory.find([NAME])
    with pytest.raises(DirectoryUnavailable):
        directory.reset(KEY, NEW)


def test_hidden_protected_groups_stop_everything() -> None:
    with pytest.raises(DirectoryUnavailable):
        opened(FakeWire(groups={})).find([NAME])


def test_the_members_of_a_protected_primary_group_count() -> None:
    wire = FakeWire(people=[person(primaryGroupID="1234")])
    wire.groups["CN=Own"] = entry("CN=Own", objectSid=values.sid_octets((*SID, 1234)))
    account = opened(wire, replace(SETTINGS, privileged=Privileged(groups=("CN=Own",)))).find([NAME])
    assert account is not None
    assert account.standing is Standing.PRIVILEGED
