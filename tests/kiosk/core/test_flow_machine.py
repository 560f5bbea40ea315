"""Arbitrary events in arbitrary order: what must hold in every state the station can reach."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.core.effects import (
    Call,
    CallBackend,
    ChallengeKind,
    Effect,
    FetchStation,
    Heartbeat,
    LeaveReset,
    LengthenReset,
    OfferEnrolment,
    PollEnrolment,
    PollReset,
    StartReset,
    Wipe,
)
from kiosk.core.events import (
    Arrival,
    CaptchaJudged,
    CaptchaMade,
    CaptchaSpoken,
    Crashed,
    Event,
    Left,
    MoreTime,
    Replied,
    Tick,
    TryPassword,
)
from kiosk.core.flow import begin, step
from kiosk.core.flow.layers import core_of, in_session, occupied
from kiosk.core.flow.session import default_look
from kiosk.core.flow.starting import unready
from kiosk.core.results import (
    CaptchaDemand,
    HeartbeatAnswered,
    ResetAnswered,
    Result,
    StationFetched,
    StationInfo,
)
from kiosk.core.states import (
    AskStaff,
    Attract,
    Calling,
    EnterCode,
    Identify,
    IdleWarning,
    Kiosk,
    Page,
    Waiting,
)
from tests.kiosk.core import sensible
from tests.kiosk.core import strategies as some
from tests.kiosk.core.places import PLACES
from tests.kiosk.core.remains import remains
from tests.kiosk.core.walk import at_methods
from tests.kiosk.fakes import info, view

OF_STATION = (
    *(FetchStation, Heartbeat, OfferEnrolment, PollEnrolment),
    *(PollReset, LeaveReset, LengthenReset),
)


STARTS = (*PLACES.values(), at_methods(view(gates_needed=2, gates_left=2)).kiosk)


class StationMachine(RuleBasedStateMachine):
    """`happen` is the only way to change the state; it checks what must hold between two states."""

    def __init__(self) -> None:
        super().__init__()
        self.kiosk: Kiosk = begin()
        self.intents: dict[str, Call] = {}
        self.numbers: set[int] = set()

    def happen(self, event: Event, entropy: str = "0" * 32) -> tuple[Effect, ...]:
        before = self.kiosk
        self.kiosk, effects = step(before, Arrival(event, entropy))
        self._check_wipe(before, event, effects)
        for effect in effects:
            if isinstance(effect, CallBackend):
                self._check_call(before, event, effect)
        return effects

    def _check_wipe(self, before: Kiosk, event: Event, effects: tuple[Effect, ...]) -> None:
        ended = occupied(before.page) and not occupied(self.kiosk.page)
        ended = ended or (in_session(before.page) and not in_session(self.kiosk.page))
        crashed = isinstance(event, Crashed) and not unready(before.page)
        renewed = isinstance(event, TryPassword) and type(before.page) is not type(self.kiosk.page)
        renewed = renewed and not isinstance(before.page, IdleWarning)
        assert effects.count(Wipe()) == int(ended or crashed or renewed)

    def _check_call(self, before: Kiosk, event: Event, effect: CallBackend) -> None:
        """Numbers are new; an intent is new too, unless the same call is sent again."""
        assert effect.request_id not in self.numbers
        self.numbers.add(effect.request_id)
        known = self.intents.setdefault(effect.intent, effect.call)
        assert known == effect.call
        if isinstance(effect.call, OF_STATION) and self.kiosk.pending is None:
            return
        if isinstance(effect.call, StartReset) and effect.call.kind is ChallengeKind.ATTENDED:
            assert before.pending is not None or _waived(before)
        pending = self.kiosk.pending
        if isinstance(effect.call, OF_STATION) and pending and pending.request_id != effect.request_id:
            return
        assert pending is not None
        assert pending.call == effect.call
        answered = isinstance(event, Replied)
        assert before.pending is None or answered or before.pending.intent == effect.intent

    # --- what happens -------------------------------------------------------------------------

    @initialize(place=st.sampled_from(STARTS), settings=some.infos | st.just(info()))
    def start(self, place: Kiosk, settings: StationInfo) -> None:
        """Anywhere on the sheet: from the first page alone, chance rarely finds the last."""
        self.kiosk = replace(place, info=settings) if place.info else place
        self.happen(Tick(0))  # the page follows settings that are not those it was reached with

    @rule(data=st.data(), entropy=some.entropies)
    def person_goes_on(self, data: st.DataObject, entropy: str) -> None:
        self.happen(data.draw(st.sampled_from(sensible.acts(self.kiosk))), entropy)

    @precondition(lambda self: self.kiosk.pending is not None)
    @rule(data=st.data(), entropy=some.entropies)
    def backend_goes_on(self, data: st.DataObject, entropy: str) -> None:
        assert self.kiosk.pending is not None
        result = data.draw(st.sampled_from(sensible.replies(self.kiosk.pending.call)))
        self.happen(Replied(self.kiosk.pending.request_id, result), entropy)

    @rule(event=some.by_person, entropy=some.entropies)
    def person_acts(self, event: Event, entropy: str) -> None:
        self.happen(event, entropy)

    @rule(event=some.events, entropy=some.entropies)
    def anything(self, event: Event, entropy: str) -> None:
        self.happen(event, entropy)

    @precondition(lambda self: self.kiosk.pending is not None)
    @rule(result=some.results | some.views.map(ResetAnswered), entropy=some.entropies)
    def call_answered(self, result: Result, entropy: str) -> None:
        assert self.kiosk.pending is not None
        self.happen(Replied(self.kiosk.pending.request_id, result), entropy)

    @precondition(lambda self: self.kiosk.poll != 0)
    @rule(result=some.results | some.views.map(ResetAnswered), entropy=some.entropies)
    def poll_answered(self, result: Result, entropy: str) -> None:
        self.happen(Replied(self.kiosk.poll, result), entropy)

    @precondition(lambda self: self.kiosk.upkeep != 0)
    @rule(result=some.results | st.just(HeartbeatAnswered()), entropy=some.entropies)
    def upkeep_answered(self, result: Result, entropy: str) -> None:
        self.happen(Replied(self.kiosk.upkeep, result), entropy)

    @precondition(lambda self: isinstance(core_of(self.kiosk.page), Identify))
    @rule(right=st.booleans())
    def captcha_answered(self, right: bool) -> None:
        page = core_of(self.kiosk.page)
        assert isinstance(page, Identify)
        number = page.captcha.request_id
        self.happen(CaptchaMade(number, "cap", b"png", 5))
        self.happen(CaptchaSpoken(number, "cap", right))
        self.happen(CaptchaJudged(number, right))

    @precondition(lambda self: in_session(self.kiosk.page))
    @rule(captcha=st.sampled_from(CaptchaDemand), entropy=some.entropies)
    def settings_answered(self, captcha: CaptchaDemand, entropy: str) -> None:
        """Staff or attackers change in a session whether the CAPTCHA is asked."""
        if not self.kiosk.upkeep:
            self.kiosk = replace(
                self.kiosk, upkeep=self.kiosk.next_request, next_request=self.kiosk.next_request + 1
            )
        self.happen(Replied(self.kiosk.upkeep, StationFetched(info(captcha=captcha))), entropy)

    @rule(seconds=some.seconds, entropy=some.entropies)
    def time_passes(self, seconds: int, entropy: str) -> None:
        self.happen(Tick(seconds), entropy)

    @rule(result=some.results, number=st.integers(-3, 3000))
    def late_reply(self, result: Result, number: int) -> None:
        kiosk = self.kiosk
        awaited = {kiosk.poll, kiosk.upkeep, kiosk.pending.request_id if kiosk.pending else 0}
        if number in awaited:
            return
        assert self.happen(Replied(number, result)) == ()
        assert self.kiosk == kiosk

    # --- what must hold -----------------------------------------------------------------------

    @invariant()
    def leaving_reaches_the_attract_page_with_nothing_left(self) -> None:
        if in_session(self.kiosk.page):
            _is_clean(step(self.kiosk, Arrival(Left(), "1" * 32))[0])

    @invariant()
    def nobody_there_reaches_the_attract_page_too(self) -> None:
        if in_session(self.kiosk.page):
            kiosk = replace(self.kiosk, upkeep=0, upkeep_in=9999)
            for _ in range(3):
                kiosk, _effects = step(kiosk, Arrival(Tick(1000), "2" * 32))
            _is_clean(kiosk)

    @invariant()
    def outside_a_session_nothing_of_a_person_is_left(self) -> None:
        if not occupied(self.kiosk.page):
            assert remains(self.kiosk) == []
            assert self.kiosk.reset_id == ""

    @invariant()
    def waiting_waits_for_something(self) -> None:
        page = self.kiosk.page
        page = page.under if isinstance(page, IdleWarning) else page
        assert not isinstance(page, Waiting) or self.kiosk.pending is not None

    @invariant()
    def pages_lie_one_over_the_other_in_one_order(self) -> None:
        page = self.kiosk.page
        if isinstance(page, Waiting):
            assert not isinstance(page.under, Waiting | IdleWarning)
        if isinstance(page, IdleWarning):
            assert occupied(page.under)
            assert not isinstance(page.under, IdleWarning)

    @invariant()
    def pages_that_wait_for_the_backend_poll(self) -> None:
        kiosk = self.kiosk
        page = core_of(kiosk.page)
        if isinstance(page, EnterCode | Calling | AskStaff) and page.view and not kiosk.pending:
            assert kiosk.poll or kiosk.poll_in

    @invariant()
    def page_3_asks_unless_the_backend_waives_it_just_now(self) -> None:
        kiosk = self.kiosk
        page = core_of(kiosk.page)
        assert kiosk.passed not in {ChallengeKind.ATTENDED, ChallengeKind.WAIVED}
        if not isinstance(page, Identify) or kiosk.pending is not None:
            return
        if page.passed is ChallengeKind.ATTENDED:
            assert _waived(kiosk)
            assert (page.captcha.id, page.captcha.picture, page.captcha.request_id) == ("", b"", 0)
        if page.passed is None and _waived(kiosk):
            assert page.captcha.request_id, "asked only while an answer is being judged"

    @invariant()
    def the_warning_gives_the_page_back(self) -> None:
        if isinstance(self.kiosk.page, IdleWarning):
            under = self.kiosk.page.under
            after, _effects = step(self.kiosk, Arrival(MoreTime(), "3" * 32))
            assert type(after.page) is type(under)
            assert after.idle == 0


def _waived(kiosk: Kiosk) -> bool:
    """Whether the backend's newest word, of the last two minutes, is that nobody need be asked here."""
    told = kiosk.info is not None and kiosk.info.captcha is CaptchaDemand.WAIVED
    return told and kiosk.info_age <= 120


def _is_clean(kiosk: Kiosk) -> None:
    assert kiosk.page == Attract()
    assert remains(kiosk) == []
    assert kiosk.look == default_look(kiosk)
    assert (kiosk.reset_id, kiosk.identifier, kiosk.passed) == ("", "", None)
    assert (kiosk.pending, kiosk.poll, kiosk.extensions) == (None, 0, 0)


def test_the_machine_starts_on_every_page() -> None:
    """From the first page alone, chance rarely finds the last."""
    assert {type(kiosk.page) for kiosk in STARTS} == set(get_args(Page))


TestStation = StationMachine.TestCase
TestStation.settings = settings(
    max_examples=150,
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
