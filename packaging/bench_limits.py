"""A program on one core and in one GiB: by affinity, and by a control group where this user may make one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

GIB = 1 << 30
PLACES = (
    (Path("/sys/fs/cgroup/memory"), "memory.limit_in_bytes"),
    (Path("/sys/fs/cgroup"), "memory.max"),
)


@contextmanager
def confined(command: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """The command that runs `command` so, and what was not possible, empty where all was."""
    group = _group()
    one_core = ["taskset", "--cpu-list", str(min(os.sched_getaffinity(0)))]
    if group is None:
        yield [*one_core, *command], "memory not limited: no control group may be made here"
        return
    enter = ["sh", "-c", f'echo $$ >{group}/cgroup.procs && exec "$@"', "sh"]
    try:
        yield [*enter, *one_core, *command], ""
    finally:
        group.rmdir()


def _group() -> Path | None:
    """A new group with one GiB, or None; what has no such limit in it is no control group."""
    for place, limit in PLACES:
        try:
            group = Path(tempfile.mkdtemp(prefix="repasse-", dir=place))
        except OSError:
            continue
        try:
            if (group / limit).exists():
                (group / limit).write_text(str(GIB), encoding="ascii")
                return group
        except OSError:
            pass
        group.rmdir()
    return None
