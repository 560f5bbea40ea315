"""The student's way through the station's real window, ending with a bind at a real OpenLDAP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.config import Settings
from tests.e2e.station.conftest import World
from tests.e2e.station.conftest import sound as sound
from tests.e2e.station.conftest import speaker as speaker
from tests.e2e.station.conftest import visitor as visitor
from tests.kiosk.languages import no_language_left as no_language_left
from tests.servers.slapd import Slapd
from tests.servers_suite import slapd_campus as campus
from tests.servers_suite.ldap_client import settings as servers
from tests.servers_suite.ldap_client import transport
from tests.servers_suite.window_world import Account, WindowJourneys, directory_world, student

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, module_slapd: Slapd) -> Iterator[World]:
    with directory_world(tmp_path_factory.mktemp("world"), campus.environment(module_slapd)) as made:
        yield made


@pytest.fixture
def settings(world: World) -> Settings:
    return world.settings


@pytest.fixture
def account(slapd: Slapd) -> Iterator[Account]:
    with transport(servers(slapd)) as server:
        yield Account(server, campus.enter(slapd, student()))


class TestOnOpenLdap(WindowJourneys):
    """slapd, with its password policy, says who signs in."""
