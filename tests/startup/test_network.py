"""A network, a name or a backend that is missing at start-up: said, and over when they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.private_keyring import private_keyring
from tests.kiosk.adapters import zoo
from tests.kiosk.adapters.certificates import Authority
from tests.servers.backend import running_backend
from tests.servers.ports import free_port
from tests.startup.station import NOWHERE, settings, shown

FINGERPRINT = f'ca_fingerprint = "{"ab" * 32}"'
NOT_REACHED = "The service cannot be reached at the moment."
NO_CA = "The certificate authority of the service is missing."


def test_a_backend_that_comes_last_of_all_is_waited_for(tmp_path: Path) -> None:
    """Its own CA is not there either: the station starts anew with it, and enrols once the port answers."""
    home, port = tmp_path / "home", free_port()
    home.mkdir()
    file = settings(home, f"https://127.0.0.1:{port}", tmp_path / "data" / "tls" / "ca.pem")
    with private_keyring(tmp_path / "session") as session, shown(home, file, session.environment) as station:
        station.until("Faulted", NO_CA, "ca.pem: No such file or directory")
        with running_backend(tmp_path, station_api__port=str(port)) as backend:
            backend.stop()
            station.until("OutOfService", NOT_REACHED, "Staff: if it lasts, check the network", "tries again")
            backend.start()
            station.until("Enrolling", "repasse-backend station approve")
        assert not [event for event in station.events() if event["event"] == "crashed"]


@pytest.mark.parametrize("address", [NOWHERE, "https://127.0.0.1:9"], ids=["no such name", "nobody listens"])
def test_a_backend_that_is_not_found_is_said(address: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    ca = Authority.make(tmp_path, "Mine").file
    with (
        private_keyring(tmp_path / "session") as session,
        shown(home, settings(home, address, ca), session.environment) as station,
    ):
        station.until("OutOfService", NOT_REACHED, "tries again")


def test_a_ca_that_must_be_fetched_from_a_name_nobody_knows_keeps_no_page_waiting(tmp_path: Path) -> None:
    with shown(tmp_path, settings(tmp_path, NOWHERE, more=FINGERPRINT)) as station:
        station.until("Faulted", NO_CA, f"{NOWHERE} cannot be reached to fetch its CA", "check the network")
        assert station.looks[0][0] == "Starting"


@pytest.mark.parametrize(
    ("expired", "said"),
    [
        (False, "The service could not prove that it is the right one."),
        (True, "By the clock of this station the certificate of the service is not valid."),
    ],
    ids=["other CA", "expired"],
)
def test_a_certificate_that_does_not_hold_is_said(expired: bool, said: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    mine, other = Authority.make(tmp_path, "Mine"), Authority.make(tmp_path, "Other")
    context = mine.server(expired=True) if expired else other.server()
    with (
        private_keyring(tmp_path / "session") as session,
        zoo.serving(zoo.hanging_up, context) as server,
        shown(home, settings(home, server.address, mine.file), session.environment) as station,
    ):
        text = station.until("OutOfService", said, "tries again")
        assert ("Clock of this station: 20" in text) is expired
