"""The contract of a directory that an application may use alone: no sign-ins, lock-outs, cards or expiry."""

from __future__ import annotations

from backend.adapters.directories.sql_settings import NewAccount
from backend.core.ports import RefusedWrite, Standing, Verified, Written
from tests.backend.contracts.directory import DirectoryContract
from tests.backend.contracts.fakes import FakeClock
from tests.backend.contracts.known import CARD, NEW, OLD, Provisioned, found


def no_sign_ins(directory: Provisioned, key: str) -> None:
    """Said in the capabilities, and every question about it is answered with no."""
    told = directory.capabilities
    assert not told.verifies_password
    assert not told.unlocks
    assert not told.enforces_history
    assert told.lockout_threshold == 0
    assert directory.verify(key, OLD) is Verified.REFUSED
    assert isinstance(directory.unlock(key), RefusedWrite)
    assert isinstance(directory.change(key, OLD, NEW), RefusedWrite)
    assert not directory.locked(key)


class LimitedDirectoryContract(DirectoryContract):
    """Each test that asks for more than such a directory can do holds it to saying so instead."""

    def test_finds_the_account_by_its_card(self, directory: Provisioned, key: str) -> None:
        assert not directory.capabilities.reads_cards
        assert directory.find_card(CARD) is None

    def test_one_card_is_of_one_account(self, directory: Provisioned, key: str) -> None:
        assert not directory.capabilities.reads_cards

    def test_verifies_the_password_as_it_was_typed(self, directory: Provisioned, key: str) -> None:
        no_sign_ins(directory, key)

    def test_locks_at_the_threshold_and_then_refuses_the_right_one(
        self, directory: Provisioned, key: str, clock: FakeClock
    ) -> None:
        no_sign_ins(directory, key)

    def test_counts_failures_within_the_window_only(
        self, directory: Provisioned, key: str, clock: FakeClock
    ) -> None:
        no_sign_ins(directory, key)

    def test_a_right_one_clears_the_count(self, directory: Provisioned, key: str) -> None:
        no_sign_ins(directory, key)

    def test_the_limit_it_declares_is_the_limit_it_has(self, directory: Provisioned, key: str) -> None:
        no_sign_ins(directory, key)

    def test_a_reset_sets_the_password_and_unlocks(self, directory: Provisioned, key: str) -> None:
        assert directory.reset(key, NEW) == Written()
        assert directory.holds(key, NEW)
        assert not directory.holds(key, OLD)

    def test_unlocking_keeps_the_password(self, directory: Provisioned, key: str) -> None:
        no_sign_ins(directory, key)
        assert directory.holds(key, OLD)

    def test_a_change_needs_the_old_password(
        self, directory: Provisioned, key: str, clock: FakeClock
    ) -> None:
        no_sign_ins(directory, key)
        assert directory.holds(key, OLD)

    def test_a_minimum_age_stops_a_change_and_not_a_reset(self, directory: Provisioned, key: str) -> None:
        assert directory.reset(key, NEW) == Written()
        assert directory.reset(key, OLD) == Written()

    def test_a_password_that_must_change_may_change_at_once(self, directory: Provisioned) -> None:
        key = directory.add_account(NewAccount("a@b", OLD, "A", "B", must_change=True))
        no_sign_ins(directory, key)

    def test_recent_passwords_are_refused_and_old_ones_are_not(
        self, directory: Provisioned, key: str, clock: FakeClock
    ) -> None:
        assert not directory.capabilities.enforces_history
        assert directory.reset(key, OLD) == Written()

    def test_closed_accounts_are_told_to_staff_and_refuse_everything(
        self, directory: Provisioned, clock: FakeClock
    ) -> None:
        key = directory.add_account(NewAccount("d@b", OLD, "D", "B", disabled=True))
        assert found(directory, "d@b").standing is Standing.DISABLED
        assert isinstance(directory.reset(key, NEW), RefusedWrite)
        assert directory.holds(key, OLD)

    def test_an_account_expires_when_its_time_comes(self, directory: Provisioned, clock: FakeClock) -> None:
        """Accounts of the cloud have no end; they are disabled."""
