"""`make check`: format, lint, types, layers, translations, documents; all run, then it says which failed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
SOURCES = ("kiosk", "backend", "demo", "tests", "packaging")

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    ("lint", ("-m", "ruff", "check", "--quiet", ".")),
    ("types", ("-m", "mypy", *SOURCES)),
    ("layers and sizes", ("-m", "pytest", "-q", "-p", "no:randomly", "tests/test_architecture.py")),
    ("translations", ("packaging/translations.py", "check")),
    ("settings documented", ("packaging/configuration.py", "--check")),
    ("OpenAPI fresh", ("packaging/openapi.py", "--check")),
    ("documents", ("packaging/check_docs.py",)),
)


def main() -> int:
    """Run every step; return 1 when any failed."""
    failed = [name for name, command in STEPS if not _run(name, command)]
    if failed:
        print(f"check: failed: {', '.join(failed)}")
        return 1
    print("check: all clean")
    return 0


def _run(name: str, command: tuple[str, ...]) -> bool:
    begun = time.monotonic()
    done = subprocess.run([PYTHON, *command], cwd=ROOT, check=False)
    state = "ok" if done.returncode == 0 else "FAILED"
    print(f"{name}: {state} ({time.monotonic() - begun:.1f} s)", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
