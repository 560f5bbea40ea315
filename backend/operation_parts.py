"""Health and figures, composed: what is counted where, and what the address of machines serves."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from prometheus_client import CollectorRegistry
from sqlalchemy.pool import QueuePool
from starlette.types import ASGIApp

from backend.adapters.metrics.collectors import (
    CONTENT_TYPE,
    Checkpoint,
    OperationCollector,
    Pool,
    Sources,
    exposition,
)
from backend.adapters.metrics.meter import PrometheusMeter
from backend.adapters.store.operation_store import SqlOperationStore
from backend.app import Backend
from backend.audit_parts import AuditWork
from backend.core.glimpse import Glimpse, TooSlow
from backend.core.operation import Patience, Probes, State
from backend.core.store import StoreUnavailable
from backend.web.metrics import Condition, Metric
from backend.web.operation import OperationParts, operation_pages


@dataclass(frozen=True, slots=True)
class Watching:
    """The figures of this process, on a registry of its own."""

    registry: CollectorRegistry
    meter: PrometheusMeter


def watching() -> Watching:
    registry = CollectorRegistry()
    return Watching(registry, PrometheusMeter(registry, [metric.value for metric in Metric]))


def operation(backend: Backend, watching: Watching, condition: Condition, audit: AuditWork) -> ASGIApp:
    """The application of the metrics address."""
    settings = backend.settings.metrics
    for channel in backend.gateways:
        for gateway in channel.gateways:
            watching.meter.expects(channel.channel, gateway)
    patience = Patience(settings.fresh, settings.patience, settings.outbox_late)
    store = SqlOperationStore(backend.engine, backend.settings.institution.id)
    probes = Probes(store, backend.directory, backend.clock, patience, time.monotonic)
    state = Glimpse(
        lambda: store.state(backend.clock.now(), settings.stations),
        time.monotonic,
        patience.fresh,
        patience.answer,
    )
    sources = Sources(
        state=lambda: _readable(state),
        ready=probes.look,
        failing=condition.parts,
        channels=backend.gateways,
        pool=lambda: _pool(backend),
        checkpoints=lambda: tuple(_checkpoints(audit)),
    )
    watching.registry.register(OperationCollector(sources, running_version()))
    return operation_pages(
        OperationParts(
            ready=probes.look,
            resting=lambda: _resting(backend),
            figures=lambda: exposition(watching.registry),
            figures_type=CONTENT_TYPE,
        )
    )


def _resting(backend: Backend) -> tuple[str, ...]:
    return tuple(f"{one.channel.value} {name}" for one in backend.gateways for name in one.resting())


def _readable(state: Glimpse[State]) -> State | None:
    try:
        return state.get()
    except (TooSlow, StoreUnavailable):
        return None


def _pool(backend: Backend) -> Pool:
    pool = backend.engine.pool
    if not isinstance(pool, QueuePool):
        return Pool(0, 0, 0)
    return Pool(pool.checkedout(), pool.checkedin(), pool.size() + pool._max_overflow)  # noqa: SLF001 - no accessor


def _checkpoints(audit: AuditWork) -> Iterator[Checkpoint]:
    newest = audit.newest.get()
    if newest is not None:
        yield Checkpoint("", newest.checkpoint.seq, newest.checkpoint.at.timestamp())
    for sink, courier in audit.couriers.items():
        kept = courier.kept
        if kept is None:
            yield Checkpoint(sink, 0, 0.0)
        else:
            yield Checkpoint(sink, kept.checkpoint.seq, kept.checkpoint.at.timestamp())


def running_version() -> str:
    try:
        return version("repasse")
    except PackageNotFoundError:
        return "unknown"
