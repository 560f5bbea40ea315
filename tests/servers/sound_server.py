"""A PulseAudio of its own without a sound card: what a program plays there can be recorded."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 22050
"""Samples a second, as espeak-ng makes them, so that nothing is converted on the way."""
PATIENCE = 60.0


@dataclass(frozen=True)
class SoundServer:
    """`environment` leads a program's sound here."""

    environment: dict[str, str]

    @contextmanager
    def recording(self, file: Path) -> Iterator[None]:
        """Record what is played meanwhile as bare samples."""
        form = (f"--rate={RATE}", "--channels=1", "--format=s16le", "--raw", "--latency-msec=20")
        command = ["parec", "-d", "station.monitor", *form]
        with file.open("wb") as into:
            recorder = subprocess.Popen(command, stdout=into, env=os.environ | self.environment)
            try:
                _until(lambda: file.stat().st_size > 0)
                yield
            finally:
                recorder.terminate()
                recorder.wait(PATIENCE)


@contextmanager
def sound_server(folder: Path) -> Iterator[SoundServer]:
    """Run one whose only output is a sink that nobody hears."""
    socket = folder / "native"
    around = {"PULSE_SERVER": f"unix:{socket}", "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    sink = f"module-null-sink sink_name=station rate={RATE} channels=1"
    way_in = f"module-native-protocol-unix socket={socket} auth-anonymous=1"
    command = ["pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", "-L", sink, "-L", way_in]
    server = subprocess.Popen(command, env=os.environ | around, stderr=subprocess.DEVNULL)
    try:
        _until(socket.exists)
        yield SoundServer(around)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not there():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.01)


def likeness(recorded: NDArray[np.int16], played: NDArray[np.int16]) -> float:
    """The best normalised correlation of `played` with any part of `recorded`: 1 for the very same."""
    longer = recorded.astype(np.float64)
    shorter = played.astype(np.float64)
    size = 1 << (len(longer) + len(shorter)).bit_length()
    product = np.fft.irfft(np.fft.rfft(longer, size) * np.conj(np.fft.rfft(shorter, size)), size)
    place = int(np.argmax(product[: len(longer)]))
    part = longer[place : place + len(shorter)]
    return float(product[place] / (np.linalg.norm(part) * np.linalg.norm(shorter) + 1e-9))
