"""`repasse-demo`: with a display for a person to try, without one as a play that leaves pictures."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from demo.backend_process import BackendFailedError
from demo.private_keyring import KeyringUnavailableError

FOLDER = Path("build") / "demo"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demonstration; returns the exit status."""
    parser = argparse.ArgumentParser("repasse-demo", description=__doc__)
    parser.add_argument("--unattended", action="store_true", help="play it even where there is a display")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where everything goes; emptied first")
    given = parser.parse_args(arguments)
    folder: Path = given.folder.absolute()
    try:
        _empty(folder)
        return _play(folder, unattended=given.unattended or not has_display())
    except (BackendFailedError, KeyringUnavailableError, OSError) as fault:
        print(f"repasse-demo: {fault}", file=sys.stderr)
        return 1


def _empty(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.png"), *folder.glob("*.html")):
        old.unlink()


def _play(folder: Path, *, unattended: bool) -> int:
    """Qt reads its platform when it is imported, so the choice comes first."""
    if unattended:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["QT_LOGGING_RULES"] = "default.warning=false"  # about missing hints
        from demo.unattended import play
    else:
        from demo.attended import play
    return play(folder)


def has_display() -> bool:
    """Whether a window can be seen here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
