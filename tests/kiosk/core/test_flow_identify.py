"""Page 3: the identifier, the CAPTCHA as picture and as speech, and asking staff without it."""

from __future__ import annotations

import pytest

from kiosk.core.effects import (
    ChallengeKind,
    JudgeCaptcha,
    LeaveReset,
    MakeCaptcha,
    Pace,
    SpeakCaptcha,
    StartReset,
    StopSound,
)
from kiosk.core.events import (
    BackPressed,
    CaptchaMade,
    CaptchaSpoken,
    IdentifySubmitted,
    Listen,
    NewPicture,
    PreferenceChosen,
    ResetWanted,
    SeePicture,
    StaffWanted,
    SuggestionDeclined,
    SuggestionTaken,
)
from kiosk.core.look import Preference, Reach, Scanning, Speech, Volume
from kiosk.core.results import Allowed, Outcome, Strength
from kiosk.core.secret import Secret
from kiosk.core.states import (
    AskStaff,
    CaptchaForm,
    ChooseMethod,
    Identify,
    IdentifyProblem,
    SignInPage,
    StaffProblem,
)
from tests.kiosk.core.walk import Walk, at_identify, at_methods, at_sign_in
from tests.kiosk.fakes import IDENTIFIER, WRONG_FORM, info, view

ANSWER = Secret("ABCDE")


def _submitted() -> Walk:
    return at_identify().send(IdentifySubmitted(IDENTIFIER, ANSWER))


def _heard() -> Walk:
    walk = at_identify().send(Listen())
    speak = walk.asked(SpeakCaptcha)
    return walk.send(CaptchaSpoken(speak.request_id, speak.captcha_id, heard=True))


@pytest.mark.parametrize("volume", Volume)
def test_the_digits_are_as_loud_as_the_voice(volume: Volume) -> None:
    walk = at_identify().send(PreferenceChosen(volume), Listen())
    assert walk.asked(SpeakCaptcha).volume is volume


def test_the_picture_is_asked_for_on_entry_at_the_strength_of_the_moment() -> None:
    assert at_sign_in().send(ResetWanted("")).asked(MakeCaptcha).strength is Strength.CALM
    pressed = at_sign_in(info(strength=Strength.STRONG)).send(ResetWanted(""))
    assert pressed.asked(MakeCaptcha).strength is Strength.STRONG


def test_a_new_picture_makes_the_old_one_late() -> None:
    walk = at_sign_in().send(ResetWanted(""))
    old = walk.asked(MakeCaptcha).request_id
    walk.send(NewPicture()).send(CaptchaMade(old, "old", b"old", 5))
    assert walk.on(Identify).captcha.id == ""


def test_listening_speaks_the_same_challenge_again_and_slower() -> None:
    walk = _heard()
    captcha = walk.on(Identify).captcha
    assert (captcha.form, captcha.heard) == (CaptchaForm.SPOKEN, True)
    slower = walk.send(Listen(slow=True)).asked(SpeakCaptcha)
    assert (slower.captcha_id, slower.slow, slower.language) == (captcha.id, True, "fr")


def test_a_machine_without_a_voice_says_so_and_shows_the_picture() -> None:
    walk = at_identify().send(Listen())
    speak = walk.asked(SpeakCaptcha)
    walk.send(CaptchaSpoken(speak.request_id, speak.captcha_id, heard=False))
    captcha = walk.on(Identify).captcha
    assert (captcha.form, captcha.speech_missing) == (CaptchaForm.PICTURE, True)


def test_seeing_the_picture_again_stops_the_sound() -> None:
    walk = _heard().send(SeePicture())
    assert walk.on(Identify).captcha.form is CaptchaForm.PICTURE
    assert StopSound() in walk.effects


def test_empty_fields_are_said_without_judging() -> None:
    walk = at_identify().send(IdentifySubmitted(" ", ANSWER))
    assert walk.on(Identify).problem is IdentifyProblem.IDENTIFIER_EMPTY
    walk.send(IdentifySubmitted(IDENTIFIER, Secret("")))
    assert walk.on(Identify).problem is IdentifyProblem.ANSWER_EMPTY
    assert walk.on(Identify).identifier == IDENTIFIER


def test_the_wrong_form_is_asked_about_and_the_answer_is_held() -> None:
    walk = at_identify().send(IdentifySubmitted(WRONG_FORM, ANSWER))
    assert walk.on(Identify).held == ANSWER
    assert walk.send(SuggestionTaken()).asked(JudgeCaptcha).answer == ANSWER
    assert (walk.on(Identify).identifier, walk.on(Identify).held) == (IDENTIFIER, None)


def test_the_wrong_form_may_be_meant() -> None:
    walk = at_identify().send(IdentifySubmitted(WRONG_FORM, ANSWER), SuggestionDeclined())
    (call,) = walk.judge(right=True).calls()
    assert isinstance(call, StartReset)
    assert call.identifier == WRONG_FORM


def test_a_wrong_answer_brings_a_new_challenge_and_keeps_the_identifier() -> None:
    walk = _submitted().judge(right=False)
    page = walk.on(Identify)
    assert (page.problem, page.captcha.misses) == (IdentifyProblem.ANSWER_WRONG, 1)
    assert page.identifier == IDENTIFIER
    assert walk.asked(MakeCaptcha)


def test_many_misses_slow_down_and_never_lock() -> None:
    walk = at_identify()
    for _ in range(2):
        walk.send(IdentifySubmitted(IDENTIFIER, ANSWER)).judge(right=False).picture()
    walk.send(IdentifySubmitted(IDENTIFIER, ANSWER)).judge(right=False)
    assert walk.on(Identify).captcha.draw_in == 1
    assert walk.wait(1).picture().on(Identify).captcha.misses == 3


def test_the_right_answer_starts_the_reset_and_tells_how_it_was_passed() -> None:
    walk = _submitted().wait(7).send(NewPicture()).picture()
    walk.send(IdentifySubmitted(IDENTIFIER, ANSWER)).judge(right=True)
    assert walk.calls() == [StartReset(IDENTIFIER, "fr", ChallengeKind.IMAGE, 1, 7)]
    assert walk.answer(view()).page == ChooseMethod(view())


def test_passed_by_ear_is_told_as_audio() -> None:
    (call,) = _heard().send(IdentifySubmitted(IDENTIFIER, Secret("123456"))).judge(right=True).calls()
    assert isinstance(call, StartReset)
    assert (call.kind, call.pace) == (ChallengeKind.AUDIO, Pace.LONGER)


@pytest.mark.parametrize("preference", [Speech.SLOW, Scanning.ON, Reach.LOWER])
def test_who_is_read_to_scans_or_reaches_asks_for_more_time(preference: Preference) -> None:
    walk = _submitted().send(PreferenceChosen(preference), NewPicture()).picture()
    (call,) = walk.send(IdentifySubmitted(IDENTIFIER, ANSWER)).judge(right=True).calls()
    assert isinstance(call, StartReset)
    assert call.pace is Pace.LONGER


def test_the_captcha_is_not_asked_twice_in_a_session() -> None:
    walk = at_methods().send(BackPressed())
    page = walk.on(Identify)
    assert (page.passed, page.identifier) == (ChallengeKind.IMAGE, IDENTIFIER)
    assert walk.calls() == [LeaveReset("r-1")]
    assert isinstance(walk.send(IdentifySubmitted(IDENTIFIER, Secret(""))).calls()[0], StartReset)


def test_self_service_that_rests_leads_to_staff_with_the_reason() -> None:
    rests = view(allowed=Allowed.STAFF_ONLY, outcome=Outcome.RESTS)
    walk = _submitted().judge(right=True).answer(rests)
    assert walk.page == AskStaff(rests, None, StaffProblem.RESTS)


def test_back_is_the_sign_in_page_without_what_was_typed() -> None:
    assert _submitted().judge(right=False).send(BackPressed()).page == SignInPage()


def test_staff_need_no_captcha_but_an_identifier() -> None:
    walk = at_identify().send(StaffWanted(""))
    assert walk.on(AskStaff).problem is StaffProblem.IDENTIFIER_NEEDED
    walk.send(StaffWanted(IDENTIFIER))
    assert walk.calls() == [StartReset(IDENTIFIER, "fr", ChallengeKind.WAIVED, 0, 0)]


def test_a_second_submit_while_the_first_is_judged_or_out_is_ignored() -> None:
    walk = _submitted()
    assert walk.send(IdentifySubmitted(IDENTIFIER, ANSWER)).effects == ()
    walk = _submitted().judge(right=True)
    assert walk.send(IdentifySubmitted(IDENTIFIER, ANSWER)).effects == ()
