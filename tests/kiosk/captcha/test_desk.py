"""One live challenge, judged once."""

from __future__ import annotations

from kiosk.captcha.desk import Captcha
from kiosk.captcha.scheme import SYMBOLS
from kiosk.core.look import Volume
from kiosk.core.ports import CaptchaDesk
from kiosk.core.results import Strength
from kiosk.core.secret import Secret
from tests.kiosk.captcha.conftest import FakeSpeaker


def answer(desk: Captcha) -> str:
    assert desk._live is not None
    return desk._live.text.reveal()


def other(symbol: str) -> str:
    return next(s for s in SYMBOLS if s != symbol)


def test_it_is_a_captcha_desk(desk: Captcha) -> None:
    port: CaptchaDesk = desk
    assert port.draw(Strength.CALM).length == 5
    assert port.draw(Strength.STRONG).length == 6


def test_the_right_answer_counts_once(desk: Captcha) -> None:
    picture = desk.draw(Strength.CALM)
    right = answer(desk)
    assert desk.judge(picture.captcha_id, Secret(right))
    assert not desk.judge(picture.captcha_id, Secret(right))


def test_case_spaces_and_hyphens_do_not_matter(desk: Captcha) -> None:
    picture = desk.draw(Strength.CALM)
    assert desk.judge(picture.captcha_id, Secret(f" {answer(desk).lower()[:2]} -{answer(desk)[2:]} "))


def test_one_substituted_character_is_forgiven_and_two_are_not(desk: Captcha) -> None:
    picture = desk.draw(Strength.CALM)
    right = answer(desk)
    assert desk.judge(picture.captcha_id, Secret(other(right[0]) + right[1:]))
    picture = desk.draw(Strength.CALM)
    right = answer(desk)
    assert not desk.judge(picture.captcha_id, Secret(other(right[0]) + other(right[1]) + right[2:]))


def test_a_missing_or_added_character_is_wrong(desk: Captcha) -> None:
    for change in (lambda t: t[1:], lambda t: t + "A", lambda _: ""):
        picture = desk.draw(Strength.CALM)
        assert not desk.judge(picture.captcha_id, Secret(change(answer(desk))))


def test_a_new_picture_voids_the_old(desk: Captcha) -> None:
    first = desk.draw(Strength.CALM)
    right = answer(desk)
    desk.draw(Strength.CALM)
    assert not desk.judge(first.captcha_id, Secret(right))


def test_an_answer_counts_only_for_the_picture_it_names(desk: Captcha) -> None:
    first = desk.draw(Strength.CALM)
    desk.draw(Strength.CALM)
    assert not desk.judge(first.captcha_id, Secret(answer(desk)))


def test_the_digits_are_the_same_at_every_replay(desk: Captcha, speaker: FakeSpeaker) -> None:
    picture = desk.draw(Strength.CALM)
    assert desk.speak(picture.captcha_id, "fr", slow=False)
    assert desk.speak(picture.captcha_id, "fr", slow=True)
    (first, _, fast), (second, _, slow) = speaker.said
    assert first == second
    assert (fast, slow) == (False, True)
    assert len(first) == 6
    assert first.isdigit()
    assert desk.judge(picture.captcha_id, Secret(f"{first[:3]} {first[3:]}"))


def test_the_digits_are_as_loud_as_asked_for(desk: Captcha, speaker: FakeSpeaker) -> None:
    picture = desk.draw(Strength.CALM)
    for volume in Volume:
        assert desk.speak(picture.captcha_id, "fr", slow=False, volume=volume)
    assert speaker.volumes == list(Volume)


def test_spoken_digits_must_be_exact(desk: Captcha, speaker: FakeSpeaker) -> None:
    picture = desk.draw(Strength.CALM)
    desk.speak(picture.captcha_id, "en", slow=False)
    digits = speaker.said[0][0]
    wrong = str((int(digits[0]) + 1) % 10) + digits[1:]
    assert not desk.judge(picture.captcha_id, Secret(wrong))


def test_the_picture_still_counts_after_listening(desk: Captcha) -> None:
    picture = desk.draw(Strength.CALM)
    right = answer(desk)
    desk.speak(picture.captcha_id, "en", slow=False)
    assert desk.judge(picture.captcha_id, Secret(right))


def test_digits_never_spoken_do_not_count(desk: Captcha) -> None:
    picture = desk.draw(Strength.CALM)
    assert not desk.judge(picture.captcha_id, Secret("000000"))


def test_a_machine_without_a_voice_says_so(desk: Captcha, speaker: FakeSpeaker) -> None:
    speaker.works = False
    picture = desk.draw(Strength.CALM)
    assert not desk.speak(picture.captcha_id, "fr", slow=False)
    assert not desk.speak("captcha-of-before", "fr", slow=False)


def test_forgetting_leaves_nothing_to_judge(desk: Captcha, speaker: FakeSpeaker) -> None:
    picture = desk.draw(Strength.CALM)
    right = answer(desk)
    desk.forget()
    assert speaker.silenced
    assert not desk.judge(picture.captcha_id, Secret(right))
