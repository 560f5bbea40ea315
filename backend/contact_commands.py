"""What `repasse-backend contacts …` does."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from backend import app
from backend.commands import CommandError, Context, operator, say
from backend.contact_files import ContactReader
from backend.core.contact_book import CHANNELS
from backend.core.contact_import import Extent, Fault, Mode, Placed, Tally
from backend.core.masks import mask, own_domains
from backend.core.ports import DirectoryUnavailable

SHOWN = 200
"""Faults that are told one by one; the others are counted."""


def load(context: Context, given: argparse.Namespace) -> None:
    """Take contacts from a file.

    Raises:
        CommandError: there is a fault; nothing was changed.
    """
    text = _text(given.file)
    extent = Extent.EVERYTHING if given.replace else Extent.NAMED
    mode = Mode.DRY_RUN if given.dry_run else Mode.FOR_GOOD
    with context.backend() as backend:
        placed, faults = _placed(backend, text)
        if faults:
            raise CommandError(_told(given.file, faults), 2)
        tally = backend.contacts.importing.run(placed, extent, mode, operator())
    for line in _summary(tally, mode):
        say(line)


def shared(context: Context, _given: argparse.Namespace) -> None:
    """List contacts that several accounts have; of each only as much as its mask shows."""
    with context.backend() as backend, backend.contacts.book.store.reading() as tx:
        found = list(backend.contacts.book.shared(tx))
        for one in found:
            shown = mask(CHANNELS[one.kind][0], one.value)
            say(f"{one.kind.value} {shown}: {', '.join(one.identifiers)}")
        rule = backend.settings.contacts.shared.value
        say(f"{len(found)} shared contacts; contacts.shared is {rule}")


def _text(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}", 2) from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{name}: is not text in UTF-8", 2) from error


def _placed(backend: app.Backend, text: str) -> tuple[list[Placed], list[Fault]]:
    institution, settings = backend.settings.institution, backend.settings
    domains = own_domains(institution.identifier_rule, institution.own_domains)
    reader = ContactReader(settings.channels.region, settings.contacts.countries, domains)
    wanted, unreadable = reader.read(text)
    try:
        placed, unplaced = backend.contacts.importing.place(wanted)
    except DirectoryUnavailable as error:
        raise CommandError(f"the directory does not answer: {error}") from error
    return placed, sorted([*unreadable, *unplaced], key=_line)


def _line(fault: Fault) -> int:
    return fault.line


def _told(name: str, faults: list[Fault]) -> str:
    lines = [f"{name}: line {fault.line}: {fault.reason}" for fault in faults[:SHOWN]]
    if len(faults) > SHOWN:
        lines.append(f"and {len(faults) - SHOWN} more faults")
    return "\n".join([*lines, "Nothing was changed."])


def _summary(tally: Tally, mode: Mode) -> list[str]:
    counted = (
        f"{tally.added} added, {tally.removed} removed, {tally.redated} with another date, {tally.kept} kept"
    )
    told = "would change" if mode is Mode.DRY_RUN else "changed"
    return [f"contacts: {counted}", f"accounts {told}: {tally.accounts}"]
