"""Which OS keyring the demonstration uses: the machine's own, or a private one where it has none."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from jeepney import message_bus  # type: ignore[import-untyped]  # ships no types
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

from demo.private_keyring import private_keyring

SERVICE_NAME = "org.freedesktop.secrets"


@dataclass(frozen=True, slots=True)
class KeyringFound:
    """`description` is for the person: what is used, and that it is real."""

    description: str


@contextmanager
def usable_keyring() -> Iterator[KeyringFound]:
    """Make a keyring usable by this process and its children.

    A private one lives in a temporary folder: the path of its socket must be short (108 bytes on Linux).

    Raises:
        KeyringUnavailableError: Linux without one, and without the programs to run a private one.
    """
    if sys.platform != "linux":
        yield KeyringFound("the operating system's own keyring")
    elif _has_secret_service():
        yield KeyringFound("this machine's own Secret Service")
    else:
        with (
            tempfile.TemporaryDirectory(prefix="repasse-") as folder,
            private_keyring(Path(folder)) as session,
        ):
            os.environ.update(session.environment)
            yield KeyringFound(
                "gnome-keyring in a private D-Bus session, as this machine has no Secret Service of its own"
            )


def _has_secret_service() -> bool:
    """Whether one answers on this session's bus."""
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return False
    with suppress(OSError, ValueError, KeyError), open_dbus_connection("SESSION") as connection:
        reply = connection.send_and_get_reply(message_bus.NameHasOwner(SERVICE_NAME))
        return bool(reply.body[0])
    return False
