"""What a long poll waits for: every change of the view, also those that time alone makes."""

from __future__ import annotations

from backend.core.api import ProofSeen, Seen
from backend.core.views import ApprovalStatus, ResetView
from tests.backend.core.stage import Stage


def _seen(at: Stage, station: str, before: ResetView) -> ResetView:
    """The view that a poll after `before` gets."""
    view = at.desks.resets.view(station, before.id)
    assert at.desks.resets.revision(station, before.id) == view.revision > before.revision
    return view


def test_every_new_request_code_and_the_end_of_a_request_are_seen(at: Stage, hall: str) -> None:
    view = at.desks.resets.ask_approval(hall, at.start(hall).id)
    codes = []
    for _ in range(9):
        assert view.approval is not None
        codes.append(view.approval.request_code)
        assert at.desks.resets.revision(hall, view.id) == view.revision
        at.clock.advance(minutes=1)
        view = _seen(at, hall, view)
    assert len(set(codes)) == 9
    at.clock.advance(minutes=1)
    view = _seen(at, hall, view)
    assert view.approval is not None
    assert view.approval.status is ApprovalStatus.EXPIRED
    asked = at.desks.resets.ask_approval(hall, view.id)
    assert asked.revision > view.revision


def test_a_decision_and_its_end_are_seen(at: Stage, hall: str) -> None:
    view = at.desks.resets.ask_approval(hall, at.start(hall).id)
    at.clock.advance(minutes=3)
    view = _seen(at, hall, view)
    assert view.approval is not None
    opened = at.desks.staff.open(view.approval.request_code, "anne")
    seen = Seen(ProofSeen.STUDENT_CARD, opened.account_mark)
    at.desks.staff.approve(opened.row.approval_id, "anne", seen, "card seen")
    view = _seen(at, hall, view)
    at.clock.advance(minutes=10)
    view = _seen(at, hall, view)
    assert view.approval is not None
    assert view.approval.status is ApprovalStatus.EXPIRED
