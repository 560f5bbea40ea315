"""`repasse-backend backup` and `restore`: a copy made while people are served comes back elsewhere."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from backend.data_lock import DataInUseError, replacing, serving
from tests.backend.web.test_journey import ADD, NEW, OLD, sign_in, start
from tests.servers.backend import ROOT, RunningBackend, running_backend
from tests.servers.station_client import Station

PATIENCE = 150.0


@dataclass
class Copied:
    """A backend whose copy was made with a reset open; it went on afterwards, and was then stopped."""

    first: RunningBackend
    station: Station
    copy: Path
    open_reset: str


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copied]:
    folder = tmp_path_factory.mktemp("first")
    with running_backend(folder) as first:
        first.cli(*ADD, typed=OLD + "\n")
        station = first.station()
        made = Copied(first, station, folder / "copy.tar", str(start(station)["id"]))
        first.cli("staff", "invite", "ada")
        assert "copied: " in first.cli("backup", str(made.copy))
        assert sign_in(station, NEW) == "refused"
        first.stop()
        yield made


def _next_checkpoint(backend: RunningBackend) -> Path:
    """The file, once what is linked by now is vouched for."""
    file = backend.data / "checkpoints" / "checkpoints.jsonl"
    before = file.stat().st_size if file.exists() else 0
    end = time.monotonic() + PATIENCE
    while not file.exists() or file.stat().st_size == before:
        assert time.monotonic() < end, backend.log
        time.sleep(0.2)
    return file


@pytest.fixture
def second(copied: Copied, tmp_path: Path) -> Iterator[RunningBackend]:
    """Another machine, which has served already; it is stopped."""
    with running_backend(tmp_path) as made:
        made.stop()
        yield made


def restored(copied: Copied, second: RunningBackend) -> str:
    told = second.cli("restore", str(copied.copy))
    second.start()
    return told


def at(copied: Copied, second: RunningBackend) -> Station:
    """The same station, which was told the new address."""
    return replace(copied.station, address=second.station_api, ca=second.ca)


def test_stations_accounts_and_authority_are_back(copied: Copied, second: RunningBackend) -> None:
    told = restored(copied, second)
    assert "ended: 1 resets, 0 requests to staff, 0 enrolments" in told
    assert "0 sessions and 1 links ended" in told
    station = at(copied, second)
    assert station.get("/v1/station").json()["name"] == "Library"
    assert sign_in(station, OLD) == "accepted"
    assert station.get(f"/v1/resets/{copied.open_reset}").json()["outcome"] == "expired"
    kinds = [json.loads(line)["kind"] for line in second.cli("audit", "show").splitlines()]
    assert kinds.count("backup_restored") == 1
    assert "reset_expired" in kinds


def test_what_was_there_is_kept_aside(copied: Copied, second: RunningBackend) -> None:
    former = (second.data / "keys" / "master.key").read_bytes()
    told = second.cli("restore", str(copied.copy))
    (aside,) = second.data.glob("before-restore-*")
    assert str(aside) in told
    assert (aside / "keys" / "master.key").read_bytes() == former
    assert (second.data / "keys" / "master.key").read_bytes() != former
    assert not list(second.data.glob("restore-*"))
    assert all(path.stat().st_mode & 0o077 == 0 for path in second.data.rglob("*"))


@pytest.mark.exhaustive
def test_the_chain_holds_and_checkpoints_kept_elsewhere_tell_what_is_missing(
    second: RunningBackend, tmp_path: Path
) -> None:
    """Minutes, most of them spent waiting: that often checkpoints are signed."""
    copy, late, elsewhere = (tmp_path / name for name in ("copy.tar", "late.jsonl", "first"))
    elsewhere.mkdir()
    with running_backend(elsewhere) as first:
        first.station()
        _next_checkpoint(first)
        first.cli("backup", str(copy))
        first.cli("staff", "invite", "sue")
        shutil.copyfile(_next_checkpoint(first), late)
    second.cli("restore", str(copy))
    assert "checked: " in second.cli("audit", "verify")
    said = second.cli("audit", "verify", "--checkpoint", str(late), check=False)
    assert "the audit trail has" in said


def test_a_backend_that_runs_is_left_alone(copied: Copied, second: RunningBackend) -> None:
    second.start()
    before = second.files().keys()
    assert "stop the backend first" in second.cli("restore", str(copied.copy), check=False)
    assert second.files().keys() == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda whole: whole[: len(whole) // 2], "no whole copy"),
        (lambda _whole: b"", "no whole copy"),
        (lambda _whole: b"not a copy" * 1000, "no whole copy"),
        (lambda whole: whole.replace(b"SQLite format 3", b"SQLite format 4", 1), "is not as it was made"),
        (lambda whole: _with(whole, "keys/other.key"), "keys/other.key is missing or not its own"),
        (lambda whole: _without(whole, "keys/master.key"), "keys/master.key is missing or not its own"),
        (lambda whole: _with(whole, "keys/master.key"), "no whole copy"),
        (lambda whole: _without(whole, "backup.json"), "its backup.json cannot be read"),
    ],
    ids=["half", "empty", "no tar", "a byte", "one more", "one less", "one twice", "no manifest"],
)
def test_a_copy_that_is_not_whole_changes_nothing(
    change: object, said: str, copied: Copied, tmp_path: Path
) -> None:
    assert callable(change)
    broken, data = tmp_path / "broken.tar", tmp_path / "data"
    broken.write_bytes(change(copied.copy.read_bytes()))
    third = RunningBackend(data, copied.first.environment)
    key = third.cli("audit", "key")
    told = third.cli("restore", str(broken), check=False)
    assert said in told
    assert str(broken) in told
    assert third.cli("audit", "key") == key
    assert not list(data.glob("restore-*"))


def test_a_copy_of_another_institution_changes_nothing(copied: Copied, tmp_path: Path) -> None:
    elsewhere = RunningBackend(
        tmp_path / "data", copied.first.environment | {"REPASSE_INSTITUTION__ID": "other"}
    )
    key = elsewhere.cli("audit", "key")
    assert "the settings are of other" in elsewhere.cli("restore", str(copied.copy), check=False)
    assert elsewhere.cli("audit", "key") == key


def test_nothing_of_it_is_written_outside(copied: Copied, tmp_path: Path) -> None:
    broken, data = tmp_path / "broken.tar", tmp_path / "in" / "data"
    whole = _with(_with(copied.copy.read_bytes(), "../evil"), "keys/../../evil")
    broken.write_bytes(_with(whole, str(tmp_path / "evil")))
    third = RunningBackend(data, copied.first.environment | {"REPASSE_STATION_API__PORT": "0"})
    third.cli("restore", str(broken))
    assert not list(tmp_path.rglob("evil"))


def test_nothing_is_written_over(copied: Copied) -> None:
    before = copied.copy.read_bytes()
    assert "nothing is written over" in copied.first.cli("backup", str(copied.copy), check=False)
    assert copied.copy.read_bytes() == before
    assert copied.copy.stat().st_mode & 0o077 == 0


def test_many_serve_from_one_folder_and_nobody_while_a_copy_is_put_back(tmp_path: Path) -> None:
    with (
        serving(tmp_path),
        serving(tmp_path),
        pytest.raises(DataInUseError, match="stop the backend first"),
        replacing(tmp_path),
    ):
        pytest.fail("a copy was put back below a backend")
    with replacing(tmp_path):
        with pytest.raises(DataInUseError, match="being put back"), serving(tmp_path):
            pytest.fail("a backend served from files that are moved away")
        with pytest.raises(DataInUseError), replacing(tmp_path):
            pytest.fail("two copies were put back at once")


def test_through_pipes(copied: Copied, tmp_path: Path) -> None:
    out = _piped(copied.first, ["backup", "-"], b"")
    with tarfile.open(fileobj=io.BytesIO(out)) as tar:
        assert tar.getnames()[0] == "backup.json"
    there = RunningBackend(tmp_path / "data", copied.first.environment)
    assert b"put back: the copy of" in _piped(there, ["restore", "-"], out)


def test_a_database_that_was_put_back_by_other_means(copied: Copied, tmp_path: Path) -> None:
    whole = RunningBackend(tmp_path / "data", copied.first.environment)
    whole.data.mkdir()
    subprocess.run(["tar", "-xf", str(copied.copy), "-C", str(whole.data)], check=True)
    assert "ended: 1 resets" in whole.cli("settle")
    assert "ended: 0 resets" in whole.cli("settle")


def _piped(backend: RunningBackend, arguments: list[str], given: bytes) -> bytes:
    command = [sys.executable, "-m", "backend", *arguments, "--data", str(backend.data)]
    done = subprocess.run(
        command, input=given, capture_output=True, check=True, cwd=ROOT, env=backend.environment, timeout=120
    )
    return done.stdout


def _with(whole: bytes, name: str) -> bytes:
    """With one more file at the end."""
    made = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(whole)) as old, tarfile.open(fileobj=made, mode="w") as new:
        for entry in old:
            new.addfile(entry, old.extractfile(entry))
        more = tarfile.TarInfo(name)
        more.size = 4
        new.addfile(more, io.BytesIO(b"evil"))
    return made.getvalue()


def _without(whole: bytes, name: str) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(whole)) as old, tarfile.open(fileobj=made, mode="w") as new:
        for entry in old:
            if entry.name != name:
                new.addfile(entry, old.extractfile(entry))
    return made.getvalue()
