"""For tests only: the station, or what STARTED names, for whom the rights of files count even as root."""

from __future__ import annotations

import ctypes
import os
import runpy

PR_CAPBSET_DROP = 24
VERSION = 0x20080522
RIGHTS = (1, 2)  # capabilities(7): CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def give_up_rights() -> None:
    """For this process, and for a program that takes its place."""
    system = ctypes.CDLL(None, use_errno=True)
    head, data = (ctypes.c_uint32 * 2)(VERSION, 0), (ctypes.c_uint32 * 6)()
    done = system.capget(head, data)
    for right in RIGHTS:
        done |= system.prctl(PR_CAPBSET_DROP, right, 0, 0, 0)
        for place in range(3):  # effective, permitted, inheritable
            data[place] &= ~(1 << right)
    if done | system.capset(head, data):
        raise SystemExit(f"root cannot give up its rights over files: {os.strerror(ctypes.get_errno())}")


if __name__ == "__main__":
    if os.geteuid() == 0:
        give_up_rights()
    runpy.run_module(os.environ.get("STARTED", "tests.startup.eyes"), run_name="__main__", alter_sys=True)
