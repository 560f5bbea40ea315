"""Staff withdraw the key while somebody stands there; a module of its own, as the key is gone for good."""

from __future__ import annotations

from kiosk.core.results import FaultKind
from kiosk.core.states import OutOfService
from tests.e2e.station import people
from tests.e2e.station.traces import found, trace
from tests.e2e.station.visitor import Visitor


def withdrawn(visitor: Visitor) -> bool:
    page = visitor.kiosk.page
    return isinstance(page, OutOfService) and page.reason is FaultKind.KEY_WITHDRAWN


def test_a_withdrawn_key_ends_the_session_and_leaves_nothing(visitor: Visitor) -> None:
    visitor.to_identify(0)
    traces = [trace("identifier", people.identifier(0))]
    assert found(traces) == {"identifier"}
    identifier = visitor.backend.cli("station", "list").split()[0].rstrip(",:")
    visitor.backend.cli("station", "withdraw", identifier)
    visitor.submit()
    visitor.until(lambda: withdrawn(visitor))
    visitor.until(lambda: not found(traces))
