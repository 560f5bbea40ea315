"""The contract of directories on Active Directory, with a real domain controller."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.core.ports import Contact, RefusedWrite, Verified, Written
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Channel, Rule
from tests.backend.contracts.directory import DirectoryContract
from tests.backend.contracts.fakes import START, FakeClock
from tests.backend.contracts.known import NEW, OLD, SETTINGS, WRONG, Provisioned
from tests.servers.samba_people import SambaPeople
from tests.servers_suite.samba import AgeingClock, ProvisionedAd, opened, settings

pytestmark = [pytest.mark.servers, pytest.mark.timeout(1200)]


@pytest.fixture
def directory(samba: SambaPeople, tmp_path: Path) -> Iterator[ProvisionedAd]:
    samba.empty()
    made = opened(samba, settings(samba, tmp_path))
    yield made
    made.close()


class TestOnSamba(DirectoryContract):
    """What Active Directory does in another way is said again here."""

    @pytest.fixture
    def clock(self, samba: SambaPeople) -> FakeClock:
        return AgeingClock(samba)

    def test_counts_failures_within_the_window_only(
        self, directory: Provisioned, key: str, clock: FakeClock
    ) -> None:
        """The window begins anew with each failure."""
        for _ in range(4):
            directory.verify(key, WRONG)
            directory.verify(key, WRONG)
            clock.sleep(SETTINGS.lockout_window + 1)
        assert not directory.locked(key)
        assert directory.capabilities.lockout_window == SETTINGS.lockout_window
        for _ in range(3):
            directory.verify(key, WRONG)
            clock.sleep(SETTINGS.lockout_window / 2 + 1)
        assert directory.locked(key)

    def test_recent_passwords_are_refused_and_old_ones_are_not(
        self, directory: Provisioned, key: str, clock: FakeClock
    ) -> None:
        """By a change; a reset looks at the history only by a control that Samba does not offer."""
        assert not directory.capabilities.enforces_history
        before, latest = Secret("Chaise4!bleue"), Secret("Fenetre5?jaune")
        for password in (NEW, before, before, latest):
            assert directory.reset(key, password) == Written()
        clock.sleep(SETTINGS.min_age)
        assert directory.change(key, latest, before) == RefusedWrite((BrokenRule(Rule.HISTORY),))
        assert directory.holds(key, latest)
        assert directory.change(key, latest, OLD) == Written()
        assert directory.verify(key, OLD) is Verified.ACCEPTED

    def test_registers_a_contact_as_changed_now(
        self, directory: Provisioned, key: str, clock: FakeClock
    ) -> None:
        """The service account may write passwords and locks, nothing else."""
        assert not directory.capabilities.registers_contacts
        contact = Contact(Channel.EMAIL, Secret("new@example.org"), START)
        assert isinstance(directory.register_contact(key, contact), RefusedWrite)

    def test_what_it_does_not_do_it_says(self, directory: Provisioned, key: str) -> None:
        assert not directory.capabilities.issues_temporary_pass
        assert directory.temporary_pass(key) is None
        assert directory.photo(key) is None
