"""The other ways out: each button that ends a session, the page that closes by itself, staff, and a backend
that does not answer."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kiosk.adapters.http_backend import Timeouts
from kiosk.core.events import Tick
from kiosk.core.states import Accepted, Attract, ChooseMethod, Done, SignInPage, UnlockOnly
from tests.e2e.station.places import PLACES, Place, method, person_traces, sent
from tests.e2e.station.traces import Trace, found
from tests.e2e.station.visitor import Visitor

pytestmark = pytest.mark.timeout(600)


def controlled(visitor: Visitor, place: Place, person: int) -> list[Trace]:
    """Go there; the positive control; and traces of all that is there or was sent."""
    place.go(visitor, person)
    traces = place.traces(visitor, person)
    assert found(traces) == {one.name for one in traces}
    return traces + sent(visitor, person)


@pytest.mark.parametrize(
    ("person", "place"),
    [
        pytest.param(0, "sign in", id="sign in", marks=pytest.mark.exhaustive),
        pytest.param(1, "identify", id="identify", marks=pytest.mark.exhaustive),
        pytest.param(2, "password", id="password", marks=pytest.mark.exhaustive),
        pytest.param(3, "unlock", id="unlock"),
    ],
)
def test_the_left_button_forgets(person: int, place: str, visitor: Visitor) -> None:
    traces = controlled(visitor, PLACES[place], person)
    visitor.actor.click(visitor.station.window.bottom.back)
    visitor.on(Attract)
    visitor.forgets(traces)


def test_leaving_after_an_accepted_sign_in_forgets(visitor: Visitor) -> None:
    traces = controlled(visitor, PLACES["accepted"], 9)
    assert isinstance(visitor.kiosk.page, Accepted)
    visitor.submit()
    visitor.on(Attract)
    visitor.forgets(traces)


@pytest.mark.exhaustive
def test_unlocking_alone_forgets(visitor: Visitor) -> None:
    traces = controlled(visitor, PLACES["unlock"], 10)
    assert isinstance(visitor.kiosk.page, UnlockOnly)
    visitor.actor.press("unlock")
    visitor.on(Done)
    visitor.submit()
    visitor.on(Attract)
    visitor.forgets(traces)


def finished(visitor: Visitor, person: int) -> list[Trace]:
    """At the last page, with traces of everything that was sent on the way."""
    traces = controlled(visitor, PLACES["password"], person)
    visitor.submit()
    visitor.on(Done)
    return traces


def test_finish_forgets(visitor: Visitor) -> None:
    traces = finished(visitor, 4)
    visitor.submit()
    visitor.on(Attract)
    visitor.forgets(traces)


@pytest.mark.exhaustive
def test_the_last_page_closes_by_itself_and_forgets(visitor: Visitor) -> None:
    traces = finished(visitor, 5)
    visitor.station.driver.send(Tick(300))
    visitor.until(lambda: isinstance(visitor.kiosk.page, Attract))
    visitor.forgets(traces)


def test_trying_the_new_password_keeps_the_identifier_only(visitor: Visitor) -> None:
    traces = finished(visitor, 6)
    visitor.actor.press("try_now")
    visitor.on(SignInPage)
    secret = [one for one in traces if one.name != "identifier"]
    visitor.until(lambda: not found(secret))
    assert found(person_traces(6)) == {"identifier"}
    visitor.escape()
    visitor.on(Attract)
    visitor.forgets(traces)


def test_leaving_while_staff_are_asked_forgets(visitor: Visitor) -> None:
    traces = controlled(visitor, PLACES["staff"], 7)
    visitor.escape()
    visitor.on(Attract)
    visitor.forgets(traces)


def test_a_fault_that_lasts_forgets(visitor: Visitor) -> None:
    """The person walked off; the page's own time runs out while the backend does not answer."""
    traces = controlled(visitor, Place(method), 8)
    visitor.backend.kill()
    try:
        visitor.submit()
        for _ in range(200):
            visitor.station.driver.send(Tick(5))
        visitor.until(lambda: not isinstance(visitor.kiosk.page, ChooseMethod))
        visitor.forgets(traces)
    finally:
        visitor.backend.start()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No call ends by its own deadline while the test lasts."""
    monkeypatch.setattr(Timeouts, "of", lambda _self, _call: 600.0)


@contextmanager
def frozen(visitor: Visitor) -> Iterator[None]:
    """The backend takes connections and requests, and answers nothing."""
    process = visitor.backend.process
    assert process is not None
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)


@pytest.mark.parametrize(
    ("person", "place"),
    [
        pytest.param(11, "sign in", id="sign in", marks=pytest.mark.exhaustive),
        pytest.param(12, "code", id="code", marks=pytest.mark.exhaustive),
        pytest.param(13, "password", id="password"),
    ],
)
def test_leaving_before_the_answer_forgets_what_was_sent(
    person: int, place: str, visitor: Visitor, patient: None
) -> None:
    """A thread that waits for the backend holds the request; it must not outlive the session."""
    traces = controlled(visitor, PLACES[place], person)
    with frozen(visitor):
        visitor.submit()
        visitor.until(lambda: visitor.kiosk.pending is not None)
        assert "identifier" in found(traces)
        visitor.escape()
        visitor.until(lambda: isinstance(visitor.kiosk.page, Attract))
        visitor.forgets(traces)
