"""Any order of hand-off steps, phones, a station and time: no order lets both sides write."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from backend.core.api import NotAllowed, ResetGone
from backend.core.api_phone import HandoffOver
from backend.core.secret import Secret
from backend.core.settings import LimitSettings
from backend.core.sides import Decision
from backend.core.views import Allowed, HandoffStatus, Outcome, ResetView
from tests.backend.core.machine_parts import AtOnce
from tests.backend.core.stage import Stage, stage

WHICH = st.integers(0, 5)
MANY = 10_000
LIVE = {HandoffStatus.OFFERED, HandoffStatus.CLAIMED, HandoffStatus.CONFIRMED}


class TwoSides(RuleBasedStateMachine):
    """`writer` is this test's own account of who may write: None, or the phone that was confirmed."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.at: Stage = stage(self.folder)
        limits = LimitSettings(
            sends_per_account=MANY, sends_per_destination=MANY, sends_per_station=MANY, sends_a_day=MANY
        )
        self.at.set(phone_url="https://phone.test", limits=limits)
        self.at.desks.postman._threads = AtOnce()
        self.hall = self.at.enrol()
        self.links: list[Secret] = []
        self.cookies: list[Secret] = []
        self.newest: Secret | None = None
        self.writer: Secret | None = None
        self.finished: list[Secret] = []
        self.number = self.intents = 0
        self.reset = self.at.start(self.hall)

    def teardown(self) -> None:
        if hasattr(self, "at"):
            self.at.desks.postman.close()
            self.at.engine.dispose()
            shutil.rmtree(self.folder)

    # --- the station ----------------------------------------------------------------------------

    @rule(proved=st.booleans())
    def start(self, proved: bool) -> None:
        if self.newest is not None and self._allowed() is Allowed.DONE:
            self.finished.append(self.newest)  # its phone still sees the end of that reset
        self.reset = self.at.prove(self.hall) if proved else self.at.start(self.hall)
        self.newest = self.writer = None
        self.number = 0

    @rule()
    def offer(self) -> None:
        view = self._try(lambda: self.at.desks.resets.offer_handoff(self.hall, self.reset.id))
        if view is None or view.outcome is Outcome.EXPIRED:
            return
        assert self.writer is None
        self.newest = None
        if view.outcome is Outcome.HANDOFF_OFFERED:
            assert view.handoff is not None
            self.number = view.handoff.number
            self.links.append(Secret(view.handoff.url.rpartition("/")[2]))

    @rule(decision=st.sampled_from(Decision), back=st.integers(0, 1))
    def decide(self, decision: Decision, back: int) -> None:
        desk, number = self.at.desks.resets, self.number - back
        view = self._try(lambda: desk.decide_handoff(self.hall, self.reset.id, number, decision))
        if view is None or view.outcome is Outcome.EXPIRED:
            return
        assert back == 0
        if view.outcome is Outcome.HANDOFF_CONFIRMED:
            assert self.newest is not None
            self.writer = self.newest
        elif view.outcome is Outcome.HANDOFF_ENDED:
            self.newest = self.writer = None

    @rule()
    def ask_staff(self) -> None:
        view = self._try(lambda: self.at.desks.resets.ask_approval(self.hall, self.reset.id))
        if view is not None and view.outcome is not Outcome.EXPIRED:
            self.newest = self.writer = None

    @rule()
    def leave(self) -> None:
        self.at.desks.resets.leave(self.hall, self.reset.id)

    @rule(minutes=st.sampled_from([0.5, 1, 2, 3, 4, 14, 16, 30]))
    def pass_time(self, minutes: float) -> None:
        self.at.clock.advance(minutes=minutes)
        self.at.desks.janitor.sweep()
        status = self._status()
        if status not in LIVE:
            self.newest = self.writer = None

    @rule(send=st.booleans())
    def station_writes(self, send: bool) -> None:
        """Whatever comes of it, it must not be the station that does something while a phone may."""
        before = len(self.at.directory.writes)
        view = self._try(
            lambda: self.at.send(self.hall, self.reset) if send and self.reset.methods else self._set(None)
        )
        if view is not None and view.outcome not in {Outcome.EXPIRED, Outcome.ENDED_BY_OWNER}:
            assert self.writer is None
        assert self.writer is None or len(self.at.directory.writes) == before

    # --- phones ---------------------------------------------------------------------------------

    @rule(which=WHICH)
    def claim(self, which: int) -> None:
        if not self.links:
            return
        link = self.links[-1 - which % len(self.links)]
        try:
            cookie = self.at.desks.phones.claim(link)
        except HandoffOver:
            return
        assert link == self.links[-1]
        assert self.newest is None
        self.links.pop()
        self.cookies.append(cookie)
        self.newest = cookie

    @rule()
    def hand_over(self) -> None:
        """The straight way, so that the crooked ones begin everywhere along it."""
        self.offer()
        self.claim(0)
        self.decide(Decision.CONFIRM, 0)

    @rule(which=WHICH)
    def phone_writes(self, which: int) -> None:
        if not self.cookies:
            return
        cookie = self.cookies[-1 - which % len(self.cookies)]
        before = len(self.at.directory.writes)
        view = self._try(lambda: self._set(cookie))
        if view is not None and view.outcome not in {Outcome.EXPIRED, Outcome.ENDED_BY_OWNER}:
            assert cookie == self.writer
        assert cookie == self.writer or len(self.at.directory.writes) == before

    @rule(which=WHICH)
    def give_back(self, which: int) -> None:
        if not self.cookies:
            return
        cookie = self.cookies[-1 - which % len(self.cookies)]
        try:
            self.at.desks.phones.give_back(cookie)
        except HandoffOver:
            return
        if cookie in self.finished:
            return
        assert cookie == self.newest
        if self._allowed() is not Allowed.DONE:
            self.newest = self.writer = None

    # --- what always holds ----------------------------------------------------------------------

    @invariant()
    def the_station_shows_who_writes(self) -> None:
        seen = self._seen() if hasattr(self, "reset") else None
        if seen is None or seen.allowed is Allowed.ENDED:
            return
        status = seen.handoff.status if seen.handoff else None
        assert (status is HandoffStatus.CONFIRMED) == (self.writer is not None)
        assert seen.expires_in <= 3600

    def _set(self, cookie: Secret | None) -> ResetView:
        self.intents += 1
        password, intent = Secret(f"Zk!4rivulet-{self.intents}"), f"intent {self.intents}"
        if cookie is None:
            return self.at.desks.resets.set_password(self.hall, self.reset.id, intent, password, None)
        return self.at.desks.phones.set_password(cookie, intent, password, None)

    def _seen(self) -> ResetView | None:
        return self._try(lambda: self.at.desks.resets.view(self.hall, self.reset.id))

    def _allowed(self) -> Allowed | None:
        seen = self._seen()
        return seen.allowed if seen else None

    def _status(self) -> HandoffStatus | None:
        seen = self._seen()
        return seen.handoff.status if seen and seen.handoff else None

    def _try(self, call: Callable[[], ResetView]) -> ResetView | None:
        try:
            return call()
        except (NotAllowed, ResetGone, HandoffOver):
            return None


TwoSides.TestCase.settings = settings(
    max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestTwoSides = TwoSides.TestCase
