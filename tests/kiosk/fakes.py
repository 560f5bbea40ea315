"""Realistic values and scripted adapters for every test of the station.

`info()` is the college of the sheet, `view()` a reset of Francisco Ferrer just begun; both take the
fields to change. The names of people, numbers and codes are those of `screens.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict, Unpack

from kiosk.core.effects import Call
from kiosk.core.results import (
    Allowed,
    Approval,
    ApprovalStatus,
    BrokenRule,
    CaptchaDemand,
    Challenge,
    Channel,
    CharacterClass,
    Completed,
    ContactCheck,
    Delivery,
    Desk,
    EnrolmentOffer,
    Failed,
    FaultKind,
    GuestWifi,
    Handoff,
    HandoffStatus,
    IdentifierRule,
    IdleTimes,
    Method,
    Outcome,
    PasswordRules,
    Propagation,
    ProvedAccount,
    ResetView,
    Result,
    StationInfo,
    Strength,
    Work,
)

IDENTIFIER = "FerrerFr2017@he-ferrer.eu"
WRONG_FORM = "Francisco.Ferrer.2017@he-ferrer.eu"

IDENTIFIER_RULE = IdentifierRule(
    pattern=r"[A-Z][A-Za-z]+[A-Z][a-z]\d{4}",
    example="FerrerFr2017",
    wrong_example="Francisco.Ferrer.2017",
    domain="he-ferrer.eu",
    wrong_pattern=r"(?P<given>[^.@]+)\.(?P<family>[^@]+)\.(?P<year>\d{4})",
    rewrite="{family}{given:.2}{year}",
)

PASSWORD_RULES = PasswordRules(
    min_length=8,
    max_length=127,
    classes=tuple(CharacterClass),
    classes_needed=4,
    allowed="",
)

SMS = Method("m-sms", Channel.SMS, "*****23")
VOICE = Method("m-voice", Channel.VOICE, "*****23")
EMAIL = Method("m-email", Channel.EMAIL, "f•••@g•••.com")
APP = Method("m-app", Channel.AUTHENTICATOR, "")


class InfoChanges(TypedDict, total=False):
    accent: str | None
    languages: tuple[str, ...]
    identifier_rule: IdentifierRule
    password_rules: PasswordRules
    idle: IdleTimes
    strength: Strength
    slow_down: int
    captcha: CaptchaDemand
    desk: Desk
    notices: tuple[tuple[str, str], ...]
    sign_in_checkable: bool
    next_steps_url: str
    propagation: tuple[Propagation, ...]
    code_digits: int
    handoff: bool
    other_desks: tuple[Desk, ...]
    guest_wifi: GuestWifi | None
    reads_cards: bool


def info(**changes: Unpack[InfoChanges]) -> StationInfo:
    """The settings of a station in the library of the Haute École Francisco Ferrer."""
    station = StationInfo(
        station_id="st-bib-1",
        name="Borne de la bibliothèque",
        place="Bibliothèque, rez-de-chaussée",
        institution="Haute École Francisco Ferrer",
        accent=None,
        languages=("fr", "en"),
        identifier_rule=IDENTIFIER_RULE,
        password_rules=PASSWORD_RULES,
        idle=IdleTimes(),
        strength=Strength.CALM,
        slow_down=0,
        captcha=CaptchaDemand.ASKED,
        desk=Desk("Bibliothèque", "Rez-de-chaussée, à côté de l'entrée", "18:00", None),
        notices=(("fr", "La bibliothèque ferme à 18 h."), ("en", "The library closes at 18:00.")),
        sign_in_checkable=True,
        sign_in_url="https://login.he-ferrer.eu/",
        propagation=(Propagation("Office 365", 0), Propagation("Wi-Fi", 15)),
        code_digits=8,
        handoff=True,
        guest_wifi=GuestWifi("HEFF-Invites", "Bienvenue;2026"),
        reads_cards=True,
    )
    return replace(station, **changes)


class ViewChanges(TypedDict, total=False):
    id: str
    revision: int
    allowed: Allowed
    outcome: Outcome
    gates_needed: int
    gates_left: int
    methods: tuple[Method, ...]
    challenge: Challenge | None
    approval: Approval | None
    account: ProvedAccount | None
    unlock_offered: bool
    broken: tuple[BrokenRule, ...]
    completed: Completed | None
    expires_in: int
    retry_in: int
    handoff: Handoff | None
    contact: ContactCheck | None
    contact_offered: bool
    pass_offered: bool
    ticket: str


def view(**changes: Unpack[ViewChanges]) -> ResetView:
    """A reset just begun: three ways to be reached, one gate to pass."""
    begun = ResetView(
        id="r-1",
        revision=1,
        allowed=Allowed.CHOOSE_METHOD,
        outcome=Outcome.STARTED,
        gates_needed=1,
        gates_left=1,
        methods=(EMAIL, SMS, VOICE),
        challenge=None,
        approval=None,
        account=None,
        unlock_offered=False,
        broken=(),
        completed=None,
        expires_in=1200,
        retry_in=0,
    )
    return replace(begun, **changes)


def challenge(
    channel: Channel = Channel.SMS,
    delivery: Delivery = Delivery.SENT,
    *,
    attempts_left: int = 5,
    resends_left: int = 3,
    resend_in: int = 30,
) -> Challenge:
    """The live challenge of one channel; a call shows the digit 4."""
    method = next(one for one in (SMS, VOICE, EMAIL, APP) if one.channel is channel)
    digit = "4" if channel is Channel.VOICE else None
    return Challenge(
        id=f"c-{channel.value}",
        method_id=method.id,
        channel=channel,
        mask=method.mask,
        delivery=delivery,
        attempts_left=attempts_left,
        resends_left=resends_left,
        resend_in=resend_in,
        expires_in=600,
        digit=digit,
    )


def approval(status: ApprovalStatus = ApprovalStatus.WAITING, tries_left: int = 3) -> Approval:
    return Approval(
        number=1,
        status=status,
        request_code="K7M2QX",
        code_renews_in=60,
        url="https://console.he-ferrer.eu/r/K7M2QX",
        tries_left=tries_left,
        expires_in=900,
    )


def account(*, locked: bool = False) -> ProvedAccount:
    return ProvedAccount("Francisco Ferrer", IDENTIFIER, locked)


def code_sent(channel: Channel = Channel.SMS, **changes: Unpack[ViewChanges]) -> ResetView:
    """A code is on its way (or the phone rings, for `Channel.VOICE`)."""
    allowed = Allowed.ANSWER_CALL if channel is Channel.VOICE else Allowed.ANSWER_CODE
    sent = view(revision=2, allowed=allowed, outcome=Outcome.SENT, challenge=challenge(channel))
    return replace(sent, **changes)


def app_asked(**changes: Unpack[ViewChanges]) -> ResetView:
    """The code of the person's own app is awaited."""
    live = challenge(Channel.AUTHENTICATOR, Delivery.NONE, resends_left=0, resend_in=0)
    asked = code_sent(methods=(EMAIL, SMS, VOICE, APP), challenge=live, outcome=Outcome.CODE_AWAITED)
    return replace(asked, **changes)


def asked(status: ApprovalStatus = ApprovalStatus.WAITING, **changes: Unpack[ViewChanges]) -> ResetView:
    """Staff were asked."""
    waiting = view(revision=3, outcome=Outcome.APPROVAL_WAITING, approval=approval(status))
    return replace(waiting, **changes)


def proved(*, locked: bool = False, **changes: Unpack[ViewChanges]) -> ResetView:
    """Identity is proved; with `locked` unlocking alone is offered."""
    reached = view(
        revision=4,
        allowed=Allowed.NEW_PASSWORD,
        outcome=Outcome.PROVED,
        gates_left=0,
        account=account(locked=locked),
        unlock_offered=locked,
    )
    return replace(reached, **changes)


def handed(status: HandoffStatus = HandoffStatus.OFFERED, **changes: Unpack[ViewChanges]) -> ResetView:
    """A link for a phone was made; or what became of it."""
    url = "https://phone.he-ferrer.eu/h/kq3Zt7m1V0xwT5nJb8RrY2sLpD4hGfC9aEuXoIvN6Qc"
    offered = status is HandoffStatus.OFFERED
    digits = "47" if status is HandoffStatus.CLAIMED else ""
    made = Handoff(1, status, url if offered else "", digits, 170)
    return replace(view(revision=4, outcome=Outcome.HANDOFF_OFFERED, handoff=made), **changes)


def contacted(**changes: Unpack[ViewChanges]) -> ResetView:
    """A code was sent to a new contact, after a reset that staff approved."""
    check = ContactCheck(Channel.SMS, "*****42", Delivery.SENT, 5, 580)
    done = finished(revision=7, outcome=Outcome.CONTACT_SENT, contact=check, contact_offered=True)
    return replace(done, **changes)


def finished(work: Work = Work.PASSWORD, **changes: Unpack[ViewChanges]) -> ResetView:
    """The password was set, or the account unlocked."""
    outcome = Outcome.PASSWORD_SET if work is Work.PASSWORD else Outcome.UNLOCKED
    done = proved(revision=5, allowed=Allowed.DONE, outcome=outcome)
    done = replace(done, completed=Completed(work, "2017-09-14T10:42", "RP-7K2M-94"))
    return replace(done, **changes)


def offer() -> EnrolmentOffer:
    return EnrolmentOffer(
        id="e-1",
        code="QK4-7MX",
        fingerprint="ab" * 32,
        console_url="https://console.he-ferrer.eu",
        interval=5,
        expires_in=900,
    )


@dataclass
class FakeBackend:
    """A `ResetBackend` that answers each kind of call from its script; the last answer stays.

    `seen` keeps every (call, intent) in order, `forgotten` how often `forget` was called.
    """

    script: Mapping[type[object], list[Result]] = field(default_factory=dict)
    seen: list[tuple[Call, str]] = field(default_factory=list)
    forgotten: int = 0
    closed: bool = False

    def perform(self, call: Call, intent: str) -> Result:
        self.seen.append((call, intent))
        answers = self.script.get(type(call))
        if not answers:
            return Failed(FaultKind.UNREACHABLE, "FAKE0001")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def forget(self) -> None:
        self.forgotten += 1
        self.seen.clear()

    def close(self) -> None:
        self.closed = True
