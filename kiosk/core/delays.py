"""Every delay of the station's flow, in whole seconds, in one place."""

from __future__ import annotations

WAITING_AFTER = 2
"""A call of the person under way for longer shows the waiting page; a shorter one would only flicker."""

RETRY_PAUSES = (1, 2, 4, 8)
"""Pauses before a call that met a network fault is sent again; the last one repeats."""

GIVE_UP_AFTER = 45
"""A call that meets only network faults for so long is given up and the page says so."""

POLL_PAUSE = 1
"""Between two long polls when the first brought nothing new, so that they never turn into a storm."""

LOST_AFTER = 90
"""A call without any reply for so long counts as a network fault: no adapter may hang the station."""

KEY_LOST_AFTER = 300
"""An operator may be typing the keyring's password, so opening the key may take longer."""

FAULTED_AGAIN = 5
"""What keeps the station from starting is looked at again after so long: who mends it stands before it."""

LENGTHEN_AGAIN = 15
"""A reset that could not be given its longer life is tried again after so long."""

OUT_OF_SERVICE_PAUSES = (5, 10, 20, 30)
"""Pauses between the attempts to come back into service; the last one repeats."""

CAPTCHA_FREE_MISSES = 2
"""After more misses than these the next picture comes later and later, by a second a miss."""

HEARTBEAT_EVERY = 30
"""In service, the backend hears from the station this often."""

HEARTBEAT_AGAIN = 5
"""A missed heartbeat is tried once more after so long before the station goes out of service."""

SETTINGS_EVERY = 300
"""At rest, settings older than this are fetched again in place of a heartbeat."""

WAIVER_RENEWED_AFTER = 60
"""Settings that waive the CAPTCHA are fetched again at this age, in a session too."""

WAIVER_HOLDS = 120
"""Settings older than this waive nothing: the CAPTCHA is asked."""

SLOW_DOWN_AT_MOST = 10
"""However hard the backend presses, a submission waits no longer than this (rules.md, Limits)."""

ENROLMENT_SLOWER = 5
"""`slow_down` lengthens the polling interval by so much, for good (RFC 8628 §3.5)."""

ENROLMENT_INTERVAL_AT_MOST = 60
"""Network faults double the polling interval up to this (RFC 8628 §3.5, exponential backoff)."""

ENROLMENT_REFUSED_PAUSE = 60
"""A refusal stays readable for so long before the station asks again."""

MAINTENANCE_CLOSES_AFTER = 60
"""Without a key or touch the maintenance page closes by itself."""

LOOK_RESTS_AFTER = 90
"""At rest, a language or theme chosen by somebody who walked on goes back to the default."""


def pause(pauses: tuple[int, ...], tries: int) -> int:
    """The pause after `tries` failures (1 or more); the last of `pauses` repeats."""
    return pauses[min(max(tries, 1), len(pauses)) - 1]
