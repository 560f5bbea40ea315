"""The other ways out: each button that ends a session, the page that closes by itself, and staff."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit

from kiosk.core.events import Tick
from kiosk.core.results import ApprovalStatus
from kiosk.core.states import AskStaff, Attract, ChooseMethod, Done, SignInPage
from tests.e2e.station import people
from tests.e2e.station.test_wipe import person_traces, sign_in, typed
from tests.e2e.station.traces import Trace, found, trace, undone
from tests.e2e.station.visitor import Visitor

Way = Callable[[Visitor, int], None]


def press_back(visitor: Visitor) -> None:
    visitor.actor.click(visitor.station.window.bottom.back)
    visitor.on(Attract)


def sign_in_back(visitor: Visitor, person: int) -> None:
    sign_in(visitor, person)


def identify_cancel(visitor: Visitor, person: int) -> None:
    visitor.to_identify(person)


def password_cancel(visitor: Visitor, person: int) -> None:
    visitor.to_password(person)


BACKS: tuple[Way, ...] = (sign_in_back, identify_cancel, password_cancel)


def assert_gone(visitor: Visitor, traces: list[Trace]) -> None:
    visitor.until(lambda: not found(traces))
    assert undone(visitor.station.window.findChildren(QLineEdit), traces) == set()


@pytest.mark.parametrize(
    ("person", "way"), [pytest.param(n, way, id=way.__name__) for n, way in enumerate(BACKS)]
)
def test_the_left_button_forgets(person: int, way: Way, visitor: Visitor) -> None:
    way(visitor, person)
    traces = typed(visitor) + person_traces(person)
    assert found(traces) == {one.name for one in traces}
    press_back(visitor)
    assert_gone(visitor, traces)


def finished(visitor: Visitor, person: int) -> list[Trace]:
    """At the last page, with traces of everything that was sent on the way."""
    visitor.to_password(person)
    traces = typed(visitor) + person_traces(person)
    assert found(traces) == {one.name for one in traces}
    visitor.submit()
    visitor.on(Done)
    return [*traces, trace("sent number", people.number(person))]


def test_finish_forgets(visitor: Visitor) -> None:
    traces = finished(visitor, 4)
    visitor.submit()
    visitor.on(Attract)
    assert_gone(visitor, traces)


def test_the_last_page_closes_by_itself_and_forgets(visitor: Visitor) -> None:
    traces = finished(visitor, 5)
    visitor.station.driver.send(Tick(300))
    visitor.until(lambda: isinstance(visitor.kiosk.page, Attract))
    assert_gone(visitor, traces)


def test_trying_the_new_password_keeps_the_identifier_only(visitor: Visitor) -> None:
    traces = finished(visitor, 6)
    visitor.actor.press("try_now")
    visitor.on(SignInPage)
    secret = [one for one in traces if one.name != "identifier"]
    visitor.until(lambda: not found(secret))
    assert found(person_traces(6)) == {"identifier"}
    visitor.escape()
    visitor.on(Attract)
    assert_gone(visitor, traces)


def test_leaving_while_staff_are_asked_forgets(visitor: Visitor) -> None:
    visitor.to_method(7)
    traces = person_traces(7)
    visitor.actor.click(visitor.station.window.bottom.help)
    visitor.until(lambda: _waiting(visitor))
    visitor.escape()
    visitor.on(Attract)
    assert_gone(visitor, traces)


def _waiting(visitor: Visitor) -> bool:
    page = visitor.kiosk.page
    approval = page.view.approval if isinstance(page, AskStaff) and page.view else None
    return approval is not None and approval.status is ApprovalStatus.WAITING


def test_a_fault_that_lasts_forgets(visitor: Visitor) -> None:
    """The person walked off; the page's own time runs out while the backend does not answer."""
    visitor.to_method(8)
    visitor.choose_sms(people.number(8))
    traces = typed(visitor) + person_traces(8)
    visitor.backend.kill()
    try:
        visitor.submit()
        for _ in range(200):
            visitor.station.driver.send(Tick(5))
        visitor.until(lambda: not isinstance(visitor.kiosk.page, ChooseMethod))
        assert_gone(visitor, traces)
    finally:
        visitor.backend.start()
