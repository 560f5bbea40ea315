"""What may happen to a station, likely and unlikely, for the property tests."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from kiosk.core import events as ev
from kiosk.core.cards.events import ReaderFault
from kiosk.core.look import Preference
from kiosk.core.results import (
    Allowed,
    Approval,
    CaptchaDemand,
    Challenge,
    Channel,
    EnrolmentOffered,
    EnrolmentPolled,
    EnrolmentStatus,
    Failed,
    FaultKind,
    HandoffStatus,
    HeartbeatAnswered,
    LeaveAnswered,
    MaintenanceAnswered,
    MaintenanceOutcome,
    Outcome,
    ResetAnswered,
    ResetView,
    Result,
    SignInAnswered,
    SignInOutcome,
    StationFetched,
    StationInfo,
    Strength,
)
from kiosk.core.secret import Secret
from kiosk.core.speech_faults import SpeechFault
from tests.kiosk import fakes

PREFERENCES: list[Preference] = [choice for kind in get_args(Preference) for choice in kind]

MARK = "⟦typed⟧"
"""Stands in every text a person types, so that a search can find what should be gone."""

typed = st.sampled_from(["", MARK, f"{MARK}.x.2017", fakes.IDENTIFIER, fakes.WRONG_FORM])
secrets = st.sampled_from(["", "a", "12345678", MARK, "\ud800"]).map(Secret)
method_ids = st.sampled_from([fakes.SMS.id, fakes.VOICE.id, fakes.EMAIL.id, "unknown"])
seconds = st.sampled_from([1, 1, 2, 3, 5, 30, -1, 0, 95, 400])
leaps = st.sampled_from([1, 2, 5])

challenges: st.SearchStrategy[Challenge | None] = st.none() | st.builds(
    fakes.challenge, resends_left=st.integers(0, 3), resend_in=st.sampled_from([0, 30])
)
approvals: st.SearchStrategy[Approval | None] = st.none() | st.builds(fakes.approval)

views: st.SearchStrategy[ResetView] = st.builds(
    fakes.view,
    id=st.sampled_from(["r-1", "r-1", "r-1", "r-2"]),
    revision=st.integers(0, 9),
    allowed=st.sampled_from(Allowed),
    outcome=st.sampled_from(Outcome),
    gates_needed=st.integers(0, 3),
    gates_left=st.integers(0, 3),
    challenge=challenges,
    approval=approvals,
    account=st.sampled_from([None, fakes.account(), fakes.account(locked=True)]),
    unlock_offered=st.booleans(),
    completed=st.sampled_from([None, fakes.finished().completed]),
    handoff=st.sampled_from([None, *(fakes.handed(status).handoff for status in HandoffStatus)]),
    contact=st.sampled_from([None, fakes.contacted().contact]),
    contact_offered=st.booleans(),
)
likely_views = st.sampled_from(
    [
        fakes.view(),
        fakes.code_sent(),
        fakes.code_sent(Channel.VOICE),
        fakes.asked(),
        fakes.proved(),
        fakes.proved(locked=True),
        fakes.finished(),
        fakes.finished(contact_offered=True),
        fakes.handed(),
        fakes.handed(HandoffStatus.CLAIMED),
        fakes.handed(HandoffStatus.ENDED),
    ]
)
infos: st.SearchStrategy[StationInfo] = st.builds(
    fakes.info,
    languages=st.sampled_from([("fr", "en"), ("en",), (), ("nl",)]),
    slow_down=st.sampled_from([0, 0, 3, 99, -1]),
    sign_in_checkable=st.booleans(),
    strength=st.sampled_from(Strength),
    captcha=st.sampled_from(CaptchaDemand),
    handoff=st.booleans(),
    reads_cards=st.booleans(),
)
faults = st.builds(
    Failed,
    kind=st.sampled_from(FaultKind),
    reference=st.just("REF00001"),
    skew=st.integers(-900, 900),
)
results: st.SearchStrategy[Result] = st.one_of(
    infos.map(StationFetched),
    views.map(ResetAnswered),
    likely_views.map(ResetAnswered),
    st.builds(SignInAnswered, st.sampled_from(SignInOutcome), st.none() | likely_views),
    st.just(LeaveAnswered()),
    st.sampled_from(MaintenanceOutcome).map(MaintenanceAnswered),
    st.just(HeartbeatAnswered()),
    st.just(EnrolmentOffered(fakes.offer())),
    st.sampled_from(EnrolmentStatus).map(EnrolmentPolled),
    faults,
)

by_person: st.SearchStrategy[ev.Event] = st.one_of(
    st.sampled_from([ev.Touched(), ev.Activity(), ev.MoreTime(), ev.BackPressed()]),
    st.sampled_from([ev.SuggestionTaken(), ev.SuggestionDeclined(), ev.NewPicture(), ev.SeePicture()]),
    st.sampled_from([ev.ResendWanted(), ev.OtherMethod(), ev.CodeInstead(), ev.TryPassword()]),
    st.sampled_from([ev.ChangeWanted(), ev.UnlockWanted(), ev.Listen(), ev.Listen(slow=True)]),
    st.sampled_from([ev.LanguageChosen("en"), ev.LanguageChosen("xx")]),
    st.sampled_from(PREFERENCES).map(ev.PreferenceChosen),
    st.sampled_from([ev.PhoneWanted(), ev.WifiWanted(), ev.LinkWanted(), ev.ContactWanted()]),
    st.sampled_from([ev.DigitsConfirmed(), ev.DigitsDenied()]),
    st.sampled_from([ev.MaintenanceWanted(), ev.RestartWanted(), ev.QuitWanted()]),
    st.builds(ev.MaintenanceCodeSubmitted, secrets),
    st.builds(ev.ContactKindChosen, st.sampled_from(Channel)),
    st.builds(ev.ContactSubmitted, st.sampled_from(Channel), secrets),
    st.builds(ev.SignInSubmitted, typed, secrets),
    st.builds(ev.ResetWanted, typed),
    st.builds(ev.IdentifySubmitted, typed, secrets),
    st.builds(ev.StaffWanted, typed),
    st.builds(ev.CardScanned, secrets),
    st.just(ev.CardRemoved()),
    st.builds(ev.MethodChosen, method_ids),
    st.builds(ev.DestinationSubmitted, method_ids, secrets),
    st.builds(ev.CodeSubmitted, secrets),
    st.builds(ev.ReturnNumberSubmitted, secrets),
    st.builds(ev.PasswordSubmitted, secrets, secrets),
)
numbers = st.integers(-1, 40)
by_machine: st.SearchStrategy[ev.Event] = st.one_of(
    st.sampled_from([ev.Started(("fr", "en")), ev.Started(()), ev.Left()]),
    st.builds(ev.KeyOpened, numbers, st.just("ab" * 32)),
    st.builds(ev.StartMended, numbers),
    st.builds(ev.StartUnready),
    st.builds(ev.StartFailed, st.sampled_from(ev.StartFaultKind), st.just("detail"), numbers),
    st.builds(ev.Tick, leaps),
    st.builds(ev.Replied, numbers, results),
    st.builds(ev.CaptchaMade, numbers, st.just("cap"), st.just(b"png"), st.just(5)),
    st.builds(ev.CaptchaSpoken, numbers, st.just("cap"), st.booleans()),
    st.builds(ev.CaptchaJudged, numbers, st.booleans()),
    st.sampled_from([None, *ReaderFault]).map(ev.CardReaderSaid),
    st.sampled_from([None, *SpeechFault]).map(ev.SpeechSaid),
    st.just(ev.Crashed("REF00002")),
)
events = by_person | by_machine
entropies = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")
