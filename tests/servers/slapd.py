"""A private OpenLDAP server for the tests: loopback, free ports, TLS by a CA of its own, gone afterwards."""

from __future__ import annotations

import base64
import hashlib
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from backend.adapters.directories.ldap import library as ldap3
from backend.adapters.pki import Authority
from tests.servers import faketime
from tests.servers import slapd_tree as tree
from tests.servers.ports import free_pair

PROGRAM = Path("/usr/sbin/slapd")
SECONDS = 60.0
RELAX = ("1.3.6.1.4.1.4203.666.5.12", True, None)
"""The control that lets the administrator write what only the server writes otherwise."""
Values = Mapping[str, Sequence[str | bytes]]


class SlapdMissingError(Exception):
    """No server program is installed. `make test-servers` fails then; it never skips."""


@dataclass
class Slapd:
    """One server in a folder of its own, that can be stopped, killed, frozen and started again."""

    folder: Path
    port: int
    plain_port: int
    admin_password: str
    service_password: str
    process: subprocess.Popen[bytes] | None = None
    offset: int = 0
    """Seconds that this server's clock is ahead."""
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 1_000_000)))

    @property
    def url(self) -> str:
        return f"ldaps://127.0.0.1:{self.port}"

    @property
    def start_tls_url(self) -> str:
        return f"ldap://127.0.0.1:{self.plain_port}"

    @property
    def ca_file(self) -> str:
        return str(self.folder / "tls" / "ca.pem")

    @property
    def password_file(self) -> str:
        return str(self.folder / "service-password")

    @property
    def log(self) -> str:
        """One line for every operation."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    # --- life ------------------------------------------------------------------------------------

    def start(self) -> None:
        listens = f"ldaps://127.0.0.1:{self.port} ldap://127.0.0.1:{self.plain_port} {self._socket_url()}"
        command: list[str | Path] = [
            self.folder / "slapd",
            "-F",
            self.folder / "config",
            "-h",
            listens,
            "-d",
            "stats",
        ]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=faketime.environment(self.offset),
            )
        end = time.monotonic() + SECONDS
        while not self._listening():
            assert self.process.poll() is None, self.log
            assert time.monotonic() < end, self.log
            time.sleep(0.02)

    def stop(self, number: int = signal.SIGTERM) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(number)
            self.process.wait(SECONDS)

    def kill(self) -> None:
        """As a power cut would."""
        self.stop(signal.SIGKILL)

    def freeze(self) -> None:
        """It answers no more, and the kernel still accepts connections for it."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)
        tasks = Path("/proc", str(self.process.pid), "task")
        end = time.monotonic() + SECONDS
        while any(_state(one) != "T" for one in tasks.iterdir()):
            assert time.monotonic() < end, "it does not stop"
            time.sleep(0.01)

    def thaw(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def advance(self, seconds: int) -> None:
        """Start again with a clock that is further ahead."""
        self.stop()
        self.offset += seconds
        self.start()

    def restore(self) -> None:
        """Running, with the right time and policy, and without people."""
        if self.offset or self.process is None or self.process.poll() is not None:
            self.stop()
            self.offset = 0
            self.start()
        self.thaw()
        self.empty()
        self.set(tree.POLICY, tree.POLICY_VALUES)
        self.rights(tree.ACCESS)

    def _listening(self) -> bool:
        for port in (self.port, self.plain_port):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) != 0:
                    return False
        return True

    def _socket_url(self) -> str:
        return "ldapi://" + quote(str(self.folder / "ldapi"), safe="")

    # --- what is in it ---------------------------------------------------------------------------

    @contextmanager
    def administrator(self) -> Iterator[ldap3.Connection]:
        server = ldap3.Server(self._socket_url(), get_info="NO_INFO", connect_timeout=60)
        connection = ldap3.Connection(
            server, tree.ADMIN, self.admin_password, client_strategy=ldap3.SYNC, check_names=False
        )
        assert connection.bind(), connection.result
        try:
            yield connection
        finally:
            connection.unbind()

    def add(self, dn: str, classes: Sequence[str], values: Values) -> None:
        present = {name: list(value) for name, value in values.items() if value}
        with self.administrator() as connection:
            connection.add(dn, list(classes), present, controls=[RELAX])  # type: ignore[no-untyped-call]  # no stubs
            assert connection.result["result"] == 0, connection.result

    def set(self, dn: str, values: Values) -> None:
        """Replace attributes; an empty value takes one away."""
        changes = {name: [(ldap3.MODIFY_REPLACE, list(value))] for name, value in values.items()}
        with self.administrator() as connection:
            connection.modify(dn, changes, controls=[RELAX])  # type: ignore[no-untyped-call]  # no stubs
            assert connection.result["result"] == 0, connection.result

    def read(self, dn: str, *_named: str) -> dict[str, list[bytes]]:
        """Every attribute, operational ones too, without naming them."""
        with self.administrator() as connection:
            connection.search(dn, "(objectClass=*)", ldap3.BASE, attributes=["*", "+"])
            found: list[dict[str, dict[str, list[bytes]]]] = connection.response or []
            assert found, dn
            return dict(found[0]["raw_attributes"])

    def give_service_password(self, password: str) -> None:
        self.set(tree.SERVICE, {"userPassword": [salted(password)]})
        self.set(tree.SERVICE, {"pwdReset": []})

    def remove(self, dn: str) -> None:
        with self.administrator() as connection:
            connection.delete(dn)  # type: ignore[no-untyped-call]  # no stubs
            assert connection.result["result"] == 0, connection.result

    def forget_referral(self, dn: str) -> None:
        with self.administrator() as connection:
            itself = [("2.16.840.1.113730.3.4.2", True, None)]  # RFC 3296: not what it refers to
            connection.delete(dn, controls=itself)  # type: ignore[no-untyped-call]  # no stubs
            assert connection.result["result"] == 0, connection.result

    def rights(self, access: str) -> None:
        """Other access rights than `slapd_tree.ACCESS`, in the same form."""
        unfolded = access.replace("\n ", "").splitlines()
        rules = [line.removeprefix("olcAccess: ") for line in unfolded]
        self.set("olcDatabase={1}mdb,cn=config", {"olcAccess": rules})

    def empty(self) -> None:
        """No people and no groups any more."""
        with self.administrator() as connection:
            for branch in (tree.PEOPLE, tree.GROUPS):
                connection.search(branch, "(objectClass=*)", ldap3.LEVEL)
                for one in list(connection.response or []):
                    if one["type"] != "searchResEntry":
                        continue
                    connection.delete(one["dn"])  # type: ignore[no-untyped-call]  # no stubs


@contextmanager
def running_slapd(ports: tuple[int, int] | None = None) -> Iterator[Slapd]:
    """Start a server; it ends with the context.

    Raises:
        SlapdMissingError: it is not installed.
    """
    if not PROGRAM.exists():
        raise SlapdMissingError("OpenLDAP is not installed: apt-get install slapd slapd-contrib")
    folder = Path(tempfile.mkdtemp(prefix="repasse-slapd-"))
    made = Slapd(folder, *(ports or free_pair()), secrets.token_hex(16), secrets.token_hex(16))
    try:
        _prepare(made)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder)


def _prepare(made: Slapd) -> None:
    folder = made.folder
    # Under its own name AppArmor would keep it to the folders of the distribution.
    shutil.copy(PROGRAM, folder / "slapd")
    Authority(folder / "tls").identity(("127.0.0.1",), datetime.now(UTC))
    (folder / "service-password").write_text(made.service_password + "\n", encoding="ascii")
    for name in ("config", "data"):
        (folder / name).mkdir(mode=0o700)
    _load(folder, 0, tree.configuration(folder, salted(made.admin_password)))
    _load(folder, 1, tree.tree(salted(made.service_password)))


def _load(folder: Path, number: int, ldif: str) -> None:
    path = folder / f"{number}.ldif"
    path.write_text(ldif, encoding="utf-8")
    command: list[str | Path] = [
        folder / "slapd",
        "-Tadd",
        f"-n{number}",
        "-F",
        folder / "config",
        "-l",
        path,
    ]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")


def salted(password: str) -> str:
    """As ``{SSHA}``: quick, which is what tests want."""
    salt = secrets.token_bytes(8)
    digest = hashlib.sha1(password.encode() + salt).digest()  # noqa: S324 - for a test's own server
    return "{SSHA}" + base64.b64encode(digest + salt).decode("ascii")


def _state(task: Path) -> str:
    """``T`` for a thread that is stopped (proc(5))."""
    return (task / "stat").read_text().rpartition(")")[2].split()[0]
