"""How a reset is opened: what became of the CAPTCHA."""

from __future__ import annotations

from enum import Enum


class ChallengeKind(Enum):
    IMAGE = "image"
    AUDIO = "audio"
    WAIVED = "waived"
    """Only staff may go on with it: they were asked instead."""
    ATTENDED = "attended"
    """Nothing was asked: a member of staff stands beside the station."""
