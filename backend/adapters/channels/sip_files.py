"""The files of one call by SIP: baresip's configuration, and what it plays."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from backend.adapters.channels.sip_agent import AgentGone
from backend.adapters.channels.speech import RATE
from backend.adapters.channels.voice_settings import SipSettings

if sys.platform != "win32":
    import fcntl  # there is no baresip elsewhere, but the settings are read there too

LOCK = "lock"
"""Held by the process whose call it is for as long as that lives."""
_UNLOCKED = "lock.new"
FIRST = "first.wav"
"""Silence, from when the call is taken until something is said."""
_MODULES = ("/usr/lib/baresip/modules", "/usr/lib64/baresip/modules", "/usr/local/lib/baresip/modules")
_CONFIG = """\
sip_listen {listen}:0
audio_source aufile,{first}
audio_player aubridge,nobody
audio_alert aubridge,nobody
rtp_ports {ports}
rtp_timeout 30
call_max_calls 1
statmode_default off
module_path {modules}
module stdio.so
module g711.so
module aufile.so
module aubridge.so
module_tmp account.so
module_app menu.so
"""
_ACCOUNT = (
    "<sip:{user}@{host};transport={transport}>;{sign_in}regint=0;answermode=manual;"
    "audio_codecs=pcma/8000/1,pcmu/8000/1\n"
)


def configure(room: Path, settings: SipSettings) -> None:
    """Write baresip's configuration into `room`, for its owner alone.

    Raises:
        AgentGone: its modules are not on this machine.
        OSError, UnicodeDecodeError: a file cannot be written, or the password not read.
    """
    modules = next((one for one in _MODULES if Path(one).is_dir()), None)
    if modules is None:
        raise AgentGone("baresip is not installed")
    sign_in = ""
    if settings.password_file:
        sign_in = f"auth_user={settings.user};auth_pass={settings.password().reveal()};"
    config = _CONFIG.format(
        listen=settings.local or "0.0.0.0",  # noqa: S104 - an address of this machine that is not known here
        first=FIRST,
        ports=settings.rtp_ports,
        modules=modules,
    )
    account = _ACCOUNT.format(
        user=settings.user, host=settings.host, transport=settings.transport, sign_in=sign_in
    )
    for name, text in {"config": config, "accounts": account, "contacts": ""}.items():
        with private(room / name) as file:
            file.write(text.encode())


class Recording:
    """A sound file of a call; as a context it is gone afterwards."""

    def __init__(self, room: Path, name: str) -> None:
        self._path, self.name = room / name, name

    def write(self, sound: bytes, silence: int) -> None:
        """Sound, then so many seconds of silence: baresip hangs up when a file ends."""
        tail = silence * RATE * 2
        with private(self._path) as file:
            file.write(_head(len(sound) + tail) + sound)
            # A hole in the file, which reads as zeros.
            file.truncate(file.tell() + tail)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._path.unlink(missing_ok=True)


def _head(size: int) -> bytes:
    """Of a WAVE file: PCM, one channel, 16 bits."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, RATE * 2, 2, 16)
    return struct.pack("<4sI4s", b"RIFF", size + 36, b"WAVE") + form + struct.pack("<4sI", b"data", size)


@contextmanager
def locked(room: Path) -> Iterator[None]:
    """Hold the folder of a call, in the way that ends with the process."""
    with private(room / _UNLOCKED) as file:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX)
        # By its name only once it is held: whoever tidies meanwhile takes a free lock for a dead process.
        (room / _UNLOCKED).rename(room / LOCK)
        yield


def abandoned(room: Path) -> bool:
    """Whether the process whose folder it was has died. Raises `OSError`: it is none, or just being made."""
    with (room / LOCK).open("rb") as file:
        if sys.platform != "win32":
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
        return False


@contextmanager
def private(path: Path) -> Iterator[BinaryIO]:
    """A new file that only its owner can read, whatever the umask."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        yield file
