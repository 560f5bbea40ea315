"""For tests only: the station, or what STARTED names, none of whose files takes a byte; pipes do."""

from __future__ import annotations

import os
import resource
import runpy

if __name__ == "__main__":
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    runpy.run_module(os.environ.get("STARTED", "tests.startup.eyes"), run_name="__main__", alter_sys=True)
