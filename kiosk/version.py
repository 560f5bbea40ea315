"""The version of the program, for heartbeats and the log."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def program_version() -> str:
    """Return the installed package's version, or that of a checkout that was not installed."""
    try:
        return metadata.version("repasse")
    except metadata.PackageNotFoundError:
        return str(tomllib.loads(_CHECKOUT.read_text(encoding="utf-8"))["project"]["version"])
