"""What `repasse-backend audit verify` and `audit key` do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from backend.adapters.checkpoints.signing import Ed25519Verifier
from backend.audit_parts import AuditParts, audit_parts, checkpoint_file
from backend.commands import CommandError, Context, say
from backend.core.audit_ports import Since, Verifier
from backend.core.audit_verify import Findings, Known, Line, Verification
from backend.core.chain import read_checkpoint

SHOWN = 20
"""Faults that are told one by one; the others are counted."""


def key(context: Context, _given: argparse.Namespace) -> None:
    """Print the public key of checkpoints, to be kept where the backend cannot change it."""
    with context.backend() as backend:
        say(audit_parts(backend).signer.public_key.hex())


def verify(context: Context, given: argparse.Namespace) -> None:
    """Check the whole trail.

    Raises:
        CommandError: there is a fault, or a file or key cannot be read.
    """
    with context.backend() as backend:
        parts = audit_parts(backend)
        keys = _verifier(given.public_key) if given.public_key else parts.signer
        known = Known(parts.chain, parts.trail, parts.institution, parts.signer, keys)
        kept = checkpoint_file(backend.settings.audit, context.data)
        lines = _lines(given.checkpoint or ([str(kept)] if kept.exists() else []))
        count = _verified(parts, known, lines)
    if count:
        raise CommandError(f"the audit trail has {count} {'fault' if count == 1 else 'faults'}")


def _verified(parts: AuditParts, known: Known, lines: Iterator[Line]) -> int:
    with parts.store.reading() as reader:
        verification = Verification(reader, known, lines, Progress().show)
        count = 0
        for count, fault in enumerate(verification.faults(), 1):
            if count <= SHOWN:
                say(f"fault: {fault}")
        if count > SHOWN:
            say(f"and {count - SHOWN} more faults")
        for told in _report(verification.findings):
            say(told)
        return count


def _report(found: Findings) -> Iterator[str]:
    yield f"checked: {found.records} linked records, {found.checkpoints} checkpoints"
    if found.unreadable:
        yield f"{found.unreadable} lines hold no checkpoint"
    if found.removed:
        yield f"removed for their age: links 1 to {found.removed}"
    if found.newest is not None:
        newest = found.newest.checkpoint
        yield f"newest checkpoint: link {newest.seq}, signed {newest.at.isoformat(timespec='seconds')}"
    since = found.unlinked_since
    oldest = f", the oldest of {since.isoformat(timespec='seconds')}" if since else ""
    yield f"window after it: {_window(found.window)}; {found.unlinked} more not linked yet{oldest}"
    yield "in the window a change is found, but not that the newest records were removed"


def _window(window: Since) -> str:
    if not window.count or window.first is None or window.last is None:
        return "no linked record"
    first, last = (one.isoformat(timespec="seconds") for one in (window.first, window.last))
    return f"{window.count} linked records from {first} to {last}"


def _lines(files: list[str]) -> Iterator[Line]:
    """Every line of every file that is not empty: a file of ours, a log, or a mail.

    Raises:
        CommandError: a file cannot be read.
    """
    for name in files:
        try:
            with Path(name).open(encoding="utf-8", errors="replace") as file:
                for number, line in enumerate(file, 1):
                    if line.strip():
                        yield Line(f"{name}:{number}", read_checkpoint(line))
        except OSError as error:
            raise CommandError(f"{name}: {error.strerror}", 2) from error


def _verifier(text: str) -> Verifier:
    try:
        return Ed25519Verifier(bytes.fromhex(text))
    except ValueError as error:
        raise CommandError("--public-key: must be the 64 hexadecimal digits of `audit key`", 2) from error


class Progress:
    """On stderr: on a terminal one line that counts, else a line for every tenth."""

    def __init__(self) -> None:
        self._tenths = 0

    def show(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\rverified {done:,} of {total:,}" + ("\n" if done >= total else ""))
        elif done * 10 // max(total, 1) > self._tenths:
            self._tenths = done * 10 // max(total, 1)
            sys.stderr.write(f"verified {done:,} of {total:,}\n")
        sys.stderr.flush()
