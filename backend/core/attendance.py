"""Where no CAPTCHA is asked: at stations beside which a member of staff stands, while nobody attacks them."""

from __future__ import annotations

from enum import Enum

from backend.core.station_info import CaptchaDemand, Strength


class Attendance(Enum):
    """Whether staff have said that one of them stands beside a station."""

    UNATTENDED = "unattended"
    ATTENDED = "attended"


class CaptchaRule(Enum):
    """Where the institution lets stations ask for a CAPTCHA."""

    ALWAYS = "always"
    UNLESS_ATTENDED = "unless_attended"


def demanded(rule: CaptchaRule, attendance: Attendance, strength: Strength) -> CaptchaDemand:
    """What a station is told; `strength` is that of its pressure, under which every station asks."""
    allowed = rule is CaptchaRule.UNLESS_ATTENDED and attendance is Attendance.ATTENDED
    return CaptchaDemand.WAIVED if allowed and strength is Strength.CALM else CaptchaDemand.ASKED
