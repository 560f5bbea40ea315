"""Drives the flow in tests: one event after the other, with every effect kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from kiosk.core.effects import Call, CallBackend, Effect, JudgeCaptcha, MakeCaptcha, OpenKey
from kiosk.core.events import (
    Arrival,
    CaptchaJudged,
    CaptchaMade,
    CodeSubmitted,
    ContactKindChosen,
    ContactSubmitted,
    ContactWanted,
    DestinationSubmitted,
    Event,
    IdentifySubmitted,
    KeyOpened,
    PasswordSubmitted,
    PhoneLost,
    PhoneWanted,
    Replied,
    ResetWanted,
    SignInSubmitted,
    StaffWanted,
    Started,
    Tick,
    Touched,
)
from kiosk.core.flow import begin, step
from kiosk.core.results import (
    ApprovalStatus,
    Channel,
    Failed,
    FaultKind,
    HandoffStatus,
    PassAnswered,
    PassOutcome,
    ResetAnswered,
    ResetView,
    Result,
    SignInAnswered,
    SignInOutcome,
    StationFetched,
    StationInfo,
)
from kiosk.core.secret import Secret
from kiosk.core.states import Kiosk, Page
from tests.kiosk.fakes import (
    IDENTIFIER,
    SMS,
    VOICE,
    asked,
    code_sent,
    contacted,
    finished,
    handed,
    info,
    proved,
    view,
)

P = TypeVar("P")
C = TypeVar("C")


@dataclass
class Walk:
    """`kiosk` is the state now, `effects` those of the last event only."""

    kiosk: Kiosk = field(default_factory=begin)
    effects: tuple[Effect, ...] = ()
    count: int = 0

    def send(self, *events: Event) -> Walk:
        for event in events:
            self.count += 1
            self.kiosk, self.effects = step(self.kiosk, Arrival(event, f"{self.count:032x}"))
        return self

    def wait(self, seconds: int) -> Walk:
        """Second by second, as the driver does; `effects` are those of the whole time."""
        effects: tuple[Effect, ...] = ()
        for _ in range(seconds):
            effects += self.send(Tick()).effects
        self.effects = effects
        return self

    def on(self, kind: type[P]) -> P:
        """The page shown, which must be of `kind`."""
        assert isinstance(self.kiosk.page, kind), self.kiosk.page
        return self.kiosk.page

    @property
    def page(self) -> Page:
        return self.kiosk.page

    def asked(self, kind: type[C]) -> C:
        """The one effect of `kind` of the last event."""
        found = [effect for effect in self.effects if isinstance(effect, kind)]
        assert len(found) == 1, self.effects
        return found[0]

    def calls(self) -> list[Call]:
        return [effect.call for effect in self.effects if isinstance(effect, CallBackend)]

    def intents(self, kind: type[Call]) -> list[str]:
        """The idempotency keys of the calls of `kind` among the last effects."""
        backend = [effect for effect in self.effects if isinstance(effect, CallBackend)]
        return [effect.intent for effect in backend if isinstance(effect.call, kind)]

    def answer(self, result: Result | ResetView) -> Walk:
        """The person's call comes back."""
        assert self.kiosk.pending is not None, "no call is out"
        return self.send(Replied(self.kiosk.pending.request_id, _result(result)))

    def polled(self, result: Result | ResetView) -> Walk:
        assert self.kiosk.poll, "no poll is out"
        return self.send(Replied(self.kiosk.poll, _result(result)))

    def upkept(self, result: Result) -> Walk:
        assert self.kiosk.upkeep, "no upkeep is out"
        return self.send(Replied(self.kiosk.upkeep, result))

    def fail(self, kind: FaultKind, reference: str = "REF00001") -> Walk:
        return self.answer(Failed(kind, reference))

    def picture(self) -> Walk:
        """The CAPTCHA desk draws what was asked for last."""
        request = self.asked(MakeCaptcha)
        made = CaptchaMade(request.request_id, f"cap-{request.request_id}", b"png", 5)
        return self.send(made)

    def judge(self, *, right: bool) -> Walk:
        return self.send(CaptchaJudged(self.asked(JudgeCaptcha).request_id, right))


def _result(result: Result | ResetView) -> Result:
    return ResetAnswered(result) if isinstance(result, ResetView) else result


# --- ready-made walks ---------------------------------------------------------------------------


def at_rest(settings: StationInfo | None = None) -> Walk:
    """Started, key opened, settings fetched: the attract page."""
    walk = Walk().send(Started(("fr", "en")))
    walk.send(KeyOpened(walk.asked(OpenKey).request_id, "ab" * 32))
    return walk.upkept(StationFetched(settings or info()))


def at_sign_in(settings: StationInfo | None = None) -> Walk:
    return at_rest(settings).send(Touched())


def at_identify(settings: StationInfo | None = None) -> Walk:
    return at_sign_in(settings).send(ResetWanted("")).picture()


def at_methods(reset: ResetView | None = None) -> Walk:
    walk = at_identify().send(IdentifySubmitted(IDENTIFIER, Secret("ABCDE")))
    return walk.judge(right=True).answer(reset or view())


def at_code() -> Walk:
    return at_methods().send(DestinationSubmitted(SMS.id, Secret("0470 12 34 23"))).answer(code_sent())


def at_call() -> Walk:
    walk = at_methods().send(DestinationSubmitted(VOICE.id, Secret("0470 12 34 23")))
    return walk.answer(code_sent(Channel.VOICE))


def at_new_password(reset: ResetView | None = None) -> Walk:
    return at_code().send(CodeSubmitted(Secret("12345678"))).answer(reset or proved())


def at_accepted() -> Walk:
    walk = at_sign_in().send(SignInSubmitted(IDENTIFIER, Secret("Right-pa55")))
    return walk.answer(SignInAnswered(SignInOutcome.ACCEPTED, proved()))


def at_staff(status: ApprovalStatus = ApprovalStatus.WAITING) -> Walk:
    return at_methods().send(StaffWanted()).answer(asked(status))


def at_unlock() -> Walk:
    return at_new_password(proved(locked=True))


def at_done() -> Walk:
    strong = Secret("Str0ng-enough")
    return at_new_password().send(PasswordSubmitted(strong, strong)).answer(finished())


def on_phone(status: HandoffStatus = HandoffStatus.OFFERED) -> Walk:
    """*Continue on my phone* from the methods, and what became of it since."""
    walk = at_methods().send(PhoneWanted()).answer(handed())
    return walk if status is HandoffStatus.OFFERED else walk.polled(handed(status, revision=5))


def at_contact_offer() -> Walk:
    """Done, after a reset that staff approved."""
    strong = Secret("Str0ng-enough")
    return at_new_password().send(PasswordSubmitted(strong, strong)).answer(finished(contact_offered=True))


def helped() -> ResetView:
    """A reset that staff approved is done, and the directory issues passes."""
    staffed = asked(ApprovalStatus.RETURNED).approval
    return finished(approval=staffed, pass_offered=True, contact_offered=True)


def at_helped_done(view: ResetView | None = None) -> Walk:
    strong = Secret("Str0ng-enough")
    return at_new_password().send(PasswordSubmitted(strong, strong)).answer(view or helped())


def at_lost_phone() -> Walk:
    issued = PassAnswered(PassOutcome.ISSUED, Secret("TAPRocks!"), 3600)
    return at_helped_done().send(PhoneLost()).answer(issued)


def at_new_contact() -> Walk:
    return at_contact_offer().send(ContactWanted(), ContactKindChosen(Channel.SMS))


def at_contact_code() -> Walk:
    walk = at_new_contact().send(ContactSubmitted(Channel.SMS, Secret("0470 12 34 42")))
    return walk.answer(contacted())
