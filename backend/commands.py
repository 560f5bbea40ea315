"""What each command of `repasse-backend` does."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from backend import accounts, app, logs, server
from backend.adapters.directories.sql_settings import AccountExistsError
from backend.adapters.keystore import KeyFileError
from backend.adapters.pki import CertificateUnusableError, server_context
from backend.core.api import EnrolmentUnknown
from backend.core.audit import AuditKind, Trail
from backend.core.identifier import candidates
from backend.core.marks import Marks
from backend.core.records import StoredAudit
from backend.core.secret import Secret
from backend.core.store import StoreUnavailable
from backend.settings import BackendSettings, load
from backend.settings_tables import SettingsError
from backend.web.serving import NotServingError

SHOWN_AUDIT = timedelta(days=30)
_UNUSABLE = (
    KeyFileError,
    CertificateUnusableError,
    NotServingError,
    StoreUnavailable,
    AccountExistsError,
    OSError,
)


class CommandError(Exception):
    """What the operator reads; `status` is the program's exit status."""

    def __init__(self, text: str, status: int = 1) -> None:
        super().__init__(text)
        self.status = status


@dataclass(frozen=True, slots=True)
class Context:
    """Where the settings and the data are."""

    config: Path | None
    data: Path

    def settings(self) -> BackendSettings:
        try:
            return load(self.config)
        except SettingsError as error:
            raise CommandError(str(error), 2) from error

    @contextmanager
    def backend(self) -> Iterator[app.Backend]:
        """The parts, without serving."""
        settings = self.settings()
        logs.configure("warning")
        with _readable_errors():
            app.prepare_data(self.data)
            backend = app.build(settings, self.data, app.known_addresses(settings, self.data))
            try:
                yield backend
            finally:
                backend.close()


@contextmanager
def _readable_errors() -> Iterator[None]:
    try:
        yield
    except _UNUSABLE as error:
        raise CommandError(str(error)) from error


def serve(context: Context, given: argparse.Namespace) -> None:
    settings = context.settings()
    logs.configure(settings.logs.level)
    with _readable_errors():
        server.run(settings, context.data, given.ready_file, say)


def check(context: Context, _given: argparse.Namespace) -> None:
    settings = context.settings()
    if settings.tls.source == "files":
        with _readable_errors():
            server_context(app.identity(settings, context.data, app.SystemClock().now()))
    say("The settings are good.")
    say(f"station API   {settings.station_api.host} port {settings.station_api.port}")
    say(f"staff console {settings.console.host} port {settings.console.port}")
    say(f"data          {context.data}")


def ca_show(context: Context, _given: argparse.Namespace) -> None:
    settings = context.settings()
    if settings.tls.source != "own":
        raise CommandError("tls.source is files: there is no CA of our own")
    with _readable_errors():
        app.prepare_data(context.data)
        app.identity(settings, context.data, app.SystemClock().now())
        own = app.authority(context.data)
        say(f"{own.certificate}\nSHA-256 {own.fingerprint()}")


def audit_show(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend, backend.store.reading() as transaction:
        since = backend.clock.now() - SHOWN_AUDIT
        if given.reference:
            records = transaction.audit.by_reference(given.reference.upper())
        else:
            records = transaction.audit.of_kinds([kind.value for kind in AuditKind], since)
        trail = Trail(Marks(backend.keys), backend.settings.institution.id)
        for record in records:
            say(_audit_line(record, genuine=trail.genuine(record)))


def _audit_line(record: StoredAudit, *, genuine: bool) -> str:
    told = {
        "at": record.at.isoformat(timespec="seconds"),
        "kind": record.kind,
        "actor": record.actor,
        "station": record.station,
        "reference": record.reference,
        "detail": json.loads(record.detail),
        "genuine": genuine,
    }
    return json.dumps(told, ensure_ascii=False)


def station_approve(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend:
        code = "".join(given.code.upper().split()).replace("-", "")
        waiting = {_plain(one.code): one for one in backend.desks.stations.pending()}
        if code in waiting:
            say(f"fingerprint of its key: {_in_groups(waiting[code].fingerprint)}")
            _confirm("Does the station show the same fingerprint?")
        try:
            made = backend.desks.stations.approve(given.code, given.name, given.place, operator())
        except EnrolmentUnknown as error:
            raise CommandError(f"No station waits with the code {given.code}.") from error
        say(f"approved: station {made}, {given.name}, {given.place}")


def _in_groups(fingerprint: str) -> str:
    """As the station shows it."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


def _confirm(question: str) -> None:
    """Ask an operator at a terminal; a script has compared by its own means.

    Raises:
        CommandError: anything but yes.
    """
    if sys.stdin.isatty() and input(f"{question} [y/N] ").strip().lower() not in ("y", "yes"):
        raise CommandError("Not approved.")


def _plain(code: str) -> str:
    return "".join(code.upper().split()).replace("-", "")


def station_list(context: Context, _given: argparse.Namespace) -> None:
    with context.backend() as backend:
        for row in backend.desks.stations.listing():
            seen = row.last_seen.isoformat(timespec="seconds") if row.last_seen else "never"
            say(f"{row.id}  {row.standing.value}  {row.name}, {row.place}  seen {seen}  {row.fingerprint}")
        for waiting in backend.desks.stations.pending():
            say(f"waiting: code {waiting.code}, key {waiting.fingerprint}")


def station_withdraw(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend:
        if given.station not in {row.id for row in backend.desks.stations.listing()}:
            raise CommandError(f"There is no station {given.station}.")
        backend.desks.stations.withdraw(given.station, operator())
        say(f"withdrawn: {given.station}")


def staff_invite(context: Context, given: argparse.Namespace) -> None:
    name = given.name.strip()
    if not name or len(name) > 64:
        raise CommandError("A name has 1 to 64 characters.", 2)
    with context.backend() as backend:
        token = backend.auth.invite(name, _own_identifier(backend, given.account or name))
        say(f"{backend.addresses.console}/join/{token.reveal()}")


def _own_identifier(backend: app.Backend, typed: str) -> str:
    """As the directory writes it: an alias on the roll would let a colleague pass for a stranger."""
    account = backend.directory.find(candidates(typed, backend.settings.institution.identifier_rule))
    return typed if account is None else account.identifier


def account_add(context: Context, given: argparse.Namespace) -> None:
    password = _ask_password()
    with context.backend() as backend:
        new = accounts.from_arguments(given, password, accounts.Reader(backend.settings.channels.region))
        backend.directory.add_account(new)
        say(f"entered: {new.identifier}")


def account_import(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend:
        text = sys.stdin.read() if given.file == "-" else Path(given.file).read_text(encoding="utf-8-sig")
        reader = accounts.Reader(backend.settings.channels.region)
        try:
            everyone = accounts.from_csv(text, reader)
        except accounts.AccountFaultError as error:
            raise CommandError(f"{given.file}: {error}", 2) from error
        for new in everyone:
            backend.directory.add_account(new)
        say(f"entered: {len(everyone)} accounts")


def _ask_password() -> Secret:
    """From the terminal, unseen, or one line of stdin; never from an argument, which others can see."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline().rstrip("\r\n")
        if not line:
            raise CommandError("No password came on stdin.", 2)
        return Secret(line)
    first = Secret(getpass.getpass("Password: "))
    if not first.matches(Secret(getpass.getpass("The same once more: "))):
        raise CommandError("The two passwords differ.", 2)
    return first


def operator() -> str:
    """Who runs the command, for the audit."""
    return f"cli:{getpass.getuser()}"


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
