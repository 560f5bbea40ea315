"""One directory in two places: who is where, what is done where, and that the two are never mistaken."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from backend.adapters.directories.hybrid.checking import HybridCheck
from backend.adapters.directories.hybrid.directory import HybridDirectory
from backend.adapters.directories.hybrid.keys import Cloud, Premises, joined, side_of
from backend.adapters.directories.hybrid.settings import HybridSettings
from backend.adapters.directories.sql_settings import NewAccount
from backend.core.change_dates import DatesChanges
from backend.core.ports import (
    Contact,
    Directory,
    DirectoryUnavailable,
    RefusedWrite,
    Standing,
    Verified,
    Written,
)
from backend.core.secret import Secret
from backend.core.views import Channel, CharacterClass
from backend.directory_commands import FoundOnly
from tests.backend.contracts.failing import FailingDirectory
from tests.backend.contracts.fakes import START, FakeClock
from tests.backend.contracts.known import CARD, FRANCISCO, NAME, NEW, OLD, SETTINGS, WRONG
from tests.backend.entra.provisioned import ProvisionedEntra, opened, person_of, settings
from tests.servers.graph.server import FakeGraph, running_graph
from tests.servers.graph.tenant import Person, Tenant

PAULA = NewAccount("MolenaPa2018@he-ferrer.eu", OLD, "Paula", "Molenaar", student_number="S42")
PAULAS = "molenapa2018@he-ferrer.eu"


class OnPremises(FailingDirectory):
    """The tests' directory, with GUIDs for keys as Active Directory has them."""

    error: DirectoryUnavailable | None = None

    def add_account(self, new: NewAccount) -> str:
        made = super().add_account(new)
        person, key = self._people.pop(made), str(uuid4())
        person.key, self._people[key] = key, person
        return key

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class College:
    graph: FakeGraph
    entra: ProvisionedEntra
    premises: OnPremises
    directory: HybridDirectory
    francisco: Person
    """Synchronised from the premises."""
    paula: Person
    """Of the cloud alone."""
    key: str
    """Francisco's, on the premises."""

    def found(self, name: str = NAME) -> str:
        account = self.directory.find([name])
        assert account is not None
        return account.key


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def college(tmp_path: Path, clock: FakeClock) -> Iterator[College]:
    with running_graph(tmp_path, Tenant(now=clock.now)) as graph:
        entra = opened(graph, clock, settings(graph, temporary_access_pass=True, registers_contacts=True))
        premises = OnPremises(clock, SETTINGS)
        key = premises.add_account(FRANCISCO)
        francisco, paula = person_of(FRANCISCO, clock), person_of(PAULA, clock)
        francisco.synced, francisco.premises_upn = True, FRANCISCO.identifier
        francisco.immutable_id = base64.b64encode(UUID(key).bytes_le).decode()
        graph.tenant.people += [francisco, paula]
        directory = HybridDirectory(entra, premises, HybridSettings())
        yield College(graph, entra, premises, directory, francisco, paula, key)
        directory.close()


def test_keys_carry_their_side(college: College) -> None:
    assert side_of(college.found()) == Premises(college.francisco.id, college.key)
    assert side_of(college.found(PAULAS)) == Cloud(college.paula.id)
    assert len(college.found()) <= 128, "the store's column"
    for key in ("", "entra:", "premises:", "premises:a", "premises::b", "premises:a:", "sql:1", college.key):
        assert side_of(key) is None
        assert isinstance(college.directory.reset(key, NEW), RefusedWrite)
    assert side_of(joined(Premises("a", "b:c"))) == Premises("a", "b:c")


def test_a_reset_is_done_where_the_password_is_kept(college: College) -> None:
    assert college.directory.reset(college.found(), NEW) == Written()
    assert college.premises.verify(college.key, NEW) is Verified.ACCEPTED
    assert college.francisco.password == OLD.reveal()
    assert college.graph.count("PATCH", college.francisco.id) == 0
    assert college.francisco.revocations == 1, "its sessions in the cloud end all the same"
    assert college.directory.reset(college.found(PAULAS), NEW) == Written()
    assert college.paula.password == NEW.reveal()
    assert len(college.premises.writes) == 1


def test_a_refusal_on_the_premises_ends_no_session(college: College) -> None:
    assert isinstance(college.directory.reset(college.found(), Secret("court")), RefusedWrite)
    assert college.francisco.revocations == 0


def test_what_became_of_a_write_is_asked_of_its_side(college: College, clock: FakeClock) -> None:
    here, cloud = college.found(), college.found(PAULAS)
    assert college.directory.holds(here, OLD) is True
    assert college.directory.holds(here, WRONG) is False
    assert college.directory.holds(cloud, OLD) is None
    assert isinstance(college.directory, DatesChanges)
    attempt = clock.now()
    clock.sleep(10)
    college.directory.reset(cloud, NEW)
    assert college.directory.changed_since(cloud, attempt) is True
    assert college.directory.changed_since(here, attempt) is None


def test_locks_are_of_the_premises_alone(college: College) -> None:
    here, cloud = college.found(), college.found(PAULAS)
    college.premises.lock(college.key)
    account = college.directory.find([NAME])
    assert account is not None
    assert account.standing is Standing.LOCKED
    assert college.directory.locked(here)
    assert not college.directory.locked(cloud)
    assert college.directory.unlock(here) == Written()
    assert isinstance(college.directory.unlock(cloud), RefusedWrite)
    assert not college.directory.locked(here)


def test_the_gravest_of_both_standings_counts(college: College) -> None:
    def standing() -> Standing | None:
        account = college.directory.find([NAME])
        return account.standing if account else None

    assert standing() is Standing.ACTIVE
    college.francisco.roles = 1
    assert standing() is Standing.PRIVILEGED
    college.francisco.roles, college.francisco.enabled = 0, False
    assert standing() is Standing.DISABLED
    college.francisco.enabled = True
    college.premises.add_account(NewAccount("admin@he-ferrer.eu", OLD, "A", "B", privileged=True))
    college.graph.tenant.people.append(
        Person("admin@he-ferrer.eu", "x", synced=True, sam="admin@he-ferrer.eu")
    )
    assert _named(college.directory, "admin@he-ferrer.eu") is Standing.ELSEWHERE, "another anchor"
    names = HybridDirectory(college.entra, college.premises, HybridSettings(anchor="names"))
    assert _named(names, "admin@he-ferrer.eu") is Standing.PRIVILEGED


@pytest.mark.parametrize("anchor", ["", "nonsense", "YIKgYpVRRkqZJsPsJHDcUw=="])
def test_an_account_of_the_same_name_with_another_anchor_is_never_reset(
    college: College, anchor: str
) -> None:
    college.francisco.immutable_id = anchor
    assert _named(college.directory, NAME) is Standing.ELSEWHERE
    assert isinstance(college.directory.reset(college.found(), NEW), RefusedWrite)
    assert college.premises.writes == []


def test_a_synchronised_account_that_is_gone_from_the_premises_is_kept_elsewhere(college: College) -> None:
    college.francisco.premises_upn, college.francisco.sam = "gone@he-ferrer.eu", "gone"
    assert _named(college.directory, NAME) is Standing.ELSEWHERE
    college.francisco.premises_upn = college.francisco.sam = ""
    assert _named(college.directory, NAME) is Standing.ELSEWHERE


def test_an_account_that_is_not_synchronised_is_not_reset_on_the_premises(college: College) -> None:
    """Of the same name in both places: the cloud's is meant, and only that is written."""
    college.premises.add_account(NewAccount(PAULA.identifier, OLD, "Paul", "Molenaar"))
    assert college.directory.reset(college.found(PAULAS), NEW) == Written()
    assert college.premises.writes == []


def test_a_side_that_is_down_is_told_and_never_passed_over(college: College) -> None:
    here = college.found()
    college.premises.error = DirectoryUnavailable("down")
    for name in (NAME, PAULAS, "nobody@he-ferrer.eu"):
        with pytest.raises(DirectoryUnavailable):
            college.directory.find([name])
    with pytest.raises(DirectoryUnavailable):
        college.directory.reset(here, NEW)
    assert college.francisco.revocations == 0


def test_contacts_come_from_the_cloud_and_else_from_the_premises(college: College) -> None:
    def numbers() -> list[str]:
        account = college.directory.find([NAME])
        assert account is not None
        return [one.destination.reveal() for one in account.contacts if one.channel is Channel.SMS]

    college.francisco.phones["mobile"].value = "+32 470555555"
    assert numbers() == ["+32470555555"]
    college.francisco.phones.clear()
    college.francisco.email = None
    assert numbers() == ["+32470123423"]


def test_what_both_have_in_the_cloud_stays_there(college: College) -> None:
    contact = Contact(Channel.SMS, Secret("+32470999999"), START)
    for key, person in ((college.found(), college.francisco), (college.found(PAULAS), college.paula)):
        assert college.directory.register_contact(key, contact) == Written()
        assert person.phones["mobile"].value == "+32 470999999"
        given = college.directory.temporary_pass(key)
        assert given is not None
        assert person.passes == [given.value.reveal()]


def test_people_are_found_by_name_on_either_side(college: College) -> None:
    (one,) = college.directory.search("paula", 5)
    assert (one.account.key, one.student_number) == (college.found(PAULAS), "s42")
    (other,) = college.directory.search("ferrer", 5)
    assert (other.account.key, other.account.standing) == (college.found(), Standing.ACTIVE)


def test_a_card_of_the_premises_finds_the_account_that_is_kept_there(college: College) -> None:
    assert college.directory.capabilities.reads_cards
    found = college.directory.find_card(CARD)
    assert found is not None
    assert found.key == college.found()
    college.francisco.synced = False
    assert college.directory.find_card(CARD) is None
    assert college.directory.find_card(Secret("other")) is None


def test_capabilities_and_rules_are_those_that_hold_for_everybody(college: College) -> None:
    told = college.directory.capabilities
    assert not told.verifies_password, "it must not depend on the account"
    assert told.lockout_threshold == 0
    assert told.unlocks
    assert told.issues_temporary_pass
    assert [(one.service, one.minutes) for one in told.propagation][-1] == ("portal.office.com", 5)
    rules = college.directory.rules()
    assert (rules.min_length, rules.max_length, rules.classes_needed) == (8, 64, 4)
    assert set(rules.classes) == set(CharacterClass)
    assert "é" not in rules.allowed
    assert college.directory.verify(college.found(), OLD) is Verified.REFUSED
    assert college.directory.photo(college.found()) is None


def test_a_change_needs_the_old_password_on_the_premises_and_is_none_of_the_cloud(college: College) -> None:
    assert isinstance(college.directory.change(college.found(), WRONG, NEW), RefusedWrite)
    assert isinstance(college.directory.change(college.found(PAULAS), OLD, NEW), RefusedWrite)


def test_an_operator_is_told_of_both_sides(college: College) -> None:
    def told(name: str) -> list[str]:
        check = HybridCheck(college.directory, FoundOnly(college.premises))
        return [one.text for one in check.examine((name,))]

    assert "premises: the account is found; it is active" in told(NAME)
    assert told(NAME)[-1] == "the account is synchronised, and its password is set on the premises"
    assert told(PAULAS)[-1] == "the account is of the cloud, and its password is set in Entra"
    college.francisco.immutable_id = ""
    assert told(NAME)[-1] == "the account is synchronised, and not found on the premises by name and anchor"
    assert "Entra: no account, or more than one, has that name" in " ".join(told("nobody@b"))
    college.premises.error = DirectoryUnavailable("down")
    assert "does not answer: down" in " ".join(told(NAME))


def _named(directory: Directory, name: str) -> Standing | None:
    account = directory.find([name])
    return account.standing if account else None
