"""A signal that comes while a process is started ends it with the demonstration, not before it is known."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.backend_process import backend_process
from demo.uninterrupted import uninterrupted


@pytest.fixture(autouse=True)
def interrupts() -> Iterator[None]:
    """SIGTERM raises `KeyboardInterrupt`, as in the demonstration."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    yield
    signal.signal(signal.SIGTERM, before)


def terminated(done: list[str]) -> None:
    with uninterrupted():
        signal.raise_signal(signal.SIGTERM)
        done.append("begun")


def test_what_began_is_finished_first() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        terminated(done)
    assert done == ["begun"]
    assert signal.getsignal(signal.SIGTERM) is signal.default_int_handler


def test_a_signal_as_the_backend_starts_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    original = subprocess.Popen.__init__

    def interrupted(self: subprocess.Popen[bytes], *arguments: object, **named: object) -> None:
        original(self, *arguments, **named)  # type: ignore[call-overload]
        started.append(self)
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(subprocess.Popen, "__init__", interrupted)
    with pytest.raises(KeyboardInterrupt), backend_process(tmp_path / "data", tmp_path / "log"):
        pytest.fail("it was interrupted before")
    (one,) = started
    try:
        assert one.returncode is not None, "nobody ended it"
    finally:
        one.kill()
        one.wait()
