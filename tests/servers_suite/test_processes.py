"""One station, two backend processes on one PostgreSQL: nothing that matters is in either's memory."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.servers.postgresql import PostgreSQL
from tests.servers.station_client import Station, new_intent, pad
from tests.servers_suite.cluster import NEW, OLD, Cluster, identifier, mobile, running_cluster

pytestmark = pytest.mark.servers
FIRST, SECOND = 0, 1
CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, postgresql: PostgreSQL) -> Iterator[Cluster]:
    with running_cluster(tmp_path_factory.mktemp("cluster"), postgresql) as made:
        yield made


@pytest.fixture
def station(cluster: Cluster) -> Station:
    return cluster.stations[0]


def begin(
    cluster: Cluster, station: Station, person: int, which: int = FIRST
) -> tuple[str, dict[str, object]]:
    """A reset begun at process `which`: its path, and the wish for an SMS."""
    body = {"identifier": identifier(person), "language": "fr", "challenge": CAPTCHA}
    view = cluster.send(which, station, "POST", "/v1/resets", body).json()
    method = next(one["id"] for one in view["methods"] if one["channel"] == "sms")
    wish = {"method_id": method, "destination": mobile(person), "resend": False, "pad": pad()}
    return f"/v1/resets/{view['id']}", wish


def sign_in(cluster: Cluster, station: Station, person: int, which: int, password: str) -> str:
    body = {"identifier": identifier(person), "password": password, "language": "fr", "pad": pad()}
    outcome: str = cluster.send(which, station, "POST", "/v1/sign-ins", body).json()["outcome"]
    return outcome


def test_a_reset_begun_at_one_ends_at_the_other(cluster: Cluster, station: Station) -> None:
    path, wish = begin(cluster, station, 0)
    sent = cluster.send(SECOND, station, "POST", f"{path}/challenges", wish).json()
    assert sent["outcome"] == "sent"
    answer = {"challenge_id": sent["challenge"]["id"], "code": cluster.code(0), "pad": pad()}
    assert cluster.send(FIRST, station, "POST", f"{path}/answers", answer).json()["outcome"] == "proved"
    change = {"password": NEW, "current": None, "pad": pad()}
    done = cluster.send(SECOND, station, "PUT", f"{path}/password", change).json()
    assert done["outcome"] == "password_set"
    assert [sign_in(cluster, station, 0, one, OLD) for one in (FIRST, SECOND)] == ["refused", "refused"]
    assert [sign_in(cluster, station, 0, one, NEW) for one in (FIRST, SECOND)] == ["accepted", "accepted"]
    before, other, after = trails(cluster, done["completed"]["reference"])
    while before != after:  # that a notice has left comes on record when it has
        before, other, after = trails(cluster, done["completed"]["reference"])
    assert done["completed"]["reference"] in other
    assert other == before


def trails(cluster: Cluster, reference: str) -> list[str]:
    """What is on record by one process, by the other, and by the first one again."""
    asked = (cluster.first, cluster.second, cluster.first)
    return [one.cli("audit", "show", "--reference", reference) for one in asked]


def test_a_retry_is_answered_by_the_other(cluster: Cluster, station: Station) -> None:
    path, wish = begin(cluster, station, 1)
    intent = new_intent()
    first = cluster.send(FIRST, station, "POST", f"{path}/challenges", wish, intent)
    again = cluster.send(SECOND, station, "POST", f"{path}/challenges", wish, intent)
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    other = cluster.send(
        SECOND, station, "POST", f"{path}/challenges", wish | {"destination": mobile(0)}, intent
    )
    assert other.json()["code"] == "idempotency_conflict"
    settle(cluster, 1)
    assert len(cluster.messages(1)) == 1


def test_twins_at_both_at_once_run_once(cluster: Cluster, station: Station) -> None:
    path, wish = begin(cluster, station, 2)
    intent = new_intent()

    def send(which: int) -> bytes:
        return cluster.send(which, station, "POST", f"{path}/challenges", wish, intent).content

    with ThreadPoolExecutor(6) as threads:
        answers = set(threads.map(send, [FIRST, SECOND] * 3))
    assert len(answers) == 1
    settle(cluster, 2)
    assert len(cluster.messages(2)) == 1


def test_a_replay_at_the_other_is_refused(cluster: Cluster, station: Station) -> None:
    prepared = station.prepare("GET", "/v1/station")
    assert cluster.deliver(FIRST, prepared).status_code == 200
    assert cluster.deliver(SECOND, prepared).json()["code"] == "replayed"


def test_what_one_does_wakes_who_waits_at_the_other(cluster: Cluster, station: Station) -> None:
    path, wish = begin(cluster, station, 3)
    revision = cluster.send(FIRST, station, "GET", path).json()["revision"]
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(cluster.send, SECOND, station, "GET", f"{path}?after={revision}")
        cluster.send(FIRST, station, "POST", f"{path}/challenges", wish)
        view = waiting.result(60).json()
    assert view["revision"] > revision
    assert view["challenge"] is not None


def test_letters_of_many_stations_leave_once(cluster: Cluster) -> None:
    asking = {4: cluster.stations[0], 5: cluster.stations[1], 6: cluster.stations[2]}

    def ask(person: int) -> str:
        path, wish = begin(cluster, asking[person], person, person % 2)
        answer = cluster.send(1 - person % 2, asking[person], "POST", f"{path}/challenges", wish)
        outcome: str = answer.json()["outcome"]
        return outcome

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(ask, asking)) == ["sent"] * 3
    settle(cluster, *asking)
    assert [len(cluster.messages(person)) for person in asking] == [1, 1, 1]


def settle(cluster: Cluster, *people: int) -> None:
    """Wait for a message to everybody, then long enough for every postman to have looked again."""
    for person in people:
        cluster.code(person)
    time.sleep(1)
