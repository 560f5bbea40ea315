"""*Continue on my phone*: the link, the digits, following, and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.core.effects import AskApproval, DecideHandoff, HandoffDecision, LeaveReset, OfferHandoff
from kiosk.core.events import (
    BackPressed,
    DigitsConfirmed,
    DigitsDenied,
    Left,
    LinkWanted,
    PhoneWanted,
    StaffWanted,
    WifiWanted,
)
from kiosk.core.results import Allowed, FaultKind, HandoffStatus, Outcome
from kiosk.core.states import (
    Attract,
    ChooseMethod,
    Done,
    EnterCode,
    IdleWarning,
    NewPassword,
    OnPhone,
    PhonePart,
    PhoneProblem,
    WriteUnknown,
)
from tests.kiosk.core.walk import (
    Walk,
    at_accepted,
    at_code,
    at_methods,
    at_new_password,
    at_rest,
    on_phone,
)
from tests.kiosk.fakes import code_sent, finished, handed, info, proved, view

END, CONFIRM = HandoffDecision.END, HandoffDecision.CONFIRM
OVER = handed(HandoffStatus.ENDED, revision=6, outcome=Outcome.HANDOFF_ENDED)


@pytest.mark.parametrize("walk", [at_methods, at_code, at_new_password])
def test_a_link_is_asked_for_from_each_page_that_asks_to_copy(walk: Callable[[], Walk]) -> None:
    walked = walk().send(PhoneWanted())
    assert walked.calls() == [OfferHandoff("r-1")]
    assert walked.answer(handed()).on(OnPhone).view == handed()


def test_without_the_feature_and_with_the_old_password_nothing_is_offered() -> None:
    assert at_rest(info(handoff=False)).send(PhoneWanted()).calls() == []
    changing = at_accepted()
    assert changing.send(PhoneWanted()).calls() == []


def test_digits_are_compared_here_before_the_phone_may_act() -> None:
    walk = on_phone()
    assert walk.send(DigitsConfirmed()).calls() == []
    walk.polled(handed(HandoffStatus.CLAIMED, revision=5)).send(DigitsConfirmed())
    assert walk.calls() == [DecideHandoff("r-1", 1, CONFIRM)]
    walk.answer(handed(HandoffStatus.CONFIRMED, revision=6, outcome=Outcome.HANDOFF_CONFIRMED))
    assert walk.on(OnPhone).problem is None


def test_another_phone_is_sent_away_and_a_new_link_made() -> None:
    walk = on_phone(HandoffStatus.CLAIMED).send(DigitsDenied())
    assert walk.calls() == [DecideHandoff("r-1", 1, END)]
    assert walk.answer(OVER).on(OnPhone).problem is PhoneProblem.DENIED
    assert walk.send(PhoneWanted()).calls() == [OfferHandoff("r-1")]
    assert walk.answer(handed(revision=7)).on(OnPhone).problem is None


def test_the_station_follows_to_the_end() -> None:
    walk = on_phone(HandoffStatus.CONFIRMED)
    walk.polled(handed(HandoffStatus.CONFIRMED, revision=6, allowed=Allowed.NEW_PASSWORD))
    assert isinstance(walk.page, OnPhone)
    ended = handed(HandoffStatus.ENDED).handoff
    assert isinstance(walk.polled(finished(revision=9, handoff=ended)).page, Done)


def test_what_the_phone_wrote_without_an_answer_is_said() -> None:
    walk = on_phone(HandoffStatus.CONFIRMED)
    unknown = handed(HandoffStatus.CONFIRMED, revision=6, allowed=Allowed.WRITE_UNKNOWN)
    assert isinstance(walk.polled(unknown).page, WriteUnknown)


def test_continuing_here_ends_the_phone_and_goes_where_the_facts_are() -> None:
    walk = on_phone(HandoffStatus.CONFIRMED).send(BackPressed())
    assert walk.calls() == [DecideHandoff("r-1", 1, END)]
    walk.answer(proved(revision=8, outcome=Outcome.HANDOFF_ENDED, handoff=OVER.handoff))
    assert isinstance(walk.page, NewPassword)


def test_back_from_a_link_that_is_over_asks_nobody() -> None:
    walk = on_phone(HandoffStatus.ENDED)
    assert walk.on(OnPhone).problem is PhoneProblem.ENDED
    walk.send(BackPressed())
    assert walk.calls() == []
    assert isinstance(walk.page, ChooseMethod)


def test_back_to_a_code_that_still_lives() -> None:
    walk = at_code().send(PhoneWanted()).answer(code_sent(revision=5, handoff=handed().handoff))
    ended = code_sent(revision=6, outcome=Outcome.HANDOFF_ENDED, handoff=OVER.handoff)
    assert isinstance(walk.send(BackPressed()).answer(ended).page, EnterCode)


def test_the_guest_network_is_shown_on_the_way() -> None:
    walk = on_phone().send(WifiWanted())
    assert walk.on(OnPhone).part is PhonePart.WIFI
    assert walk.send(LinkWanted()).on(OnPhone).part is PhonePart.LINK
    walk.send(WifiWanted()).polled(handed(HandoffStatus.CLAIMED, revision=5))
    assert walk.on(OnPhone).part is PhonePart.LINK


def test_progress_on_the_phone_keeps_the_station_awake_and_silence_does_not() -> None:
    walk = on_phone(HandoffStatus.CONFIRMED).wait(170)
    walk.polled(handed(HandoffStatus.CONFIRMED, revision=6, allowed=Allowed.ANSWER_CODE)).wait(170)
    assert isinstance(walk.page, OnPhone)
    assert isinstance(walk.wait(15).page, IdleWarning)


def test_a_poll_that_brings_nothing_new_keeps_nobody_awake() -> None:
    walk = on_phone(HandoffStatus.CONFIRMED).wait(170)
    walk.polled(handed(HandoffStatus.CONFIRMED, revision=5)).wait(15)
    assert isinstance(walk.page, IdleWarning)


def test_leaving_the_station_ends_it() -> None:
    walk = on_phone(HandoffStatus.CONFIRMED).send(Left())
    assert isinstance(walk.page, Attract)
    assert walk.calls() == [LeaveReset("r-1")]


def test_staff_can_be_asked_from_here() -> None:
    assert on_phone().send(StaffWanted()).calls() == [AskApproval("r-1")]


def test_a_service_that_does_not_answer_is_said() -> None:
    walk = at_methods().send(PhoneWanted()).fail(FaultKind.UNAVAILABLE)
    assert walk.on(OnPhone).problem is PhoneProblem.UNAVAILABLE
    assert walk.send(PhoneWanted()).calls() == [OfferHandoff("r-1")]


def test_a_late_reply_changes_nothing() -> None:
    walk = on_phone().polled(view(revision=1))
    assert walk.on(OnPhone).view == handed()
