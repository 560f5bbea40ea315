"""What a person and a backend would sensibly do next, so that random walks reach the far pages."""

from __future__ import annotations

from kiosk.core import events as ev
from kiosk.core import states
from kiosk.core.effects import (
    AnswerCode,
    AskApproval,
    Call,
    ReturnNumber,
    SendChallenge,
    SetPassword,
    SignIn,
    StartReset,
    Unlock,
)
from kiosk.core.flow.layers import core_of
from kiosk.core.results import (
    Allowed,
    ApprovalStatus,
    BrokenRule,
    Channel,
    Outcome,
    ResetAnswered,
    ResetView,
    Result,
    Rule,
    SignInAnswered,
    SignInOutcome,
    Work,
)
from kiosk.core.secret import Secret
from tests.kiosk import fakes
from tests.kiosk.core.strategies import MARK

TYPED = Secret(f"{MARK}-12345678")
RESTS = fakes.view(allowed=Allowed.STAFF_ONLY, outcome=Outcome.RESTS)


def acts(kiosk: states.Kiosk) -> list[ev.Event]:
    """Events that the page shown has an answer to, in most states of it."""
    page = core_of(kiosk.page)
    match page:
        case states.Attract():
            return [ev.Touched()]
        case states.SignInPage():
            signed = [
                ev.SignInSubmitted(fakes.IDENTIFIER, TYPED),
                ev.SignInSubmitted(fakes.WRONG_FORM, TYPED),
            ]
            return [*signed, ev.ResetWanted(MARK), ev.SuggestionTaken(), ev.SuggestionDeclined()]
        case states.Accepted():
            return [ev.ChangeWanted()]
        case states.Identify():
            return _identify(page)
        case states.ChooseMethod():
            sms = ev.DestinationSubmitted(fakes.SMS.id, TYPED)
            return [sms, ev.DestinationSubmitted(fakes.VOICE.id, TYPED), ev.MethodChosen(fakes.SMS.id)]
        case states.EnterCode() | states.Calling():
            return [ev.CodeSubmitted(TYPED), ev.OtherMethod(), ev.CodeInstead(), ev.ResendWanted()]
        case states.AskStaff():
            return [ev.ReturnNumberSubmitted(TYPED), ev.StaffWanted(MARK), ev.BackPressed()]
        case states.NewPassword():
            return [ev.PasswordSubmitted(TYPED, TYPED), ev.StaffWanted(), ev.BackPressed()]
        case states.UnlockOnly():
            return [ev.UnlockWanted(), ev.ChangeWanted(), ev.StaffWanted()]
        case states.WriteUnknown() | states.Done():
            return [ev.TryPassword(), ev.StaffWanted(), ev.Activity()]
        case _:
            return [ev.Started(("fr", "en")), ev.KeyOpened(kiosk.upkeep, ""), ev.Tick(5)]


def _identify(page: states.Identify) -> list[ev.Event]:
    number = page.captcha.request_id
    return [
        ev.CaptchaMade(number, "cap", b"png", 5),
        ev.CaptchaSpoken(number, "cap", heard=True),
        ev.CaptchaJudged(number, right=True),
        ev.CaptchaJudged(number, right=False),
        ev.IdentifySubmitted(fakes.IDENTIFIER, TYPED),
        ev.IdentifySubmitted(fakes.WRONG_FORM, TYPED),
        ev.SuggestionTaken(),
        ev.Listen(),
        ev.StaffWanted(MARK),
    ]


def replies(call: Call) -> list[Result]:
    """Answers that a healthy backend gives to `call`."""
    if isinstance(call, SignIn):
        return [SignInAnswered(outcome, fakes.proved()) for outcome in SignInOutcome]
    return [ResetAnswered(view) for view in _views(call)]


def _views(call: Call) -> list[ResetView]:
    match call:
        case StartReset():
            return [fakes.view(), fakes.view(gates_needed=2, gates_left=2), RESTS]
        case SendChallenge():
            missed = fakes.view(outcome=Outcome.DESTINATION_MISMATCH)
            return [fakes.code_sent(), fakes.code_sent(Channel.VOICE), missed]
        case AnswerCode():
            wrong = fakes.code_sent(outcome=Outcome.WRONG_CODE)
            return [fakes.proved(), fakes.proved(locked=True), wrong]
        case AskApproval():
            return [fakes.asked(), fakes.asked(ApprovalStatus.APPROVED)]
        case ReturnNumber():
            return [fakes.proved(outcome=Outcome.RETURN_ACCEPTED), fakes.asked(outcome=Outcome.RETURN_WRONG)]
        case SetPassword():
            broken = (BrokenRule(Rule.HISTORY),)
            refused = fakes.proved(outcome=Outcome.PASSWORD_REFUSED, broken=broken)
            unknown = fakes.proved(outcome=Outcome.WRITE_UNKNOWN, allowed=Allowed.WRITE_UNKNOWN)
            return [fakes.finished(), refused, unknown]
        case Unlock():
            return [fakes.finished(Work.UNLOCK), fakes.proved(locked=True, outcome=Outcome.NOT_LOCKED)]
        case _:
            return [fakes.view()]
