"""A private 389 Directory Server for the tests, started by itself: `dscreate` wants systemd and /etc."""

from __future__ import annotations

import getpass
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509 import load_pem_x509_certificate, load_pem_x509_certificates

from backend.adapters.directories.ldap import library as ldap3
from backend.adapters.pki import Authority
from tests.servers import ds389_tree, faketime
from tests.servers import slapd_tree as tree
from tests.servers.ports import free_pair
from tests.servers.slapd import SECONDS, Values, salted

PROGRAM = Path("/usr/sbin/ns-slapd")
TEMPLATE = Path("/usr/share/dirsrv/data/template-dse.ldif")
SHARED = Path("/etc/dirsrv")
FOLDERS = ("config/schema", "db", "bak", "ldif", "log", "lock", "run", "inst", "tls", "tmp")


class Ds389MissingError(Exception):
    """No server program is installed. `make test-servers` fails then; it never skips."""


@dataclass
class Ds389:
    """One server in a folder of its own, that can be stopped and started with another time."""

    folder: Path
    port: int
    plain_port: int
    admin_password: str
    service_password: str
    process: subprocess.Popen[bytes] | None = None
    offset: int = 0

    @property
    def url(self) -> str:
        return f"ldaps://127.0.0.1:{self.port}"

    @property
    def ca_file(self) -> str:
        return str(self.folder / "tls" / "ca.pem")

    @property
    def password_file(self) -> str:
        return str(self.folder / "service-password")

    def start(self) -> None:
        command: list[str | Path] = [PROGRAM, "-D", self.folder / "config", "-i", self.folder / "run" / "pid"]
        with (self.folder / "said").open("ab") as said:
            self.process = subprocess.Popen(
                [*command, "-d", "0"],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env=faketime.environment(self.offset),
            )
        end = time.monotonic() + SECONDS
        while not self._listening():
            assert self.process.poll() is None, (self.folder / "said").read_text()
            assert time.monotonic() < end
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(SECONDS)

    def advance(self, seconds: int) -> None:
        """Start again with a clock that is further ahead."""
        self.stop()
        self.offset += seconds
        self.start()

    def restore(self) -> None:
        """Running, with the right time and policy, and without people."""
        if self.offset:
            self.stop()
            self.offset = 0
            self.start()
        self.set("cn=config", ds389_tree.POLICY)
        with self.administrator() as connection:
            for branch in (tree.PEOPLE, tree.GROUPS):
                connection.search(branch, "(objectClass=*)", ldap3.LEVEL)
                for one in list(connection.response or []):
                    connection.delete(one["dn"])  # type: ignore[no-untyped-call]  # no stubs

    def _listening(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    @contextmanager
    def administrator(self) -> Iterator[ldap3.Connection]:
        socket_url = "ldapi://" + quote(str(self.folder / "run" / "ldapi"), safe="")
        server = ldap3.Server(socket_url, get_info="NO_INFO", connect_timeout=30)
        connection = ldap3.Connection(
            server, ds389_tree.MANAGER, self.admin_password, client_strategy=ldap3.SYNC, check_names=False
        )
        assert connection.bind(), connection.result
        try:
            yield connection
        finally:
            connection.unbind()

    def add(self, dn: str, classes: Sequence[str], values: Values) -> None:
        present = {name: list(value) for name, value in values.items() if value}
        with self.administrator() as connection:
            connection.add(dn, list(classes), present)  # type: ignore[no-untyped-call]  # no stubs
            assert connection.result["result"] == 0, (dn, connection.result)

    def set(self, dn: str, values: Values) -> None:
        changes = {name: [(ldap3.MODIFY_REPLACE, list(value))] for name, value in values.items()}
        with self.administrator() as connection:
            connection.modify(dn, changes)  # type: ignore[no-untyped-call]  # no stubs
            assert connection.result["result"] == 0, (dn, connection.result)

    def read(self, dn: str, *attributes: str) -> dict[str, list[bytes]]:
        """User attributes, and those operational ones that are named."""
        with self.administrator() as connection:
            connection.search(dn, "(objectClass=*)", ldap3.BASE, attributes=["*", *attributes])
            found: list[dict[str, dict[str, list[bytes]]]] = connection.response or []
            assert found, dn
            return dict(found[0]["raw_attributes"])


@contextmanager
def running_ds389() -> Iterator[Ds389]:
    """Start a server; it ends with the context.

    Raises:
        Ds389MissingError: it is not installed.
    """
    if not PROGRAM.exists() or not shutil.which("certutil"):
        raise Ds389MissingError(
            "389 Directory Server is not installed: apt-get install 389-ds-base libnss3-tools"
        )
    folder = Path(tempfile.mkdtemp(prefix="repasse-ds389-"))
    made = Ds389(folder, *free_pair(), secrets.token_hex(16), secrets.token_hex(16))
    try:
        _prepare(made)
        made.start()
        try:
            _load(made)
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder)


def _prepare(made: Ds389) -> None:
    folder = made.folder
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    for name in ("config/certmap.conf", "config/slapd-collations.conf", "schema/99user.ldif"):
        target = "config/schema" if name.startswith("schema") else "config"
        shutil.copy(SHARED / name, folder / target)
    (folder / "config" / "schema" / "98campus.ldif").write_text(ds389_tree.SCHEMA)
    (folder / "config" / "dse.ldif").write_text(_configuration(made))
    (folder / "service-password").write_text(made.service_password + "\n", encoding="ascii")
    _certificate(folder)


def _configuration(made: Ds389) -> str:
    """The distribution's template with everything in our folder, and TLS."""
    folder = made.folder
    places = {
        "config_dir": "config",
        "cert_dir": "config",
        "schema_dir": "config/schema",
        "db_home_dir": "db",
    }
    named = {f"{one}_dir": one for one in ("bak", "db", "inst", "ldif", "lock", "log", "run", "tmp")}
    values = {name: str(folder / place) for name, place in (places | named).items()}
    values |= {
        "db_lib": "bdb",
        "ds_passwd": salted(made.admin_password),
        "ds_port": str(made.plain_port),
        "ds_suffix": tree.BASE,
        "ds_user": getpass.getuser(),
        "fqdn": "localhost",
        "ldapi": str(folder / "run" / "ldapi"),
        "ldapi_autobind": "off",
        "ldapi_enabled": "on",
        "rootdn": ds389_tree.MANAGER,
    }
    text = re.sub(r"%([a-z_]+)%", lambda found: values[found[1]], TEMPLATE.read_text(encoding="utf-8"))
    secure = f"nsslapd-security: on\nnsslapd-secureport: {made.port}\nnsslapd-require-secure-binds: on"
    loopback = "nsslapd-listenhost: 127.0.0.1\nnsslapd-securelistenhost: 127.0.0.1"
    port = f"nsslapd-port: {made.plain_port}"
    return text.replace(port, f"{port}\n{loopback}\n{secure}", 1)


def _certificate(folder: Path) -> None:
    """Into the server's own NSS database."""
    made = Authority(folder / "tls").identity(("127.0.0.1",), datetime.now(UTC))
    own, *above = load_pem_x509_certificates(made.certificate.read_bytes())
    key = load_pem_private_key(made.key.read_bytes(), None)
    bundle = pkcs12.serialize_key_and_certificates(
        b"Server-Cert",
        key,  # type: ignore[arg-type]  # an elliptic curve key, which PKCS#12 can hold
        own,
        above,
        BestAvailableEncryption(b"moving"),
    )
    (folder / "server.p12").write_bytes(bundle)
    assert load_pem_x509_certificate((folder / "tls" / "ca.pem").read_bytes())
    _run("certutil", "-N", "-d", folder / "config", "--empty-password")
    _run("pk12util", "-i", folder / "server.p12", "-d", folder / "config", "-W", "moving", "-K", "")
    _run("certutil", "-A", "-d", folder / "config", "-n", "CA", "-t", "CT,,", "-i", folder / "tls" / "ca.pem")


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")


def _load(made: Ds389) -> None:
    for dn, classes, values in (*ds389_tree.BACKEND, *ds389_tree.BRANCHES):
        made.add(dn, classes, values)
    service = {"cn": ["repasse"], "userPassword": [made.service_password]}
    made.add(tree.SERVICE, ["applicationProcess", "simpleSecurityObject"], service)
    made.set("cn=config", ds389_tree.POLICY)
