"""From starting the station's program to its attract page painted, against a bare PySide6 window."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_backend import bench_backend
from bench_report import Row, publish, spread

from demo.backend_process import BackendProcess
from demo.private_keyring import private_keyring

ROUNDS = 7
HERE = Path(__file__).resolve().parent
PATIENCE = 60
SETTINGS = """[backend]
address = "{address}"
ca_file = "{ca}"
[station]
windowed = true
state_folder = "{state}"
"""


def main() -> int:
    with (
        tempfile.TemporaryDirectory(prefix="repasse-") as folder,
        private_keyring(Path(folder) / "keyring") as keyring,
        bench_backend(1) as backend,
    ):
        environment = os.environ | dict(keyring.environment) | {"QT_QPA_PLATFORM": "offscreen"}
        file = Path(folder) / "station.toml"
        text = SETTINGS.format(address=backend.station_api, ca=backend.ca, state=Path(folder) / "state")
        file.write_text(text, encoding="utf-8")
        _enrol(file, environment, backend)
        command = [sys.executable, str(HERE / "bench_start_station.py"), str(file)]
        starts = [_run(command, environment) for _ in range(ROUNDS)]
        floors = [
            _run([sys.executable, str(HERE / "bench_start_bare.py")], environment) for _ in range(ROUNDS)
        ]
    row = Row("station to its first page", spread(starts), spread(floors), "floor: an empty QWidget painted")
    publish("start", f"Start, {ROUNDS} times, settings fetched from the backend included", [row])
    return 0


def _enrol(file: Path, environment: dict[str, str], backend: BackendProcess) -> None:
    """The first start makes the key and shows a code, which an operator approves."""
    station = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "--config", str(file)], env=environment, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + PATIENCE
    found = None
    while found is None and time.monotonic() < until:
        found = re.search(r"code ([^,\s]+)", backend.command("station", "list"))
    if found is None:
        raise SystemExit("the station never offered its key")
    backend.command("station", "approve", found.group(1), "--name", "bench", "--place", "bench")
    station.terminate()
    station.wait()


def _run(command: list[str], environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    line = child.stdout.readline() if child.stdout else b""
    took = time.perf_counter() - begun
    child.communicate(timeout=PATIENCE)
    if line.strip() != b"painted":
        raise SystemExit(f"{command[1]} painted nothing")
    return took


if __name__ == "__main__":
    raise SystemExit(main())
