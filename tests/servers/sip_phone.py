"""A telephone at the campus: a baresip that is registered, records what it hears, and presses keys."""

from __future__ import annotations

import json
import queue
import socket
import subprocess
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.ports import free_port

START = 60.0
A_KEY = 6400
"""Octets of sound, 0.4 seconds."""
CONFIG = """\
sip_listen 127.0.0.1:0
audio_source aufile,silence.wav
audio_player aubridge,nobody
audio_alert aubridge,nobody
statmode_default off
module_path /usr/lib/baresip/modules
module g711.so
module aufile.so
module aubridge.so
module sndfile.so
snd_path {recordings}
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{port}
"""
ACCOUNT = "<sip:{user}@127.0.0.1:{port}>;regint=60;answermode=manual;audio_codecs=pcmu/8000/1,pcma/8000/1\n"


@dataclass
class Phone:
    """`events` are baresip's, such as ``CALL_INCOMING``, in their order."""

    control: socket.socket
    process: subprocess.Popen[bytes]
    recordings: Path
    log: Path
    events: queue.Queue[str] = field(default_factory=queue.Queue)

    def until(self, event: str) -> None:
        """Wait for that event; those before it are forgotten."""
        end = time.monotonic() + START
        while True:
            with suppress(queue.Empty):
                if self.events.get(timeout=0.2) == event:
                    return
            assert time.monotonic() < end, f"{event}\n{self.log.read_text()}"

    def answer(self) -> None:
        self.until("CALL_INCOMING")
        self._tell("accept")
        self.until("CALL_ESTABLISHED")

    def press(self, key: str) -> None:
        """Press it, and let go. Keys go out among the sound (RFC 4733), which has to go on for a while."""
        end, before = time.monotonic() + START, self._sent()
        self._tell("sndcode", key)
        while self._sent() - before < A_KEY and "CALL_CLOSED" not in list(self.events.queue):
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.02)

    def _sent(self) -> int:
        """Octets of sound that it has sent."""
        return max((path.stat().st_size for path in self.recordings.glob("*-enc.wav")), default=0)

    def hang_up(self) -> None:
        """End the call, or decline it."""
        self._tell("hangup")

    def heard(self) -> list[int]:
        """Every sample of the newest recording, 8000 a second."""
        found = sorted(self.recordings.glob("*-dec.wav"), key=lambda path: path.stat().st_mtime_ns)
        sound = found[-1].read_bytes()[44:] if found else b""
        return [
            int.from_bytes(sound[at : at + 2], "little", signed=True) for at in range(0, len(sound) - 1, 2)
        ]

    def forget(self) -> None:
        """Nothing is left of the call before."""
        self.hang_up()
        for path in self.recordings.glob("*.wav"):
            path.unlink()
        with suppress(queue.Empty):
            while True:
                self.events.get_nowait()

    def _tell(self, command: str, parameters: str = "") -> None:
        text = json.dumps({"command": command, "params": parameters, "token": "t"}).encode()
        self.control.sendall(str(len(text)).encode() + b":" + text + b",")

    def listen(self) -> None:
        """Keep every event, until the connection ends."""
        kept = b""
        with suppress(OSError):
            while found := self.control.recv(65536):
                kept += found
                while b":" in kept:
                    size, _, rest = kept.partition(b":")
                    if len(rest) <= int(size):
                        break
                    told = json.loads(rest[: int(size)])
                    kept = rest[int(size) + 1 :]
                    if "type" in told:
                        self.events.put(told["type"])


@contextmanager
def running_phone(folder: Path, user: str, server: int) -> Iterator[Phone]:
    """A telephone with the number `user`, registered at the server on that port of loopback."""
    recordings, port = folder / "recordings", free_port()
    recordings.mkdir(parents=True)
    files = {
        "config": CONFIG.format(recordings=recordings, port=port),
        "accounts": ACCOUNT.format(user=user, port=server),
        "contacts": "",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    with wave.open(str(folder / "silence.wav"), "wb") as silence:
        silence.setnchannels(1)
        silence.setsampwidth(2)
        silence.setframerate(8000)
        silence.writeframes(bytes(16000 * 120))
    log = folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            ["baresip", "-4", "-n", "127.0.0.1", "-f", "."],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    try:
        with _connected(port, process, log) as control:
            phone = Phone(control, process, recordings, log)
            listener = threading.Thread(target=phone.listen, daemon=True)
            listener.start()
            _until_registered(log)
            yield phone
            control.shutdown(socket.SHUT_RDWR)
            listener.join(10)
    finally:
        process.kill()
        process.wait(30)


def _until_registered(log: Path) -> None:
    end = time.monotonic() + START
    while "200 OK" not in log.read_text(errors="replace"):
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.05)


def _connected(port: int, process: subprocess.Popen[bytes], log: Path) -> socket.socket:
    end = time.monotonic() + START
    while True:
        with suppress(OSError):
            made = socket.create_connection(("127.0.0.1", port), timeout=1)
            made.settimeout(None)
            return made
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.05)
