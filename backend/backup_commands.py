"""What `repasse-backend backup`, `restore` and `settle` do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from backend import app, backups
from backend.backups import BackupUnusableError, Manifest
from backend.commands import CommandError, Context, operator, readable_errors, say
from backend.core.janitor import Ended
from backend.data_lock import replacing
from backend.operation_parts import running_version


def backup(context: Context, given: argparse.Namespace) -> None:
    """Copy everything to a file or, for ``-``, to standard output; words go to standard error then."""
    with context.backend() as backend, _usable(given.file):
        now, settings = backend.clock.now(), backend.settings
        about = Manifest(running_version(), now.isoformat(timespec="seconds"), settings.institution.id, {})
        with _target(given.file) as out:
            made = backups.write(context.data, about, out)
        backend.desks.restored.note_backup(now, operator())
    told = sys.stderr if given.file == "-" else sys.stdout
    told.write("".join(f"{line}\n" for line in _about(made, elsewhere=bool(settings.database.url))))


def restore(context: Context, given: argparse.Namespace) -> None:
    """Put a copy back, and end what was open when it was made."""
    institution = context.settings().institution.id
    app.prepare_data(context.data)
    with readable_errors(), replacing(context.data):
        with _usable(given.file), _source(given.file) as source:
            now = app.SystemClock().now()
            about, former = backups.read(source, context.data, institution, backups.file_name(now))
        say(f"put back: the copy of {about.made_at}, version {about.version}")
        if former is not None:
            say(f"what was here before is in {former}: remove it when all is well")
        settle(context, given)


def settle(context: Context, _given: argparse.Namespace) -> None:
    """After a database was put back by any means."""
    with context.backend() as backend:
        ended, codes = backend.desks.restored.settle(backend.clock.now(), operator())
        for line in _settled(ended, codes, *backend.staff.end_all()):
            say(line)


def _about(made: Manifest, *, elsewhere: bool) -> Iterator[str]:
    yield f"copied: {len(made.files)} files, at {made.made_at}"
    yield "it holds the master key: keep it as you keep the directory's; the settings are not in it"
    if elsewhere:
        yield "the database is not in it (database.url): copy it with pg_dump, before or after"


def _settled(ended: Ended, codes: int, sessions: int, links: int) -> Iterator[str]:
    yield f"ended: {ended.resets} resets, {ended.requests} requests to staff, {ended.enrolments} enrolments"
    yield f"staff: {sessions} sessions and {links} links ended; invite anew who had not joined"
    yield f"messages that waited are not sent; {codes} codes for maintenance are void"
    yield "what changed since the copy is lost: look through stations, staff and contacts"
    yield "start the backend, then: repasse-backend audit verify"


@contextmanager
def _usable(name: str) -> Iterator[None]:
    try:
        yield
    except BackupUnusableError as error:
        raise CommandError(f"{name}: {error}") from error
    except FileExistsError:
        raise CommandError(f"{name} is there already: nothing is written over", 2) from None
    except BrokenPipeError:
        raise CommandError("who should have taken the copy is gone; it is not whole") from None


@contextmanager
def _target(name: str) -> Iterator[IO[bytes]]:
    if name == "-":
        if sys.stdout.isatty():
            raise CommandError("the copy would go to the terminal; send it to a file or a program", 2)
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with backups.created(Path(name)) as out:
        yield out


@contextmanager
def _source(name: str) -> Iterator[IO[bytes]]:
    if name == "-":
        yield sys.stdin.buffer
        return
    with Path(name).open("rb") as file:
        yield file
