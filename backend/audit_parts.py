"""The audit chain of one backend, composed: what runs beside the requests, and what the commands ask."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from backend.adapters.checkpoints.file import FileSink
from backend.adapters.checkpoints.mail import MailSink
from backend.adapters.checkpoints.settings import AuditSettings
from backend.adapters.checkpoints.signing import Ed25519Signer
from backend.adapters.checkpoints.syslog import SyslogSink
from backend.adapters.store.chain_store import SqlChainStore
from backend.app import Backend
from backend.background import Repeated
from backend.core.audit import Trail
from backend.core.audit_ports import CheckpointSink
from backend.core.audit_retention import Retention
from backend.core.audit_sequencer import Courier, Newest, Sequencer
from backend.core.chain import Chain
from backend.core.marks import Marks
from backend.web.metrics import Condition

LINKING_PAUSE = 1.0
CARRYING_PAUSE = 5.0
REMOVING_PAUSE = 600.0
_AT_ONCE = timedelta(0)


@dataclass(frozen=True, slots=True)
class AuditParts:
    """What the chain of one institution is made and checked with."""

    institution: str
    store: SqlChainStore
    chain: Chain
    trail: Trail
    signer: Ed25519Signer


def audit_parts(backend: Backend) -> AuditParts:
    institution = backend.settings.institution.id
    return AuditParts(
        institution=institution,
        store=SqlChainStore(backend.engine, institution),
        chain=Chain(backend.keys.derive("audit chain"), institution),
        trail=Trail(Marks(backend.keys), institution),
        signer=Ed25519Signer(backend.keys),
    )


def checkpoint_file(settings: AuditSettings, data: Path) -> Path:
    return Path(settings.file) if settings.file else data / "checkpoints" / "checkpoints.jsonl"


@dataclass(frozen=True, slots=True)
class AuditWork:
    """What runs beside the requests, and where to see how far it is: `couriers` by the name of their sink."""

    background: tuple[Repeated, ...]
    newest: Newest
    couriers: Mapping[str, Courier]


def audit_work(backend: Backend, data: Path, condition: Condition) -> AuditWork:
    """The sequencer, retention, and a courier for every sink: one that fails holds up no other."""
    parts, newest, holder = audit_parts(backend), Newest(), secrets.token_hex(8)
    common = (parts.signer, backend.clock, holder, parts.institution)
    sequencer = Sequencer(parts.store, parts.chain, *common, newest)
    keep = backend.settings.audit.keep
    retention = Retention(parts.store, parts.chain, parts.trail, *common, keep)
    couriers = {
        name: Courier(newest, sink, pause, backend.clock.now)
        for name, sink, pause in _sinks(backend.settings.audit, data)
    }
    carrying = (
        Repeated(f"checkpoints to {name}", courier.work, CARRYING_PAUSE, condition)
        for name, courier in couriers.items()
    )
    background = (
        Repeated("audit chain", sequencer.work, LINKING_PAUSE, condition),
        Repeated("audit retention", retention.work, REMOVING_PAUSE, condition),
        *carrying,
    )
    return AuditWork(background, newest, couriers)


def _sinks(settings: AuditSettings, data: Path) -> Iterator[tuple[str, CheckpointSink, timedelta]]:
    yield "file", FileSink(checkpoint_file(settings, data)), _AT_ONCE
    if settings.syslog.host:
        yield "syslog", SyslogSink(settings.syslog), _AT_ONCE
    if settings.email.host:
        yield "e-mail", MailSink(settings.email), settings.email.pause
