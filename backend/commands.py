"""What each command of `repasse-backend` does."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from backend import accounts, app, logs, server
from backend.adapters.directories.sql import SqlDirectory
from backend.adapters.directories.sql_settings import AccountExistsError
from backend.adapters.keystore import KeyFileError
from backend.adapters.pki import CertificateUnusableError
from backend.core.audit import AuditKind, Trail
from backend.core.marks import Marks
from backend.core.records import StoredAudit
from backend.core.retention import Kind
from backend.core.secret import Secret
from backend.core.store import StoreUnavailable
from backend.data_lock import DataInUseError
from backend.directory_choice import NotEmbeddedError, embedded
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
    NotEmbeddedError,
    SettingsError,
    DataInUseError,
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
        with readable_errors():
            app.prepare_data(self.data)
            backend = app.build(settings, self.data, app.known_addresses(settings, self.data))
            try:
                yield backend
            finally:
                backend.close()


@contextmanager
def readable_errors() -> Iterator[None]:
    """What an operator can understand and mend becomes a `CommandError`."""
    try:
        yield
    except _UNUSABLE as error:
        raise CommandError(str(error)) from error


def serve(context: Context, given: argparse.Namespace) -> None:
    settings = context.settings()
    logs.configure(settings.logs.level)
    with readable_errors():
        server.run(settings, context.data, given.ready_file, say)


def purge(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend:
        if given.dry_run:
            for kind, count in backend.purge.would().items():
                say(f"{kind.value}: {count} too old")
            return
        backend.desks.janitor.sweep()  # what has ended by time alone may be old as well
        removed = dict.fromkeys(Kind, 0)
        backend.purge.everything(lambda kind, count: removed.update({kind: count}), time.sleep)
        for kind, count in removed.items():
            say(f"{kind.value}: {count} removed")


def ca_show(context: Context, _given: argparse.Namespace) -> None:
    settings = context.settings()
    if settings.tls.source != "own":
        raise CommandError("tls.source is files: there is no CA of our own")
    with readable_errors():
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


def account_add(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend:
        directory, password = _embedded(backend), _ask_password()
        app_key, reader = _app_key(given.authenticator), accounts.Reader(backend.settings.channels.region)
        try:
            new = accounts.from_arguments(given, password, app_key, reader)
        except accounts.AccountFaultError as error:
            raise CommandError(str(error), 2) from error
        directory.add_account(new)
        say(f"entered: {new.identifier}")


def account_import(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend:
        directory = _embedded(backend)
        text = sys.stdin.read() if given.file == "-" else Path(given.file).read_text(encoding="utf-8-sig")
        reader = accounts.Reader(backend.settings.channels.region)
        try:
            everyone = accounts.from_csv(text, reader)
        except accounts.AccountFaultError as error:
            raise CommandError(f"{given.file}: {error}", 2) from error
        for new in everyone:
            directory.add_account(new)
        say(f"entered: {len(everyone)} accounts")


def _embedded(backend: app.Backend) -> SqlDirectory:
    return embedded(backend.directory, backend.settings.directory.kind)


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


def _app_key(source: str) -> Secret:
    """One line of that file, of stdin (after the password) or of the terminal for ``-``; empty for none."""
    if not source:
        return Secret("")
    if source == "-" and sys.stdin.isatty():
        return Secret(getpass.getpass("Key or otpauth address of the authenticator: "))
    try:
        text = sys.stdin.readline() if source == "-" else Path(source).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CommandError(f"{source}: is not text in UTF-8", 2) from None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) != 1:
        raise CommandError("authenticator: one line with its key or otpauth address is needed.", 2)
    return Secret(lines[0])


def operator() -> str:
    """Who runs the command, for the audit."""
    return f"cli:{getpass.getuser()}"


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
