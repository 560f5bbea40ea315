"""A copy of everything that the backend keeps on its machine, as one tar file, and the way back.

The copy holds the master key: whoever has it has what the database seals. Databases of our own are copied
while the backend serves, each at one moment (sqlite.org/backup.html). One elsewhere is its server's to copy.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

FOLDERS = ("checkpoints", "keys", "tls")
"""Checkpoints are copied before the databases: a newer one would say that records are missing."""
DATABASES = ("repasse.sqlite", "directory.sqlite")
MANIFEST = "backup.json"
_FORMAT = 1


class BackupUnusableError(Exception):
    """The copy cannot be made or put back; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands at the head of a copy. `files` maps names to SHA-256."""

    version: str
    made_at: str
    institution: str
    files: dict[str, str]
    format: int = _FORMAT


def write(data: Path, about: Manifest, out: IO[bytes]) -> Manifest:
    """Copy `data` to `out` as tar; `about` lacks only its files. Settings are where the operator keeps them.

    Raises:
        BackupUnusableError: a database is damaged.
        OSError: something cannot be read or written.
    """
    with _staging(data, "backup-") as stage:
        _collect(data, stage)
        files = {name: _digest(stage / name) for name in _names(stage)}
        whole = Manifest(about.version, about.made_at, about.institution, files)
        with tarfile.open(fileobj=out, mode="w|") as tar:
            _put(tar, MANIFEST, json.dumps(asdict(whole), indent=1).encode())
            for name in files:
                tar.add(stage / name, arcname=name, recursive=False, filter=_anonymous)
    return whole


def read(source: IO[bytes], data: Path, institution: str, aside: str) -> tuple[Manifest, Path | None]:
    """Put a copy of `institution` back into `data`; what is there goes to the folder `aside` in it.

    Returns what the copy says of itself, and where the former data went. Nothing is changed unless the whole
    copy is as it was made.

    Raises:
        BackupUnusableError: it is no copy, or damaged, or another institution's.
        OSError: something cannot be read or written.
    """
    with _staging(data, "restore-") as stage:
        _unpack(source, stage)
        about = _checked(stage)
        if about.institution != institution:
            raise BackupUnusableError(
                f"it is of the institution {about.institution}, and the settings are of {institution}"
            )
        former = _set_aside(data, data / aside)
        for name in sorted({Path(one).parts[0] for one in about.files}):
            (stage / name).rename(data / name)
    return about, former


@contextmanager
def _staging(data: Path, prefix: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=prefix, dir=data) as folder:
        yield Path(folder)


# --- the way there ------------------------------------------------------------------------------


def _collect(data: Path, stage: Path) -> None:
    for folder in FOLDERS:
        if (data / folder).is_dir():
            shutil.copytree(data / folder, stage / folder)
    for name in DATABASES:
        if (data / name).exists():
            _copy_database(data / name, stage / name)


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        _refuse_damaged(copy, source.name)


def _refuse_damaged(database: sqlite3.Connection, name: str) -> None:
    told = [str(row[0]) for row in database.execute("PRAGMA integrity_check(1)")]
    if told != ["ok"]:
        raise BackupUnusableError(f"the database {name} is damaged: {told[0]}")


def _put(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, io.BytesIO(content))


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """For its owner only, whoever that will be on the next machine."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


# --- the way back -------------------------------------------------------------------------------


def _unpack(source: IO[bytes], stage: Path) -> None:
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for entry in tar:
                if entry.isfile() and _known(entry.name):
                    _write(tar.extractfile(entry), stage / entry.name)
    except (tarfile.TarError, EOFError, FileExistsError) as error:
        raise BackupUnusableError(f"this is no whole copy of a backend: {error}") from error


def _write(content: IO[bytes] | None, target: Path) -> None:
    """Content alone, whatever the entry says of owner, mode and time; each name once."""
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with created(target) as file:
        shutil.copyfileobj(content or io.BytesIO(), file)


def _known(name: str) -> bool:
    """Our own files only, none of them outside."""
    first, *rest = Path(name).parts
    if rest:
        return first in FOLDERS and len(rest) == 1 and rest[0] != ".."
    return first in (*DATABASES, MANIFEST)


def _checked(stage: Path) -> Manifest:
    """Every file, and no other, is as the manifest has it."""
    try:
        about = Manifest(**json.loads((stage / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise BackupUnusableError(f"this is no copy of a backend: its {MANIFEST} cannot be read") from error
    if about.format != _FORMAT:
        raise BackupUnusableError(
            f"it was made by version {about.version}, in a form that this one does not know"
        )
    (stage / MANIFEST).unlink()
    found = {name: _digest(stage / name) for name in _names(stage)}
    for name in sorted(found.keys() ^ about.files.keys()):
        raise BackupUnusableError(f"the copy is not whole: {name} is missing or not its own")
    for name in found:
        if found[name] != about.files[name]:
            raise BackupUnusableError(f"the copy is damaged: {name} is not as it was made")
    return about


def _set_aside(data: Path, aside: Path) -> Path | None:
    there = [one for name in (*FOLDERS, *_with_logs()) if (one := data / name).exists()]
    if not there:
        return None
    aside.mkdir(mode=0o700)
    for one in there:
        one.rename(aside / one.name)
    return aside


def _with_logs() -> Iterator[str]:
    for name in DATABASES:
        yield from (name, f"{name}-wal", f"{name}-shm")


def _names(stage: Path) -> list[str]:
    """In the order of `FOLDERS` and names."""
    return sorted(str(path.relative_to(stage)) for path in stage.rglob("*") if path.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_name(now: datetime) -> str:
    """Of the folder in which former data are kept."""
    return f"before-restore-{now:%Y%m%dT%H%M%SZ}"


@contextmanager
def created(path: Path) -> Iterator[IO[bytes]]:
    """A new file for its owner only, on the disk at the end; gone again if something fails.

    Raises:
        FileExistsError: nothing is ever written over.
    """
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink()
            raise
