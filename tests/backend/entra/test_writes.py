"""Setting a password: what is named before Entra is asked, what it refuses, and what follows it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from backend.adapters.directories.entra.directory import EntraDirectory
from backend.core.change_dates import DatesChanges
from backend.core.ports import Contact, DirectoryUnavailable, RefusedWrite, Verified, Written
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Channel, Rule
from tests.backend.contracts.fakes import START, FakeClock
from tests.backend.contracts.known import FRANCISCO, NEW, OLD
from tests.backend.entra.provisioned import ProvisionedEntra, opened, settings
from tests.servers.graph.server import FakeGraph, Fault, Manner
from tests.servers.graph.tenant import Person

MOBILE = Contact(Channel.SMS, Secret("+32470999999"), START)


@pytest.fixture
def key(directory: ProvisionedEntra) -> str:
    return directory.add_account(FRANCISCO)


@pytest.fixture
def person(graph: FakeGraph, key: str) -> Person:
    return graph.tenant.people[0]


def rules(result: object) -> list[Rule]:
    assert isinstance(result, RefusedWrite)
    return [one.rule for one in result.broken]


def test_what_the_owner_chose_need_not_be_changed_and_ends_every_session(
    directory: ProvisionedEntra, person: Person
) -> None:
    person.must_change = True
    assert directory.reset(person.id, NEW) == Written()
    assert (person.password, person.must_change, person.revocations) == (NEW.reveal(), False, 1)


@pytest.mark.parametrize(
    ("password", "broken"),
    [
        (" 8 lampes Rouges?", BrokenRule(Rule.CHARACTER, " ")),
        ("8 lampes Rouges? ", BrokenRule(Rule.CHARACTER, " ")),
        ("8 lampes Rougées?", BrokenRule(Rule.CHARACTER, "é")),
        ("8 lampes Rouges£", BrokenRule(Rule.CHARACTER, "£")),
        ("8Lampe?", BrokenRule(Rule.TOO_SHORT)),
        ("8Lampes?" * 40, BrokenRule(Rule.TOO_LONG)),
    ],
)
def test_the_rule_is_named_before_entra_is_asked(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person, password: str, broken: BrokenRule
) -> None:
    result = directory.reset(person.id, Secret(password))
    assert isinstance(result, RefusedWrite)
    assert broken in result.broken
    assert graph.count("PATCH", person.id) == 0


def test_three_of_four_kinds_are_enough_where_the_institution_asks_no_more(
    graph: FakeGraph, directory: ProvisionedEntra, clock: FakeClock, person: Person
) -> None:
    three = Secret("8 lampes Rouges")
    assert rules(directory.reset(person.id, three)) == [Rule.SPECIAL]
    entras_own = opened(graph, clock, settings(graph))
    assert entras_own.reset(person.id, three) == Written()
    assert rules(entras_own.reset(person.id, Secret("8 lampes rouges"))) == [Rule.CLASSES]
    entras_own.close()


def test_the_name_of_the_person_is_no_password(directory: ProvisionedEntra, person: Person) -> None:
    assert Rule.OWN_NAME in rules(directory.reset(person.id, Secret("FerrerFr2017!")))


def test_a_banned_password_is_told_as_one_that_is_guessed(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person
) -> None:
    assert directory.reset(person.id, Secret("My-Contoso-8-Lampes")) == RefusedWrite(
        (BrokenRule(Rule.COMMON),)
    )
    assert graph.count("PATCH", person.id) == 1
    assert person.revocations == 0


@pytest.mark.logs_errors
def test_sessions_that_do_not_end_turn_no_success_into_a_failure(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person
) -> None:
    graph.goes_wrong(*[Fault("POST", "/revokeSignInSessions", status=500)] * 2)
    assert directory.reset(person.id, NEW) == Written()
    assert person.revocations == 0
    graph.goes_wrong(Fault("POST", "/revokeSignInSessions", Manner.DROP))
    assert directory.reset(person.id, OLD) == Written()


def test_a_missing_role_is_no_fault_of_the_password(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person
) -> None:
    graph.tenant.user_administrator = False
    with pytest.raises(DirectoryUnavailable, match="forbidden 403 Authorization_RequestDenied"):
        directory.reset(person.id, NEW)
    assert directory.holds(person.id, OLD)


def test_an_account_kept_elsewhere_is_not_even_tried(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person
) -> None:
    person.synced = True
    assert rules(directory.reset(person.id, NEW)) == [Rule.OTHER]
    assert graph.count("PATCH", person.id) == 0


@pytest.mark.parametrize(
    "key", ["", "me", "../users", "x/y", "a@b", "6e7b768e-07e2-4810-8459-485f84f8f204?x"]
)
def test_what_is_no_object_id_is_not_asked_about(
    graph: FakeGraph, directory: ProvisionedEntra, key: str
) -> None:
    assert rules(directory.reset(key, NEW)) == [Rule.OTHER]
    assert rules(directory.register_contact(key, MOBILE)) == [Rule.OTHER]
    assert directory.changed_since(key, START) is None
    assert graph.calls == []


def test_nonsense_in_place_of_an_account_is_no_refusal(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person
) -> None:
    graph.goes_wrong(Fault("GET", person.id, Manner.NONSENSE))
    with pytest.raises(DirectoryUnavailable):
        directory.reset(person.id, NEW)


def test_another_success_than_the_documented_one_is_settled_by_the_date(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person, clock: FakeClock
) -> None:
    clock.sleep(60)
    graph.goes_wrong(Fault("PATCH", person.id, Manner.NONSENSE))
    assert directory.reset(person.id, NEW) == Written()


# --- evidence -----------------------------------------------------------------------------------


def test_it_tries_no_password_and_dates_changes(graph: FakeGraph, clock: FakeClock, person: Person) -> None:
    made = EntraDirectory(settings(graph), opened(graph, clock)._finder._numbers, clock)
    assert made.holds(person.id, OLD) is None
    assert made.verify(person.id, OLD) is Verified.REFUSED
    assert isinstance(made, DatesChanges)
    made.close()


@pytest.mark.parametrize(
    ("changed", "later", "answer"),
    [
        (3, 5, True),
        (2, 5, True),
        (1, 5, None),
        (0, 5, None),
        (0, 300, None),
        (-1, 300, None),
        (-5, 5, None),
        (-5, 300, False),
        (299, 300, True),
    ],
)
def test_a_date_proves_what_it_surely_proves(
    directory: ProvisionedEntra,
    person: Person,
    clock: FakeClock,
    changed: int,
    later: int,
    answer: object,
) -> None:
    """Seconds after the attempt; Graph cuts both of its times, so one second proves nothing."""
    attempt = clock.now()
    person.changed = attempt + timedelta(seconds=changed)
    clock.sleep(later)
    assert directory.changed_since(person.id, attempt) is answer


@pytest.mark.parametrize("ahead", [-90, 90])
def test_the_clocks_may_differ(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person, clock: FakeClock, ahead: int
) -> None:
    def theirs() -> datetime:
        return clock.now() + timedelta(seconds=ahead)

    graph.tenant.now = theirs
    attempt = clock.now()
    person.changed = theirs() - timedelta(seconds=20)
    clock.sleep(5)
    assert directory.changed_since(person.id, attempt) is None
    person.changed = theirs() - timedelta(seconds=1)
    assert directory.changed_since(person.id, attempt) is True
    clock.sleep(300)
    person.changed = attempt + timedelta(seconds=ahead - 20)
    assert directory.changed_since(person.id, attempt) is False


def test_a_deleted_account_and_one_without_a_date_prove_nothing(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person, clock: FakeClock
) -> None:
    person.changed = None
    assert directory.changed_since(person.id, clock.now()) is None
    graph.tenant.people.clear()
    assert directory.changed_since(person.id, clock.now()) is None


# --- contacts and passes ------------------------------------------------------------------------


def test_a_number_is_kept_as_entra_writes_it(directory: ProvisionedEntra, person: Person) -> None:
    assert directory.register_contact(person.id, MOBILE) == Written()
    assert person.phones["mobile"].value == "+32 470999999"
    person.phones.clear()
    assert directory.register_contact(person.id, MOBILE) == Written()
    assert person.phones["mobile"].value == "+32 470999999"
    mail = Contact(Channel.EMAIL, Secret("new@example.org"), START)
    person.email = None
    assert directory.register_contact(person.id, mail) == Written()
    assert directory.register_contact(person.id, mail) == Written()


def test_no_contact_is_registered_unless_the_settings_say_so(
    graph: FakeGraph, clock: FakeClock, person: Person
) -> None:
    made = opened(graph, clock, settings(graph))
    assert not made.capabilities.registers_contacts
    assert rules(made.register_contact(person.id, MOBILE)) == [Rule.OTHER]
    made.close()


def test_a_temporary_pass_is_for_one_sign_in_and_ends(
    graph: FakeGraph, clock: FakeClock, person: Person
) -> None:
    made = opened(graph, clock, settings(graph, temporary_access_pass=True, pass_minutes=45))
    assert made.capabilities.issues_temporary_pass
    given = made.temporary_pass(person.id)
    assert given is not None
    assert person.passes == [given.value.reveal()]
    assert given.expires_at == clock.now() + timedelta(minutes=45)
    assert given.value.reveal() not in repr(given)
    graph.goes_wrong(Fault("POST", "/temporaryAccessPassMethods", Manner.LOSE))
    again = made.temporary_pass(person.id)
    assert again is not None
    assert person.passes == [again.value.reveal()]
    made.close()


@pytest.mark.logs_errors
def test_a_pass_that_the_policy_would_not_let_in_is_not_shown(
    graph: FakeGraph, clock: FakeClock, person: Person
) -> None:
    made = opened(graph, clock, settings(graph, temporary_access_pass=True))
    graph.tenant.pass_policy = False
    assert made.temporary_pass(person.id) is None
    graph.tenant.permissions.remove("UserAuthMethod-TAP.ReadWrite.All")
    with pytest.raises(DirectoryUnavailable, match="forbidden"):
        made.temporary_pass(person.id)
    made.close()
