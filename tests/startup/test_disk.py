"""A disk that takes nothing: a station that was started before serves, a new one says which folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.startup.disks import Way, forbidden, full, limited, read_only

NO_KEYRING = "There is no keyring for the key of this station."
NO_FILES = "This station cannot keep its files on the disk."
LEFT = {"starts", "station.lock"}
WAYS = [
    pytest.param(limited, "full", "File too large", id="limited"),
    pytest.param(forbidden, "forbidden", "Permission denied", id="forbidden"),
    # a mount needs root that may mount; without it these fail, and say so
    pytest.param(full, "full", "No space left on device", id="full", marks=pytest.mark.servers),
    pytest.param(read_only, "read_only", "Read-only file system", id="read-only", marks=pytest.mark.servers),
]


@pytest.mark.parametrize(("way", "told", "_said"), WAYS)
def test_a_station_that_was_killed_before_goes_on_with_its_last_number(
    way: Way, told: str, _said: str, tmp_path: Path
) -> None:
    """Its lock is still there, and cannot be removed from every such disk."""
    state = tmp_path / "state"
    state.mkdir()
    (state / "starts").write_text("7\n")
    (state / "station.lock").write_text("")
    with way(tmp_path) as disk:
        disk.station.until("Faulted", NO_KEYRING)
        assert disk.number == "7\n"
        assert disk.names <= LEFT, "no try is left behind"
    uncounted = [event for event in disk.station.events() if event["event"] == "start_not_counted"]
    assert [event["disk"] for event in uncounted] == [told]


@pytest.mark.parametrize(("way", "_told", "said"), WAYS)
def test_a_new_station_names_its_folder_until_it_can_be_written(
    way: Way, _told: str, said: str, tmp_path: Path
) -> None:
    with way(tmp_path) as disk:
        disk.station.until("Faulted", NO_FILES, f"[station] state_folder: {tmp_path / 'state'}: {said}")
        disk.mend()
        disk.station.until("Faulted", NO_KEYRING)
        assert disk.number == "1\n"
        assert disk.names <= LEFT
