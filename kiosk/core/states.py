"""The station's whole state: one frozen dataclass a page, and `Kiosk` around the page shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kiosk.core.cards.events import ReaderFault
from kiosk.core.effects import Call, ChallengeKind
from kiosk.core.look import Look as Look
from kiosk.core.machine_events import DiskFault
from kiosk.core.pace import Pace
from kiosk.core.service_states import Attract as Attract
from kiosk.core.service_states import Enrolling as Enrolling
from kiosk.core.service_states import Faulted as Faulted
from kiosk.core.service_states import Maintenance as Maintenance
from kiosk.core.service_states import MaintenanceAccess as MaintenanceAccess
from kiosk.core.service_states import MaintenanceProblem as MaintenanceProblem
from kiosk.core.service_states import OutOfService as OutOfService
from kiosk.core.service_states import Starting as Starting

from kiosk.core.parts import (  # isort: skip - all are part of what this module offers
    Captcha as Captcha,
    CaptchaForm as CaptchaForm,
    CodeProblem as CodeProblem,
    ContactProblem as ContactProblem,
    IdentifyProblem as IdentifyProblem,
    MethodProblem as MethodProblem,
    PasswordProblem as PasswordProblem,
    PhonePart as PhonePart,
    PhoneProblem as PhoneProblem,
    SignInProblem as SignInProblem,
    StaffProblem as StaffProblem,
    Suggestion as Suggestion,
)
from kiosk.core.results import (
    BrokenRule,
    Channel,
    PassAnswered,
    ResetView,
    StationInfo,
)
from kiosk.core.secret import Secret
from kiosk.core.speech_faults import SpeechFault

# --- pages --------------------------------------------------------------------------------------


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
    """How the CAPTCHA was passed, which is not asked twice in a session, or that it is waived just now."""


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
    registered: str = ""
    """The mask of a contact that was registered after the reset."""


@dataclass(frozen=True, slots=True)
class OnPhone:
    """The hand-off: the link as a QR code, the digits to compare, then the phone's progress."""

    view: ResetView
    back: ChooseMethod | EnterCode | NewPassword
    part: PhonePart = PhonePart.LINK
    problem: PhoneProblem | None = None


@dataclass(frozen=True, slots=True)
class NewContact:
    """Register a mobile number or an address after a reset that staff approved; `chosen` is None at first."""

    view: ResetView
    chosen: Channel | None = None
    problem: ContactProblem | None = None


@dataclass(frozen=True, slots=True)
class LostPhone:
    """After a reset that staff approved: the pass, or what to do without one (`answer` is None)."""

    view: ResetView
    answer: PassAnswered | None = None


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
    | Maintenance
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
    | OnPhone
    | NewContact
    | LostPhone
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
class Kiosk:
    """Everything the station knows. `idle` and `view_age` are seconds."""

    page: Page = field(default_factory=Starting)
    info: StationInfo | None = None
    languages: tuple[str, ...] = ("fr", "en")
    look: Look = field(default_factory=Look)
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
    told: str = ""
    """The kind of page in the last heartbeat."""
    info_age: int = 0
    """Seconds since the settings in `info` were fetched."""
    reset_id: str = ""
    """The reset to end when the person leaves; empty when none is open."""
    identifier: str = ""
    """What the person settled on as identifier in this session, to be filled in again."""
    card: Secret | None = None
    """The card read in this session; it stands in place of the identifier."""
    card_fault: ReaderFault | None = None
    disk_fault: DiskFault | None = None
    """Why this start could not be counted."""
    speech_fault: SpeechFault | None = None
    """Why the station's voice was not heard when it last spoke."""
    passed: ChallengeKind | None = None
    """How the CAPTCHA was passed in this session; a waiver is no pass and never kept."""
    idle: int = 0
    extensions: int = 0
    pace: Pace = Pace.ORDINARY
    """That of the reset which is open."""
    lengthen: int = 0
    """The request id of the call that lengthens it; 0 when none is out."""
    lengthen_in: int = 0
    """Seconds until that call may be made again."""
    view_age: int = 0
    """Since the newest view arrived, so that its durations can be counted down."""
    next_request: int = 1
