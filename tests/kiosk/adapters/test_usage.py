"""What the station says that its process uses."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kiosk.adapters.usage import Usage, usage


def test_memory_handles_and_threads_are_those_of_this_process(tmp_path: Path) -> None:
    before, done = usage(), threading.Event()
    files = [(tmp_path / str(number)).open("w") for number in range(20)]
    threads = [threading.Thread(target=done.wait) for _ in range(5)]
    held = bytearray(b"x" * 64 * 1024 * 1024)
    for each in threads:
        each.start()
    during = usage()
    done.set()
    for each in threads:
        each.join()
    for file in files:
        file.close()
    assert during.handles >= before.handles + 20
    assert during.threads >= before.threads + 5
    assert during.memory > before.memory + len(held) // 2
    assert before.uptime >= 0


@pytest.mark.parametrize("text", [None, "", "1", "1 many", "x y"])
def test_a_system_that_does_not_tell_is_no_fault(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "statm").write_text(text)
    told = usage(tmp_path)
    assert told == Usage(0, 0, 0, told.uptime)
