"""Disks that take nothing, a station on each: by a limit, by rights, or by a mount, which needs root."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.startup.mounted import FILLER
from tests.startup.station import Shown, settings, shown

UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


@dataclass(frozen=True)
class Disk:
    """`home` is that of the station, as this process sees it; after `mend` the disk takes what comes."""

    station: Shown
    home: Path
    mend: Callable[[], object]

    @property
    def number(self) -> str:
        return (self.home / "state" / "starts").read_text()

    @property
    def names(self) -> set[str]:
        return {one.name for one in (self.home / "state").iterdir()}


Way = Callable[[Path], AbstractContextManager[Disk]]


@contextmanager
def limited(home: Path) -> Iterator[Disk]:
    """No byte more goes into any file of the station, as on a full disk."""
    with shown(home, settings(home), module="tests.startup.full_disk") as station:
        pid = station.process.pid
        yield Disk(station, home, lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, UNLIMITED))


@contextmanager
def forbidden(home: Path) -> Iterator[Disk]:
    """The state folder may not be written."""
    state = home / "state"
    state.mkdir(exist_ok=True)
    state.chmod(0o500)
    try:
        with shown(home, settings(home), module="tests.startup.unprivileged") as station:
            yield Disk(station, home, lambda: state.chmod(0o700))
    finally:
        state.chmod(0o700)


@contextmanager
def read_only(home: Path) -> Iterator[Disk]:
    """The file system with the station's home is mounted read-only."""
    with _mounted(home, "read-only") as station:
        enter = ["nsenter", "--target", str(station.process.pid), "--mount"]
        mend = [*enter, "mount", "-o", "remount,rw", str(home)]
        yield Disk(station, _seen_by(station, home), lambda: subprocess.run(mend, check=True))


@contextmanager
def full(home: Path) -> Iterator[Disk]:
    """There is no room left on the file system with the station's home."""
    with _mounted(home, "full") as station:
        seen = _seen_by(station, home)
        yield Disk(station, seen, (seen / FILLER).unlink)


@contextmanager
def _mounted(home: Path, way: str) -> Iterator[Shown]:
    own = {"MOUNTED": way, "TMPDIR": str(home)}
    with shown(home, settings(home), own, module="tests.startup.mounted") as station:
        yield station


def _seen_by(station: Shown, folder: Path) -> Path:
    return Path(f"/proc/{station.process.pid}/root") / folder.relative_to("/")
