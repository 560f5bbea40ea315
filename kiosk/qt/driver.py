"""The one place where Qt meets the flow: events in, the new state out, its effects carried out."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import assert_never

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kiosk.core.effects import (
    Announce,
    CallBackend,
    CheckStart,
    Effect,
    JudgeCaptcha,
    MakeCaptcha,
    OpenKey,
    PlayChime,
    PollReset,
    QuitKiosk,
    Restart,
    SpeakCaptcha,
    StopSound,
    Wipe,
)
from kiosk.core.events import (
    Arrival,
    CaptchaJudged,
    CaptchaMade,
    CaptchaSpoken,
    Crashed,
    Event,
    KeyOpened,
    Replied,
    StartFailed,
    StartFaultKind,
    StartMended,
    Tick,
)
from kiosk.core.ports import (
    CaptchaDesk,
    CaptchaPicture,
    Chimes,
    KeyFault,
    KeyUnusable,
    ResetBackend,
    Runner,
    StationKeys,
)
from kiosk.core.results import Result
from kiosk.core.states import Kiosk

_LOG = logging.getLogger(__name__)
TICK = 1000  # milliseconds
RESTART = 75
"""Exit status (EX_TEMPFAIL of sysexits.h): start the station anew."""
QUIT = 10
"""Exit status: an operator left kiosk mode; do not start it anew."""

Step = Callable[[Kiosk, Arrival], tuple[Kiosk, Sequence[Effect]]]


@dataclass(frozen=True, slots=True)
class Lanes:
    """Who runs what: a long poll never delays a write, and sound keeps its order on one thread."""

    calls: Runner
    polls: Runner
    captcha: Runner

    def all(self) -> tuple[Runner, ...]:
        return (self.calls, self.polls, self.captcha)


@dataclass(frozen=True, slots=True)
class Services:
    """What effects are carried out with. `wipe` makes everything outside the flow forget the person.

    `check` looks at what a start stands on, and returns what is wrong; it may take its time.
    """

    backend: ResetBackend
    keys: StationKeys
    captcha: CaptchaDesk
    chimes: Chimes
    wipe: Callable[[], None]
    check: Callable[[], StartFailed | None]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a pure flow must be given. `elapsed` in seconds; `entropy` 128 fresh bits in hex."""

    elapsed: Callable[[], float]
    entropy: Callable[[], str]
    report: Callable[[BaseException], str]
    """Logs an unexpected exception and returns its reference."""


class FlowDriver(QObject):
    """Owns the state. Lives in the main thread; `send` is called there only.

    Signals:
        state_changed: the new `Kiosk`.
        announced: the page's message is to be read out by assistive technology.
        wiped: the session has ended and everything has forgotten it.
        ended: staff end the program; the exit status says whether it is started anew.
        gave_up: the flow fails even at reporting its failure; the program must end.
    """

    state_changed = Signal(object)
    announced = Signal()
    wiped = Signal()
    gave_up = Signal()
    ended = Signal(int)

    def __init__(self, step: Step, kiosk: Kiosk, services: Services, lanes: Lanes, inputs: Inputs) -> None:
        super().__init__()
        self._step = step
        self._kiosk = kiosk
        self._services = services
        self._lanes = lanes
        self._inputs = inputs
        self._inbox: deque[Event] = deque()
        self._busy = False
        self._ticked = inputs.elapsed()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def kiosk(self) -> Kiosk:
        return self._kiosk

    def start(self) -> None:
        """Begin to send a `Tick` a second."""
        self._ticked = self._inputs.elapsed()
        self._timer.start(TICK)

    def close(self) -> None:
        """Send nothing more; results that arrive later are dropped."""
        self._timer.stop()
        self._inbox.clear()
        self._busy = True

    @Slot(object)
    def send(self, event: Event) -> None:
        """Let `event` happen: at once, or after the one being handled."""
        self._inbox.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._inbox:
                self._handle(self._inbox.popleft())
        finally:
            self._busy = False

    @Slot(object)
    def crash(self, error: BaseException) -> None:
        """An exception that nobody expected left a piece of work."""
        self.send(Crashed(self._inputs.report(error)))

    @Slot(str)
    def crashed(self, reference: str) -> None:
        """An exception that nobody expected was logged under `reference`."""
        self.send(Crashed(reference))

    def _handle(self, event: Event) -> None:
        try:
            self._advance(event)
        except Exception as error:  # noqa: BLE001 - the last resort; becomes the page of `Crashed`
            reference = self._inputs.report(error)
            if isinstance(event, Crashed):
                self._inbox.clear()
                self.gave_up.emit()
                return
            self._inbox.appendleft(Crashed(reference))

    def _advance(self, event: Event) -> None:
        self._kiosk, effects = self._step(self._kiosk, Arrival(event, self._inputs.entropy()))
        self.state_changed.emit(self._kiosk)
        for effect in effects:
            self._carry_out(effect)

    @Slot()
    def _tick(self) -> None:
        seconds = int(self._inputs.elapsed() - self._ticked)
        if seconds >= 1:
            self._ticked += seconds
            self.send(Tick(seconds))

    # --- effects --------------------------------------------------------------------------------

    def _carry_out(self, effect: Effect) -> None:
        lanes, captcha = self._lanes, self._services.captcha
        match effect:
            case CallBackend():
                self._call(effect)
            case OpenKey(request_id):
                lanes.calls.submit(partial(_open_key, self._services.keys, request_id), self.send)
            case CheckStart(request_id):
                lanes.calls.submit(partial(_check_start, self._services.check, request_id), self.send)
            case MakeCaptcha(request_id, strength):
                lanes.captcha.submit(partial(captcha.draw, strength), partial(self._drawn, request_id))
            case SpeakCaptcha():
                lanes.captcha.submit(partial(_speak, captcha, effect), self.send)
            case JudgeCaptcha():
                lanes.captcha.submit(partial(_judge, captcha, effect), self.send)
            case StopSound():
                lanes.captcha.submit(captcha.silence, _nothing)
            case PlayChime(chime):
                lanes.captcha.submit(partial(self._services.chimes.play, chime), _nothing)
            case Announce():
                self.announced.emit()
            case Wipe():
                self._wipe()
            case Restart():
                self.ended.emit(RESTART)
            case QuitKiosk():
                self.ended.emit(QUIT)
            case _:
                assert_never(effect)

    def _call(self, effect: CallBackend) -> None:
        lane = self._lanes.polls if isinstance(effect.call, PollReset) else self._lanes.calls
        work = partial(self._services.backend.perform, effect.call, effect.intent)
        lane.submit(work, partial(self._replied, effect.request_id))

    def _replied(self, request_id: int, result: Result) -> None:
        self.send(Replied(request_id, result))

    def _drawn(self, request_id: int, picture: CaptchaPicture) -> None:
        self.send(CaptchaMade(request_id, picture.captcha_id, picture.png, picture.length))

    def _wipe(self) -> None:
        """Forget, then show the state again: widgets forgot the language and theme too.

        Speech that was being made while the desk forgot would begin after it: silence follows in its lane.
        """
        self._services.wipe()
        self._lanes.captcha.submit(self._services.captcha.silence, _nothing)
        self.state_changed.emit(self._kiosk)
        self.wiped.emit()


_FAULTS = {
    KeyFault.MISSING: StartFaultKind.NO_KEYRING,
    KeyFault.LOCKED: StartFaultKind.KEYRING_LOCKED,
    KeyFault.TIMEOUT: StartFaultKind.KEYRING_TIMEOUT,
}


def _open_key(keys: StationKeys, request_id: int) -> Event:
    try:
        return KeyOpened(request_id, keys.open().fingerprint)
    except KeyUnusable as fault:
        _LOG.error("key_unusable", extra={"fields": {"fault": fault.kind.value}})
        return StartFailed(_FAULTS[fault.kind], fault.detail, request_id)


def _check_start(check: Callable[[], StartFailed | None], request_id: int) -> Event:
    found = check()
    return StartMended(request_id) if found is None else replace(found, request_id=request_id)


def _speak(captcha: CaptchaDesk, effect: SpeakCaptcha) -> Event:
    heard = captcha.speak(effect.captcha_id, effect.language, effect.slow, effect.volume)
    return CaptchaSpoken(effect.request_id, effect.captcha_id, heard)


def _judge(captcha: CaptchaDesk, effect: JudgeCaptcha) -> Event:
    return CaptchaJudged(effect.request_id, captcha.judge(effect.captcha_id, effect.answer))


def _nothing(_result: object) -> None:
    """There is nothing to do with the result of a sound."""
