"""Ready means that people can be served; what hangs or fails is named, and costs no waiting."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from prometheus_client import CollectorRegistry
from starlette.types import ASGIApp

from backend.adapters.metrics.collectors import (
    CONTENT_TYPE,
    Checkpoint,
    OperationCollector,
    Pool,
    Sources,
    exposition,
)
from backend.adapters.store.operation_store import SqlOperationStore
from backend.core.api import HeartbeatReport
from backend.core.failover import FailOver, Gateway, Refusal
from backend.core.operation import Heard, Part, Patience, Probes, Readiness
from backend.core.ports import Account, DirectoryUnavailable, Sent
from backend.core.signals import LogSignals
from backend.core.views import Channel
from backend.web.operation import OperationParts, operation_pages
from tests.backend.contracts.channels import MESSAGE
from tests.backend.core.stage import NEW, Stage, stage
from tests.backend.fakes import FakeClock, RecordingChannel
from tests.backend.operation.watched import figures

READY, FAILING, SLOW = Readiness.READY, Readiness.FAILING, Readiness.SLOW


@pytest.fixture
def at(tmp_path: Path) -> Stage:
    return stage(tmp_path)


def store_of(at: Stage) -> SqlOperationStore:
    return SqlOperationStore(at.engine, at.settings.institution.id)


def probes(at: Stage, answer: float = 30.0) -> Probes:
    seconds = iter(range(0, 100_000, 100))  # every look is a new one
    patience = Patience(fresh=1.0, answer=answer, outbox_late=timedelta(seconds=60))
    return Probes(store_of(at), at.directory, at.clock, patience, lambda: float(next(seconds)))


def test_all_is_well(at: Stage) -> None:
    assert set(probes(at, 10_000).look().values()) == {READY}


def test_a_directory_that_does_not_answer(at: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(candidates: Sequence[str]) -> Account | None:
        raise DirectoryUnavailable("down")

    monkeypatch.setattr(at.directory, "find", down)
    assert probes(at, 10_000).look() == {Part.DATABASE: READY, Part.DIRECTORY: FAILING, Part.OUTBOX: READY}


def test_a_directory_that_hangs(at: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    release, asked = threading.Event(), []

    def hang(candidates: Sequence[str]) -> Account | None:
        asked.append(candidates)
        release.wait(60)
        return None

    monkeypatch.setattr(at.directory, "find", hang)
    looking = Probes(store_of(at), at.directory, at.clock, Patience(answer=0.3), _standing_still)
    for _ in range(3):
        assert looking.look()[Part.DIRECTORY] is SLOW
    release.set()
    assert len(asked) == 1


def _standing_still() -> float:
    return 0.0


def test_a_database_that_is_gone(at: Stage) -> None:
    looking = probes(at, 10_000)
    with at.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE outbox")
    assert looking.look() == {Part.DATABASE: FAILING, Part.DIRECTORY: READY, Part.OUTBOX: FAILING}


def test_letters_that_nobody_takes(at: Stage) -> None:
    hall = at.enrol()
    at.send(hall, at.start(hall))
    at.clock.advance(seconds=60)
    assert probes(at, 10_000).look()[Part.OUTBOX] is READY
    at.clock.advance(seconds=1)
    assert probes(at, 10_000).look()[Part.OUTBOX] is FAILING
    at.desks.postman.drain()
    assert probes(at, 10_000).look()[Part.OUTBOX] is READY


def test_a_letter_that_is_put_off_is_not_late(at: Stage) -> None:
    hall = at.enrol()
    at.email.answer = Sent.DEFERRED
    view = at.prove(hall)
    at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    at.desks.postman.drain()
    at.clock.advance(seconds=59)
    state = store_of(at).state(at.clock.now(), 10)
    assert [(queue.channel.value, queue.waiting) for queue in state.queues] == [("email", 1)]
    assert state.overdue_since is None


def test_the_state_of_the_database(at: Stage) -> None:
    hall = at.enrol()
    at.desks.stations.beat(hall, HeartbeatReport("1", "Attract", "", 7, 0, 200_000_000, 40, 9, 3600))
    written = at.clock.now()
    at.send(hall, at.start(hall))
    at.clock.advance(seconds=30)
    state = store_of(at).state(at.clock.now(), 10)
    assert [(one.channel.value, one.waiting, one.oldest) for one in state.queues] == [("sms", 1, written)]
    assert state.overdue_since == written
    assert (state.unlinked.sequence, state.unlinked.waiting, state.unlinked.oldest) == (0, 4, written)
    assert state.stations == (Heard("Hall", written, 200_000_000, 40, 3600, 7),)
    (entry,) = at.desks.supervision.care.entries()
    assert (entry.memory, entry.handles, entry.threads, entry.uptime, entry.starts) == (
        200_000_000,
        40,
        9,
        3600,
        7,
    )
    assert store_of(at).state(at.clock.now(), 0).stations == ()


@dataclass(frozen=True)
class Client:
    """Asks an application without a network."""

    app: ASGIApp

    def ask(self, path: str, method: str = "GET") -> httpx.Response:
        return asyncio.run(self._ask(path, method))

    async def _ask(self, path: str, method: str) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url="https://watched") as client:
            return await client.request(method, path)


def page(at: Stage, looking: Probes) -> Client:
    registry = CollectorRegistry()
    sources = Sources(
        state=lambda: store_of(at).state(at.clock.now(), 10),
        ready=looking.look,
        failing=lambda: {"janitor": True, "postman 1": False},
        channels=[resting_channel()],
        pool=lambda: Pool(3, 2, 30),
        checkpoints=lambda: (Checkpoint("", 7, 1.0), Checkpoint("file", 5, 2.0)),
    )
    registry.register(OperationCollector(sources, "1.2"))
    parts = OperationParts(looking.look, lambda: ("sms kannel",), lambda: exposition(registry), CONTENT_TYPE)
    return Client(operation_pages(parts))


def resting_channel() -> FailOver:
    """SMS by two gateways, the first of which has just failed."""
    clock = FakeClock()
    gateways = [
        Gateway("kannel", RecordingChannel(Sent.DEFERRED)),
        Gateway("smpp", RecordingChannel(Sent.ACCEPTED)),
    ]
    made = FailOver(
        Channel.SMS, gateways, Refusal.OF_ONE_GATEWAY, clock, LogSignals(clock), timedelta(seconds=30)
    )
    made.send(MESSAGE)
    return made


def test_the_pages(at: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    client = page(at, probes(at, 10_000))
    assert client.ask("/healthz").json() == {"status": "alive"}
    ready = client.ask("/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (200, True)
    assert ready.json()["resting"] == ["sms kannel"]
    monkeypatch.setattr(at.directory, "find", None)
    ready = client.ask("/readyz")
    assert ready.status_code == 503
    assert ready.json()["parts"] == {"database": "ready", "directory": "failing", "outbox": "ready"}
    assert client.ask("/").status_code == client.ask("/v1/station").status_code == 404
    assert client.ask("/metrics", "POST").status_code == 405


def test_the_figures_of_this_moment(at: Stage) -> None:
    hall = at.enrol()
    at.desks.stations.beat(hall, HeartbeatReport("1", "Attract", "", 7, 0, 200_000_000, 40, 9, 3600))
    at.send(hall, at.start(hall))
    at.clock.advance(seconds=30)
    answer = page(at, probes(at, 10_000)).ask("/metrics")
    assert answer.headers["content-type"] == CONTENT_TYPE
    seen = figures(answer.text)
    assert seen['repasse_outbox_letters{channel="sms"}'] == 1
    assert seen['repasse_outbox_letters{channel="email"}'] == 0
    assert seen['repasse_outbox_oldest_seconds{channel="sms"}'] == 30
    assert seen["repasse_outbox_overdue_seconds"] == 30
    assert seen["repasse_audit_unlinked_records"] == 4
    assert seen["repasse_audit_lag_seconds"] == 30
    assert seen['repasse_database_connections{state="in_use"}'] == 3
    assert seen["repasse_database_connections_max"] == 30
    assert seen['repasse_gateway_resting{channel="sms",gateway="kannel"}'] == 1
    assert seen['repasse_gateway_resting{channel="sms",gateway="smpp"}'] == 0
    assert seen["repasse_audit_signed_sequence"] == 7
    assert seen['repasse_audit_kept_sequence{sink="file"}'] == 5
    assert seen['repasse_background_failing{part="janitor"}'] == 1
    assert seen['repasse_build_info{version="1.2"}'] == 1
    told = ("memory_bytes", "handles", "uptime_seconds", "starts")
    used = [seen[f'repasse_station_{name}{{station="Hall"}}'] for name in told]
    assert used == [200_000_000, 40, 3600, 7]
    assert "FerrerFr2017" not in answer.text
