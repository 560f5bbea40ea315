"""Page 3: who are you? The identifier, the CAPTCHA in its two forms, and the start of a reset."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import delays
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
    CaptchaJudged,
    CaptchaMade,
    CaptchaSpoken,
    CardRemoved,
    IdentifySubmitted,
    Listen,
    NewPicture,
    SeePicture,
    SuggestionDeclined,
    SuggestionTaken,
)
from kiosk.core.flow.layers import beneath
from kiosk.core.flow.session import first_page, start
from kiosk.core.flow.turn import Turn, background, submit_after
from kiosk.core.identifier import rewrite
from kiosk.core.look import Look, lasting
from kiosk.core.results import Strength
from kiosk.core.secret import Secret
from kiosk.core.states import (
    Attract,
    Captcha,
    CaptchaForm,
    Identify,
    IdentifyProblem,
    Kiosk,
    SignInPage,
    Suggestion,
)
from kiosk.core.waiver import waiver

IdentifyEvent = (
    IdentifySubmitted
    | SuggestionTaken
    | SuggestionDeclined
    | CardRemoved
    | NewPicture
    | Listen
    | SeePicture
    | BackPressed
)


def enter(turn: Turn, identifier: str) -> Turn:
    """Show the page; a CAPTCHA passed earlier in this session, or waived here, is not asked."""
    passed = turn.kiosk.passed or waiver(turn.kiosk)
    page = Identify(identifier, passed=passed)
    return turn.show(page) if passed else ask(turn, page)


def scanned(turn: Turn, page: Attract | SignInPage | Identify, number: Secret) -> Turn:
    """A card was read: who stands there is known, but nothing is proved. The CAPTCHA is asked as ever."""
    if turn.kiosk.info is None or not turn.kiosk.info.reads_cards:
        return turn
    if isinstance(page, Attract):
        turn = start(turn)
    if not isinstance(page, Identify):
        turn = enter(turn, "")
    turn = turn.keep(replace(turn.kiosk, card=number))
    shown = turn.kiosk.page
    return turn.tell(_plain(shown) if isinstance(shown, Identify) else shown)


def gone(turn: Turn) -> Turn:
    """The reset is over: start again from here, with the identifier still in its field."""
    turn = enter(turn, turn.kiosk.identifier)
    page = turn.kiosk.page
    if not isinstance(page, Identify):
        return turn
    return turn.refuse(replace(page, problem=IdentifyProblem.RESET_GONE))


def close_reset(turn: Turn) -> Turn:
    """Leave the reset that is open, if one is, without ending the session."""
    if not turn.kiosk.reset_id:
        return turn
    turn, _ = background(turn, LeaveReset(turn.kiosk.reset_id))
    return turn.keep(replace(turn.kiosk, reset_id="", poll=0, poll_in=0))


def wrong_form(kiosk: Kiosk, identifier: str) -> Suggestion | None:
    """The rewritten identifier to offer, unless the person has settled on this one already."""
    if kiosk.info is None or identifier == kiosk.identifier:
        return None
    rewritten = rewrite(identifier, kiosk.info.identifier_rule)
    return Suggestion(identifier, rewritten) if rewritten else None


def slow_down(kiosk: Kiosk) -> int:
    """Seconds a submission waits while the station is under pressure."""
    asked = kiosk.info.slow_down if kiosk.info else 0
    return min(max(asked, 0), delays.SLOW_DOWN_AT_MOST)


# --- what the person does -----------------------------------------------------------------------


def on(turn: Turn, page: Identify, event: IdentifyEvent) -> Turn:
    match event:
        case IdentifySubmitted(identifier, answer):
            return _submitted(turn, replace(page, identifier=identifier.strip()), answer)
        case SuggestionTaken() if page.suggestion:
            return _settled(turn, replace(page, identifier=page.suggestion.rewritten))
        case SuggestionDeclined() if page.suggestion:
            return _settled(turn, page)
        case NewPicture() if not page.passed and not page.captcha.draw_in:
            return ask(turn, _plain(page), CaptchaForm.PICTURE)
        case Listen(slow) if not page.passed and page.captcha.id:
            return _listen(turn, _plain(page), slow=slow)
        case SeePicture() if page.captcha.form is CaptchaForm.SPOKEN:
            seen = replace(page.captcha, form=CaptchaForm.PICTURE, heard=False)
            return turn.show(replace(_plain(page), captcha=seen)).do(StopSound())
        case CardRemoved() if turn.kiosk.card:
            return turn.keep(replace(turn.kiosk, card=None)).tell(_plain(page))
        case BackPressed():
            kiosk = replace(turn.kiosk, card=None, page=first_page(turn.kiosk.info))
            return turn.keep(kiosk).do(StopSound())
        case _:
            return turn


def _plain(page: Identify) -> Identify:
    """The page without a question or message that the person has moved on from."""
    return replace(page, problem=None, suggestion=None, held=None)


def _submitted(turn: Turn, page: Identify, answer: Secret) -> Turn:
    page = _plain(page)
    if not page.identifier and not turn.kiosk.card:
        return turn.refuse(replace(page, problem=IdentifyProblem.IDENTIFIER_EMPTY))
    if not page.passed and not page.captcha.id:
        return turn.show(page)
    if not page.passed and not answer:
        return turn.refuse(replace(page, problem=IdentifyProblem.ANSWER_EMPTY))
    suggestion = None if turn.kiosk.card else wrong_form(turn.kiosk, page.identifier)
    if suggestion is not None:
        return turn.tell(replace(page, suggestion=suggestion, held=answer))
    return _settled(turn, replace(page, held=answer))


def _settled(turn: Turn, page: Identify) -> Turn:
    """The identifier is decided: judge the answer, or go on when that was done before."""
    turn = turn.keep(replace(turn.kiosk, identifier=page.identifier))
    answer = page.held or Secret("")
    page = _plain(page)
    if page.passed:
        return _start(turn.show(page), page, page.passed)
    if not answer:  # it was waived when the identifier was typed
        return turn.refuse(replace(page, problem=IdentifyProblem.ANSWER_EMPTY))
    turn, number = turn.numbered()
    judged = JudgeCaptcha(number, page.captcha.id, answer)
    captcha = replace(page.captcha, id="", request_id=number)
    return turn.show(replace(page, captcha=captcha)).do(StopSound(), judged)


def _start(turn: Turn, page: Identify, kind: ChallengeKind) -> Turn:
    if not page.identifier and not turn.kiosk.card:  # the card was put away while the answer was judged
        return turn.refuse(replace(page, problem=IdentifyProblem.IDENTIFIER_EMPTY))
    unanswered = kind is ChallengeKind.ATTENDED
    tries, seconds = page.captcha.misses + (0 if unanswered else 1), page.captcha.seconds
    call = opening(turn.kiosk, page.identifier, kind, tries, seconds)
    return submit_after(close_reset(turn), call, slow_down(turn.kiosk))


def opening(kiosk: Kiosk, identifier: str, kind: ChallengeKind, tries: int, seconds: int) -> StartReset:
    """The call that opens a reset, by the card where one was read."""
    named = "" if kiosk.card else identifier
    pace = Pace.LONGER if kind is ChallengeKind.AUDIO else pace_of(kiosk.look)
    return StartReset(named, kiosk.look.language, kind, tries, seconds, kiosk.card, pace)


def pace_of(look: Look) -> Pace:
    """Who needs more time for every step needs a reset that lives longer (rules.md, Time)."""
    return Pace.LONGER if lasting(look) else Pace.ORDINARY


def ask(turn: Turn, page: Identify, form: CaptchaForm | None = None) -> Turn:
    """Ask for a new challenge; misses and seconds go on counting."""
    strength = turn.kiosk.info.strength if turn.kiosk.info else Strength.CALM
    turn, number = turn.numbered()
    before = page.captcha
    captcha = Captcha(
        form=form or before.form,
        speech_missing=before.speech_missing,
        misses=before.misses,
        seconds=before.seconds,
        request_id=number,
    )
    quiet = (StopSound(),) if before.form is CaptchaForm.SPOKEN else ()
    turn = turn.show(replace(page, captcha=captcha))
    return turn.do(*quiet, MakeCaptcha(number, strength))


def _draw_later(turn: Turn, page: Identify) -> Turn:
    """After many misses the next challenge is not drawn at once."""
    late = min(page.captcha.misses - delays.CAPTCHA_FREE_MISSES, delays.SLOW_DOWN_AT_MOST)
    if late <= 0:
        return ask(turn, page)
    captcha = replace(page.captcha, picture=b"", heard=False, draw_in=late)
    return turn.show(replace(page, captcha=captcha))


def solving_for(turn: Turn, page: Identify, seconds: int) -> Turn:
    """`seconds` pass on the page; a challenge that is due is drawn."""
    if page.passed:
        return turn
    before = page.captcha
    left = max(before.draw_in - seconds, 0)
    page = replace(page, captcha=replace(before, seconds=before.seconds + seconds, draw_in=left))
    return ask(turn, page) if before.draw_in and not left else turn.show(page)


def _listen(turn: Turn, page: Identify, *, slow: bool) -> Turn:
    turn, number = turn.numbered()
    look = turn.kiosk.look
    speak = SpeakCaptcha(number, page.captcha.id, look.language, slow, look.volume)
    captcha = replace(page.captcha, form=CaptchaForm.SPOKEN, request_id=number)
    return turn.show(replace(page, captcha=captcha)).do(speak)


# --- what the CAPTCHA desk answers --------------------------------------------------------------


def arrived(turn: Turn, event: CaptchaMade | CaptchaSpoken | CaptchaJudged) -> Turn:
    return beneath(turn, lambda inner: _arrived(inner, event))


def _arrived(turn: Turn, event: CaptchaMade | CaptchaSpoken | CaptchaJudged) -> Turn:
    page = turn.kiosk.page
    if not isinstance(page, Identify) or event.request_id != page.captcha.request_id:
        return turn
    captcha = replace(page.captcha, request_id=0)
    match event:
        case _ if event.request_id <= 0:
            return turn
        case CaptchaMade() if not captcha.id:
            made = replace(captcha, id=event.captcha_id, picture=event.picture, length=event.length)
            return turn.show(replace(page, captcha=made))
        case CaptchaSpoken() if event.captcha_id == captcha.id:
            return _spoken(turn, page, captcha, heard=event.heard)
        case CaptchaJudged(right=right) if not captcha.id:
            return _judged(turn, replace(page, captcha=captcha), right=right)
        case _:
            return turn


def _spoken(turn: Turn, page: Identify, captcha: Captcha, *, heard: bool) -> Turn:
    if heard:
        return turn.show(replace(page, captcha=replace(captcha, heard=True)))
    missing = replace(captcha, form=CaptchaForm.PICTURE, heard=False, speech_missing=True)
    return turn.refuse(replace(page, captcha=missing))


def _judged(turn: Turn, page: Identify, *, right: bool) -> Turn:
    if not right:
        missed = replace(page.captcha, misses=page.captcha.misses + 1)
        wrong = replace(page, captcha=missed, problem=IdentifyProblem.ANSWER_WRONG)
        return _draw_later(turn.refuse(wrong), wrong)
    spoken = page.captcha.form is CaptchaForm.SPOKEN
    kind = ChallengeKind.AUDIO if spoken else ChallengeKind.IMAGE
    passed = replace(page, passed=kind)
    turn = turn.keep(replace(turn.kiosk, passed=kind)).show(passed)
    return _start(turn, passed, kind)
