"""What the directory is asked to do, and how to find out whether it has done it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import assert_never

from backend.core import password_rules
from backend.core.change_dates import DatesChanges
from backend.core.ports import (
    Account,
    Directory,
    DirectoryOutcomeUnknown,
    DirectoryUnavailable,
    RefusedWrite,
    WriteResult,
    Written,
)
from backend.core.proofs import Grant
from backend.core.records import WriteKind
from backend.core.secret import Secret
from backend.core.views import BrokenRule


@dataclass(frozen=True, slots=True)
class NewPassword:
    """Set `password`; `current` is the old one, for a change."""

    password: Secret
    current: Secret | None


@dataclass(frozen=True, slots=True)
class Unlock:
    """Keep the password, lift the lock."""


Order = NewPassword | Unlock


class Fate(Enum):
    """What became of a write whose answer was lost."""

    DONE = "done"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"


class NotReached(Enum):
    """The directory did not do it, or nobody knows."""

    DOWN = "down"
    UNKNOWN = "unknown"


def kind_of(order: Order, grant: Grant) -> WriteKind | None:
    """The operation that `grant` allows for `order`; None when it allows none."""
    match order, grant:
        case Unlock(), Grant.RESET:
            return WriteKind.UNLOCK
        case NewPassword(), Grant.RESET:
            return WriteKind.RESET
        case NewPassword(current=Secret()), Grant.CHANGE:
            return WriteKind.CHANGE
        case _:
            return None


def broken_before(order: Order, directory: Directory, account: Account) -> tuple[BrokenRule, ...]:
    """The rules a new password breaks, before the directory is asked. Raises `DirectoryUnavailable`."""
    match order:
        case NewPassword():
            return password_rules.check(order.password, directory.rules(), account.own_words)
        case Unlock():
            return ()
    assert_never(order)


def fate(order: Order, directory: Directory, key: str, since: datetime | None = None) -> Fate:
    """Whether the order is fulfilled already, asked of the directory itself.

    `since` is when this very order was first tried, and nothing else was: a password set later is this one.
    """
    try:
        match order:
            case NewPassword():
                held = directory.holds(key, order.password)
                if held is None and since is not None and isinstance(directory, DatesChanges):
                    held = directory.changed_since(key, since)
            case Unlock():
                held = not directory.locked(key)
            case _:
                assert_never(order)
    except DirectoryUnavailable:
        return Fate.UNKNOWN
    if held is None:
        return Fate.UNKNOWN
    return Fate.DONE if held else Fate.NOT_DONE


def carry_out(
    order: Order, kind: WriteKind, directory: Directory, key: str, since: datetime | None = None
) -> WriteResult | NotReached:
    """One operation, outside any transaction; a lost answer is settled by asking (`since` as in `fate`)."""
    try:
        return _once(order, kind, directory, key)
    except DirectoryOutcomeUnknown:
        match fate(order, directory, key, since):
            case Fate.DONE:
                return Written()
            case Fate.NOT_DONE:
                return NotReached.DOWN
            case Fate.UNKNOWN:
                return NotReached.UNKNOWN
    except DirectoryUnavailable:
        return NotReached.DOWN


def settled(
    result: WriteResult | NotReached, before: Fate, order: Order, directory: Directory, key: str
) -> WriteResult | NotReached:
    """What `result` means after an earlier attempt in doubt, whose fate was `before`.

    A refusal may only mean that the earlier one landed; a directory that was not reached did nothing
    now, and may have done the earlier one. Ask.
    """
    lost = result is NotReached.DOWN and before is Fate.UNKNOWN
    if not (lost or isinstance(result, RefusedWrite)):
        return result
    match fate(order, directory, key):
        case Fate.DONE:
            return Written()
        case Fate.NOT_DONE:
            return result
        case Fate.UNKNOWN:
            return NotReached.UNKNOWN


def _once(order: Order, kind: WriteKind, directory: Directory, key: str) -> WriteResult:
    match order, kind:
        case NewPassword(), WriteKind.RESET:
            return directory.reset(key, order.password)
        case NewPassword(current=Secret() as current), WriteKind.CHANGE:
            return directory.change(key, current, order.password)
        case Unlock(), WriteKind.UNLOCK:
            return directory.unlock(key)
        case _:
            raise ValueError("the order does not fit its kind")
