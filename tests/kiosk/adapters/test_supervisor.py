"""What the service manager hears, and when it is believed to watch."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.adapters.supervisor import supervisor
from tests.kiosk.adapters.listening import listening


@pytest.mark.parametrize("kind", ["file", "abstract"])
def test_the_first_frame_means_ready_and_each_later_one_alive(kind: str, tmp_path: Path) -> None:
    address = str(tmp_path / "notify") if kind == "file" else f"@repasse-test-{os.getpid()}"
    with listening(address) as manager:
        told = supervisor({"NOTIFY_SOCKET": address})
        assert told is not None
        for _ in range(3):
            told.drawn()
        assert manager.heard() == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]


def test_a_service_manager_that_is_gone_stops_nothing(tmp_path: Path) -> None:
    told = supervisor({"NOTIFY_SOCKET": str(tmp_path / "gone")})
    assert told is not None
    told.drawn()


@pytest.mark.parametrize("address", ["", "vsock:2:1234", "notify"])
def test_nobody_listens(address: str) -> None:
    assert supervisor({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "1000000"}) is None


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "20000000"}, 20.0),
        ({"WATCHDOG_USEC": "20000000", "WATCHDOG_PID": str(os.getpid())}, 20.0),
        ({"WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
    ],
)
def test_the_period_is_the_units(said: dict[str, str], period: float | None) -> None:
    told = supervisor({"NOTIFY_SOCKET": "/run/notify", **said})
    assert told is not None
    assert told.period == period
