"""A student card that was read: it stands for the identifier, and the rest of the way is the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.core.cards.events import ReaderFault
from kiosk.core.effects import Announce, ChallengeKind, FetchStation, Heartbeat, JudgeCaptcha, StartReset
from kiosk.core.events import (
    BackPressed,
    CaptchaJudged,
    CardReaderSaid,
    CardRemoved,
    CardScanned,
    IdentifySubmitted,
    Left,
    MoreTime,
    StaffWanted,
    Touched,
)
from kiosk.core.results import Failed, FaultKind, HeartbeatAnswered, StationFetched, StationInfo
from kiosk.core.secret import Secret
from kiosk.core.states import (
    AskStaff,
    Attract,
    ChooseMethod,
    Identify,
    IdentifyProblem,
    IdleWarning,
    SignInPage,
    StaffProblem,
)
from tests.kiosk.core.places import PLACES
from tests.kiosk.core.walk import Walk, at_identify, at_rest, at_sign_in
from tests.kiosk.fakes import IDENTIFIER, WRONG_FORM, info, view

Place = Callable[[StationInfo], Walk]
CARD, OTHER = Secret("HEF-0012345"), Secret("HEF-7654321")
ANSWER = Secret("ABCDE")


def started(walked: Walk) -> StartReset:
    [call] = [call for call in walked.calls() if isinstance(call, StartReset)]
    return call


@pytest.mark.parametrize("place", [at_rest, at_sign_in])
def test_a_card_leads_to_the_captcha_and_on(place: Callable[[], Walk]) -> None:
    walked = place().send(CardScanned(CARD))
    assert Announce() in walked.effects
    walked.picture()
    assert walked.kiosk.card == CARD
    assert walked.on(Identify).captcha.id
    walked.send(IdentifySubmitted("", ANSWER)).judge(right=True)
    assert started(walked) == StartReset("", "fr", ChallengeKind.IMAGE, 1, 0, CARD)
    assert walked.answer(view()).on(ChooseMethod)


def test_a_card_at_rest_begins_a_session_as_a_touch_does() -> None:
    assert FetchStation() in at_rest().send(CardScanned(CARD)).calls()


def test_the_captcha_is_asked_also_with_a_card() -> None:
    walked = at_identify().send(CardScanned(CARD), IdentifySubmitted("", Secret("")))
    assert walked.on(Identify).problem is IdentifyProblem.ANSWER_EMPTY
    walked.send(IdentifySubmitted("", ANSWER)).judge(right=False)
    assert walked.on(Identify).problem is IdentifyProblem.ANSWER_WRONG
    assert walked.kiosk.card == CARD


def test_what_stood_in_the_field_counts_no_more() -> None:
    walked = at_identify().send(CardScanned(CARD), IdentifySubmitted(WRONG_FORM, ANSWER))
    assert walked.on(Identify).suggestion is None
    walked.judge(right=True)
    assert started(walked).identifier == ""


def test_a_card_answers_the_question_about_the_form() -> None:
    walked = at_identify().send(IdentifySubmitted(WRONG_FORM, ANSWER), CardScanned(CARD))
    assert walked.on(Identify).suggestion is None


def test_the_newest_card_counts() -> None:
    walked = at_identify().send(CardScanned(CARD), CardScanned(OTHER), IdentifySubmitted("", ANSWER))
    assert started(walked.judge(right=True)).card == OTHER


def test_one_can_put_the_card_away_and_type() -> None:
    walked = at_identify().send(CardScanned(CARD), CardRemoved())
    assert walked.kiosk.card is None
    walked.send(IdentifySubmitted("", ANSWER))
    assert walked.on(Identify).problem is IdentifyProblem.IDENTIFIER_EMPTY
    walked.send(IdentifySubmitted(IDENTIFIER, ANSWER)).judge(right=True)
    assert started(walked) == StartReset(IDENTIFIER, "fr", ChallengeKind.IMAGE, 1, 0)


def test_a_card_put_away_while_the_answer_is_judged_opens_nothing() -> None:
    walked = at_identify().send(CardScanned(CARD), IdentifySubmitted("", ANSWER))
    judged = walked.asked(JudgeCaptcha)
    walked.send(CardRemoved(), CaptchaJudged(judged.request_id, right=True))
    assert walked.on(Identify).problem is IdentifyProblem.IDENTIFIER_EMPTY
    assert walked.calls() == []


def test_going_back_forgets_the_card() -> None:
    walked = at_identify().send(CardScanned(CARD), BackPressed())
    assert walked.on(SignInPage)
    assert walked.kiosk.card is None


def test_leaving_forgets_the_card() -> None:
    walked = at_identify().send(CardScanned(CARD), Left())
    assert walked.on(Attract)
    assert walked.kiosk.card is None


def test_staff_are_asked_by_the_card() -> None:
    walked = at_identify().send(CardScanned(CARD), StaffWanted(""))
    assert started(walked) == StartReset("", "fr", ChallengeKind.WAIVED, 0, 0, CARD)
    walked.answer(view(id="r-1")).fail(FaultKind.REJECTED)
    assert walked.on(AskStaff).problem is not StaffProblem.IDENTIFIER_NEEDED
    assert walked.send(BackPressed()).on(Identify)
    assert walked.kiosk.card == CARD


def test_a_reset_that_is_gone_starts_again_with_the_card() -> None:
    walked = at_identify().send(CardScanned(CARD), IdentifySubmitted("", ANSWER)).judge(right=True)
    walked.answer(view()).send(StaffWanted("")).fail(FaultKind.RESET_GONE)
    assert walked.on(Identify).problem is IdentifyProblem.RESET_GONE
    assert walked.kiosk.card == CARD


def test_a_card_under_the_warning_only_answers_the_warning() -> None:
    walked = at_identify().wait(90)
    assert walked.on(IdleWarning)
    walked.send(CardScanned(CARD))
    assert walked.on(Identify)
    assert walked.kiosk.card is None
    assert walked.send(MoreTime(), CardScanned(CARD)).kiosk.card == CARD


def test_a_card_while_a_call_is_out_changes_nothing() -> None:
    walked = at_identify().send(IdentifySubmitted(IDENTIFIER, ANSWER)).judge(right=True)
    before = walked.kiosk
    assert walked.send(CardScanned(CARD)).kiosk == before


@pytest.mark.parametrize("place", [at_rest, at_sign_in, at_identify])
def test_a_directory_without_cards_makes_the_reader_useless(place: Place) -> None:
    walked = place(info(reads_cards=False))
    before = walked.kiosk
    assert walked.send(CardScanned(CARD)).kiosk == before


ELSEWHERE = [
    name for name, kiosk in PLACES.items() if not isinstance(kiosk.page, Attract | SignInPage | Identify)
]


@pytest.mark.parametrize("place", ELSEWHERE)
def test_elsewhere_a_card_is_ignored(place: str) -> None:
    walked = Walk(PLACES[place]).send(CardScanned(CARD))
    assert walked.kiosk.card is None
    assert walked.effects == ()


def test_the_reader_s_fault_is_in_the_health_report_and_outlives_the_session() -> None:
    walked = at_rest().send(CardReaderSaid(ReaderFault.MISSING)).wait(30)
    assert Heartbeat("Attract", "card_reader_missing") in walked.calls()
    walked.upkept(Failed(FaultKind.UNREACHABLE, "REF00001")).send(Touched(), Left())
    assert walked.kiosk.card_fault is ReaderFault.MISSING
    walked.upkept(StationFetched(info())).wait(30)
    assert Heartbeat("Attract", "REF00001 card_reader_missing") in walked.calls()
    walked.upkept(HeartbeatAnswered()).send(CardReaderSaid(None)).wait(30)
    assert Heartbeat("Attract", "REF00001") in walked.calls()
