"""Whether this station leaves out the CAPTCHA: on the backend's word alone, and only while that is fresh."""

from __future__ import annotations

from kiosk.core import delays
from kiosk.core.openings import ChallengeKind
from kiosk.core.results import CaptchaDemand
from kiosk.core.states import Kiosk


def told(kiosk: Kiosk) -> bool:
    """Whether the newest settings waive it, however old they are."""
    return kiosk.info is not None and kiosk.info.captcha is CaptchaDemand.WAIVED


def waiver(kiosk: Kiosk) -> ChallengeKind | None:
    """What stands in place of an answer to the CAPTCHA; None where it is asked."""
    fresh = kiosk.info_age <= delays.WAIVER_HOLDS
    return ChallengeKind.ATTENDED if told(kiosk) and fresh else None


def to_renew(kiosk: Kiosk) -> bool:
    """Whether settings that waive it are due to be fetched again, while they still hold."""
    return told(kiosk) and delays.WAIVER_RENEWED_AFTER <= kiosk.info_age <= delays.WAIVER_HOLDS
