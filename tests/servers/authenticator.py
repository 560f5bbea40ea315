"""Codes of an authenticator for the real console, whose clock nobody moves."""

from __future__ import annotations

import time

import pyotp

STEP = 30
HURRY = 10
"""Seconds that a browser on a busy machine may take to hand a code in."""


def earlier_code(key: str) -> str:
    """The code of the step before, which is good for as long as this step lasts; its own is left for later.

    Near the end of a step the next one is waited for: a code that arrives two steps late is refused.
    """
    left = STEP - time.time() % STEP
    if left < HURRY:
        time.sleep(left)
    return pyotp.TOTP(key).at(int(time.time()) - STEP)
