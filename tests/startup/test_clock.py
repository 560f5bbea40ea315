"""A clock that is wrong at the start, or moved under the station: said, and over once it is right.

The program is the real one, and so is its backend, whose clock is right throughout.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from demo.private_keyring import private_keyring
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.faketime import MovedClock
from tests.startup.station import NO_SOUND, Shown, settings, shown

HOUR = 3600
YEARS = 40 * 365 * 24 * HOUR
"""As long ago as the clock of a machine without a battery may stand."""
NOT_VALID = "By the clock of this station the certificate of the service is not valid."
QUICK_IDLE = {"idle__form": "4", "idle__warning": "8"}


@contextmanager
def begun(folder: Path, clock: MovedClock) -> Iterator[tuple[Shown, RunningBackend]]:
    home = folder / "home"
    home.mkdir()
    with running_backend(folder, **QUICK_IDLE) as backend, private_keyring(folder / "session") as session:
        file = settings(home, backend.station_api, backend.ca)
        around = dict(session.environment) | clock.environment | NO_SOUND
        with shown(home, file, around) as station:
            yield station, backend
        assert not [event for event in station.events() if event["event"] == "crashed"]


def approved(station: Shown, backend: RunningBackend) -> None:
    """From the page of a station that nobody knows to the first page."""
    text = station.until("Enrolling", "repasse-backend station approve")
    code = next(line for line in text.splitlines() if "station approve" in line).split()[-1]
    backend.cli("station", "approve", code, "--name", "Hall", "--place", "Entrance")
    station.until("Attract")


@pytest.mark.parametrize(("ahead", "year"), [(-YEARS, "19"), (YEARS, "20")], ids=["behind", "ahead"])
def test_a_clock_wrong_by_years_at_the_start_is_said_and_its_correction_is_enough(
    ahead: int, year: str, tmp_path: Path
) -> None:
    clock = MovedClock(tmp_path, ahead)
    with begun(tmp_path, clock) as (station, backend):
        station.until("OutOfService", NOT_VALID, f"Clock of this station: {year}", "check the clock")
        clock.move(0)
        approved(station, backend)


@pytest.mark.longest
def test_a_clock_moved_at_rest_is_said_and_its_correction_is_enough(tmp_path: Path) -> None:
    """What is signed by it is refused; the next try is counted down to, however far the clock goes back."""
    clock = MovedClock(tmp_path, 0)
    with begun(tmp_path, clock) as (station, backend):
        approved(station, backend)
        clock.move(2 * HOUR)
        station.touch()
        station.until(
            "OutOfService", "L'horloge de cette borne se trompe de 7", "Horloge de cette borne : 20"
        )
        clock.move(0)
        station.until("Attract")
        clock.move(-HOUR // 2)
        station.touch()
        text = station.until("OutOfService", "L'horloge de cette borne se trompe de 1")
        reference = next(line for line in text.splitlines() if "Référence" in line)
        assert "se trompe de 1" in station.until_without(reference), "it was tried again"
        clock.move(0)
        station.until("Attract")


@pytest.mark.longest
def test_a_clock_moved_to_and_fro_in_a_session_makes_it_neither_shorter_nor_longer(tmp_path: Path) -> None:
    """Without a backend, which would refuse what is signed by such a clock and so end the session."""
    clock = MovedClock(tmp_path, 0)
    with begun(tmp_path, clock) as (station, backend):
        approved(station, backend)
        station.touch()
        station.until("SignInPage")
        backend.kill()
        clock.move(5 * HOUR)
        assert station.turn() == "IdleWarning"
        clock.move(-5 * HOUR)
        assert station.turn() == "Attract"
        backend.start()
        station.until("OutOfService", "le certificat du service n'est pas valable")
        clock.move(0)
        station.until("Attract")
