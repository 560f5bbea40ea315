"""A disk that takes nothing: a station that was started before serves, a new one says which folder."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.startup.station import Shown, settings, shown

NO_KEYRING = "There is no keyring for the key of this station."
NO_FILES = "This station cannot keep its files on the disk."
UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


@contextmanager
def full(folder: Path) -> Iterator[Shown]:
    """No byte more goes into any file of the station, as on a full disk; this works without a mount."""
    with shown(folder, settings(folder), module="tests.startup.full_disk") as station:
        yield station


@contextmanager
def read_only(folder: Path) -> Iterator[Shown]:
    """The state folder may not be written; this works without a mount."""
    (folder / "state").mkdir(exist_ok=True)
    (folder / "state").chmod(0o500)
    try:
        with shown(folder, settings(folder), module="tests.startup.unprivileged") as station:
            yield station
    finally:
        (folder / "state").chmod(0o700)


Way = Callable[[Path], AbstractContextManager[Shown]]
WAYS = [pytest.param(full, "full", id="full"), pytest.param(read_only, "forbidden", id="read-only")]


@pytest.mark.parametrize(("way", "told"), WAYS)
def test_a_station_that_was_started_before_goes_on_with_its_last_number(
    way: Way, told: str, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / "starts").write_text("7\n")
    with way(tmp_path) as station:
        station.until("Faulted", NO_KEYRING)
    uncounted = [event for event in station.events() if event["event"] == "start_not_counted"]
    assert [event["disk"] for event in uncounted] == [told]
    assert (state / "starts").read_text() == "7\n"
    assert {one.name for one in state.iterdir()} <= {"starts", "station.lock"}, "no try is left behind"


@pytest.mark.parametrize(("way", "told"), WAYS)
def test_a_new_station_names_its_folder_until_it_can_be_written(way: Way, told: str, tmp_path: Path) -> None:
    state = tmp_path / "state"
    with way(tmp_path) as station:
        station.until("Faulted", NO_FILES, f"[station] state_folder: {state}: ")
        state.chmod(0o700)
        resource.prlimit(station.process.pid, resource.RLIMIT_FSIZE, UNLIMITED)
        station.until("Faulted", NO_KEYRING)
        assert (state / "starts").read_text() == "1\n"
        assert {one.name for one in state.iterdir()} <= {"starts", "station.lock"}
