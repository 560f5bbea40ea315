"""What a domain controller answers, asked directly: the facts that the adapter is built on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backend.adapters.directories.ad.answers import Answer, Bind, of_bind, of_write, win32
from backend.adapters.directories.ad.passwords import ENFORCE, POLICY_HINTS, POLICY_HINTS_DEPRECATED
from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.ldap.values import Change, Control, Operation
from backend.adapters.directories.sql_settings import NewAccount
from backend.core.secret import Secret
from tests.backend.contracts.known import FRANCISCO, NEW, OLD, WRONG
from tests.servers.samba_ad import DOMAIN
from tests.servers.samba_people import PEOPLE, RIGHTS, SERVICE, SambaPeople, now, quoted
from tests.servers_suite.samba import settings

pytestmark = [pytest.mark.servers, pytest.mark.timeout(1200)]
UNLOCK = Change(Operation.REPLACE, "lockoutTime", (b"0",))


def put(password: Secret | str) -> Change:
    text = password if isinstance(password, str) else password.reveal()
    return Change(Operation.REPLACE, "unicodePwd", (quoted(text),))


@pytest.fixture
def dc(samba: SambaPeople, tmp_path: Path) -> Iterator[Transport]:
    """The service account's own connection."""
    samba.empty()
    made = Transport(settings(samba, tmp_path).connection)
    yield made
    made.close()


@pytest.fixture
def dn(samba: SambaPeople, dc: Transport) -> str:
    return samba.dn(samba.add_account(FRANCISCO))


def bind(dc: Transport, dn: str, password: Secret) -> Bind:
    answer = dc.bind_as(dn, password)
    return of_bind(answer.code, answer.diagnostic)


def modify(dc: Transport, dn: str, *changes: Change, control: str = "") -> Answer:
    controls = (Control(control, critical=True, value=ENFORCE),) if control else ()
    answer = dc.modify(dn, changes, controls)
    return of_write(answer.code, answer.diagnostic)


def test_a_reset_by_the_delegated_account(dc: Transport, dn: str) -> None:
    assert modify(dc, dn, put(NEW)) is Answer.DONE
    assert bind(dc, dn, NEW) is Bind.ACCEPTED
    assert bind(dc, dn, OLD) is Bind.WRONG


@pytest.mark.parametrize("password", ["Court1!", "toutenminuscules"])
def test_length_and_complexity_are_one_code(dc: Transport, dn: str, password: str) -> None:
    answer = dc.modify(dn, (put(password),))
    assert (answer.code, win32(answer.diagnostic)) == (19, 0x52D)
    assert of_write(answer.code, answer.diagnostic) is Answer.POLICY


def test_a_reset_does_not_look_at_the_history(dc: Transport, dn: str) -> None:
    assert modify(dc, dn, put(OLD)) is Answer.DONE


@pytest.mark.parametrize("control", [POLICY_HINTS, POLICY_HINTS_DEPRECATED])
def test_a_critical_control_that_is_not_known_has_nothing_done(dc: Transport, dn: str, control: str) -> None:
    assert control not in dc.root().texts("supportedControl")
    assert modify(dc, dn, put(NEW), control=control) is Answer.NO_SUCH_CONTROL
    assert bind(dc, dn, OLD) is Bind.ACCEPTED


def test_a_change_looks_at_the_old_password_and_at_the_history(
    samba: SambaPeople, dc: Transport, dn: str
) -> None:
    def change(old: Secret, new: Secret) -> Answer:
        parts = ((Operation.DELETE, old), (Operation.ADD, new))
        changes = (Change(how, "unicodePwd", (quoted(one.reveal()),)) for how, one in parts)
        return modify(dc, dn, *changes)

    assert change(OLD, NEW) is Answer.POLICY  # set a moment ago
    samba.age(61.5)
    assert change(WRONG, NEW) is Answer.OLD_WRONG
    assert change(OLD, OLD) is Answer.POLICY
    assert change(OLD, NEW) is Answer.DONE
    assert bind(dc, dn, NEW) is Bind.ACCEPTED


def test_a_locked_account_cannot_change_its_password(samba: SambaPeople, dc: Transport, dn: str) -> None:
    samba.age(61.5)
    for _ in range(3):
        bind(dc, dn, WRONG)
    changes = (
        Change(Operation.DELETE, "unicodePwd", (quoted(OLD.reveal()),)),
        Change(Operation.ADD, "unicodePwd", (quoted(NEW.reveal()),)),
    )
    assert modify(dc, dn, *changes) is Answer.LOCKED


def test_a_reset_alone_leaves_the_lock(dc: Transport, dn: str) -> None:
    for _ in range(3):
        assert bind(dc, dn, WRONG) is Bind.WRONG
    assert bind(dc, dn, OLD) is Bind.LOCKED
    assert modify(dc, dn, put(NEW)) is Answer.DONE
    assert bind(dc, dn, NEW) is Bind.LOCKED
    assert modify(dc, dn, UNLOCK) is Answer.DONE
    assert bind(dc, dn, NEW) is Bind.ACCEPTED


def test_password_and_lock_are_written_together_or_not_at_all(dc: Transport, dn: str) -> None:
    for _ in range(3):
        bind(dc, dn, WRONG)
    assert modify(dc, dn, put("court"), UNLOCK) is Answer.POLICY
    assert bind(dc, dn, OLD) is Bind.LOCKED
    must_change = Change(Operation.REPLACE, "pwdLastSet", (b"0",))
    assert modify(dc, dn, put(NEW), UNLOCK, must_change) is Answer.DONE
    assert bind(dc, dn, NEW) is Bind.MUST_CHANGE


def test_a_reset_ends_the_duty_to_change(samba: SambaPeople, dc: Transport, dn: str) -> None:
    samba.set(dn, {"pwdLastSet": "0"})
    assert bind(dc, dn, OLD) is Bind.MUST_CHANGE
    assert modify(dc, dn, put(NEW), UNLOCK) is Answer.DONE
    assert bind(dc, dn, NEW) is Bind.ACCEPTED


def test_two_rights_are_enough_for_it(samba: SambaPeople, tmp_path: Path, dn: str) -> None:
    """Nothing writes pwdLastSet: the server sets it."""
    two = f"CN=svc-two,CN=Users,{DOMAIN}"
    samba.delegate(two, samba.service_password, (RIGHTS[0], RIGHTS[2]))
    samba.set(dn, {"pwdLastSet": "0"})
    weaker = Transport(replace(settings(samba, tmp_path).connection, bind_dn=two))
    assert modify(weaker, dn, put(NEW), UNLOCK) is Answer.DONE
    assert bind(weaker, dn, NEW) is Bind.ACCEPTED
    weaker.close()


def test_a_sign_in_tells_what_is_in_the_way(samba: SambaPeople, dc: Transport) -> None:
    def add(name: str, **how: object) -> str:
        made = NewAccount(f"{name}@he-ferrer.eu", OLD, "A", "B", **how)  # type: ignore[arg-type]
        return samba.dn(samba.add_account(made))

    old = add("old")
    samba.age(timedelta(days=43).total_seconds())  # the domain's maximum is 42
    assert bind(dc, old, OLD) is Bind.MUST_CHANGE
    assert bind(dc, add("must", must_change=True), OLD) is Bind.MUST_CHANGE
    assert bind(dc, add("off", disabled=True), OLD) is Bind.DISABLED
    assert bind(dc, add("over", expires_at=now() - timedelta(days=1)), OLD) is Bind.EXPIRED
    assert bind(dc, f"CN=nobody,{PEOPLE}", OLD) is Bind.WRONG
    assert bind(dc, add("some"), WRONG) is Bind.WRONG


def test_the_service_account_has_three_rights_in_one_place(
    samba: SambaPeople, dc: Transport, dn: str
) -> None:
    assert modify(dc, dn, Change(Operation.REPLACE, "description", (b"x",))) is Answer.FORBIDDEN
    assert modify(dc, dn, Change(Operation.REPLACE, "userAccountControl", (b"514",))) is Answer.FORBIDDEN
    assert modify(dc, dn, Change(Operation.REPLACE, "mobile", (b"+32470000000",))) is Answer.FORBIDDEN
    administrator = f"CN=Administrator,CN=Users,{DOMAIN}"
    assert modify(dc, administrator, put(NEW)) is Answer.FORBIDDEN
    assert modify(dc, SERVICE, UNLOCK) is Answer.FORBIDDEN
    assert modify(dc, f"CN=nobody,{PEOPLE}", put(NEW)) is Answer.GONE


def test_the_server_does_not_keep_us_from_closed_and_privileged_accounts(
    samba: SambaPeople, dc: Transport, dn: str
) -> None:
    """Why the adapter does: Samba runs no AdminSDHolder, and Windows' runs once an hour."""
    samba.set(dn, {"userAccountControl": "514"})
    assert modify(dc, dn, put(NEW), UNLOCK) is Answer.DONE
    assert bind(dc, dn, NEW) is Bind.DISABLED
    samba.set(dn, {"userAccountControl": "512"})
    samba.join(dn, f"CN=Domain Admins,CN=Users,{DOMAIN}")
    assert modify(dc, dn, put(OLD), UNLOCK) is Answer.DONE


@pytest.mark.parametrize("password", ['Un"tram"81', "Tram \N{TRAM} bleu 81", "Été à l'école 9"])
def test_every_character_comes_through(dc: Transport, dn: str, password: str) -> None:
    assert modify(dc, dn, put(password)) is Answer.DONE
    assert bind(dc, dn, Secret(password)) is Bind.ACCEPTED


def test_a_value_that_is_not_quoted_is_a_fault_of_ours(dc: Transport, dn: str) -> None:
    bare = Change(Operation.REPLACE, "unicodePwd", (NEW.reveal().encode("utf-16-le"),))
    assert modify(dc, dn, bare) is Answer.FAULT


def test_the_password_operation_of_other_directories_is_not_offered(dc: Transport) -> None:
    assert dc.extended("1.3.6.1.4.1.4203.1.11.1", b"0\0").code == 2


def test_start_tls_is_as_good(samba: SambaPeople, tmp_path: Path, dn: str) -> None:
    chosen = settings(samba, tmp_path, samba.domain.first.url.replace("ldaps", "ldap")).connection
    plain = Transport(chosen)
    assert bind(plain, dn, OLD) is Bind.ACCEPTED
    assert modify(plain, dn, put(NEW)) is Answer.DONE
    plain.close()
