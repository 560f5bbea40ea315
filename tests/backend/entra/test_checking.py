"""What an operator reads of the registration: what is missing, what is too much, what will work."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from backend.adapters.directories.entra.checking import USER_ADMINISTRATOR
from backend.adapters.directories.entra.directory import EntraDirectory
from backend.core.directory_check import Verdict
from tests.backend.contracts.fakes import FakeClock
from tests.backend.contracts.known import FRANCISCO, NAME
from tests.backend.entra.provisioned import ProvisionedEntra, Setting, opened, settings
from tests.servers.graph.server import FakeGraph, Fault
from tests.servers.graph.tenant import READING, WRITING, new_id

UNIT = new_id()
Opening = Callable[..., ProvisionedEntra]


@pytest.fixture
def opening(graph: FakeGraph, clock: FakeClock) -> Iterator[Opening]:
    graph.tenant.permissions = {*READING, *WRITING}
    graph.tenant.application_roles = [(USER_ADMINISTRATOR, f"/administrativeUnits/{UNIT}")]
    made = list[ProvisionedEntra]()

    def open_with(**more: Setting) -> ProvisionedEntra:
        made.append(opened(graph, clock, settings(graph, **more)))
        return made[-1]

    account = open_with()
    account.add_account(FRANCISCO)
    graph.tenant.people[0].units = (UNIT,)
    yield open_with
    for one in made:
        one.close()


def told(directory: EntraDirectory, verdict: Verdict, identifier: str = "") -> str:
    names = (identifier,) if identifier else ()
    return "\n".join(one.text for one in directory.examine(names) if one.verdict is verdict)


def test_the_documented_registration_has_nothing_to_say_against(graph: FakeGraph, opening: Opening) -> None:
    directory = opening()
    assert told(directory, Verdict.FAILS, NAME) == ""
    assert told(directory, Verdict.NOTE, NAME) == ""
    works = told(directory, Verdict.WORKS, NAME)
    assert "may be reset here" in works
    assert "1 by email, 1 by sms, 1 by voice" in works
    for contact in ("470123423", "francisco@example.org"):
        assert contact not in works
    assert not any(method in ("PATCH", "DELETE") for method, _ in graph.calls)


@pytest.mark.parametrize("missing", [*READING, *WRITING])
def test_a_missing_permission_is_named(graph: FakeGraph, opening: Opening, missing: str) -> None:
    graph.tenant.permissions.remove(missing)
    assert f"the permission {missing} is missing" in told(opening(), Verdict.FAILS)


@pytest.mark.parametrize(
    ("setting", "missing"),
    [
        ("temporary_access_pass", "UserAuthMethod-TAP.ReadWrite.All"),
        ("registers_contacts", "UserAuthMethod-Phone.ReadWrite.All"),
        ("registers_contacts", "UserAuthMethod-Email.ReadWrite.All"),
        ("eligible_roles", "RoleEligibilitySchedule.Read.Directory"),
    ],
)
def test_what_a_setting_needs_is_asked_for_with_it(opening: Opening, setting: str, missing: str) -> None:
    assert missing not in told(opening(), Verdict.FAILS)
    assert f"the permission {missing} is missing" in told(opening(**{setting: True}), Verdict.FAILS)


def test_the_role_is_looked_at_with_its_scope(graph: FakeGraph, opening: Opening) -> None:
    graph.tenant.application_roles = []
    assert "no role User Administrator" in told(opening(), Verdict.FAILS)
    graph.tenant.application_roles = [(USER_ADMINISTRATOR, "/")]
    assert "over the whole directory" in told(opening(), Verdict.NOTE)
    graph.tenant.application_roles.append(("62e90394-69f5-4237-9190-012177145e10", "/"))
    assert "is Global Administrator, which it does not need" in told(opening(), Verdict.NOTE)


def test_what_is_too_much_is_said(graph: FakeGraph, opening: Opening) -> None:
    graph.tenant.permissions.add("User.ReadWrite.All")
    assert "User.ReadWrite.All is granted and not needed" in told(opening(), Verdict.NOTE)


def test_the_test_account_is_looked_at(graph: FakeGraph, opening: Opening) -> None:
    directory, person = opening(), graph.tenant.people[0]
    assert "no account, or more than one" in told(directory, Verdict.FAILS, "nobody@b")
    person.units = ()
    assert "in none of the administrative units" in told(directory, Verdict.FAILS, NAME)
    person.units, person.phones, person.email = (UNIT,), {}, None
    assert "has no contact" in told(directory, Verdict.FAILS, NAME)
    person.synced = True
    assert "set on the premises" in told(directory, Verdict.NOTE, NAME)
    person.synced, person.roles = None, 1
    assert "it is privileged" in told(directory, Verdict.NOTE, NAME)


def test_a_login_that_refuses_and_a_graph_that_is_down_are_told(graph: FakeGraph, opening: Opening) -> None:
    directory = opening()
    graph.goes_wrong(Fault("POST", "/$batch", status=403))
    assert "own roles cannot be read: forbidden" in told(directory, Verdict.FAILS)
    graph.goes_wrong(Fault("GET", "/openid-configuration", status=400))
    assert "no token: " in told(opening(), Verdict.FAILS)
