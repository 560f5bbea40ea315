"""The soak's own parts: a soak that could not see a fault would prove nothing."""

from __future__ import annotations

import json
import signal
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from tests.kiosk.packaging_program import program
from tests.soak import slices
from tests.soak.journeys import Soaked
from tests.soak.kills import Outcome
from tests.soak.manager import Manager
from tests.soak.remains import left_below, left_in, memory_images
from tests.soak.unit import UNIT, Unit, read, seconds

SAYS = """
import os, socket, sys, time
channel = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
for word in sys.argv[1:]:
    channel.sendto(word.encode(), os.environ["NOTIFY_SOCKET"])
print(os.environ["WATCHDOG_USEC"], flush=True)
sys.stdin.read()
"""
QUICK: Unit = replace(read(), restart_after=0.05, watchdog=0.5, start_within=30.0, stop_within=5.0)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def manager(tmp_path: Path, journal: Path, unit: Unit, *words: str) -> Manager:
    return Manager(unit, [sys.executable, "-c", SAYS, *words], {}, tmp_path, journal)


def test_the_shipped_unit_is_what_is_obeyed() -> None:
    unit = read()
    lines = UNIT.read_text(encoding="utf-8").splitlines()
    assert f"WatchdogSec={unit.watchdog:.0f}" in lines
    assert f"RestartSec={unit.restart_after:.0f}" in lines
    assert f"WatchdogSignal={unit.watchdog_signal.name}" in lines
    assert f"UMask={unit.umask:04o}" in lines


@pytest.mark.parametrize("line", ["Restart=always", "RestartSec=2", "StartLimitAction=reboot"])
def test_a_unit_that_is_not_understood_is_refused(line: str, tmp_path: Path) -> None:
    other = tmp_path / "other.service"
    other.write_text(UNIT.read_text(encoding="utf-8").replace(f"\n{line}\n", "\n"), encoding="utf-8")
    with pytest.raises(ValueError, match=line.split("=")[0]):
        read(other)


@pytest.mark.parametrize(("text", "span"), [("20", 20), ("1h", 3600), ("1min 30s", 90), ("500ms", 0.5)])
def test_time_spans(text: str, span: float) -> None:
    assert seconds(text) == span


def test_no_time_span_is_guessed() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        seconds("1 fortnight")


def test_what_ends_is_started_again(tmp_path: Path, journal: Path) -> None:
    with manager(tmp_path, journal, replace(QUICK, watchdog=600.0), "READY=1") as made:
        first = made.next_run(0, 60)
        first.process.kill()
        second = made.next_run(first.number, 60)
        assert second.process.poll() is None
    assert made.ends == [-signal.SIGKILL, -signal.SIGTERM]
    assert made.tally.by_watchdog == 0
    close(first.process.stdout, first.process.stdin, second.process.stdout, second.process.stdin)


def test_what_goes_silent_is_killed_by_the_signal_of_the_unit(tmp_path: Path, journal: Path) -> None:
    with manager(tmp_path, journal, replace(QUICK, watchdog_signal=signal.SIGKILL), "READY=1") as made:
        first = made.next_run(0, 60)
        second = made.next_run(first.number, 60)
        assert first.process.wait() == -signal.SIGKILL
    assert made.tally.by_watchdog >= 1
    close(first.process.stdout, first.process.stdin, second.process.stdout, second.process.stdin)


def close(*streams: object) -> None:
    for stream in streams:
        getattr(stream, "close", lambda: None)()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_what_somebody_typed_is_found_wherever_it_stands(encoding: str, tmp_path: Path) -> None:
    secret, folder = "Vandé-2017", tmp_path / "state"
    folder.mkdir()
    assert not left_below([folder], [secret])
    (folder / "kept").write_bytes(b"\0x" + secret.encode(encoding) + b"x")
    assert left_below([folder], [secret]) == {str(folder / "kept")}
    assert left_in(secret.encode(encoding), [secret, "other"]) == {secret}


def test_what_somebody_typed_is_found_in_names(tmp_path: Path) -> None:
    (tmp_path / "x-Vand2017-x").mkdir()
    assert left_below([tmp_path], ["Vand2017"]) == {str(tmp_path / "x-Vand2017-x")}


def test_a_memory_image_is_known_by_its_name_or_its_head(tmp_path: Path) -> None:
    (tmp_path / "core.12").touch()
    (tmp_path / "other").write_bytes(b"\x7fELF" + bytes(12) + b"\x04\x00")
    (tmp_path / "program").write_bytes(b"\x7fELF" + bytes(12) + b"\x02\x00")
    assert sorted(memory_images([tmp_path])) == [str(tmp_path / "core.12"), str(tmp_path / "other")]


def test_the_figures_of_kills_are_json() -> None:
    outcome = Outcome(1, kills=Counter({"KILL": 2}), ends=Counter({-9: 2}))
    assert json.loads(json.dumps(outcome.figures()))["kills"] == {"KILL": 2}


def test_what_slices_found_adds_up() -> None:
    whole = Outcome(7, kills=Counter({"KILL": 1}), back_after={"KILL": [1.0]}, by_watchdog=1)
    whole.add(
        Outcome(8, Counter({"KILL": 2, "TERM": 1}), back_after={"KILL": [2.0]}, faults=["x"], reboots=1)
    )
    assert (whole.seed, whole.kills, whole.back_after) == (7, {"KILL": 3, "TERM": 1}, {"KILL": [1.0, 2.0]})
    assert (whole.faults, whole.by_watchdog, whole.reboots) == (["seed 8: x"], 1, 1)


@pytest.mark.parametrize("count", [0, 1, slices.SLICE, 2 * slices.SLICE + 3])
def test_slices_are_all_the_kills_and_none_is_longer(count: int) -> None:
    assert sum(slices.shares(count)) == count
    assert all(0 < one <= slices.SLICE for one in slices.shares(count))


def test_a_slice_that_could_not_go_on_is_a_fault() -> None:
    one = Future[Outcome]()
    one.set_exception(TimeoutError("no run"))
    assert slices.found(one, 8).faults == ["it stopped: TimeoutError('no run')"]


def test_growth_past_two_per_cent_is_too_much() -> None:
    first = {"memory": 1000, "threads": 9}
    assert Soaked(1, {100: first, 200: {"memory": 1019, "threads": 10}}, 1).too_much() == {}
    assert set(Soaked(1, {100: first, 200: {"memory": 1021, "threads": 11}}, 1).too_much()) == {
        "memory",
        "threads",
    }


def test_the_plot_is_a_drawing_with_every_figure() -> None:
    names = program("soak_plot").NAMES
    sample = dict.fromkeys(names, 50)
    drawn = program("soak_plot").plot({100: sample, 200: sample | {"threads": 60}})
    root = ET.fromstring(drawn)  # noqa: S314 - just made here
    texts = {one.text for one in root.iter("{http://www.w3.org/2000/svg}text")}
    assert set(names.values()) <= texts
    assert "60, +20.00%" in texts


def test_the_plot_of_kills_has_a_dot_for_each() -> None:
    drawn = program("kills_plot").plot({"KILL": [3.0, 3.0, 4.5], "STOP": [23.1]})
    root = ET.fromstring(drawn)  # noqa: S314 - just made here
    dots = [(one.get("cx"), one.get("cy")) for one in root.iter("{http://www.w3.org/2000/svg}circle")]
    assert len(dots) == len(set(dots)) == 4
    texts = {one.text for one in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"3, median 3.0 s", "1, median 23.1 s", "0, median 0.0 s", "20 s"} <= texts
