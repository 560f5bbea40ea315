"""For tests only: the station, whose home is a file system of its own that takes nothing.

What lies in HOME is on it as well. `MOUNTED` says whether it is `read-only` or `full`. Only this process and
its children see the mount, and it goes with them. It needs root that may mount (CAP_SYS_ADMIN).
"""

from __future__ import annotations

import ctypes
import os
import runpy
from pathlib import Path

CLONE_NEWNS = 1 << 17  # unshare(2), mount(2)
MS_RDONLY, MS_REMOUNT, MS_REC, MS_PRIVATE = 1, 1 << 5, 1 << 14, 1 << 18
FILLER = "filler"
SIZE = 1 << 20


def mount_over(home: Path) -> None:
    held = {one: one.read_bytes() for one in home.rglob("*") if one.is_file()}
    system = ctypes.CDLL(None, use_errno=True)
    _done(system.unshare(CLONE_NEWNS))
    _done(system.mount(None, b"/", None, MS_REC | MS_PRIVATE, None))
    _done(system.mount(b"tmpfs", bytes(home), b"tmpfs", 0, b"size=%d,mode=700" % SIZE))
    for file, content in held.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def make_read_only(home: Path) -> None:
    _done(ctypes.CDLL(None, use_errno=True).mount(None, bytes(home), None, MS_REMOUNT | MS_RDONLY, None))


def fill(home: Path) -> None:
    with (home / FILLER).open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(1 << 12))
            except OSError:  # there is no more room
                return


def _done(status: int) -> None:
    if status:
        reason = os.strerror(ctypes.get_errno())
        raise SystemExit(f"to mount, this test needs root with CAP_SYS_ADMIN (`make test-servers`): {reason}")


WAYS = {"read-only": make_read_only, "full": fill}

if __name__ == "__main__":
    mount_over(Path(os.environ["HOME"]))
    WAYS[os.environ["MOUNTED"]](Path(os.environ["HOME"]))
    runpy.run_module("tests.startup.eyes", run_name="__main__", alter_sys=True)
