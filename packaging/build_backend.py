"""The PEP 517 build backend: setuptools, after the forms, resources and catalogues were compiled."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from setuptools import build_meta

Settings = dict[str, str | list[str] | None] | None

get_requires_for_build_editable = build_meta.get_requires_for_build_editable
get_requires_for_build_sdist = build_meta.get_requires_for_build_sdist
get_requires_for_build_wheel = build_meta.get_requires_for_build_wheel
prepare_metadata_for_build_editable = build_meta.prepare_metadata_for_build_editable
prepare_metadata_for_build_wheel = build_meta.prepare_metadata_for_build_wheel
build_sdist = build_meta.build_sdist


def build_wheel(
    wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None
) -> str:
    """Compile the assets, then build the wheel (PEP 517)."""
    _build_assets()
    return build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(
    wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None
) -> str:
    """Compile the assets, then build the editable wheel (PEP 660)."""
    _build_assets()
    return build_meta.build_editable(wheel_directory, config_settings, metadata_directory)


def _build_assets() -> None:
    script = Path(__file__).resolve().parent / "build_assets.py"
    subprocess.run([sys.executable, str(script)], check=True)
