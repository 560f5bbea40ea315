"""`repasse-backend audit verify` and `audit key`, on a backend's own data."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from backend import cli
from backend.adapters.store.engine import writing
from backend.app import Addresses, Backend, build, prepare_data
from backend.audit_commands import Progress
from backend.audit_parts import audit_parts, audit_work
from backend.core.audit import AuditKind, Scene
from backend.settings import load
from backend.web.metrics import Condition, Health


@dataclass
class House:
    """A backend's data with a trail of 25 records."""

    data: Path
    backend: Backend

    def __post_init__(self) -> None:
        self.condition = Condition()
        self.background = audit_work(self.backend, self.data, self.condition).background

    @property
    def file(self) -> Path:
        return self.data / "checkpoints" / "checkpoints.jsonl"

    def note(self, count: int) -> None:
        trail = audit_parts(self.backend).trail
        with self.backend.store.writing() as tx:
            for number in range(count):
                now = self.backend.clock.now() + timedelta(milliseconds=number)
                trail.note(tx, AuditKind.TRACE, now, Scene(actor="Ada"))

    def work(self) -> None:
        """One round of everything that runs in the background."""
        for part in self.background:
            part.once()

    def run(self, statement: str) -> None:
        with writing(self.backend.engine) as connection:
            connection.execute(text(statement))

    def verify(self, *more: str) -> int:
        return cli.main(["audit", "verify", "--data", str(self.data), *more])


@pytest.fixture
def unlinked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr("backend.logs.configure", lambda _level: None)
    data = tmp_path / "data"
    prepare_data(data)
    addresses = Addresses("https://a", "https://b")
    with closing(build(load(None, {}), data, addresses)) as backend:
        made = House(data, backend)
        made.note(25)
        yield made


@pytest.fixture
def house(unlinked: House) -> House:
    """Its records are linked, and a checkpoint is in its file."""
    unlinked.work()
    return unlinked


def test_a_whole_trail(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert house.verify() == 0
    told = capsys.readouterr().out
    assert "checked: 25 linked records, 1 checkpoints" in told
    assert "window after it: no linked record; 0 more not linked yet" in told
    assert "fault" not in told


def test_a_fault_is_a_line_and_a_status(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.run("update audit set actor = 'Eve' where id = 7")
    assert house.verify() == 1
    said = capsys.readouterr()
    lines = [line for line in said.out.splitlines() if line.startswith("fault: ")]
    assert len(lines) == 1
    assert lines[0].startswith("fault: link 7, record 7 ('trace', 20")
    assert "the audit trail has 1 fault\n" in said.err


def test_many_faults_are_counted(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.run("update audit set actor = 'Eve'")
    assert house.verify() == 1
    said = capsys.readouterr()
    assert said.out.count("fault: ") == 20
    assert "and 5 more faults" in said.out
    assert "25 faults" in said.err


def test_the_window_is_printed(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.note(3)
    assert house.verify() == 0
    assert "3 more not linked yet" in capsys.readouterr().out


def test_checkpoints_kept_elsewhere(house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = tmp_path / "syslog"
    elsewhere.write_text("Mar 2 other line\n\n<109>1 - - - - - - " + house.file.read_text(), encoding="utf-8")
    house.run("delete from audit where id > 20")
    house.run("delete from audit_chain where seq > 20")
    house.file.unlink()
    assert house.verify("--checkpoint", str(elsewhere)) == 1
    told = capsys.readouterr().out
    assert f"fault: {elsewhere}:3, checkpoint of link 25" in told
    assert "1 lines hold no checkpoint" in told


def test_without_any_checkpoint_it_is_not_whole(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.file.unlink()
    assert house.verify() == 1
    assert "no checkpoint vouches for the trail" in capsys.readouterr().out


def test_the_key_of_checkpoints(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit", "key", "--data", str(house.data)]) == 0
    key = capsys.readouterr().out.strip()
    assert len(bytes.fromhex(key)) == 32
    assert house.verify("--public-key", key) == 0
    assert house.verify("--public-key", f"{int(key[0], 16) ^ 1:x}{key[1:]}") == 1


@pytest.mark.parametrize(
    "more", [("--public-key", "xyz"), ("--public-key", "00"), ("--checkpoint", "/nowhere")]
)
def test_arguments_that_are_none(house: House, more: tuple[str, str]) -> None:
    assert house.verify(*more) == 2


def test_progress_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    for done in range(10_000, 200_001, 10_000):
        progress.show(done, 200_000)
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 10
    assert said.err.endswith("verified 200,000 of 200,000\n")


@pytest.mark.logs_errors
def test_a_sink_that_fails_is_shown_and_stops_nothing(unlinked: House) -> None:
    health: list[Health] = []
    unlinked.file.parent.touch()
    unlinked.work()
    health.append(unlinked.condition.health)
    unlinked.note(2)
    unlinked.work()
    health.append(unlinked.condition.health)
    unlinked.file.parent.unlink()
    unlinked.work()
    health.append(unlinked.condition.health)
    assert health == [Health.DEGRADED, Health.DEGRADED, Health.OK]
    assert unlinked.verify() == 0


def test_every_command_is_known() -> None:
    parsed: argparse.Namespace = cli.parser().parse_args(
        ["audit", "verify", "--checkpoint", "a", "--checkpoint", "b", "--public-key", "c"]
    )
    assert (parsed.checkpoint, parsed.public_key) == (["a", "b"], "c")
