"""Pages over pages: the waiting page and the idle warning lie over the page they come back to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from kiosk.core.flow.turn import Turn
from kiosk.core.results import ResetView
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
    Page,
    SignInPage,
    Starting,
    UnlockOnly,
    Waiting,
    WriteUnknown,
)


def core_of(page: Page) -> Page:
    """The page itself, without what lies over it."""
    while isinstance(page, Waiting | IdleWarning):
        page = page.under
    return page


def in_session(page: Page) -> bool:
    """Whether a person's session is open on this page."""
    return not isinstance(
        core_of(page), Starting | Faulted | Enrolling | Attract | OutOfService | Maintenance
    )


def occupied(page: Page) -> bool:
    """Whether somebody stands here, a person in session or staff at the maintenance page."""
    return in_session(page) or isinstance(core_of(page), Maintenance)


def view_of(page: Page) -> ResetView | None:
    """The view the page shows, if it belongs to a reset."""
    match core_of(page):
        case (
            Accepted(view=view)
            | ChooseMethod(view=view)
            | EnterCode(view=view)
            | Calling(view=view)
            | NewPassword(view=view)
            | UnlockOnly(view=view)
            | WriteUnknown(view=view)
            | Done(view=view)
            | OnPhone(view=view)
            | NewContact(view=view)
            | LostPhone(view=view)
        ):
            return view
        case AskStaff(view=maybe):
            return maybe
        case (
            Starting()
            | Faulted()
            | Enrolling()
            | Attract()
            | OutOfService()
            | Maintenance()
            | SignInPage()
            | Identify()
            | Waiting()
            | IdleWarning()
        ):
            return None
        case unreachable:
            assert_never(unreachable)


def beneath(turn: Turn, change: Callable[[Turn], Turn]) -> Turn:
    """Make `change` on what lies under the idle warning, which stays while the session does."""
    warning = turn.kiosk.page
    if not isinstance(warning, IdleWarning):
        return change(turn)
    changed = change(turn.show(warning.under))
    under = changed.kiosk.page
    if isinstance(under, IdleWarning) or not in_session(under):
        return changed
    return changed.show(IdleWarning(under, warning.remaining))


def uncovered(turn: Turn) -> Turn:
    """Take the waiting page away."""
    page = turn.kiosk.page
    return turn.show(page.under) if isinstance(page, Waiting) else turn


def refreshed(page: Page, view: ResetView) -> Page:
    """The same page with a newer view, wherever it keeps one."""
    match page:
        case Accepted() | ChooseMethod() | EnterCode() | Calling() | UnlockOnly() | WriteUnknown() | Done():
            return replace(page, view=view)
        case OnPhone() | NewContact() | LostPhone():
            return replace(page, view=view)
        case NewPassword(back=back):
            before = None if back is None else replace(back, view=view)
            return replace(page, view=view, back=before)
        case AskStaff():
            return replace(page, view=view)
        case Waiting(under=under) | IdleWarning(under=under):
            return replace(page, under=refreshed(under, view))
        case Starting() | Faulted() | Enrolling() | Attract() | OutOfService() | Maintenance():
            return page
        case SignInPage() | Identify():
            return page
        case unreachable:
            assert_never(unreachable)
