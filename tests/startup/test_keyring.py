"""A keyring that is not there, does not open, opens late, or goes away while the station serves; no sound."""

from __future__ import annotations

import os
from pathlib import Path

from demo.private_keyring import _RUN, _UNLOCK, _running, _wait_for_service, private_bus
from tests.servers.backend import running_backend
from tests.startup.station import NO_SOUND, settings, shown


def test_a_keyring_that_comes_late_is_waited_for_and_one_that_dies_is_not_missed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with running_backend(tmp_path) as backend, private_bus(tmp_path / "session") as session:
        own = os.environ | dict(session.environment)
        file = settings(home, backend.station_api, backend.ca)
        with shown(home, file, dict(session.environment) | NO_SOUND) as station:
            station.until("Faulted", "There is no keyring", "Install the keyring, or start it.")
            with _running(_RUN, own) as locked:
                _wait_for_service(session, locked)
                station.until("Faulted", "The keyring with the key of this station is locked.", "tries again")
            with _running(_UNLOCK, own, b"a password") as unlocked:
                _wait_for_service(session, unlocked)
                text = station.until("Enrolling", "repasse-backend station approve")
            code = next(line for line in text.splitlines() if "station approve" in line).split()[-1]
            backend.cli("station", "approve", code, "--name", "Hall", "--place", "Entrance")
            station.until("Attract")
        kinds = [event["fault"] for event in station.events() if event["event"] == "key_unusable"]
        assert set(kinds) == {"missing", "locked"}
        assert not [event for event in station.events() if event["event"] == "crashed"]
