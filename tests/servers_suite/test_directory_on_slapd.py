"""The contract of every directory, on OpenLDAP; where its own rules differ, the test says how."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backend.core.ports import RefusedWrite, Written
from backend.core.views import BrokenRule, Rule
from tests.backend.contracts.directory import NEW, OLD, SETTINGS, WRONG, DirectoryContract, Provisioned
from tests.backend.contracts.fakes import FakeClock
from tests.servers import slapd_tree as tree
from tests.servers.slapd import Slapd
from tests.servers_suite.ldap_directory import ProvisionedLdap, SlapdClock, ahead, mapped

pytestmark = pytest.mark.servers


@pytest.fixture
def directory(slapd: Slapd, clock: FakeClock) -> Iterator[ProvisionedLdap]:
    made = ProvisionedLdap(slapd, mapped(slapd), clock)
    yield made
    made.close()


class TestOnSlapd(DirectoryContract):
    @pytest.fixture
    def clock(self, slapd: Slapd) -> FakeClock:
        return SlapdClock(ahead(slapd), slapd)

    def test_a_minimum_age_stops_a_change_and_not_a_reset(self, directory: Provisioned, key: str) -> None:
        """OpenLDAP holds everybody to `pwdMinAge` but its root: docs/directories.md says to set none."""
        assert isinstance(directory, ProvisionedLdap)
        directory.slapd.set(tree.POLICY, {"pwdMinAge": [str(SETTINGS.min_age)]})
        refused = RefusedWrite((BrokenRule(Rule.TOO_RECENT),))
        assert directory.change(key, OLD, NEW) == refused
        assert directory.reset(key, NEW) == refused
        directory.slapd.advance(SETTINGS.min_age)
        assert directory.reset(key, NEW) == Written()

    def test_no_time_of_a_try_is_left_behind(self, directory: Provisioned, key: str) -> None:
        """Whatever its fraction ends in: one time in ten ends in a zero, and is not found by itself."""
        assert isinstance(directory, ProvisionedLdap)
        for _ in range(60):
            assert directory.holds(key, WRONG) is False
            assert directory.failures(key) == ()
