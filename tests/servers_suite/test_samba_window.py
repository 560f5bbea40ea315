"""The student's way through the station's real window, ending with a sign-in at a real domain controller."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.adapters.directories.ldap.transport import Transport
from kiosk.config import Settings
from tests.e2e.station.conftest import World
from tests.e2e.station.conftest import sound as sound
from tests.e2e.station.conftest import speaker as speaker
from tests.e2e.station.conftest import visitor as visitor
from tests.kiosk.languages import no_language_left as no_language_left
from tests.servers.samba_people import SambaPeople
from tests.servers_suite import samba as ad
from tests.servers_suite.window_world import Account, WindowJourneys, directory_world, student

pytestmark = [pytest.mark.servers, pytest.mark.timeout(1200)]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, samba: SambaPeople) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("world")
    with directory_world(folder, ad.environment(ad.settings(samba, folder))) as made:
        yield made


@pytest.fixture
def settings(world: World) -> Settings:
    return world.settings


@pytest.fixture
def account(samba: SambaPeople, tmp_path: Path) -> Iterator[Account]:
    samba.empty()
    server = Transport(ad.settings(samba, tmp_path).connection)
    yield Account(server, samba.dn(samba.add_account(student())))
    server.close()


class TestOnActiveDirectory(WindowJourneys):
    """A domain controller says who signs in."""
