"""The station's whole state: one frozen dataclass a page, and `Kiosk` around the page shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kiosk.core.effects import Call, ChallengeKind
from kiosk.core.events import StartFaultKind, Theme

from kiosk.core.parts import (  # isort: skip - all are part of what this module offers
    Captcha as Captcha,
    CaptchaForm as CaptchaForm,
    CodeProblem as CodeProblem,
    IdentifyProblem as IdentifyProblem,
    MethodProblem as MethodProblem,
    PasswordProblem as PasswordProblem,
    SignInProblem as SignInProblem,
    StaffProblem as StaffProblem,
    Suggestion as Suggestion,
)
from kiosk.core.results import (
    BrokenRule,
    EnrolmentOffer,
    EnrolmentStatus,
    FaultKind,
    ResetView,
    StationInfo,
)
from kiosk.core.secret import Secret

# --- pages --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Starting:
    pass


@dataclass(frozen=True, slots=True)
class Faulted:
    """Start-up cannot go on without an operator."""

    kind: StartFaultKind
    detail: str


@dataclass(frozen=True, slots=True)
class Enrolling:
    """`offer` is None until the backend has made one; `status` is of the newest poll."""

    offer: EnrolmentOffer | None
    status: EnrolmentStatus = EnrolmentStatus.PENDING
    age: int = 0
    interval: int = 5
    next_poll_in: int = 0


@dataclass(frozen=True, slots=True)
class Attract:
    pass


@dataclass(frozen=True, slots=True)
class OutOfService:
    """Retried every few seconds; `retry_in` counts down. `skew` in seconds, of the clock fault."""

    reason: FaultKind
    reference: str
    skew: int = 0
    retry_in: int = 5
    pause: int = 5
    """Seconds the next countdown starts from; grows while the fault lasts."""


@dataclass(frozen=True, slots=True)
class SignInPage:
    identifier: str = ""
    problem: SignInProblem | None = None
    suggestion: Suggestion | None = None
    held: Secret | None = None
    """The password typed while the suggestion waits for its answer."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The password works. `current` is kept for the directory's own change only."""

    view: ResetView
    current: Secret


@dataclass(frozen=True, slots=True)
class Identify:
    identifier: str = ""
    captcha: Captcha = field(default_factory=Captcha)
    problem: IdentifyProblem | None = None
    suggestion: Suggestion | None = None
    held: Secret | None = None
    """The CAPTCHA answer typed while the suggestion waits for its answer."""
    passed: ChallengeKind | None = None
    """How the CAPTCHA was passed; it is not asked twice in a session."""


@dataclass(frozen=True, slots=True)
class ChooseMethod:
    view: ResetView
    chosen: str | None = None
    problem: MethodProblem | None = None


@dataclass(frozen=True, slots=True)
class EnterCode:
    view: ResetView
    problem: CodeProblem | None = None
    resent: bool = False


@dataclass(frozen=True, slots=True)
class Calling:
    view: ResetView
    problem: CodeProblem | None = None


@dataclass(frozen=True, slots=True)
class AskStaff:
    """`view` is None when no reset is open yet (no identifier typed)."""

    view: ResetView | None
    back: Page | None
    problem: StaffProblem | None = None


@dataclass(frozen=True, slots=True)
class NewPassword:
    view: ResetView
    current: Secret | None = None
    problem: PasswordProblem | None = None
    broken: tuple[BrokenRule, ...] = ()
    back: Accepted | UnlockOnly | None = None
    """Where *Précédent* leads; None when there is no way back."""


@dataclass(frozen=True, slots=True)
class UnlockOnly:
    """Identity is proved and the account is locked: keep the password, or choose a new one."""

    view: ResetView
    problem: PasswordProblem | None = None


@dataclass(frozen=True, slots=True)
class WriteUnknown:
    view: ResetView


@dataclass(frozen=True, slots=True)
class Done:
    view: ResetView
    closes_in: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A call takes longer than a moment; `under` comes back with its answer."""

    under: Page


@dataclass(frozen=True, slots=True)
class IdleWarning:
    """`remaining` seconds until the wipe; `under` goes on as it was when answered."""

    under: Page
    remaining: int


Page = (
    Starting
    | Faulted
    | Enrolling
    | Attract
    | OutOfService
    | SignInPage
    | Accepted
    | Identify
    | ChooseMethod
    | EnterCode
    | Calling
    | AskStaff
    | NewPassword
    | UnlockOnly
    | WriteUnknown
    | Done
    | Waiting
    | IdleWarning
)

# --- the whole ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pending:
    """The one call of the person that is out, kept whole so that it can be retried as it was.

    `age` is seconds since it was first sent; `retry_in` is None while it is under way, else the
    seconds until it is sent again after a network fault (with the same `intent`).
    """

    request_id: int
    intent: str
    call: Call
    age: int = 0
    tries: int = 1
    retry_in: int | None = None


class Link(Enum):
    """Whether the backend answered last time; a short fault keeps the page and says so."""

    UP = "up"
    TROUBLED = "troubled"


@dataclass(frozen=True, slots=True)
class Look:
    language: str = "fr"
    theme: Theme = Theme.LIGHT


@dataclass(frozen=True, slots=True)
class Kiosk:
    """Everything the station knows. `idle` and `view_age` are seconds."""

    page: Page = Starting()
    info: StationInfo | None = None
    languages: tuple[str, ...] = ("fr", "en")
    look: Look = Look()
    link: Link = Link.UP
    link_reference: str = ""
    pending: Pending | None = None
    poll: int = 0
    """The request id of the long poll that is out; 0 when none is."""
    poll_in: int = 0
    """Seconds until the next poll after a fault; while one is out, until it counts as lost."""
    poll_tries: int = 0
    upkeep: int = 0
    """The request id of the heartbeat, settings or enrolment call that is out; 0 when none is."""
    upkeep_in: int = 0
    """Seconds until the next such call; while one is out, until it counts as lost."""
    info_age: int = 0
    """Seconds since the settings in `info` were fetched."""
    reset_id: str = ""
    """The reset to end when the person leaves; empty when none is open."""
    identifier: str = ""
    """What the person settled on as identifier in this session, to be filled in again."""
    passed: ChallengeKind | None = None
    """How the CAPTCHA was passed in this session."""
    idle: int = 0
    extensions: int = 0
    view_age: int = 0
    """Since the newest view arrived, so that its durations can be counted down."""
    next_request: int = 1
