"""A real headless Chromium, driven over its DevTools pipe (chromedevtools.github.io); no port, no library.

Chromium reads and writes JSON messages that end with a zero byte, on file descriptors 3 and 4
(``--remote-debugging-pipe``).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SECONDS = 30.0
Json = dict[str, object]
FLAGS = (
    "--headless",
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--lang=en-GB",
    "--remote-debugging-pipe",
)
# Both are moved out of the way first, as either may be 3 or 4 already.
_MOVE = (
    "import fcntl, os, sys\n"
    "a, b = (fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3])\n"
    "os.dup2(a, 3), os.dup2(b, 4)\n"
    "os.execv(sys.argv[3], sys.argv[3:])\n"
)
# Commands that start the network's events and those of the page and its console.
WATCHED = ("Page.enable", "Network.enable", "Log.enable", "Runtime.enable", "Audits.enable")


class BrowserMissingError(Exception):
    """No Chromium is installed. `make test-servers` fails then; it never skips."""


@dataclass
class Browser:
    """One page of a running Chromium, and everything it asked for or complained about."""

    process: subprocess.Popen[bytes]
    to: int
    back: int
    session: str = ""
    requested: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _buffer: bytes = b""
    _number: int = 0

    def attach(self) -> None:
        """Take hold of a new page."""
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})
        self.session = str(attached["sessionId"])
        for method in WATCHED:
            self.call(method)

    def size(self, width: int, height: int = 900, scheme: str = "light") -> None:
        """A window of `width` by `height` CSS pixels, in the light or dark scheme."""
        metrics: Json = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", metrics)
        wished = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wished.items()]
        self.call("Emulation.setEmulatedMedia", {"features": features})

    def open(self, url: str) -> None:
        """Go to `url` and wait until it is loaded."""
        self.run("document.left = true")
        answer = self.call("Page.navigate", {"url": url})
        assert "errorText" not in answer, answer
        self._wait_for_another_page()

    def submit(self, selector: str) -> None:
        """Click what leads to another page, and wait until that is loaded."""
        self.run("document.left = true")
        self.run(f"document.querySelector({json.dumps(selector)}).click()")
        self._wait_for_another_page()

    def type(self, selector: str, text: str) -> None:
        """Type into a field as a keyboard does."""
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self.call("Input.insertText", {"text": text})

    def run(self, script: str) -> object:
        """The value of a JavaScript expression in the page."""
        asked: Json = {"expression": script, "returnByValue": True, "awaitPromise": True}
        answer = self.call("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, answer
        return cast("Json", answer["result"]).get("value")

    def text(self) -> str:
        return str(self.run("document.body.innerText"))

    def picture(self, path: Path) -> None:
        """The whole page as PNG."""
        taken = self.call("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True})
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(str(taken["data"])))

    def call(self, method: str, values: Mapping[str, object] | None = None) -> Json:
        """One command and its result."""
        answer = self._ask(method, values)
        assert "error" not in answer, (method, answer)
        return cast("Json", answer["result"])

    def _ask(self, method: str, values: Mapping[str, object] | None = None) -> Json:
        """Send one command, and note the events that come before its answer."""
        self._number += 1
        message: Json = {"id": self._number, "method": method, "params": dict(values or {})}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            self._note(answer)
        return answer

    def _wait_for_another_page(self) -> None:
        """Until the document is not the one that was marked as left, and complete."""
        end = time.monotonic() + SECONDS
        asked: Json = {"expression": "!document.left && document.readyState === 'complete'"}
        while time.monotonic() < end:
            answer = self._ask("Runtime.evaluate", asked)  # fails between two documents
            if cast("Json", cast("Json", answer.get("result", {})).get("result", {})).get("value") is True:
                return
            time.sleep(0.02)
        raise AssertionError("no other page was loaded")

    def _next(self) -> Json:
        end = time.monotonic() + SECONDS
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self.back], [], [], max(0.0, end - time.monotonic()))
            read = os.read(self.back, 1 << 20) if ready else b""
            assert read, "Chromium does not answer"
            self._buffer += read
        said, _, self._buffer = self._buffer.partition(b"\0")
        return cast("Json", json.loads(said))

    def _note(self, message: Json) -> None:
        event = cast("Json", message.get("params", {}))
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requested.append(str(cast("Json", event["request"])["url"]))
            case "Log.entryAdded" | "Runtime.consoleAPICalled" | "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(event))
            case "Audits.issueAdded":
                self.complaints.append(json.dumps(event))
            case _:
                pass


@contextmanager
def running_browser(profile: Path, certificate: Path) -> Iterator[Browser]:
    """Chromium with an empty profile. Of all certificates nobody vouches for, it accepts only `certificate`.

    Raises:
        BrowserMissingError: it is not installed.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise BrowserMissingError("Chromium is not installed: apt-get install chromium")
    trust = f"--ignore-certificate-errors-spki-list={_key_digest(certificate)}"
    (theirs, to), (back, ours) = os.pipe(), os.pipe()
    command = [program, *FLAGS, trust, f"--user-data-dir={profile}", "about:blank"]
    process = _start(command, theirs, ours, profile)
    try:
        browser = Browser(process, to, back)
        browser.attach()
        yield browser
    finally:
        process.terminate()
        process.wait(SECONDS)
        os.close(to)
        os.close(back)


def _start(command: list[str], commands: int, answers: int, profile: Path) -> subprocess.Popen[bytes]:
    """Start it with its ends of the two pipes at 3 and 4."""
    profile.mkdir(parents=True, exist_ok=True)
    moved = [sys.executable, "-c", _MOVE, str(commands), str(answers), *command]
    with (profile.parent / "chromium.log").open("wb") as log:
        process = subprocess.Popen(
            moved,
            pass_fds=(commands, answers),
            env=os.environ | {"HOME": str(profile)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    os.close(commands)
    os.close(answers)
    return process


def _key_digest(certificate: Path) -> str:
    """SHA-256 of the public key, as Chromium's flag takes it."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    said = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(said).digest()).decode()
