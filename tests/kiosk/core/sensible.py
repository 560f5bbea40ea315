"""What a person and a backend would sensibly do next, so that random walks reach the far pages."""

from __future__ import annotations

from kiosk.core import events as ev
from kiosk.core import states
from kiosk.core.effects import (
    AnswerCode,
    AskApproval,
    Call,
    ConfirmContact,
    DecideHandoff,
    IssuePass,
    OfferHandoff,
    OpenMaintenance,
    RegisterContact,
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
    CaptchaDemand,
    Channel,
    EnrolmentOffered,
    EnrolmentPolled,
    EnrolmentStatus,
    Failed,
    FaultKind,
    HandoffStatus,
    HeartbeatAnswered,
    MaintenanceAnswered,
    MaintenanceOutcome,
    Outcome,
    PassAnswered,
    PassOutcome,
    ResetAnswered,
    ResetView,
    Result,
    Rule,
    SignInAnswered,
    SignInOutcome,
    StationFetched,
    Work,
)
from kiosk.core.secret import Secret
from tests.kiosk import fakes
from tests.kiosk.core.strategies import MARK

CARD = Secret(f"{MARK}-HEF-0012345")
TYPED = Secret(f"{MARK}-12345678")
RESTS = fakes.view(allowed=Allowed.STAFF_ONLY, outcome=Outcome.RESTS)


def acts(kiosk: states.Kiosk) -> list[ev.Event]:
    """Events that the page shown has an answer to, in most states of it."""
    page = core_of(kiosk.page)
    match page:
        case states.Attract():
            return [ev.Touched(), ev.CardScanned(CARD)]
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
            phone = ev.PhoneWanted()
            sms = ev.DestinationSubmitted(fakes.SMS.id, TYPED)
            return [sms, ev.DestinationSubmitted(fakes.VOICE.id, TYPED), ev.MethodChosen(fakes.SMS.id), phone]
        case states.OnPhone():
            answers: list[ev.Event] = [ev.DigitsConfirmed(), ev.DigitsDenied(), ev.PhoneWanted()]
            return [*answers, ev.WifiWanted(), ev.LinkWanted(), ev.BackPressed()]
        case states.NewContact() | states.LostPhone() | states.Done() | states.WriteUnknown():
            return _afterwards(page)
        case states.EnterCode() | states.Calling():
            return [ev.CodeSubmitted(TYPED), ev.OtherMethod(), ev.CodeInstead(), ev.ResendWanted()]
        case states.AskStaff():
            return [ev.ReturnNumberSubmitted(TYPED), ev.StaffWanted(MARK), ev.BackPressed()]
        case states.NewPassword():
            return [ev.PasswordSubmitted(TYPED, TYPED), ev.StaffWanted(), ev.BackPressed()]
        case states.UnlockOnly():
            return [ev.UnlockWanted(), ev.ChangeWanted(), ev.StaffWanted()]
        case states.Maintenance():
            return [ev.MaintenanceCodeSubmitted(TYPED), ev.RestartWanted(), ev.Left()]
        case _:
            return [ev.Started(("fr", "en")), ev.KeyOpened(kiosk.upkeep, ""), ev.Tick(5)]


def _afterwards(
    page: states.NewContact | states.LostPhone | states.Done | states.WriteUnknown,
) -> list[ev.Event]:
    match page:
        case states.NewContact():
            kinds: list[ev.Event] = [
                ev.ContactKindChosen(Channel.SMS),
                ev.ContactSubmitted(Channel.SMS, TYPED),
            ]
            return [*kinds, ev.CodeSubmitted(TYPED), ev.BackPressed()]
        case states.Done() if page.view.contact_offered:
            return [ev.ContactWanted(), ev.PhoneLost()]
        case states.LostPhone():
            return [ev.ContactWanted(), ev.BackPressed()]
        case states.WriteUnknown() | states.Done():
            return [ev.TryPassword(), ev.StaffWanted(), ev.Activity()]


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
        ev.CardScanned(CARD),
        ev.CardRemoved(),
        ev.StaffWanted(MARK),
    ]


def of_station(page: states.Page, number: int) -> list[ev.Event]:
    """What comes of the station's own work `number` where nobody stands, good and bad."""
    unknown = ev.Replied(number, Failed(FaultKind.KEY_UNKNOWN, "REF00001"))
    waived = ev.Replied(number, StationFetched(fakes.info(captcha=CaptchaDemand.WAIVED)))
    fetched = ev.Replied(number, StationFetched(fakes.info()))
    match page:
        case states.Starting() | states.Faulted() | states.OutOfService():
            broken = ev.StartFailed(ev.StartFaultKind.KEYRING_LOCKED, "detail", number)
            return [
                ev.KeyOpened(number, "ab" * 32),
                fetched,
                fetched,
                fetched,
                unknown,
                broken,
                ev.StartMended(number),
            ]
        case states.Enrolling():
            polled = [ev.Replied(number, EnrolmentPolled(status)) for status in EnrolmentStatus]
            return [ev.Replied(number, EnrolmentOffered(fakes.offer())), fetched, *polled]
        case _:
            return [fetched, waived, ev.Replied(number, HeartbeatAnswered()), unknown]


def replies(call: Call) -> list[Result]:
    """Answers that a healthy backend gives to `call`."""
    if isinstance(call, SignIn):
        return [SignInAnswered(outcome, fakes.proved()) for outcome in SignInOutcome]
    if isinstance(call, IssuePass):
        issued = PassAnswered(PassOutcome.ISSUED, Secret(MARK), 3600)
        return [issued, PassAnswered(PassOutcome.NONE, Secret(""), 0)]
    if isinstance(call, OpenMaintenance):
        return [MaintenanceAnswered(outcome) for outcome in MaintenanceOutcome]
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
            staffed = fakes.asked(ApprovalStatus.RETURNED).approval
            helped = fakes.finished(contact_offered=True, pass_offered=True, approval=staffed)
            return [fakes.finished(), helped, refused, unknown]
        case Unlock():
            return [fakes.finished(Work.UNLOCK), fakes.proved(locked=True, outcome=Outcome.NOT_LOCKED)]
        case OfferHandoff():
            return [fakes.handed(status) for status in HandoffStatus]
        case DecideHandoff():
            ended = fakes.handed(HandoffStatus.ENDED, revision=6, outcome=Outcome.HANDOFF_ENDED)
            agreed = fakes.handed(HandoffStatus.CONFIRMED, outcome=Outcome.HANDOFF_CONFIRMED)
            return [agreed, ended]
        case RegisterContact():
            return [fakes.contacted(), fakes.finished(outcome=Outcome.CONTACT_REFUSED)]
        case ConfirmContact():
            kept = fakes.finished(revision=8, outcome=Outcome.CONTACT_REGISTERED)
            return [kept, fakes.contacted(outcome=Outcome.WRONG_CODE)]
        case _:
            return [fakes.view()]
