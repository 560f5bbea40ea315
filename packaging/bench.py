"""`make bench`: every benchmark, each in a process of its own; figures also go to `build/bench/*.json`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCHES = ("start", "idle", "pages", "captcha", "reset", "answers", "servers", "audit")


def main() -> int:
    """Run them all, or those named; 1 when one failed."""
    wanted = sys.argv[1:] or BENCHES
    environment = os.environ | {"PYTHONPATH": str(HERE.parent), "QT_QPA_PLATFORM": "offscreen"}
    environment["QT_LOGGING_RULES"] = "default.warning=false"
    failed = [
        name
        for name in wanted
        if subprocess.run(
            [sys.executable, str(HERE / f"bench_{name}.py")], env=environment, check=False
        ).returncode
    ]
    if failed:
        print(f"bench: failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
