"""What every directory must do. A test module subclasses `DirectoryContract` and makes one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.adapters.directories.sql_settings import AccountExistsError, NewAccount
from backend.core.ports import RefusedWrite, Standing, Verified, Written
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Channel, Rule
from tests.backend.contracts.fakes import START, FakeClock
from tests.backend.contracts.known import CARD as CARD
from tests.backend.contracts.known import FRANCISCO as FRANCISCO
from tests.backend.contracts.known import NAME as NAME
from tests.backend.contracts.known import NEW as NEW
from tests.backend.contracts.known import OLD as OLD
from tests.backend.contracts.known import SETTINGS as SETTINGS
from tests.backend.contracts.known import WRONG as WRONG
from tests.backend.contracts.known import Provisioned as Provisioned
from tests.backend.contracts.known import found as found
from tests.backend.contracts.people import PeopleContract


class DirectoryContract(PeopleContract):
    """Subclasses give the fixtures `directory` (under `SETTINGS`, with `clock`) and nothing else."""

    @pytest.fixture
    def clock(self) -> FakeClock:
        return FakeClock()

    @pytest.fixture
    def key(self, directory: Provisioned) -> str:
        return directory.add_account(FRANCISCO)

    def test_finds_the_one_account_by_any_of_its_names(self, directory: Provisioned, key: str) -> None:
        account = found(directory)
        assert account.key == key
        assert account.identifier == "FerrerFr2017@he-ferrer.eu"
        assert account.display_name == "Francisco Ferrer"
        assert {"Francisco", "Ferrer", "ferrerfr2017"} <= set(account.own_words)
        assert account.standing is Standing.ACTIVE
        assert account.language == "fr"
        assert directory.find(["nobody", "francisco.ferrer@he-ferrer.eu"]) is not None
        assert directory.find([NAME, "francisco.ferrer@he-ferrer.eu"]) is not None

    def test_finds_nothing_for_none_and_for_several(self, directory: Provisioned, key: str) -> None:
        other = NewAccount("MolenaPa2018@he-ferrer.eu", OLD, "Paul", "Molenaar")
        directory.add_account(other)
        assert directory.find([]) is None
        assert directory.find(["", "nobody@he-ferrer.eu"]) is None
        assert directory.find([NAME, "molenapa2018@he-ferrer.eu"]) is None

    def test_finds_the_account_by_its_card(self, directory: Provisioned, key: str) -> None:
        directory.add_account(NewAccount("a@b", OLD, "A", "B"))
        account = directory.find_card(CARD)
        assert account is not None
        assert account.key == key
        assert directory.capabilities.reads_cards
        for other in ("HEF-0012346", "HEF-001234", "", NAME, "%", "FerrerFr2017@he-ferrer.eu"):
            assert directory.find_card(Secret(other)) is None
        assert directory.find([CARD.reveal()]) is None

    def test_one_card_is_of_one_account(self, directory: Provisioned, key: str) -> None:
        with pytest.raises(AccountExistsError):
            directory.add_account(NewAccount("a@b", OLD, "A", "B", card=CARD))
        assert directory.find(["a@b"]) is None

    def test_tells_the_contacts_and_since_when(self, directory: Provisioned, key: str) -> None:
        contacts = found(directory).contacts
        assert [(contact.channel, contact.destination.reveal()) for contact in contacts] == [
            (Channel.EMAIL, "francisco@example.org"),
            (Channel.SMS, "+32470123423"),
            (Channel.VOICE, "+32470123423"),
        ]
        assert {contact.changed_at for contact in contacts} == {START - timedelta(days=30)}

    def test_an_account_without_contacts_has_none(self, directory: Provisioned) -> None:
        directory.add_account(NewAccount("a@b", OLD, "A", "B"))
        assert found(directory, "a@b").contacts == ()

    def test_verifies_the_password_as_it_was_typed(self, directory: Provisioned, key: str) -> None:
        assert directory.verify(key, OLD) is Verified.ACCEPTED
        for wrong in (
            WRONG,
            Secret(OLD.reveal().lower()),
            Secret(OLD.reveal() + " "),
            Secret(""),
            Secret("\ud800"),
        ):
            assert directory.verify(key, wrong) is Verified.REFUSED
            directory.unlock(key)

    def test_refuses_where_there_is_no_account(self, directory: Provisioned) -> None:
        assert directory.verify(None, OLD) is Verified.REFUSED
        assert directory.verify("no-such-key", OLD) is Verified.REFUSED
        assert directory.holds("no-such-key", OLD) is None
        assert not directory.locked("no-such-key")
        for result in (directory.reset("no-such-key", NEW), directory.unlock("no-such-key")):
            assert isinstance(result, RefusedWrite)

    def test_locks_at_the_threshold_and_then_refuses_the_right_one(
        self, directory: Provisioned, key: str, clock: FakeClock
    ) -> None:
        for _ in range(2):
            directory.verify(key, WRONG)
        assert not directory.locked(key)
        directory.verify(key, WRONG)
        assert directory.locked(key)
        assert found(directory).standing is Standing.LOCKED
        assert directory.verify(key, OLD) is Verified.REFUSED
        clock.sleep(SETTINGS.lockout_duration)
        assert not directory.locked(key)
        assert directory.verify(key, OLD) is Verified.ACCEPTED

    def test_counts_failures_within_the_window_only(
        self, directory: Provisioned, key: str, clock: FakeClock
    ) -> None:
        for _ in range(6):
            directory.verify(key, WRONG)
            clock.sleep(SETTINGS.lockout_window / 2 + 1)
        assert not directory.locked(key)

    def test_a_right_one_clears_the_count(self, directory: Provisioned, key: str) -> None:
        for _ in range(4):
            directory.verify(key, WRONG)
            directory.verify(key, WRONG)
            assert directory.verify(key, OLD) is Verified.ACCEPTED

    def test_the_limit_it_declares_is_the_limit_it_has(self, directory: Provisioned, key: str) -> None:
        for _ in range(directory.capabilities.lockout_threshold - 1):
            directory.verify(key, WRONG)
        assert directory.verify(key, OLD) is Verified.ACCEPTED

    def test_a_reset_sets_the_password_and_unlocks(self, directory: Provisioned, key: str) -> None:
        for _ in range(3):
            directory.verify(key, WRONG)
        assert directory.reset(key, NEW) == Written()
        assert not directory.locked(key)
        assert directory.verify(key, NEW) is Verified.ACCEPTED
        assert directory.verify(key, OLD) is Verified.REFUSED

    def test_unlocking_keeps_the_password(self, directory: Provisioned, key: str) -> None:
        for _ in range(3):
            directory.verify(key, WRONG)
        assert directory.unlock(key) == Written()
        assert directory.verify(key, OLD) is Verified.ACCEPTED

    def test_a_change_needs_the_old_password(
        self, directory: Provisioned, key: str, clock: FakeClock
    ) -> None:
        clock.sleep(SETTINGS.min_age)
        assert directory.change(key, WRONG, NEW) == RefusedWrite((BrokenRule(Rule.CURRENT_WRONG),))
        assert directory.holds(key, OLD)
        assert directory.change(key, OLD, NEW) == Written()
        assert directory.holds(key, NEW)

    def test_a_minimum_age_stops_a_change_and_not_a_reset(self, directory: Provisioned, key: str) -> None:
        assert directory.change(key, OLD, NEW) == RefusedWrite((BrokenRule(Rule.TOO_RECENT),))
        assert directory.reset(key, NEW) == Written()

    def test_a_password_that_must_change_may_change_at_once(self, directory: Provisioned) -> None:
        key = directory.add_account(NewAccount("a@b", OLD, "A", "B", must_change=True))
        assert directory.verify(key, OLD) is Verified.MUST_CHANGE
        assert directory.change(key, OLD, NEW) == Written()
        assert directory.verify(key, NEW) is Verified.ACCEPTED

    def test_recent_passwords_are_refused_and_old_ones_are_not(
        self, directory: Provisioned, key: str, clock: FakeClock
    ) -> None:
        for password in (NEW, Secret("Chaise4!bleue"), Secret("Fenetre5?jaune")):
            assert directory.reset(key, password) == Written()
            assert directory.reset(key, password) == RefusedWrite((BrokenRule(Rule.HISTORY),))
        assert directory.reset(key, NEW) == RefusedWrite((BrokenRule(Rule.HISTORY),))
        clock.sleep(SETTINGS.min_age)
        latest = Secret("Fenetre5?jaune")
        assert directory.change(key, latest, NEW) == RefusedWrite((BrokenRule(Rule.HISTORY),))
        assert directory.reset(key, OLD) == Written()

    def test_a_refusal_names_every_rule_and_changes_nothing(self, directory: Provisioned, key: str) -> None:
        result = directory.reset(key, Secret("court"))
        assert isinstance(result, RefusedWrite)
        assert {broken.rule for broken in result.broken} >= {
            Rule.TOO_SHORT,
            Rule.UPPER,
            Rule.DIGIT,
            Rule.SPECIAL,
        }
        assert directory.holds(key, OLD)

    def test_asking_what_is_set_counts_nothing(self, directory: Provisioned, key: str) -> None:
        for _ in range(5):
            assert directory.holds(key, WRONG) is False
        assert directory.holds(key, OLD) is True
        assert not directory.locked(key)

    def test_closed_accounts_are_told_to_staff_and_refuse_everything(
        self, directory: Provisioned, clock: FakeClock
    ) -> None:
        disabled = directory.add_account(NewAccount("d@b", OLD, "D", "B", disabled=True))
        expired = directory.add_account(NewAccount("e@b", OLD, "E", "B", expires_at=clock.now()))
        assert found(directory, "d@b").standing is Standing.DISABLED
        assert found(directory, "e@b").standing is Standing.EXPIRED
        for key in (disabled, expired):
            assert directory.verify(key, OLD) is Verified.REFUSED
            assert isinstance(directory.reset(key, NEW), RefusedWrite)

    def test_an_account_expires_when_its_time_comes(self, directory: Provisioned, clock: FakeClock) -> None:
        ends = clock.now() + timedelta(seconds=60)
        key = directory.add_account(NewAccount("e@b", OLD, "E", "B", expires_at=ends))
        assert directory.verify(key, OLD) is Verified.ACCEPTED
        clock.sleep(60)
        assert directory.verify(key, OLD) is Verified.REFUSED

    def test_a_privileged_account_is_told_as_such(self, directory: Provisioned) -> None:
        directory.add_account(NewAccount("p@b", OLD, "P", "B", privileged=True))
        assert found(directory, "p@b").standing is Standing.PRIVILEGED
