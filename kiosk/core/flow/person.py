"""What a person does, by page. Whatever a page has no answer for is ignored, and nothing else changes."""

from __future__ import annotations

from typing import assert_never

from kiosk.core.events import (
    BackPressed,
    CardRemoved,
    CardScanned,
    ChangeWanted,
    CodeInstead,
    CodeSubmitted,
    ContactKindChosen,
    ContactSubmitted,
    ContactWanted,
    DestinationSubmitted,
    DigitsConfirmed,
    DigitsDenied,
    IdentifySubmitted,
    LinkWanted,
    Listen,
    MethodChosen,
    NewPicture,
    OtherMethod,
    PasswordSubmitted,
    PhoneLost,
    PhoneWanted,
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
    WifiWanted,
)
from kiosk.core.flow import (
    contact,
    identify,
    lost_phone,
    new_contact,
    password,
    phone,
    session,
    sign_in,
    staff,
)
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
    LostPhone,
    Maintenance,
    NewContact,
    NewPassword,
    OnPhone,
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
    | CardScanned
    | CardRemoved
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
    | PhoneWanted
    | WifiWanted
    | LinkWanted
    | DigitsConfirmed
    | DigitsDenied
    | ContactWanted
    | PhoneLost
    | ContactKindChosen
    | ContactSubmitted
)


def act(turn: Turn, event: PageEvent) -> Turn:
    """One call at a time: while one is out, only leaving, language, theme and time go on."""
    page = turn.kiosk.page
    if turn.kiosk.pending is not None:
        return turn
    if isinstance(event, StaffWanted) and in_session(page) and not isinstance(page, AskStaff | IdleWarning):
        return staff.wanted(turn, event.identifier)
    if isinstance(event, PhoneWanted) and phone.offered(turn.kiosk):
        return phone.wanted(turn)
    return _on_page(turn, event)


def _on_page(turn: Turn, event: PageEvent) -> Turn:
    page = turn.kiosk.page
    match page:
        case Attract() | SignInPage() | Identify() if isinstance(event, CardScanned):
            return identify.scanned(turn, page, event.number)
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
        case OnPhone():
            return phone.on(turn, page, event) if isinstance(event, phone.PhoneEvent) else turn
        case NewContact() | LostPhone() | WriteUnknown() | Done():
            return _afterwards(turn, page, event)
        case (
            Starting() | Faulted() | Enrolling() | OutOfService() | Maintenance() | Waiting() | IdleWarning()
        ):
            return turn
        case unreachable:
            assert_never(unreachable)


def _afterwards(turn: Turn, page: NewContact | LostPhone | WriteUnknown | Done, event: PageEvent) -> Turn:
    """The pages after the write."""
    match page:
        case NewContact(chosen=None) | Done() if isinstance(event, PhoneLost):
            return lost_phone.wanted(turn, page)
        case NewContact():
            return (
                new_contact.on(turn, page, event) if isinstance(event, new_contact.NewContactEvent) else turn
            )
        case LostPhone():
            return lost_phone.on(turn, page, event) if isinstance(event, lost_phone.LostPhoneEvent) else turn
        case Done() if isinstance(event, ContactWanted):
            return new_contact.wanted(turn, page)
        case WriteUnknown() | Done():
            return password.try_password(turn, page) if isinstance(event, TryPassword) else turn
