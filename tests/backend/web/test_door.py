"""What counts as one peer, how often refusals are told, and how the bounds are set and checked."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from backend.core.networks import Proxies
from backend.settings import load
from backend.settings_tables import SettingsError
from backend.web.bounds import ConnectionSettings
from backend.web.door import TELL_EVERY, Cause, Door, Tally, one_peer
from backend.web.metrics import Metric
from tests.backend.web.listening import House, ask, closed
from tests.backend.web.stack import Stack
from tests.servers.backend import running_backend
from tests.servers.station_client import Station


class Later:
    """Keeps what is to be called later, until the test says that the time has come."""

    def __init__(self) -> None:
        self.due: list[tuple[float, Callable[[], None]]] = []

    def __call__(self, seconds: float, call: Callable[[], None]) -> None:
        self.due.append((seconds, call))

    def passes(self) -> None:
        due, self.due = self.due, []
        for _, call in due:
            call()


@pytest.mark.parametrize(
    ("peer", "one"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_one_peer(peer: str, one: str) -> None:
    assert one_peer(peer) == one


def test_a_flood_is_one_line_at_once_and_one_each_ten_seconds() -> None:
    later = Later()
    tally = Tally(8444, later)
    with capture_logs() as logs:
        for _ in range(500):
            tally.note(Cause.TOO_MANY_FROM_ONE, "192.0.2.7")
        tally.note(Cause.SLOW_HEAD)
        assert [(line["cause"], line["count"]) for line in logs] == [
            ("too_many_from_one", 1),
            ("slow_head", 1),
        ]
        assert logs[0]["address"] == "192.0.2.7"
        assert [seconds for seconds, _ in later.due] == [TELL_EVERY, TELL_EVERY]
        later.passes()
        assert [line["count"] for line in logs[2:]] == [499]
        later.passes()
        assert not later.due
        tally.note(Cause.SLOW_HEAD)
    assert [line["count"] for line in logs[3:]] == [1]


def test_a_place_is_given_back_once() -> None:
    door = Door(ConnectionSettings(most=2, per_address=1), Proxies(), Tally(1, Later()))
    first, second = door.admit("192.0.2.1"), door.admit("192.0.2.2")
    assert first is not None
    assert second is not None
    first.leave()
    first.leave()
    assert door.admit("192.0.2.2") is None
    assert door.admit("192.0.2.3") is not None
    assert door.admit("192.0.2.4") is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("most = 0", "connections: Value error, most must be between 1 and 20000"),
        ("most = 10", "connections: Value error, per_address must be between 1 and most"),
        ("per_address = 0", "connections: Value error, per_address must be between 1 and most"),
        ("head = 0", "connections: Value error, head must be between 1 and 120"),
        ("body = 121", "connections: Value error, body must be between 1 and 120"),
        ("idle = 0", "connections: Value error, idle must be between 1 and 600"),
        ("unread = 601", "connections: Value error, unread must be between 1 and 600"),
        ("head = true", "connections.head: must not be true or false"),
        ("heads = 1", "connections.heads: no such setting"),
    ],
)
def test_bounds_are_checked(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "repasse.toml"
    path.write_text(f"[connections]\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as met:
        load(path, {})
    assert f"{path}: {told}" in str(met.value)


def test_who_hangs_up_amid_a_body_leaves_the_backend_well(stack: Stack, house: House) -> None:
    """No error in the log, and no station is told that the service is degraded."""
    with house.line() as line:
        ask(line, "/v1/enrolments", "POST", "Content-Length: 100\r\n", b"half")
    while not stack.metrics.figure(Metric.REQUESTS):
        time.sleep(0.05)
    station = Station(stack.address, stack.ca)
    assert station.get("/healthz").json()["status"] == "ok"


@pytest.fixture
def house(stack: Stack) -> House:
    return House.of(stack.port, stack.ca)


def test_both_addresses_of_the_program_are_bounded(tmp_path: Path) -> None:
    with running_backend(tmp_path, connections__head="4") as backend:
        for address in (backend.station_api, backend.console):
            with House.of(int(address.rpartition(":")[2]), backend.ca).line() as line:
                assert closed(line) == b""
        assert backend.stop() == 0
        assert backend.log.count('"cause": "slow_head"') == 2
