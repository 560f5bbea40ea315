"""A clock that is wrong by years or by minutes: said on the page, and over as soon as it is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.private_keyring import private_keyring
from tests.servers import faketime
from tests.servers.backend import running_backend
from tests.startup.station import settings, shown

BY_YEARS = "By the clock of this station the certificate of the service is not valid."


@pytest.mark.servers
@pytest.mark.timeout(900)
def test_a_wrong_clock_is_said_until_it_is_right(tmp_path: Path) -> None:
    home, clock = tmp_path / "home", tmp_path / "clock"
    home.mkdir()
    clock.write_text("-10y\n")
    with running_backend(tmp_path) as backend, private_keyring(tmp_path / "session") as session:
        file = settings(home, backend.station_api, backend.ca)
        with shown(home, file, dict(session.environment) | faketime.following(clock)) as station:
            station.until("OutOfService", BY_YEARS, "Clock of this station: 20", "who check the clock")
            clock.write_text("+50y\n")
            station.until("OutOfService", BY_YEARS, "Clock of this station: 2", "tries again")
            clock.write_text("+0\n")
            text = station.until("Enrolling", "repasse-backend station approve")
            code = next(line for line in text.splitlines() if "station approve" in line).split()[-1]
            backend.cli("station", "approve", code, "--name", "Hall", "--place", "Entrance")
            station.until("Attract")
            clock.write_text("+300\n")
            station.until(
                "OutOfService", "The clock of this station is wrong by", "Clock of this station: 20"
            )
            clock.write_text("+0\n")
            station.until("Attract")
        assert not [event for event in station.events() if event["event"] == "crashed"]
