"""Every limit of time is told before it ends (WCAG 2.2, 2.2.1): 120, 60 and 30 seconds ahead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core.effects import Chime, PlayChime
from kiosk.core.events import Activity, PhoneWanted, StaffWanted
from kiosk.core.flow.limits import Ending, Limit, ending
from kiosk.core.results import ApprovalStatus, HandoffStatus, Outcome
from kiosk.core.states import AskStaff, Done, StaffProblem
from tests.kiosk.core.walk import (
    Walk,
    at_call,
    at_code,
    at_contact_code,
    at_done,
    at_methods,
    at_new_password,
    at_staff,
    on_phone,
)
from tests.kiosk.fakes import asked, finished, handed

LIMITS = {
    "code": (at_code, Limit.CODE, 600),
    "call": (at_call, Limit.ANSWER, 600),
    "contact": (at_contact_code, Limit.CODE, 580),
    "request": (at_staff, Limit.REQUEST, 900),
    "link": (on_phone, Limit.LINK, 170),
    "reset-methods": (at_methods, Limit.RESET, 1200),
    "reset-password": (at_new_password, Limit.RESET, 1200),
}


def told(walk: Walk) -> tuple[Ending | None, bool]:
    """What is told now, and whether a chime drew attention to it this very second."""
    return ending(walk.kiosk), PlayChime(Chime.WARNING) in walk.effects


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_told_three_times_each_with_a_chime(name: str) -> None:
    make, limit, seconds = LIMITS[name]
    walk, heard = make(), list[tuple[int, Ending | None]]()
    for left in range(seconds - 1, 0, -1):
        walk.send(Activity()).wait(1)
        now, chimed = told(walk)
        assert (now is not None) is (left <= 120)
        if chimed:
            heard.append((left, now))
    assert heard == [(left, Ending(limit, left)) for left in (120, 60, 30)]


def test_of_two_limits_the_first_to_end_is_told() -> None:
    walk = at_code()
    walk.kiosk = replace(walk.kiosk, view_age=550)
    assert ending(walk.kiosk) == Ending(Limit.CODE, 60)
    walk.kiosk = replace(walk.kiosk, view_age=1150)
    assert ending(walk.kiosk) == Ending(Limit.RESET, 60)


def test_nothing_is_told_where_nothing_is_lost() -> None:
    walk = at_new_password()
    walk.kiosk = replace(walk.kiosk, page=Done(finished(), 60), view_age=1190)
    assert ending(walk.kiosk) is None


def test_a_request_to_staff_is_made_anew_by_one_press_ten_times() -> None:
    walk = at_staff()
    for turn in range(10):
        walk.polled(asked(ApprovalStatus.EXPIRED, revision=10 + 2 * turn))
        assert walk.on(AskStaff).problem is StaffProblem.EXPIRED
        walk.send(StaffWanted()).answer(asked(revision=11 + 2 * turn))
        assert ending(walk.kiosk) is None


def test_a_link_is_made_anew_by_one_press_ten_times() -> None:
    walk = on_phone()
    for turn in range(10):
        walk.polled(handed(HandoffStatus.ENDED, revision=10 + 2 * turn, outcome=Outcome.HANDOFF_ENDED))
        walk.send(PhoneWanted()).answer(handed(revision=11 + 2 * turn))
        assert ending(walk.kiosk) is None


def test_the_last_page_stays_for_ten_presses_and_more() -> None:
    walk = at_done()
    for _ in range(12):
        walk.wait(59).send(Activity())
    assert walk.on(Done).closes_in == 60
