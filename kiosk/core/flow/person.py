"""What a person does, by page. Whatever a page has no answer for is ignored, and nothing else changes."""

from __future__ import annotations

from typing import assert_never

from kiosk.core.events import (
    BackPressed,
    ChangeWanted,
    CodeInstead,
    CodeSubmitted,
    DestinationSubmitted,
    IdentifySubmitted,
    Listen,
    MethodChosen,
    NewPicture,
    OtherMethod,
    PasswordSubmitted,
    ResendWanted,
    ResetWanted,
    ReturnNumberSubmitted,
    SeePicture,
    SignInSubmitted,
    StaffWanted,
    SuggestionDeclined,
    SuggestionTaken,
    Touched,
    TryPassword,
    UnlockWanted,
)
from kiosk.core.flow import contact, identify, password, session, sign_in, staff
from kiosk.core.flow.layers import in_session
from kiosk.core.flow.turn import Turn
from kiosk.core.states import (
    Accepted,
    AskStaff,
    Attract,
    Calling,
    ChooseMethod,
    Done,
    Enrolling,
    EnterCode,
    Faulted,
    Identify,
    IdleWarning,
    NewPassword,
    OutOfService,
    SignInPage,
    Starting,
    UnlockOnly,
    Waiting,
    WriteUnknown,
)

PageEvent = (
    Touched
    | BackPressed
    | SignInSubmitted
    | ResetWanted
    | SuggestionTaken
    | SuggestionDeclined
    | IdentifySubmitted
    | NewPicture
    | Listen
    | SeePicture
    | StaffWanted
    | MethodChosen
    | DestinationSubmitted
    | CodeSubmitted
    | ResendWanted
    | OtherMethod
    | CodeInstead
    | ReturnNumberSubmitted
    | PasswordSubmitted
    | ChangeWanted
    | UnlockWanted
    | TryPassword
)


def act(turn: Turn, event: PageEvent) -> Turn:
    """One call at a time: while one is out, only leaving, language, theme and time go on."""
    page = turn.kiosk.page
    if turn.kiosk.pending is not None:
        return turn
    if isinstance(event, StaffWanted) and in_session(page) and not isinstance(page, AskStaff | IdleWarning):
        return staff.wanted(turn, event.identifier)
    return _on_page(turn, event)


def _on_page(turn: Turn, event: PageEvent) -> Turn:
    page = turn.kiosk.page
    match page:
        case Attract():
            return session.start(turn) if isinstance(event, Touched) else turn
        case SignInPage():
            return sign_in.on(turn, page, event) if isinstance(event, sign_in.SignInEvent) else turn
        case Accepted():
            return sign_in.change_wanted(turn, page) if isinstance(event, ChangeWanted) else turn
        case Identify():
            return identify.on(turn, page, event) if isinstance(event, identify.IdentifyEvent) else turn
        case ChooseMethod():
            return contact.on_method(turn, page, event) if isinstance(event, contact.MethodEvent) else turn
        case EnterCode() | Calling():
            return contact.on_code(turn, page, event) if isinstance(event, contact.CodeEvent) else turn
        case AskStaff():
            return staff.on(turn, page, event) if isinstance(event, staff.StaffEvent) else turn
        case NewPassword():
            if not isinstance(event, password.NewPasswordEvent):
                return turn
            return password.on_new_password(turn, page, event)
        case UnlockOnly():
            return password.on_unlock(turn, page, event) if isinstance(event, password.UnlockEvent) else turn
        case WriteUnknown() | Done():
            return password.try_password(turn, page) if isinstance(event, TryPassword) else turn
        case Starting() | Faulted() | Enrolling() | OutOfService() | Waiting() | IdleWarning():
            return turn
        case unreachable:
            assert_never(unreachable)
