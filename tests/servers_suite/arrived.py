"""That a journey ended well: nothing is lost, doubled or stuck, whichever process one asks."""

from __future__ import annotations

import time

from tests.servers.station_client import pad
from tests.servers_suite.journeys import Hands, View
from tests.servers_suite.twins import NEW, OLD, SECONDS, Twins, identifier


def arrived(twins: Twins, person: int, done: View) -> None:
    """Hold everything to what was done, at both processes."""
    hands = Hands(twins, person)
    assert done["allowed"] == "done", done
    assert twins.passwords_set(person) == 2
    for which in (0, 1):
        twins.balancer.prefer(which)
        assert hands.look(done)["completed"] == done["completed"]
        assert [_signs_in(hands, password) for password in (OLD, NEW)] == ["refused", "accepted"]
    records = twins.records(done["id"])
    assert records.count("write_done") == 1, records
    _told_once(twins, person, str(done["completed"]["reference"]))


def _signs_in(hands: Hands, password: str) -> str:
    body = {"identifier": identifier(hands.person), "password": password, "language": "fr", "pad": pad()}
    return str(hands.call("POST", "/v1/sign-ins", body)["outcome"])


def _told_once(twins: Twins, person: int, reference: str) -> None:
    """One notice by its id, at most one code, and then nothing is left in the outbox."""
    end = time.monotonic() + SECONDS
    while twins.open_letters() or not any(reference in one for one in twins.messages(person).values()):
        assert time.monotonic() < end, twins.logs()
        time.sleep(0.1)
    bodies = list(twins.messages(person).values())
    assert sum(reference in body for body in bodies) == 1, bodies
    assert len(bodies) <= 2, bodies
