"""Prometheus' own checks, by the tool that comes with it."""

from __future__ import annotations

import shutil
import subprocess


class PromtoolMissingError(Exception):
    """Prometheus is not installed. `make test-servers` fails then; it never skips."""


def promtool(*arguments: str, typed: str = "") -> str:
    """What `promtool` says.

    Raises:
        PromtoolMissingError: it is not installed.
        subprocess.CalledProcessError: it found a fault; the output is attached.
    """
    program = shutil.which("promtool")
    if program is None:
        raise PromtoolMissingError("Prometheus is not installed: apt-get install prometheus")
    done = subprocess.run(
        [program, *arguments], input=typed, capture_output=True, text=True, timeout=120, check=False
    )
    told = done.stdout + done.stderr
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, arguments, told)
    return told
