"""A private Secret Service: a D-Bus session of its own with gnome-keyring, for machines that have none.

It is a real keyring in real processes, with its files in a folder of the caller; it ends with its context.
Linux only; needs the Debian packages dbus and gnome-keyring.
"""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from jeepney import message_bus  # type: ignore[import-untyped]  # ships no types
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

from demo.uninterrupted import uninterrupted

PATIENCE = 60  # seconds until a daemon that does not start is given up


class KeyringUnavailableError(Exception):
    """The private keyring cannot be started; the sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class PrivateSession:
    """`environment` is added to a program's own so that it meets this session's keyring and no other."""

    environment: Mapping[str, str]


@contextmanager
def private_bus(folder: Path) -> Iterator[PrivateSession]:
    """Run a D-Bus session without a keyring; `folder` is the home of what runs in it.

    Its sockets are elsewhere: their paths may have 108 bytes (unix(7)), however long that of `folder` is.

    Raises:
        KeyringUnavailableError: dbus-daemon is missing or does not start.
    """
    (folder / "data").mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    config = folder / "bus.conf"
    with TemporaryDirectory(prefix="repasse-") as sockets:
        config.write_text(_BUS.format(sockets=sockets), encoding="utf-8")
        command = ["dbus-daemon", f"--config-file={config}", "--print-address=1", "--nofork"]
        with _running(command, os.environ) as bus:
            yield PrivateSession(
                {
                    "DBUS_SESSION_BUS_ADDRESS": _first_line(bus),
                    "XDG_DATA_HOME": str(folder / "data"),
                    "XDG_RUNTIME_DIR": sockets,
                }
            )


@contextmanager
def private_keyring(folder: Path, password: str | None = None) -> Iterator[PrivateSession]:
    """Run a private session with an unlocked keyring in it.

    Args:
        password: of the keyring's file, for a folder that is used again; a random one by default.

    Raises:
        KeyringUnavailableError: a daemon is missing or does not start.
    """
    with private_bus(folder) as session:
        told = (password or secrets.token_hex(16)).encode()
        with _running(_UNLOCK, os.environ | dict(session.environment), told) as daemon:
            _wait_for_service(session, daemon)
            yield session


@contextmanager
def locked_keyring(folder: Path) -> Iterator[PrivateSession]:
    """Run a private session whose keyring was never unlocked."""
    with private_bus(folder) as session, _running(_RUN, os.environ | dict(session.environment)) as daemon:
        _wait_for_service(session, daemon)
        yield session


_RUN = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
_UNLOCK = [*_RUN, "--unlock"]
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={sockets}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def _running(
    command: list[str], environment: Mapping[str, str], told: bytes = b""
) -> Iterator[subprocess.Popen[bytes]]:
    with ExitStack() as ends:
        with uninterrupted():
            process = _start(command, environment, told)
            ends.callback(_stop, process)
        yield process


def _start(command: list[str], environment: Mapping[str, str], told: bytes) -> subprocess.Popen[bytes]:
    try:
        process = subprocess.Popen(
            command,
            env=dict(environment) | {"DISPLAY": "", "WAYLAND_DISPLAY": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise KeyringUnavailableError(f"{command[0]} is not installed (dbus, gnome-keyring)") from None
    if process.stdin is not None:
        process.stdin.write(told)
        process.stdin.close()
    return process


def _first_line(process: subprocess.Popen[bytes]) -> str:
    """Return the first line that the daemon prints, which it does when it is ready."""
    line = process.stdout.readline().decode() if process.stdout is not None else ""
    if not line:
        raise KeyringUnavailableError(f"{process.args!r} did not start")
    return line.strip()


def _wait_for_service(session: PrivateSession, daemon: subprocess.Popen[bytes]) -> None:
    """Wait until the daemon has taken the Secret Service's name on the bus."""
    with open_dbus_connection(session.environment["DBUS_SESSION_BUS_ADDRESS"]) as connection:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and daemon.poll() is None:
            reply = connection.send_and_get_reply(message_bus.NameHasOwner("org.freedesktop.secrets"))
            if reply.body[0]:
                return
            time.sleep(0.02)
    raise KeyringUnavailableError(f"{daemon.args!r} did not start")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
