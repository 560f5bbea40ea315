"""A private Active Directory domain controller (Samba) for the tests: loopback, gone afterwards.

Its ports are fixed (389 and 636), so it has loopback addresses of its own, and a lock lets one test run at a
time have it. The domain is provisioned once for each run. A second controller serves the same database
from another address, as a domain controller that has replicated everything.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from backend.adapters.pki import Authority

FIRST, SECOND = "127.0.0.2", "127.0.0.3"
REALM = "ad.repasse.test"
DOMAIN = "DC=ad,DC=repasse,DC=test"
ADMINISTRATOR = f"administrator@{REALM}"
ADMIN_PASSWORD = "Adm1n-Passw0rd!"
SECONDS = 300.0
_WAIT_FOR_THE_OTHER_RUN = 900.0
_PROGRAMS = ("samba", "samba-tool", "ldbmodify", "eatmydata", "setpriv")
_FOLDERS = ("private", "state", "cache", "lock", "bind", "log")
_OWN_FOLDERS = ("pid", "ncalrpc", "ntp", "winbindd", "lock")
_CONFIGURATION = """[global]
netbios name = DC1
realm = {realm}
workgroup = REPASSE
server role = active directory domain controller
server services = ldap
interfaces = {address}/8
bind interfaces only = yes
disable netbios = yes
private dir = {folder}/private
state directory = {folder}/state
cache directory = {folder}/cache
binddns dir = {folder}/bind
lock directory = {own}/lock
pid directory = {own}/pid
ncalrpc dir = {own}/ncalrpc
ntp signd socket directory = {own}/ntp
winbindd socket directory = {own}/winbindd
log file = {folder}/log/samba.log
nsupdate command = /bin/true
dns update command = /bin/true
spn update command = /bin/true
unix password sync = no
old password allowed period = {old_password_minutes}
tls enabled = yes
tls keyfile = {folder}/tls/server.key
tls certfile = {folder}/tls/server.pem
tls cafile = {folder}/tls/ca.pem
[sysvol]
path = {folder}/sysvol
read only = no
[netlogon]
path = {folder}/sysvol/{realm}/scripts
read only = no
"""


class SambaMissingError(Exception):
    """No domain controller can run here. `make test-servers` fails then; it never skips."""


@dataclass
class Controller:
    """One domain controller, that can be stopped, killed, frozen and started again."""

    folder: Path
    address: str
    old_password_minutes: int
    """How long the previous password still signs in; 60 is the default of Windows and Samba."""
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"ldaps://{self.address}"

    @property
    def configuration(self) -> Path:
        return self.folder / f"{self.address}.conf"

    @property
    def log(self) -> str:
        path = self.folder / f"{self.address}.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def prepare(self) -> None:
        own = self.folder / self.address
        for name in _OWN_FOLDERS:
            (own / name).mkdir(parents=True)
        named = {"address": self.address, "folder": self.folder, "own": own, "realm": REALM}
        text = _CONFIGURATION.format(**named, old_password_minutes=self.old_password_minutes)
        self.configuration.write_text(text, encoding="utf-8")

    def start(self) -> None:
        """Returns when it takes TLS connections. It ends with this process, however that ends."""
        command = ["setpriv", "--pdeathsig", "KILL", "eatmydata", _program("samba"), "--foreground"]
        command += ["--no-process-group", "--model=single", "--debug-stdout", "-s", str(self.configuration)]
        with (self.folder / f"{self.address}.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        end = time.monotonic() + SECONDS
        while not _listening(self.address):
            assert self.process.poll() is None, self.log
            assert time.monotonic() < end, self.log
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut would."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(SECONDS)

    def freeze(self) -> None:
        """It answers no more, and the kernel still accepts connections for it."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)


@dataclass(frozen=True)
class SambaAd:
    """The domain, with its controllers; the second one is not started."""

    folder: Path
    first: Controller
    second: Controller

    @property
    def ca_file(self) -> Path:
        return self.folder / "tls" / "ca.pem"

    def tool(self, *arguments: str) -> None:
        """Run one command of samba-tool on the database."""
        place = ("-H", str(self.folder / "private" / "sam.ldb"), f"--configfile={self.first.configuration}")
        _run(["eatmydata", "samba-tool", *arguments, *place], "")

    def rewrite(self, ldif: str) -> None:
        """Change stored attributes behind the server's back, those too that only it writes."""
        partitions = (self.folder / "private" / "sam.ldb.d").glob(f"{DOMAIN.upper()}.ldb")
        _run(["eatmydata", "ldbmodify", "-H", str(next(partitions))], ldif)


@contextmanager
def running_samba_ad() -> Iterator[SambaAd]:
    """Provision a domain and start its first controller; everything ends with the context.

    Raises:
        SambaMissingError: it is not installed, or this is not root.
    """
    if os.geteuid() != 0:
        raise SambaMissingError("a domain controller needs the ports 389 and 636: run its tests as root")
    for program in _PROGRAMS:
        _program(program)
    with _alone():
        folder = Path(tempfile.mkdtemp(prefix="repasse-samba-"))
        made = SambaAd(folder, Controller(folder, FIRST, 0), Controller(folder, SECOND, 60))
        try:
            _provision(made)
            made.first.start()
            yield made
        finally:
            made.first.kill()
            made.second.kill()
            shutil.rmtree(folder)


def _provision(made: SambaAd) -> None:
    for name in _FOLDERS:
        (made.folder / name).mkdir()
    (made.folder / "sysvol" / REALM / "scripts").mkdir(parents=True)
    Authority(made.folder / "tls").identity((FIRST, SECOND, "127.0.0.1"), datetime.now(UTC))
    made.first.prepare()
    made.second.prepare()
    kept = made.first.configuration.read_text(encoding="utf-8")
    _run(
        [
            *("eatmydata", "samba-tool", "domain", "provision", f"--configfile={made.first.configuration}"),
            *(f"--realm={REALM.upper()}", "--domain=REPASSE", "--server-role=dc", "--dns-backend=NONE"),
            *(f"--adminpass={ADMIN_PASSWORD}", "--host-name=dc1", f"--host-ip={FIRST}"),
        ],
        "",
    )
    made.first.configuration.write_text(kept, encoding="utf-8")


@contextmanager
def _alone() -> Iterator[None]:
    """Wait for the other test run that has the ports, at most so long."""
    end = time.monotonic() + _WAIT_FOR_THE_OTHER_RUN
    # A name without a file (unix(7)): it belongs to the network, as the ports do, whatever folder a run has.
    with socket.socket(socket.AF_UNIX) as lock:
        while True:
            try:
                lock.bind("\0repasse-samba")
                break
            except OSError:
                assert time.monotonic() < end, "another test run keeps the domain controller's ports"
                time.sleep(0.2)
        for address in (FIRST, SECOND):
            assert not _listening(address), f"something else listens on {address}:636"
        yield


def _program(name: str) -> str:
    path = shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin")
    if path is None:
        raise SambaMissingError(f"{name} is not installed: see [servers] in packaging/debian-packages.txt")
    return path


def _run(command: list[str], typed: str) -> None:
    done = subprocess.run(command, input=typed, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _listening(address: str) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((address, 636)) == 0
