"""The CAPTCHA comes and goes on page 3 with what the backend says of this station."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.effects import Announce, ChallengeKind, StopSound
from kiosk.core.flow import identify
from kiosk.core.flow.layers import beneath
from kiosk.core.flow.turn import Turn
from kiosk.core.states import Captcha, CaptchaForm, Identify, IdentifyProblem
from kiosk.core.waiver import waiver

_OF_THE_ANSWER = {IdentifyProblem.ANSWER_EMPTY, IdentifyProblem.ANSWER_WRONG, IdentifyProblem.NOW_ASKED}


def keep_asking(turn: Turn) -> Turn:
    """After every event: page 3 asks, unless the CAPTCHA is waived at this moment or was passed."""
    return beneath(turn, _asked_or_not)


def _asked_or_not(turn: Turn) -> Turn:
    page = turn.kiosk.page
    if not isinstance(page, Identify) or turn.kiosk.pending is not None:
        return turn
    waived = waiver(turn.kiosk)
    match page.passed:
        case ChallengeKind.ATTENDED if waived is None:
            return _now_asked(turn, page)
        case None if waived is not None and not _judging(page.captcha):
            return _not_asked(turn, page, waived)
        case _:
            return turn


def _now_asked(turn: Turn, page: Identify) -> Turn:
    """What else there is to say, and a question that hides the picture, come first."""
    silent = page.problem is not None or page.suggestion is not None
    problem = page.problem if silent else IdentifyProblem.NOW_ASKED
    return identify.ask(turn, replace(page, passed=None, problem=problem)).do(Announce())


def _judging(captcha: Captcha) -> bool:
    """Whether an answer is out: what was drawn is still shown, and takes no other one."""
    return bool(captcha.request_id and captcha.picture) and not captcha.id


def _not_asked(turn: Turn, page: Identify, waived: ChallengeKind) -> Turn:
    before = page.captcha
    quiet = (StopSound(),) if before.form is CaptchaForm.SPOKEN else ()
    problem = None if page.problem in _OF_THE_ANSWER else page.problem
    rest = Captcha(misses=before.misses, seconds=before.seconds, speech_missing=before.speech_missing)
    page = replace(page, captcha=rest, problem=problem, held=None, passed=waived)
    return turn.show(page).do(*quiet, Announce())
