"""Page 3 without a CAPTCHA: on the backend's word alone, while that is fresh, and back when it changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core import delays
from kiosk.core.effects import (
    Announce,
    ChallengeKind,
    FetchStation,
    Heartbeat,
    MakeCaptcha,
    StartReset,
    StopSound,
)
from kiosk.core.events import (
    BackPressed,
    CaptchaJudged,
    CardScanned,
    IdentifySubmitted,
    Left,
    Listen,
    NewPicture,
    ResetWanted,
    StaffWanted,
    SuggestionTaken,
    Tick,
    Touched,
)
from kiosk.core.results import CaptchaDemand, Failed, FaultKind, HeartbeatAnswered, StationFetched
from kiosk.core.secret import Secret
from kiosk.core.states import (
    AskStaff,
    Attract,
    ChooseMethod,
    Identify,
    IdentifyProblem,
    IdleWarning,
)
from tests.kiosk.core.walk import Walk, at_identify, at_rest, at_sign_in
from tests.kiosk.fakes import IDENTIFIER, WRONG_FORM, asked, info, view

WAIVED, ASKED = info(captcha=CaptchaDemand.WAIVED), info()
NOTHING, ANSWER = Secret(""), Secret("ABCDE")
CARD = Secret("HEF-0012345")
STARTED = StartReset(IDENTIFIER, "fr", ChallengeKind.ATTENDED, 0, 0)


def attended() -> Walk:
    """On page 3 of a station where the CAPTCHA is waived; nothing of the station's own is out."""
    return at_sign_in(WAIVED).upkept(StationFetched(WAIVED)).send(ResetWanted(""))


def spelled(walk: Walk) -> Walk:
    return walk.send(IdentifySubmitted(IDENTIFIER, NOTHING))


def passed(walk: Walk) -> ChallengeKind | None:
    return walk.on(Identify).passed


def fetch_out(walk: Walk) -> Walk:
    """Until the settings are being fetched again; what comes between is answered."""
    for _ in range(delays.WAIVER_HOLDS):
        if FetchStation() in walk.wait(1).calls():
            return walk
        if walk.kiosk.upkeep:
            walk.upkept(HeartbeatAnswered())
    raise AssertionError("nothing was fetched")


def test_nothing_is_drawn_and_the_identifier_alone_goes_on() -> None:
    walk = attended()
    assert passed(walk) is ChallengeKind.ATTENDED
    assert not [one for one in walk.effects if isinstance(one, MakeCaptcha)]
    assert STARTED in spelled(walk).calls()
    assert walk.answer(view()).page == ChooseMethod(view())


def test_a_card_alone_goes_on() -> None:
    walk = at_rest(WAIVED).send(CardScanned(CARD))
    assert passed(walk) is ChallengeKind.ATTENDED
    walk.send(IdentifySubmitted("", NOTHING))
    assert StartReset("", "fr", ChallengeKind.ATTENDED, 0, 0, CARD) in walk.calls()


def test_staff_are_asked_as_everywhere() -> None:
    walk = attended().send(StaffWanted(IDENTIFIER))
    assert walk.calls() == [StartReset(IDENTIFIER, "fr", ChallengeKind.WAIVED, 0, 0)]
    assert walk.answer(view()).answer(asked()).on(AskStaff)


def test_buttons_of_the_captcha_do_nothing() -> None:
    walk = attended()
    before = walk.kiosk
    assert walk.send(NewPicture(), Listen()).effects == ()
    assert walk.kiosk == before


@pytest.mark.parametrize("settings", [WAIVED, ASKED])
def test_who_goes_through_makes_the_station_ask_the_backend_again(settings: object) -> None:
    """So that the pressure that a start makes is known before the next one."""
    assert isinstance(settings, type(ASKED))
    walk = spelled(attended()).answer(view())
    assert FetchStation() in walk.calls()
    walk.upkept(StationFetched(settings)).send(BackPressed())
    asks = settings is ASKED
    assert (passed(walk) is None) is asks
    assert [isinstance(one, MakeCaptcha) for one in walk.effects].count(True) == int(asks)


def test_an_ordinary_start_fetches_nothing() -> None:
    walk = at_identify().send(IdentifySubmitted(IDENTIFIER, ANSWER)).judge(right=True).answer(view())
    assert FetchStation() not in walk.calls()


def test_a_waiver_is_no_pass_for_the_session() -> None:
    walk = spelled(attended()).answer(view())
    assert walk.kiosk.passed is None


def test_it_is_asked_at_once_when_the_backend_says_so_in_between() -> None:
    walk = fetch_out(attended()).upkept(StationFetched(ASKED))
    assert (passed(walk), walk.on(Identify).problem) == (None, IdentifyProblem.NOW_ASKED)
    assert {type(one) for one in walk.effects} == {MakeCaptcha, Announce}
    walk.picture().send(IdentifySubmitted(IDENTIFIER, NOTHING))
    assert walk.on(Identify).problem is IdentifyProblem.ANSWER_EMPTY


def test_it_goes_away_when_the_backend_says_so_in_between() -> None:
    """The settings of the last minutes asked for it; those fetched at the first touch do not."""
    walk = at_identify().send(IdentifySubmitted(IDENTIFIER, NOTHING))
    walk.upkept(StationFetched(WAIVED))
    page = walk.on(Identify)
    assert (page.passed, page.problem, page.captcha.picture) == (ChallengeKind.ATTENDED, None, b"")
    assert STARTED in spelled(walk).calls()


def test_misses_of_before_are_told() -> None:
    walk = at_identify().wait(4).send(IdentifySubmitted(IDENTIFIER, ANSWER)).judge(right=False)
    walk.picture().upkept(StationFetched(WAIVED))
    assert StartReset(IDENTIFIER, "fr", ChallengeKind.ATTENDED, 1, 4) in spelled(walk).calls()


def test_the_voice_falls_silent_when_it_goes_away() -> None:
    walk = at_identify().send(Listen()).upkept(StationFetched(WAIVED))
    assert StopSound() in walk.effects


@pytest.mark.parametrize(("right", "kind"), [(True, ChallengeKind.IMAGE), (False, ChallengeKind.ATTENDED)])
def test_an_answer_that_is_being_judged_still_counts(right: bool, kind: ChallengeKind) -> None:
    walk = at_identify().send(IdentifySubmitted(IDENTIFIER, ANSWER))
    number = walk.on(Identify).captcha.request_id
    walk.upkept(StationFetched(WAIVED))
    assert passed(walk) is None
    walk.send(CaptchaJudged(number, right))
    assert (passed(walk), walk.kiosk.pending is not None) == (kind, right)


def test_stale_settings_waive_nothing() -> None:
    """Off line the station asks again: after two minutes nobody knows what staff or attackers did."""
    walk = attended()
    age = walk.kiosk.info_age
    walk.kiosk = replace(walk.kiosk, upkeep=77, upkeep_in=999)
    walk.wait(60).send(NewPicture()).wait(delays.WAIVER_HOLDS - age - 60)
    assert passed(walk) is ChallengeKind.ATTENDED
    walk.wait(1)
    assert passed(walk) is None
    assert walk.asked(MakeCaptcha)


def test_settings_are_kept_fresh_while_they_waive_it() -> None:
    walk = attended()
    for _ in range(4):
        assert fetch_out(walk).kiosk.info_age <= delays.WAIVER_RENEWED_AFTER + delays.HEARTBEAT_EVERY
        walk.upkept(StationFetched(WAIVED))
        walk.send(NewPicture())  # a touch, so that nobody is sent away
        assert passed(walk) is ChallengeKind.ATTENDED


def test_a_failing_directory_does_not_silence_the_heartbeats() -> None:
    """Settings that cannot be renewed are left alone in the end, and the board hears of the station."""
    walk, calls = attended(), list[object]()
    for _ in range(200):
        calls += walk.wait(1).calls()
        walk.send(NewPicture())
        if walk.kiosk.upkeep:
            fetching = isinstance(calls[-1], FetchStation)
            walk.upkept(Failed(FaultKind.UNAVAILABLE, "REF00001") if fetching else HeartbeatAnswered())
    assert passed(walk) is None
    assert {type(call) for call in calls[-3:]} == {Heartbeat}


def test_a_change_beneath_the_idle_warning_is_there_when_it_is_answered() -> None:
    walk = attended()
    while not isinstance(walk.page, IdleWarning):
        walk.wait(1)
    if not walk.kiosk.upkeep:
        walk.kiosk = replace(walk.kiosk, upkeep=77, upkeep_in=999)
    walk.upkept(StationFetched(ASKED))
    assert isinstance(walk.page, IdleWarning)
    assert passed(walk.picture().send(Touched())) is None


def test_a_question_that_is_open_meanwhile_is_kept() -> None:
    walk = fetch_out(attended()).send(IdentifySubmitted(WRONG_FORM, NOTHING))
    walk.upkept(StationFetched(ASKED)).picture()
    page = walk.on(Identify)
    assert (page.suggestion is not None, page.problem) == (True, None)
    walk.send(SuggestionTaken())
    page = walk.on(Identify)
    assert (page.identifier, page.problem) == (IDENTIFIER, IdentifyProblem.ANSWER_EMPTY)


def test_a_call_that_is_out_is_left_alone_and_the_page_asks_when_it_fails() -> None:
    walk = spelled(fetch_out(attended()))
    assert walk.upkept(StationFetched(ASKED)).effects == ()
    walk.fail(FaultKind.UNAVAILABLE)
    assert (passed(walk), walk.on(Identify).problem) == (None, IdentifyProblem.UNAVAILABLE)
    assert walk.asked(MakeCaptcha)


def test_the_next_person_finds_what_is_in_force() -> None:
    walk = attended().send(Left())
    assert isinstance(walk.page, Attract)
    walk.send(Touched()).upkept(StationFetched(ASKED)).send(ResetWanted(""))
    assert walk.asked(MakeCaptcha)


def test_a_leap_of_the_clock_makes_it_stale() -> None:
    walk = attended()
    walk.kiosk = replace(walk.kiosk, info_age=delays.WAIVER_HOLDS)
    assert passed(walk.send(Tick(1))) is None
