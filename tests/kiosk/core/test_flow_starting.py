"""Start-up faults: each is a page that says when it is tried again, and is left once it is mended."""

from __future__ import annotations

import pytest

from kiosk.core.effects import CheckStart, FetchStation, OpenKey, Restart
from kiosk.core.events import (
    Crashed,
    DiskFault,
    KeyOpened,
    Left,
    MaintenanceWanted,
    Started,
    StartFailed,
    StartFaultKind,
    StartMended,
    StartUnready,
)
from kiosk.core.flow.starting import unready
from kiosk.core.flow.station import last_error
from kiosk.core.results import StationFetched
from kiosk.core.states import Attract, Faulted, Starting
from tests.kiosk.core.walk import Walk
from tests.kiosk.fakes import info

OF_KEY = [StartFaultKind.NO_KEYRING, StartFaultKind.KEYRING_LOCKED, StartFaultKind.KEYRING_TIMEOUT]
OF_GROUND = [kind for kind in StartFaultKind if kind not in OF_KEY]


def faulted(kind: StartFaultKind) -> Walk:
    if kind in OF_GROUND:
        return Walk().send(StartFailed(kind, "detail"))
    walk = Walk().send(Started(("fr",)))
    return walk.send(StartFailed(kind, "detail", walk.asked(OpenKey).request_id))


@pytest.mark.parametrize("kind", OF_KEY)
def test_the_keyring_is_asked_again_every_five_seconds_and_serves_once_it_opens(kind: StartFaultKind) -> None:
    walk = faulted(kind).wait(4)
    assert walk.page == Faulted(kind, "detail", retry_in=1)
    number = walk.wait(1).asked(OpenKey).request_id
    walk.send(StartFailed(StartFaultKind.KEYRING_LOCKED, "locked now", number))
    assert walk.page == Faulted(StartFaultKind.KEYRING_LOCKED, "locked now", retry_in=5)
    number = walk.wait(5).asked(OpenKey).request_id
    assert walk.send(KeyOpened(number, "ab" * 32)).page == Starting()
    assert walk.calls() == [FetchStation()]
    assert walk.upkept(StationFetched(info())).page == Attract()


@pytest.mark.parametrize("kind", OF_GROUND)
def test_what_a_start_stands_on_is_looked_at_again_and_mended_started_anew(kind: StartFaultKind) -> None:
    walk = faulted(kind).wait(5)
    number = walk.asked(CheckStart).request_id
    walk.send(StartFailed(StartFaultKind.SETTINGS, "another key", number))
    assert walk.page == Faulted(StartFaultKind.SETTINGS, "another key", retry_in=5)
    number = walk.wait(5).asked(CheckStart).request_id
    assert walk.send(StartMended(number - 1)).effects == ()
    assert walk.send(StartMended(number)).asked(Restart)


def test_a_check_that_never_ends_is_begun_again() -> None:
    walk = faulted(StartFaultKind.NO_CA).wait(5)
    first = walk.asked(CheckStart).request_id
    assert walk.wait(90).asked(CheckStart).request_id > first


@pytest.mark.parametrize("first", [StartUnready(), StartFailed(StartFaultKind.SETTINGS, "detail")])
def test_a_crash_never_leads_a_station_without_footing_to_its_key(first: StartUnready | StartFailed) -> None:
    """It would go on with whatever the program has in place of what is wrong."""
    for walk in (Walk().send(first), Walk().send(first).send(MaintenanceWanted())):
        walk.send(Crashed("REF00001")).send(Left()).wait(400)
        assert unready(walk.page)
        assert not [effect for effect in walk.effects if isinstance(effect, OpenKey)]


def test_a_ca_that_must_be_fetched_first_is_no_fault_until_it_cannot_be() -> None:
    walk = Walk().send(StartUnready())
    assert walk.page == Starting(checking=True)
    number = walk.asked(CheckStart).request_id
    walk.send(StartFailed(StartFaultKind.NO_CA, "not reached", number))
    assert walk.on(Faulted) == Faulted(StartFaultKind.NO_CA, "not reached")


def test_a_start_that_was_not_counted_serves_and_tells_why() -> None:
    walk = Walk().send(Started(("fr",), DiskFault.FULL))
    walk.send(KeyOpened(walk.asked(OpenKey).request_id, "ab" * 32)).upkept(StationFetched(info()))
    assert walk.page == Attract()
    assert last_error(walk.kiosk) == "disk_full"
