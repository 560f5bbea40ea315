"""A real mail server (postfix) on loopback, with a folder of its own: mandatory TLS, sign-in, one mailbox."""

from __future__ import annotations

import os
import pwd
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
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from backend.adapters.pki import Authority
from tests.servers.ports import free_port

USER, PASSWORD, REALM = "repasse", "P0stfix-Pass", "mail.repasse.test"
MAILBOX = "francisco@example.org"
SECONDS = 60.0
_MASTER = Path("/usr/share/postfix/master.cf.dist")


class PostfixMissingError(Exception):
    """Postfix cannot run here. `make test-servers` fails then; it never skips."""


@dataclass(frozen=True)
class Postfix:
    """A running server."""

    port: int
    ca: Path
    folder: Path

    @property
    def log(self) -> str:
        return (self.folder / "maillog").read_text(encoding="utf-8", errors="replace")

    def mails(self, count: int = 1) -> list[EmailMessage]:
        """What lies in the mailbox, once there are `count` of them."""
        end = time.monotonic() + SECONDS
        while len(found := sorted((self.folder / "mail").glob("francisco/new/*"))) < count:
            assert time.monotonic() < end, self.log
            time.sleep(0.05)
        read = [message_from_bytes(path.read_bytes(), policy=default) for path in found]
        return [mail for mail in read if isinstance(mail, EmailMessage)]

    def hang(self) -> None:
        """Every process of it stands still; the kernel goes on accepting connections."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        master = int((self.folder / "queue" / "pid" / "master.pid").read_text(encoding="ascii"))
        for pid in (master, *_children(master)):
            os.kill(pid, number)


@contextmanager
def running_postfix() -> Iterator[Postfix]:
    """Serve until the block ends.

    Raises:
        PostfixMissingError: it is not installed, or we are not root, as which alone it starts.
    """
    if not _MASTER.exists() or shutil.which("saslpasswd2") is None:
        raise PostfixMissingError(
            "Postfix is not installed: apt-get install postfix libsasl2-modules sasl2-bin"
        )
    if os.geteuid() != 0:
        raise PostfixMissingError("Postfix starts as root only: run the tests as root")
    folder = Path(tempfile.mkdtemp(prefix="repasse-postfix-"))
    folder.chmod(0o755)  # its processes run as another user
    authority = Authority(folder / "tls")
    identity = authority.identity(["127.0.0.1"], datetime.now(UTC))
    made = Postfix(free_port(), authority.certificate, folder)
    _configure(made, identity.certificate, identity.key)
    try:
        _run(folder, "postfix", "-c", str(folder / "etc"), "start")
        try:
            _listening(made)
            yield made
        finally:
            made.go_on()
            _run(folder, "postfix", "-c", str(folder / "etc"), "abort")
    finally:
        shutil.rmtree(folder)


def _configure(made: Postfix, certificate: Path, key: Path) -> None:
    folder, owner = made.folder, pwd.getpwnam("postfix")
    for name in ("etc", "etc/sasl", "queue", "data", "mail"):
        (folder / name).mkdir()
    for name in ("data", "mail"):
        os.chown(folder / name, owner.pw_uid, owner.pw_gid)
    for name in ("etc", "etc/sasl", "queue"):
        (folder / name).chmod(0o755)  # whatever our umask is
    etc, sasl = folder / "etc", folder / "etc" / "sasl"  # Debian's postfix looks there and nowhere else
    (etc / "mailboxes").write_text(f"{MAILBOX} francisco/\n", encoding="ascii")
    (sasl / "smtpd.conf").write_text(
        "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN LOGIN\n"
        f"sasldb_path: {sasl / 'sasldb2'}\n",
        encoding="ascii",
    )
    command = ["saslpasswd2", "-p", "-c", "-f", str(sasl / "sasldb2"), "-u", REALM, USER]
    subprocess.run(command, input=PASSWORD.encode(), check=True, timeout=60)
    os.chown(sasl / "sasldb2", owner.pw_uid, owner.pw_gid)
    (etc / "main.cf").write_text(_main(made, certificate, key, owner), encoding="utf-8")
    (etc / "master.cf").write_text(_master(made.port), encoding="utf-8")
    for path in (sasl / "smtpd.conf", etc / "mailboxes", etc / "main.cf", etc / "master.cf"):
        path.chmod(0o644)


def _main(made: Postfix, certificate: Path, key: Path, owner: pwd.struct_passwd) -> str:
    folder = made.folder
    return f"""compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/maillog
maillog_file_prefixes = {folder}
mail_owner = postfix
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = {REALM}
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
virtual_mailbox_domains = example.org
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/etc/mailboxes
virtual_uid_maps = static:{owner.pw_uid}
virtual_gid_maps = static:{owner.pw_gid}
virtual_minimum_uid = 1
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_local_domain = {REALM}
smtpd_sasl_path = smtpd
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_delay_reject = yes
"""


def _master(port: int) -> str:
    """The distributed one without chroot; it listens on our port instead of 25."""
    lines = []
    for line in _MASTER.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if line[:1].strip() and not line.startswith("#") and len(parts) >= 8:
            if parts[:2] == ["smtp", "inet"]:
                parts[0] = f"127.0.0.1:{port}"
            parts[4] = "n"
            line = " ".join(parts)
        lines.append(line)
    return "\n".join(lines) + "\n"


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(path.parent.name))
    return found


def _listening(made: Postfix) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        with socket.socket() as probe:
            probe.settimeout(5)
            if probe.connect_ex(("127.0.0.1", made.port)) == 0 and probe.recv(3) == b"220":
                return
        time.sleep(0.1)
    raise AssertionError(made.log)


def _run(folder: Path, *command: str) -> None:
    log = folder / "commands.log"
    with log.open("ab") as said:
        done = subprocess.run(command, check=False, stdout=said, stderr=said, timeout=120)
    assert done.returncode == 0, log.read_text(encoding="utf-8", errors="replace")
