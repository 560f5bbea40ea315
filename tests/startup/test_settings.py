"""Settings that cannot be used: the page names file and key, and the station starts once they are right."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.startup.station import NOWHERE, settings, shown

TITLE = "Un opérateur est nécessaire"


def _gone(file: Path) -> None:
    if file.is_dir():
        file.rmdir()
    else:
        file.unlink(missing_ok=True)


def _folder(file: Path) -> None:
    _gone(file)
    file.mkdir()


def _pipe(file: Path) -> None:
    _gone(file)
    os.mkfifo(file)


BROKEN: list[tuple[str, Callable[[Path], object], str]] = [
    ("not TOML", lambda file: file.write_text("[backend\n"), "not TOML"),
    (
        "unknown key",
        lambda file: file.write_text('[backend]\nadress = "https://x"\n'),
        "[backend] adress: no such key",
    ),
    (
        "wrong type",
        lambda file: file.write_text('[station]\ndpi = "big"\n'),
        "[station] dpi: must be a whole number",
    ),
    ("binary", lambda file: file.write_bytes(bytes(range(256))), "not TOML"),
    ("missing", Path.unlink, "cannot be read (No such file or directory)"),
]
UNREADABLE: list[tuple[str, Callable[[Path], object], str]] = [
    ("a folder", _folder, "cannot be read (Is a directory)"),
    ("a pipe", _pipe, "cannot be read (is no file)"),
]


@pytest.mark.parametrize("broken", [BROKEN, UNREADABLE], ids=["text", "no file"])
def test_each_fault_of_the_file_is_named_in_turn_and_mended_the_station_starts(
    broken: list[tuple[str, Callable[[Path], object], str]], tmp_path: Path
) -> None:
    file = settings(tmp_path)
    broken[0][1](file)
    with shown(tmp_path, file) as station:
        station.until("Faulted", TITLE, str(file), broken[0][2])
        for _, make, said in broken[1:]:
            make(file)
            station.until("Faulted", TITLE, str(file), said)
        _gone(file)
        settings(tmp_path)
        station.until("Faulted", "There is no keyring for the key of this station.")
        assert (tmp_path / "state" / "starts").read_text() == "1\n", "only a start that succeeds counts"
    assert {"crashed"}.isdisjoint(str(event["event"]) for event in station.events())


def test_a_file_that_may_not_be_read_is_named_until_it_may(tmp_path: Path) -> None:
    file = settings(tmp_path)
    file.chmod(0)
    with shown(tmp_path, file, module="tests.startup.unprivileged") as station:
        station.until("Faulted", TITLE, str(file), "cannot be read (Permission denied)")
        file.chmod(0o600)
        station.until("Faulted", "There is no keyring for the key of this station.")


def test_a_mark_that_qt_cannot_draw_is_tried_again_only_when_it_is_another(tmp_path: Path) -> None:
    """Each try would be a new start of the whole program."""
    mark = tmp_path / "mark.svg"
    mark.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0" width="0" height="0"/>')
    file = settings(tmp_path)
    file.write_text(f'{file.read_text()}[brand]\nmark = "{mark}"\n')
    with shown(tmp_path, file) as station:
        station.until("Faulted", "[brand] mark", "in 5 seconds")
        station.until_without("in 5 seconds")
        station.until("Faulted", "[brand] mark", "in 5 seconds")
        assert [event["event"] for event in station.events()].count("started") == 1
        mark.unlink()
        station.until("Faulted", "[brand] mark", "cannot be read")


@pytest.mark.parametrize(
    ("made", "said"), [("missing", "No such file"), ("empty", "no certificate in it"), ("pipe", "is no file")]
)
def test_a_ca_that_is_not_there_is_named_until_it_is(made: str, said: str, tmp_path: Path) -> None:
    ca = tmp_path / "ca.pem"
    if made == "empty":
        ca.write_text("")
    elif made == "pipe":
        os.mkfifo(ca)
    with shown(tmp_path, settings(tmp_path, NOWHERE, ca)) as station:
        station.until(
            "Faulted",
            "The certificate authority of the service is missing.",
            f"[backend] ca_file: {ca}",
            said,
        )
