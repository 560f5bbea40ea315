"""Who may write: the station, or the one phone that a reset was handed to. Never both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from backend.core.views import HandoffStatus


@dataclass(frozen=True, slots=True)
class StoredHandoff:
    """A reset handed to a phone. Of the link and the phone's cookie only hashes are kept.

    `mac` covers the decision: which phone, on which reset, confirmed or not, and until when.
    """

    id: str
    number: int
    reset: str
    station: str
    status: HandoffStatus
    token_hash: str
    cookie_hash: str
    offered_at: datetime
    expires_at: datetime
    mac: bytes = b""


class Decision(Enum):
    """What the person decides at the station: the same digits, or no more of this."""

    CONFIRM = "confirm"
    END = "end"


@dataclass(frozen=True, slots=True)
class AtStation:
    """A write that the station signed."""


@dataclass(frozen=True, slots=True)
class OnPhone:
    """A write of the phone that claimed the hand-off of that id."""

    handoff: str


@dataclass(frozen=True, slots=True)
class EitherSide:
    """A step that ends a hand-off or goes past it: open to whoever asks."""


Side = AtStation | OnPhone
AT_STATION = AtStation()
EITHER_SIDE = EitherSide()
LIVE = frozenset({HandoffStatus.OFFERED, HandoffStatus.CLAIMED, HandoffStatus.CONFIRMED})


def handoff_status(handoff: StoredHandoff, now: datetime) -> HandoffStatus:
    """What it is now: time ends it too."""
    live = handoff.status in LIVE
    return HandoffStatus.ENDED if live and handoff.expires_at <= now else handoff.status


def writer(handoff: StoredHandoff | None, now: datetime) -> Side:
    """The one side that may write while `handoff` is the newest of its reset."""
    if handoff is None or handoff_status(handoff, now) is not HandoffStatus.CONFIRMED:
        return AT_STATION
    return OnPhone(handoff.id)
