"""Calls through a provider with Twilio's voice API.

The provider is told where to ask what to say; it asks `backend/web/reports/twilio.py`, of whichever process.
Here the call is placed and watched: by the steps in `CallLog`, and by looking at the provider's own record of
the call, lest one that died unnoticed leave the person waiting.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from enum import Enum
from http import HTTPStatus

from backend.adapters.channels.twilio_api import Trouble, TwilioApi
from backend.adapters.channels.voice_settings import TwilioSettings
from backend.core.call_line import HEAR_CODE
from backend.core.call_log import CallLog, History
from backend.core.ports import CallEnd, CallScript, Clock, SealBrokenError
from backend.core.store import StoreUnavailable

NAME = "twilio"
POLL = 0.5
"""Seconds between two looks at the steps."""
LOOK = timedelta(seconds=10)
"""Without news for so long the provider is asked itself."""
MOST_MISSES = 3
_SHORTEST = timedelta(seconds=15)
"""What is left of a call's time must allow for so much, or it is not placed."""
_NUMBER = re.compile(r"\+[0-9]{6,15}")
_SID = re.compile(r"[A-Za-z0-9-]{8,64}")
_OVER = frozenset({"completed", "busy", "no-answer", "canceled"})
_FAILED = "failed"
_LOG = logging.getLogger(__name__)


class _Seen(Enum):
    """What the provider's own record of a call says."""

    GOING_ON = "going_on"
    OVER = "over"
    FAILED = "failed"
    NOTHING = "nothing"


class TwilioCalls:
    """Implements `CallChannel`. `hooks` is the address under which the provider reaches us."""

    def __init__(
        self,
        settings: TwilioSettings,
        log: CallLog,
        clock: Clock,
        hooks: str,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings, self._log, self._clock, self._sleep = settings, log, clock, sleep
        self._hooks = f"{hooks.rstrip('/')}/{NAME}"
        self._api = TwilioApi(settings)
        self._closing = threading.Event()

    def close(self) -> None:
        """End every call at its next look."""
        self._closing.set()

    def call(self, script: CallScript) -> CallEnd:
        if not _NUMBER.fullmatch(script.destination.reveal()):
            _LOG.warning("%s: a number is not in the form +3247…, so nobody is called", NAME)
            return CallEnd.FAILED
        return self._carry(script, self._placed)

    def resume(self, script: CallScript) -> CallEnd:
        """It goes on at the provider. One of which nobody knows is not placed again: it may be there."""
        return self._carry(script, _nowhere)

    def _carry(self, script: CallScript, place: Callable[[CallScript], str]) -> CallEnd:
        try:
            before = self._log.history(script.id)
            if before.end is not None:
                return before.end
            sid = before.placed or place(script)
            return self._watch(script, sid, before) if sid else self._log.settle(script.id, CallEnd.BROKEN)
        except (Trouble, StoreUnavailable, SealBrokenError) as trouble:
            _LOG.warning("%s: %s", NAME, trouble if isinstance(trouble, Trouble) else type(trouble).__name__)
            return CallEnd.FAILED

    # --- placing --------------------------------------------------------------------------------

    def _placed(self, script: CallScript) -> str:
        """Place it and keep that it was: a call that nobody knows of would be asked about by nobody."""
        sid = self._place(script)
        try:
            self._log.placed(script.id, sid)
        except StoreUnavailable:
            self._hang_up(sid)
            raise
        return sid

    def _place(self, script: CallScript) -> str:
        left = script.expires_at - self._clock.now()
        if left < _SHORTEST:
            raise Trouble("too little time is left for a call")
        answer = self._api.ask("POST", "", self._order(script, int(left.total_seconds())))
        if answer.status not in {HTTPStatus.OK, HTTPStatus.CREATED}:
            raise Trouble(f"it answered {answer.status}{answer.code}")
        sid = answer.field("sid")
        if not _SID.fullmatch(sid):
            raise Trouble("its answer is not one of Twilio's API")
        return sid

    def _order(self, script: CallScript, seconds: int) -> dict[str, str]:
        here, chosen = f"{self._hooks}/{script.id}", self._settings
        order = {
            "To": script.destination.reveal(),
            "From": chosen.sender,
            "Url": f"{here}/answer",
            "Method": "POST",
            # A process that died before it answered: whoever is there greets once more.
            "FallbackUrl": f"{here}/answer",
            "FallbackMethod": "POST",
            "StatusCallback": f"{here}/status",
            "StatusCallbackMethod": "POST",
            "Timeout": str(min(seconds, int(chosen.ring.total_seconds()))),
            "TimeLimit": str(seconds),
        }
        return order | {"MachineDetection": "Enable"} if chosen.machines == "detected" else order

    # --- watching -------------------------------------------------------------------------------

    def _watch(self, script: CallScript, sid: str, history: History) -> CallEnd:
        told, misses = self._clock.now(), 0
        while self._clock.now() < script.expires_at and not self._closing.is_set():
            history, before = self._steps(script.id, history), history
            if history.end is not None:
                return history.end
            if history.next != before.next:
                told, misses = self._clock.now(), 0
            elif self._clock.now() - told >= LOOK:
                seen, told = self._look(sid), self._clock.now()
                misses = misses + 1 if seen is _Seen.NOTHING else 0
                if seen is _Seen.FAILED or misses >= MOST_MISSES:
                    return self._log.settle(script.id, CallEnd.FAILED)
                if seen is _Seen.OVER:
                    return self._log.settle(script.id, _silence(history))
            self._sleep(POLL)
        self._hang_up(sid)
        silence = _silence(history)
        stopped = self._closing.is_set() and silence is not CallEnd.HEARD
        return self._log.settle(script.id, CallEnd.BROKEN if stopped else silence)

    def _steps(self, call: str, known: History) -> History:
        """The database may be away for a moment while somebody is on the line."""
        try:
            return self._log.history(call)
        except StoreUnavailable:
            return known

    def _look(self, sid: str) -> _Seen:
        try:
            answer = self._api.ask("GET", f"/{sid}", {})
        except Trouble as trouble:
            _LOG.warning("%s: %s", NAME, trouble)
            return _Seen.NOTHING
        status = answer.field("status")
        if answer.status != HTTPStatus.OK or not status:
            return _Seen.NOTHING
        if status == _FAILED:
            return _Seen.FAILED
        return _Seen.OVER if status in _OVER else _Seen.GOING_ON

    def _hang_up(self, sid: str) -> None:
        try:
            self._api.ask("POST", f"/{sid}", {"Status": "completed"})
        except Trouble as trouble:
            _LOG.warning("%s: a call could not be ended: %s", NAME, trouble)


def _nowhere(_script: CallScript) -> str:
    return ""


def _silence(history: History) -> CallEnd:
    return CallEnd.HEARD if HEAR_CODE in history.keys else CallEnd.NO_ANSWER
