"""A private screen and accessibility bus (AT-SPI 2) for a window that shows every page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]  # ships no types
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

from demo.private_keyring import private_bus
from tests.servers.accessible_tree import PATIENCE, Node, Reader

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


@dataclass
class Watched:
    """The window with every page, and who reads it."""

    reader: Reader
    program: subprocess.Popen[str]

    def scenes(self) -> list[str]:
        return [str(name) for name in json.loads(self.order("scenes"))]

    def order(self, *order: str) -> str:
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.write(json.dumps(order) + "\n")
        self.program.stdin.flush()
        return str(json.loads(self.program.stdout.readline()))

    def look(self) -> Node:
        return self.reader.tree(self.reader.application("repasse-scenes"))


@contextmanager
def watched(folder: Path, language: str) -> Iterator[Watched]:
    """Run the window on a screen of its own, seen by the accessibility bus of a session of its own."""
    with ExitStack() as stack:
        session = stack.enter_context(private_bus(folder))
        around = os.environ | dict(session.environment) | {"DISPLAY": stack.enter_context(screen())}
        around |= {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LC_ALL": "C.UTF-8"}
        around |= {"GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "0"}
        stack.enter_context(_running([_launcher(), "--launch-immediately"], around))
        address = _address(session.environment["DBUS_SESSION_BUS_ADDRESS"])
        command = [sys.executable, "-m", "tests.servers.accessible_scenes", language]
        program = stack.enter_context(_running(command, around))
        reader = stack.enter_context(closing(Reader(address)))
        yield Watched(reader, program)


def _launcher() -> str:
    found = next((path for path in LAUNCHERS if Path(path).exists()), None)
    assert found is not None, "at-spi2-core is missing"
    return found


def _address(session: str) -> str:
    """Of the accessibility bus, once the launcher has it."""
    end = time.monotonic() + PATIENCE
    with closing(open_dbus_connection(session)) as bus:
        asked = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
        while time.monotonic() < end:
            reply = bus.send_and_get_reply(asked, timeout=PATIENCE)
            if reply.header.message_type.name == "method_return" and reply.body[0]:
                return str(reply.body[0])
            time.sleep(0.05)
    raise TimeoutError("accessibility bus")


@contextmanager
def screen() -> Iterator[str]:
    """A screen without a monitor; Xvfb picks a free number itself."""
    told, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL)
    os.close(tell)
    try:
        with os.fdopen(told) as number:
            yield f":{number.readline().strip()}"
    finally:
        screen.terminate()
        screen.wait(PATIENCE)


@contextmanager
def _running(command: list[str], around: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    program = subprocess.Popen(
        command,
        env=around,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield program
    finally:
        program.terminate()
        program.wait(PATIENCE)
        for end in (program.stdin, program.stdout):
            if end is not None:
                end.close()
