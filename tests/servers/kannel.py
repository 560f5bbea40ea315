"""Kannel on loopback, with a folder of its own: bearerbox and smsbox towards an SMSC of the tests."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from backend.adapters.pki import Identity
from tests.servers.ports import free_port

USER, PASSWORD = "repasse", "K4nnel-Pass"
FAKE = Path("/usr/lib/kannel/test/fakesmsc")
SECONDS = 60.0


class KannelMissingError(Exception):
    """Kannel is not installed. `make test-servers` fails then; it never skips."""


@dataclass
class Kannel:
    """A running Kannel; `port` is sendsms's."""

    port: int
    folder: Path
    bearerbox: subprocess.Popen[bytes]
    smsbox: subprocess.Popen[bytes]

    def log(self, name: str) -> str:
        """What ``bearerbox`` or ``smsbox`` logged. It holds numbers and codes."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def hang(self) -> None:
        """It still accepts connections and says nothing more."""
        self.smsbox.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self.smsbox.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self.smsbox.kill()
        self.smsbox.wait(30)


@contextmanager
def running_kannel(folder: Path, smsc: str, tls: Identity | None = None) -> Iterator[Kannel]:
    """Serve until the block ends. `smsc` is a configuration made by `by_smpp` or `by_fake`.

    Raises:
        KannelMissingError: it is not installed.
    """
    if shutil.which("bearerbox") is None or shutil.which("smsbox") is None:
        raise KannelMissingError("Kannel is not installed: apt-get install kannel kannel-extras")
    folder.mkdir(parents=True, exist_ok=True)
    ports = (free_port(), free_port(), free_port())
    (folder / "kannel.conf").write_text(_configuration(ports, smsc, tls), encoding="utf-8")
    with ExitStack() as stack:
        bearerbox = stack.enter_context(_process(folder, "bearerbox"))
        _listening(ports[1], bearerbox, folder / "bearerbox.log")
        smsbox = stack.enter_context(_process(folder, "smsbox"))
        _listening(ports[2], smsbox, folder / "smsbox.log")
        yield Kannel(ports[2], folder, bearerbox, smsbox)


@contextmanager
def fake_smsc(folder: Path, port: int) -> Iterator[Path]:
    """Kannel's own fake SMSC, which delivers everything; yields its log, which tells what it got."""
    if not FAKE.exists():
        raise KannelMissingError("fakesmsc is not installed: apt-get install kannel-extras")
    log = folder / "fakesmsc.log"
    command = [str(FAKE), "-H", "127.0.0.1", "-r", str(port), "-m", "0", "4790000001 2000 text hello"]
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=folder, stdout=file, stderr=file)
    try:
        yield log
    finally:
        process.kill()
        process.wait(30)


def by_smpp(port: int, password: str) -> str:
    return f"""
smsc = smpp
host = 127.0.0.1
port = {port}
transceiver-mode = true
smsc-username = repasse
smsc-password = {password}
system-type = test
source-addr-autodetect = true
reconnect-delay = 1
"""


def by_fake(port: int) -> str:
    """The fake listens on every address of the machine; only loopback may connect."""
    return f"""
smsc = fake
host = 127.0.0.1
port = {port}
connect-allow-ip = 127.0.0.1
"""


def _configuration(ports: tuple[int, int, int], smsc: str, tls: Identity | None) -> str:
    admin, boxes, sendsms = ports
    files = f"ssl-server-cert-file = {tls.certificate}\nssl-server-key-file = {tls.key}\n" if tls else ""
    secure = "sendsms-port-ssl = true\n" if tls else ""
    return f"""group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = {PASSWORD}
smsbox-port = {boxes}
smsbox-interface = 127.0.0.1
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
sms-resend-freq = 1
log-level = 1
{files}
group = smsc
smsc-id = only
{smsc.strip()}

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
log-level = 1
{secure}
group = sendsms-user
username = {USER}
password = {PASSWORD}
concatenation = true
max-messages = 4
user-deny-ip = "*.*.*.*"
user-allow-ip = "127.0.0.1"
"""


@contextmanager
def _process(folder: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen([name, "kannel.conf"], cwd=folder, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait(30)


def _listening(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))
