"""The lock of the one station: whether somebody holds it counts, not that its file is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.qt.lock import take_lock

BOOT, MACHINE = "45915578-6a0b-4151-a487-fb129195b7f6", "0123456789abcdef0123456789abcdef"
LEFT = {
    "cut off": "",
    "damaged": "\0" * 40,
    "with the number of another program": f"{os.getpid()}\npython\n\n\n\n",
    "of a machine that this one was copied from": f"1\npython\nelsewhere\n{MACHINE}\n{BOOT}\n",
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT.keys())
def test_a_file_that_a_killed_station_left_keeps_no_station_from_starting(text: str, tmp_path: Path) -> None:
    (tmp_path / "station.lock").write_text(text)
    lock = take_lock(tmp_path)
    assert lock is not None
    assert lock.isLocked()
    assert take_lock(tmp_path) is None
    lock.unlock()


@pytest.mark.parametrize("place", ["folder/below", "file/below"])
def test_a_folder_that_cannot_hold_the_lock_is_left_to_the_start_up_page(place: str, tmp_path: Path) -> None:
    """On another page than this: a lock that nobody can take or remove keeps no station from starting."""
    (tmp_path / "folder" / "below" / "station.lock").mkdir(parents=True)
    (tmp_path / "file").write_text("")
    lock = take_lock(tmp_path / place)
    assert lock is not None
    assert not lock.isLocked()
