"""Who is found, by which name; who is never reset here; where codes go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from backend.core.ports import Account, DirectoryUnavailable, Standing
from backend.core.secret import Secret
from backend.core.views import Channel
from tests.backend.contracts.fakes import START, FakeClock
from tests.backend.contracts.known import FRANCISCO, NAME, OLD
from tests.backend.entra.provisioned import ProvisionedEntra, Setting, opened, settings
from tests.servers.graph.server import FakeGraph
from tests.servers.graph.tenant import Group, Method, Person

Opening = Callable[..., ProvisionedEntra]


@pytest.fixture
def opening(graph: FakeGraph, clock: FakeClock) -> Iterator[Opening]:
    made = list[ProvisionedEntra]()

    def open_with(**more: Setting) -> ProvisionedEntra:
        made.append(opened(graph, clock, settings(graph, **more)))
        return made[-1]

    yield open_with
    for one in made:
        one.close()


@pytest.fixture
def person(graph: FakeGraph, directory: ProvisionedEntra) -> Person:
    directory.add_account(FRANCISCO)
    return graph.tenant.people[0]


def standing(directory: ProvisionedEntra) -> Standing:
    account = directory.find([NAME])
    assert account is not None
    return account.standing


def sent_to(account: Account | None) -> list[tuple[Channel, str]]:
    assert account is not None
    return [(one.channel, one.destination.reveal()) for one in account.contacts]


# --- finding ------------------------------------------------------------------------------------


def test_only_the_names_of_the_settings_find(opening: Opening, person: Person) -> None:
    person.mail, person.employee_id = "ff@he-ferrer.eu", "S42"
    everything = opening(names=("userPrincipalName", "mail", "proxyAddresses", "employeeId"))
    for name in (NAME, "FF@he-ferrer.eu", "francisco.ferrer@he-ferrer.eu", "s42"):
        assert everything.find([name]) is not None
    only = opening(names=("userPrincipalName",))
    assert only.find([NAME]) is not None
    for name in ("ff@he-ferrer.eu", "francisco.ferrer@he-ferrer.eu", "S42", person.id):
        assert only.find([name]) is None


def test_two_people_of_one_name_are_nobody(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person
) -> None:
    graph.tenant.people.append(Person("other@he-ferrer.eu", "x", addresses=(NAME,)))
    assert directory.find([NAME]) is None


@pytest.mark.parametrize(
    "name",
    [
        "o'brienpa2020@he-ferrer.eu",
        "' or id ne '",
        "x' or startswith(userPrincipalName,'",
        "a&$filter=true#%27",
        "a b+c%@d",
        "élodie@he-ferrer.eu",
    ],
)
def test_a_name_is_quoted_and_never_a_part_of_the_question(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person, name: str
) -> None:
    assert directory.find([name]) is None
    graph.tenant.people.append(Person(name, "x"))
    found = directory.find([name])
    assert found is not None
    assert found.identifier == name


def test_more_names_than_one_filter_holds_are_asked_in_several(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person
) -> None:
    assert directory.find([*(f"nobody{number}@b" for number in range(20)), NAME]) is not None
    graph.tenant.people.append(Person("nobody3@b", "x"))
    assert directory.find([*(f"nobody{number}@b" for number in range(20)), NAME]) is None


def test_the_same_questions_are_asked_for_known_and_unknown(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person
) -> None:
    def shape(name: str) -> list[tuple[str, str]]:
        graph.calls.clear()
        directory.find([name])
        return [(method, path.rpartition("/")[2]) for method, path in graph.calls if "/oauth2" not in path]

    directory.find([NAME])
    known = shape(NAME)
    assert known == shape("nobody@he-ferrer.eu")
    person.enabled = False
    assert known == shape(NAME)
    person.roles = 1
    assert known == shape(NAME)


# --- standing -----------------------------------------------------------------------------------


def test_roles_of_every_scope_make_an_account_privileged(directory: ProvisionedEntra, person: Person) -> None:
    assert standing(directory) is Standing.ACTIVE
    person.roles = 1
    assert standing(directory) is Standing.PRIVILEGED
    person.roles, person.scoped_roles = 0, 1
    assert standing(directory) is Standing.PRIVILEGED


def test_members_and_owners_of_role_assignable_groups_are_privileged(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person
) -> None:
    plain, admins = Group("Students"), Group("Administrators", role_assignable=True)
    graph.tenant.groups += [plain, admins]
    person.groups, person.owns = (plain.id,), (plain.id,)
    assert standing(directory) is Standing.ACTIVE
    person.groups = (plain.id, admins.id)
    assert standing(directory) is Standing.PRIVILEGED
    person.groups, person.owns = (), (admins.id,)
    assert standing(directory) is Standing.PRIVILEGED


def test_configured_groups_and_the_deny_list_are_privileged(
    graph: FakeGraph, opening: Opening, person: Person
) -> None:
    finance = Group("Finance")
    graph.tenant.groups.append(finance)
    person.groups = (finance.id,)
    assert standing(opening()) is Standing.ACTIVE
    assert standing(opening(privileged_groups=(finance.id.upper(),))) is Standing.PRIVILEGED
    assert standing(opening(deny=(person.id.upper(),))) is Standing.PRIVILEGED


def test_roles_that_may_be_activated_count_where_they_are_asked_for(opening: Opening, person: Person) -> None:
    person.eligible_roles = 1
    assert standing(opening()) is Standing.ACTIVE
    assert standing(opening(eligible_roles=True)) is Standing.PRIVILEGED


@pytest.mark.parametrize(
    "missing", ["GroupMember.Read.All", "RoleManagement.Read.Directory", "User.Read.All"]
)
def test_what_may_not_be_read_is_never_taken_for_no_privilege(
    graph: FakeGraph, directory: ProvisionedEntra, person: Person, missing: str
) -> None:
    """Without permission to read groups Graph answers that there are some, and not which."""
    group = Group("Administrators", role_assignable=True)
    graph.tenant.groups.append(group)
    person.groups = (group.id,)
    graph.tenant.permissions.remove(missing)
    with pytest.raises(DirectoryUnavailable, match="forbidden"):
        directory.find([NAME])


def test_accounts_kept_elsewhere_are_told_as_such_and_not_reset(
    directory: ProvisionedEntra, person: Person
) -> None:
    person.synced = True
    assert standing(directory) is Standing.ELSEWHERE
    person.synced, person.guest = False, True
    assert standing(directory) is Standing.ELSEWHERE
    person.guest, person.enabled = False, False
    assert standing(directory) is Standing.DISABLED


# --- contacts -----------------------------------------------------------------------------------


def test_contacts_come_from_where_the_settings_say_in_that_order(opening: Opening, person: Person) -> None:
    old = START - timedelta(days=9)
    person.phones |= {"alternateMobile": Method("+32 471000001", old), "office": Method("+32 27001122", old)}
    person.mobile_phone, person.other_mails = (
        "0472 00 00 02",
        ("private@example.org", "francisco@example.org"),
    )
    chosen = ("office", "alternate", "mobilePhone", "otherMails", "email")
    assert sent_to(opening(contacts=chosen).find([NAME])) == [
        (Channel.VOICE, "+3227001122"),
        (Channel.SMS, "+32471000001"),
        (Channel.VOICE, "+32471000001"),
        (Channel.SMS, "+32472000002"),
        (Channel.VOICE, "+32472000002"),
        (Channel.EMAIL, "private@example.org"),
        (Channel.EMAIL, "francisco@example.org"),
    ]
    assert sent_to(opening(contacts=("otherMails",)).find([NAME]))[0][1] == "private@example.org"


def test_the_locked_mailbox_itself_is_no_contact(opening: Opening, person: Person) -> None:
    person.mail = "ff@he-ferrer.eu"
    person.other_mails = ("FF@he-ferrer.eu", "Francisco.Ferrer@he-ferrer.eu", NAME, "private@example.org")
    found = opening(contacts=("otherMails",)).find([NAME])
    assert sent_to(found) == [(Channel.EMAIL, "private@example.org")]


@pytest.mark.parametrize("number", ["", "+32", "not a number", "+1 5555551234x123"])
def test_a_number_that_cannot_be_dialled_is_left_out(opening: Opening, person: Person, number: str) -> None:
    person.phones["mobile"], person.mobile_phone = Method(number, None), number
    assert sent_to(opening(contacts=("mobile", "mobilePhone")).find([NAME])) == []


def test_a_contact_without_a_date_counts_as_the_settings_say(
    opening: Opening, person: Person, clock: FakeClock
) -> None:
    person.email = Method("francisco@example.org", None)
    for told, since in (("settled", 1970), ("fresh", clock.now().year)):
        account = opening(undated_contacts=told, contacts=("email",)).find([NAME])
        assert account is not None
        assert account.contacts[0].changed_at.year == since


def test_language_names_and_words_are_read(directory: ProvisionedEntra, person: Person) -> None:
    person.language = "nl-BE"
    account = directory.find([NAME])
    assert account is not None
    assert account.language == "nl"
    assert "francisco.ferrer" in account.own_words
    assert OLD.reveal() not in repr(account)


def test_no_search_where_it_is_off(opening: Opening, person: Person) -> None:
    directory = opening(searches=False)
    assert not directory.capabilities.searches
    assert directory.search("ferrer", 5) == ()
    assert directory.find_card(Secret("1")) is None
    assert directory.photo(person.id) is None
