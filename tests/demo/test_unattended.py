"""`make demo` without a display: the whole sheet through the real window, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("a-new-station", "rest-state", "who-are-you", "the-code", "a-new-password", "done", "ask-staff")


@pytest.mark.longest
def test_it_plays_the_sheet_and_leaves_pictures(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    done = subprocess.run(
        [sys.executable, "-m", "demo", "--folder", str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    names = [path.name for path in tmp_path.glob("*.png")]
    for page in PAGES:
        for language in ("fr", "en"):
            assert any(page in name and name.endswith(f"-{language}.png") for name in names), page
    report = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "None was found" in report
    assert "the old password" in report


def test_a_backend_that_cannot_start_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("in the way")
    done = subprocess.run(
        [sys.executable, "-m", "demo", "--folder", str(tmp_path / "run"), "--unattended"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
