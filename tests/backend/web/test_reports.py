"""The address of gateways: what they may tell, and that it serves nothing else."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
import structlog.testing
from starlette.applications import Starlette

from backend.core.api import Reported, Unavailable
from backend.core.marks import Marks
from backend.core.ports import Sent
from backend.core.views import Channel, Delivery
from backend.web.metrics import Condition, Health, Metric, Metrics
from backend.web.reports.app import ReportParts, delivery_reports
from tests.backend.core.stage import stage
from tests.backend.core.test_delivery_reports import delivery_of, through
from tests.backend.fakes import RecordingChannel


class Client:
    """Asks the application, without a network."""

    def __init__(self, app: Starlette) -> None:
        self._transport = httpx.ASGITransport(app, raise_app_exceptions=False)

    def get(self, path: str) -> httpx.Response:
        return self.ask("GET", path)

    def ask(self, method: str, path: str) -> httpx.Response:
        async def asked() -> httpx.Response:
            async with httpx.AsyncClient(transport=self._transport, base_url="https://reports") as client:
                return await client.request(method, path)

        return asyncio.run(asked())


@dataclass
class Desk:
    """Implements `DeliveryReports`."""

    known: bool = True
    error: Exception | None = None
    told: list[tuple[str, str, str, Reported]] = field(default_factory=list)

    def report(self, letter_id: str, gateway: str, proof: str, outcome: Reported) -> bool:
        self.told.append((letter_id, gateway, proof, outcome))
        if self.error is not None:
            raise self.error
        return self.known


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def parts(desk: Desk) -> ReportParts:
    return ReportParts(desk, Metrics(), Condition())


@pytest.fixture
def client(parts: ReportParts) -> Client:
    return Client(delivery_reports(parts))


@pytest.mark.parametrize(
    ("status", "outcome"), [("1", Reported.DELIVERED), ("2", Reported.FAILED), ("16", Reported.FAILED)]
)
def test_what_kannel_tells(client: Client, desk: Desk, status: str, outcome: Reported) -> None:
    answer = client.get(f"/kannel/letter/proof?status={status}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert desk.told == [("letter", "kannel", "proof", outcome)]


@pytest.mark.parametrize("status", ["4", "8"])
def test_on_its_way_is_no_news(client: Client, desk: Desk, status: str) -> None:
    assert client.get(f"/kannel/letter/proof?status={status}").status_code == 204
    assert desk.told == []


@pytest.mark.parametrize(
    "query", ["", "?status=", "?status=3", "?status=1x", "?status=delivered", "?other=1"]
)
def test_what_it_never_tells(client: Client, desk: Desk, query: str) -> None:
    assert client.get(f"/kannel/letter/proof{query}").status_code == 404
    assert desk.told == []


def test_a_wrong_proof_and_an_unknown_page_look_alike(client: Client, desk: Desk) -> None:
    desk.known = False
    assert client.get("/kannel/letter/proof?status=1").status_code == 404
    for path in (
        "/",
        "/v1/station",
        "/sign-in",
        "/healthz",
        "/h/abc",
        "/kannel/letter",
        "/smpp/l/p?status=1",
    ):
        assert client.get(path).status_code == 404
    assert client.ask("POST", "/kannel/letter/proof?status=1").status_code == 405
    assert len(desk.told) == 1


def test_a_database_that_does_not_answer_is_said(client: Client, desk: Desk) -> None:
    desk.error = Unavailable("down")
    assert client.get("/kannel/letter/proof?status=1").status_code == 503


@pytest.mark.logs_errors
def test_what_nobody_foresaw_is_visible(client: Client, desk: Desk, parts: ReportParts) -> None:
    desk.error = RuntimeError("secret")
    answer = client.get("/kannel/letter/proof?status=1")
    assert (answer.status_code, answer.content) == (500, b"")
    assert parts.metrics.figure(Metric.UNKNOWN_ERRORS) == 1
    assert parts.condition.health is Health.DEGRADED


def test_the_path_is_in_no_log(client: Client) -> None:
    with structlog.testing.capture_logs() as entries:
        client.get("/kannel/letter-id/proof-of-it?status=1")
    assert "/kannel/{letter}/{proof}" in str(entries)
    assert "proof-of-it" not in str(entries)
    assert "letter-id" not in str(entries)


def test_a_report_reaches_the_station(tmp_path: Path, parts: ReportParts) -> None:
    at = stage(tmp_path)
    hall = at.enrol()
    gateway = RecordingChannel(Sent.ACCEPTED)
    through(at, gateway)
    view = at.send(hall, at.start(hall), Channel.SMS)
    at.desks.postman.drain()
    letter = gateway.messages[0].id
    real = Client(delivery_reports(ReportParts(at.desks.reports, parts.metrics, parts.condition)))
    proof = Marks(at.keys).report(letter, "one")
    assert real.get(f"/kannel/{letter}/{proof}?status=1").status_code == 404  # of another gateway
    proof = Marks(at.keys).report(letter, "kannel")
    assert real.get(f"/kannel/{letter}/{proof}?status=1").status_code == 204
    assert delivery_of(at, hall, view) is Delivery.DELIVERED
    at.desks.postman.close()
    at.engine.dispose()
