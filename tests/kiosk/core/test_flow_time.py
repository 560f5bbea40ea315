"""Idle: warned by sight and sound, extended without limit, and the page comes back exactly (WCAG 2.2.1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core.effects import Chime, LeaveReset, PlayChime, StopSound, Wipe
from kiosk.core.events import (
    Activity,
    CodeSubmitted,
    ContactSubmitted,
    Event,
    LanguageChosen,
    Left,
    Listen,
    MoreTime,
    PreferenceChosen,
    Tick,
    Touched,
)
from kiosk.core.look import (
    Look,
    Motion,
    Preference,
    PreferenceKind,
    Reach,
    Scanning,
    Speech,
    TextSize,
    Theme,
    Volume,
    chosen,
    following,
    preferring,
)
from kiosk.core.results import Channel, StationFetched
from kiosk.core.secret import Secret
from kiosk.core.states import Attract, EnterCode, IdleWarning, Kiosk, NewPassword, Waiting
from tests.kiosk.core.strategies import PREFERENCES
from tests.kiosk.core.walk import (
    Walk,
    at_call,
    at_code,
    at_identify,
    at_methods,
    at_new_contact,
    at_new_password,
    at_rest,
    at_sign_in,
    at_staff,
)
from tests.kiosk.fakes import contacted, info, proved

KINDS: tuple[PreferenceKind, ...] = (Theme, TextSize, Motion, Reach, Speech, Volume, Scanning)


def _on_time(walk: Walk, seconds: int) -> None:
    """Nothing before `seconds`, the warning at `seconds`, the attract page half a minute later."""
    under = type(walk.wait(seconds - 1).page)
    assert under is not IdleWarning
    page = walk.wait(1).on(IdleWarning)
    assert (type(page.under), page.remaining) == (under, 30)
    assert PlayChime(Chime.WARNING) in walk.effects
    assert walk.wait(29).on(IdleWarning).remaining == 1
    assert walk.wait(1).page == Attract()
    assert walk.effects.count(Wipe()) == 1


def test_forms_wait_ninety_seconds() -> None:
    for walk in (at_sign_in(), at_identify(), at_methods(), at_new_password()):
        _on_time(walk, 90)


def test_waiting_for_a_code_or_a_person_takes_twice_as_long() -> None:
    for walk in (at_code(), at_call(), at_staff()):
        _on_time(walk, 180)


def test_so_does_the_code_of_a_new_contact() -> None:
    _on_time(at_new_contact(), 90)
    typed = ContactSubmitted(Channel.SMS, Secret("0470 12 34 42"))
    _on_time(at_new_contact().send(typed).answer(contacted()), 180)


def test_with_speech_in_use_there_is_more_time() -> None:
    _on_time(at_identify().send(Listen()), 240)


def test_leaving_ends_the_reset_and_the_sound() -> None:
    walk = at_code().wait(180).wait(30)
    assert LeaveReset("r-1") in walk.calls()
    assert StopSound() in walk.effects


@pytest.mark.parametrize("event", [MoreTime(), Activity(), PreferenceChosen(Theme.DARK)])
def test_any_key_or_touch_brings_the_page_back_exactly(event: Event) -> None:
    walk = at_code().wait(180)
    under = walk.on(IdleWarning).under
    walk.send(event)
    assert walk.page == under
    assert (walk.kiosk.idle, walk.kiosk.extensions) == (0, 1)


def test_time_is_extended_without_limit() -> None:
    walk = at_new_password()
    for _ in range(25):
        walk.wait(90).send(MoreTime())
    assert isinstance(walk.page, NewPassword)
    assert walk.kiosk.extensions == 25


def test_under_the_warning_a_press_only_answers_it() -> None:
    walk = at_code().wait(180).send(CodeSubmitted(Secret("12345678")))
    assert isinstance(walk.page, EnterCode)
    assert walk.kiosk.pending is None


def test_cancel_works_under_the_warning() -> None:
    assert at_code().wait(180).send(Left()).page == Attract()


def test_what_arrives_under_the_warning_changes_the_page_below() -> None:
    walk = at_code().wait(180).polled(proved(revision=9))
    assert isinstance(walk.on(IdleWarning).under, NewPassword)
    assert isinstance(walk.send(MoreTime()).page, NewPassword)


def test_an_answer_under_the_warning_uncovers_the_page_below() -> None:
    walk = at_code().send(CodeSubmitted(Secret("12345678"))).wait(2)
    walk.kiosk = replace(walk.kiosk, idle=179)
    assert isinstance(walk.wait(1).on(IdleWarning).under, Waiting)
    assert isinstance(walk.answer(proved()).on(IdleWarning).under, NewPassword)


def test_a_machine_that_slept_does_not_show_a_strangers_page() -> None:
    assert at_new_password().send(Tick(3600)).page == Attract()


def test_the_attract_page_never_goes_anywhere() -> None:
    walk = at_rest()
    for _ in range(20):
        walk.wait(30).upkept(StationFetched(info()))
    assert walk.page == Attract()


def _all_pages() -> list[Kiosk]:
    walks = (at_rest(), at_sign_in(), at_identify(), at_methods(), at_code(), at_staff(), at_new_password())
    return [walk.kiosk for walk in walks]


@pytest.mark.parametrize("kiosk", _all_pages(), ids=lambda kiosk: type(kiosk.page).__name__)
def test_language_and_theme_change_on_every_page_without_losing_the_step(kiosk: Kiosk) -> None:
    walk = Walk(kiosk).send(LanguageChosen("en"), PreferenceChosen(Theme.CONTRAST))
    assert (walk.kiosk.look.language, walk.kiosk.look.theme) == ("en", Theme.CONTRAST)
    assert walk.page == kiosk.page
    assert walk.send(LanguageChosen("tlh")).kiosk.look.language == "en"


@pytest.mark.parametrize("preference", PREFERENCES, ids=str)
def test_every_preference_is_kept_on_the_way_and_forgotten_at_its_end(preference: Preference) -> None:
    walk = at_sign_in().send(LanguageChosen("en"), PreferenceChosen(preference))
    assert preference in chosen(walk.kiosk.look)
    assert walk.send(Left()).kiosk.look == Look("fr")


@pytest.mark.parametrize("preference", [Speech.ORDINARY, Speech.SLOW, Scanning.ON])
def test_speech_and_scanning_leave_more_time(preference: Preference) -> None:
    walk = at_sign_in().send(PreferenceChosen(preference)).wait(239)
    assert not isinstance(walk.page, IdleWarning)
    assert isinstance(walk.wait(1).page, IdleWarning)


@pytest.mark.parametrize("preference", PREFERENCES, ids=str)
def test_what_is_chosen_at_rest_stays_for_the_session_that_begins(preference: Preference) -> None:
    walk = at_rest().send(PreferenceChosen(preference), Touched())
    assert preference in chosen(walk.kiosk.look)
    assert chosen(walk.send(Left()).kiosk.look) == chosen(Look())


def test_at_rest_the_voice_too_waits_longer_before_it_is_forgotten() -> None:
    walk = at_rest().send(PreferenceChosen(Speech.ORDINARY))
    for _ in range(7):
        walk.wait(30).upkept(StationFetched(info()))
    walk.wait(29)
    assert walk.kiosk.look.speech is Speech.ORDINARY
    assert walk.wait(1).kiosk.look == Look("fr")


@pytest.mark.parametrize("kind", KINDS)
def test_one_key_goes_through_every_choice_of_a_kind_and_back(kind: PreferenceKind) -> None:
    look, seen = Look(), []
    for _ in kind:
        seen.append(following(look, kind))
        look = preferring(look, seen[-1])
    assert set(seen) == set(kind)
    assert look == Look()


def test_languages_are_those_of_the_institution_that_the_program_has() -> None:
    walk = at_rest(info(languages=("nl", "en")))
    assert walk.kiosk.look.language == "en"
    assert walk.send(LanguageChosen("fr")).kiosk.look.language == "en"
    assert at_rest(info(languages=("nl",))).kiosk.look.language == "fr"
