"""Pages 6 and 7: the new password, unlocking alone, and what comes after the write."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.effects import SetPassword, Unlock
from kiosk.core.events import (
    BackPressed,
    ChangeWanted,
    PasswordSubmitted,
    UnlockWanted,
)
from kiosk.core.flow import session
from kiosk.core.flow.turn import Turn, submit
from kiosk.core.states import Done, NewPassword, PasswordProblem, UnlockOnly, WriteUnknown

NewPasswordEvent = PasswordSubmitted | BackPressed
UnlockEvent = UnlockWanted | ChangeWanted


def on_new_password(turn: Turn, page: NewPassword, event: NewPasswordEvent) -> Turn:
    match event:
        case PasswordSubmitted():
            return _submitted(turn, replace(page, problem=None, broken=()), event)
        case BackPressed() if page.back:
            return turn.show(page.back)
        case _:
            return turn


def _submitted(turn: Turn, page: NewPassword, event: PasswordSubmitted) -> Turn:
    if not event.password:
        return turn.refuse(replace(page, problem=PasswordProblem.EMPTY))
    if event.password != event.repeated:
        return turn.refuse(replace(page, problem=PasswordProblem.DIFFERENT))
    return submit(turn.show(page), SetPassword(page.view.id, event.password, page.current))


def on_unlock(turn: Turn, page: UnlockOnly, event: UnlockEvent) -> Turn:
    page = UnlockOnly(page.view)
    match event:
        case UnlockWanted():
            return submit(turn.show(page), Unlock(page.view.id))
        case ChangeWanted():
            return turn.show(NewPassword(page.view, back=page))


def try_password(turn: Turn, page: Done | WriteUnknown) -> Turn:
    """Sign in with the new password at once: a new session that knows only the identifier."""
    account = page.view.account
    return session.again(turn, account.identifier if account else turn.kiosk.identifier)
