"""The PEP 517 build backend: setuptools, after the forms, resources and catalogues were compiled."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F403 - a backend is its module's functions

_HERE = Path(__file__).resolve().parent


def _build_assets() -> None:
    subprocess.run([sys.executable, str(_HERE / "build_assets.py")], check=True)


def build_wheel(
    wheel_directory: str,
    config_settings: dict[str, str | list[str] | None] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """Compile the assets, then build the wheel (PEP 517)."""
    _build_assets()
    return build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(
    wheel_directory: str,
    config_settings: dict[str, str | list[str] | None] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """Compile the assets, then build the editable wheel (PEP 660)."""
    _build_assets()
    return build_meta.build_editable(wheel_directory, config_settings, metadata_directory)
