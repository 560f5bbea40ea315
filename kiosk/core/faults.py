"""Why a call to the backend has no answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class FaultKind(Enum):
    """Why a call has no answer. The first seven put the station out of service when they last."""

    UNREACHABLE = "unreachable"
    TLS = "tls"
    CERTIFICATE_TIME = "certificate_time"
    """By this machine's clock the certificate is not valid yet, or no longer: either may be what is wrong."""
    CLOCK_SKEW = "clock_skew"
    KEY_WITHDRAWN = "key_withdrawn"
    NETWORK_REFUSED = "network_refused"
    """The station is tied to a network and does not stand in it."""
    MALFORMED = "malformed"
    KEY_UNKNOWN = "key_unknown"
    RESET_GONE = "reset_gone"
    """The reset ended, expired or never was this station's."""
    NOT_ALLOWED = "not_allowed"
    """The facts do not allow this step; the view must be fetched again."""
    UNAVAILABLE = "unavailable"
    """The backend answers but something behind it does not."""
    REJECTED = "rejected"
    CRASHED = "crashed"
    """Not of a call: the station itself met an unexpected exception. No adapter answers with it."""


LASTING = frozenset(
    {
        FaultKind.TLS,
        FaultKind.CERTIFICATE_TIME,
        FaultKind.CLOCK_SKEW,
        FaultKind.KEY_WITHDRAWN,
        FaultKind.NETWORK_REFUSED,
    }
)
"""Trying once more at once helps none of these: the station goes out of service."""


@dataclass(frozen=True, slots=True)
class Failed:
    """No answer. `reference` is short and speakable; staff find it in the log. `skew` in seconds."""

    kind: FaultKind
    reference: str
    skew: int = 0
