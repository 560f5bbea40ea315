"""What the flow wants done: every effect the driver carries out, and every call to the backend."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.core.look import Volume
from kiosk.core.openings import ChallengeKind as ChallengeKind
from kiosk.core.pace import LengthenReset as LengthenReset
from kiosk.core.pace import Pace as Pace
from kiosk.core.results import Channel, Strength
from kiosk.core.secret import Secret

# --- calls to the backend -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FetchStation:
    pass


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """`page_kind` names the kind of page, never who stands there."""

    page_kind: str
    last_error: str


@dataclass(frozen=True, slots=True)
class OfferEnrolment:
    pass


@dataclass(frozen=True, slots=True)
class PollEnrolment:
    enrolment_id: str


@dataclass(frozen=True, slots=True)
class SignIn:
    identifier: str
    password: Secret
    language: str
    pace: Pace = Pace.ORDINARY


@dataclass(frozen=True, slots=True)
class StartReset:
    """By the identifier, or by the card where one was read (then the identifier is empty).

    `kind`, `tries` and `seconds` are telemetry of the CAPTCHA; the backend decides nothing by them.
    """

    identifier: str
    language: str
    kind: ChallengeKind
    tries: int
    seconds: int
    card: Secret | None = None
    pace: Pace = Pace.ORDINARY


@dataclass(frozen=True, slots=True)
class PollReset:
    """A long poll: answered when the revision passes `after`, or after at most 25 s."""

    reset_id: str
    after: int


@dataclass(frozen=True, slots=True)
class SendChallenge:
    """`destination` is what the person typed: nothing for a resend, and before the code of an app."""

    reset_id: str
    method_id: str
    destination: Secret | None
    resend: bool = False


@dataclass(frozen=True, slots=True)
class AnswerCode:
    reset_id: str
    challenge_id: str
    code: Secret


@dataclass(frozen=True, slots=True)
class AskApproval:
    reset_id: str


@dataclass(frozen=True, slots=True)
class ReturnNumber:
    reset_id: str
    approval: int
    number: Secret


@dataclass(frozen=True, slots=True)
class SetPassword:
    """`current` is given only for a *change* after an accepted sign-in."""

    reset_id: str
    password: Secret
    current: Secret | None


@dataclass(frozen=True, slots=True)
class Unlock:
    reset_id: str


@dataclass(frozen=True, slots=True)
class OfferHandoff:
    """Make a link that one phone may tap, to go on there."""

    reset_id: str


class HandoffDecision(Enum):
    CONFIRM = "confirm"
    """The phone shows the same digits."""
    END = "end"
    """It does not, or the person goes on at the station."""


@dataclass(frozen=True, slots=True)
class DecideHandoff:
    reset_id: str
    number: int
    decision: HandoffDecision


@dataclass(frozen=True, slots=True)
class RegisterContact:
    """Send a code to a new contact, after a reset that staff approved."""

    reset_id: str
    channel: Channel
    destination: Secret


@dataclass(frozen=True, slots=True)
class ConfirmContact:
    reset_id: str
    code: Secret


@dataclass(frozen=True, slots=True)
class IssuePass:
    """A temporary pass for who has lost their telephone."""

    reset_id: str


@dataclass(frozen=True, slots=True)
class OpenMaintenance:
    """The one-time code that an operator made in the console for this station."""

    code: Secret


@dataclass(frozen=True, slots=True)
class LeaveReset:
    reset_id: str


Call = (
    FetchStation
    | Heartbeat
    | OfferEnrolment
    | PollEnrolment
    | SignIn
    | StartReset
    | PollReset
    | SendChallenge
    | AnswerCode
    | AskApproval
    | ReturnNumber
    | SetPassword
    | Unlock
    | OfferHandoff
    | DecideHandoff
    | RegisterContact
    | ConfirmContact
    | IssuePass
    | OpenMaintenance
    | LengthenReset
    | LeaveReset
)

# --- effects ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CallBackend:
    """Start `call` on the worker; its result comes back as `Replied(request_id, …)`.

    `intent` is the idempotency key: 128 random bits in hex, the same again for a retry.
    """

    request_id: int
    intent: str
    call: Call


@dataclass(frozen=True, slots=True)
class MakeCaptcha:
    """Draw a picture challenge; comes back as `CaptchaMade`. Any challenge before it is void."""

    request_id: int
    strength: Strength


@dataclass(frozen=True, slots=True)
class SpeakCaptcha:
    """Say six digits (the same ones again while `captcha_id` lives); `slow` lengthens the pauses."""

    request_id: int
    captcha_id: str
    language: str
    slow: bool
    volume: Volume = Volume.ORDINARY


@dataclass(frozen=True, slots=True)
class JudgeCaptcha:
    """Compare and consume the challenge; comes back as `CaptchaJudged`."""

    request_id: int
    captcha_id: str
    answer: Secret


@dataclass(frozen=True, slots=True)
class StopSound:
    pass


class Chime(Enum):
    WARNING = "warning"
    PROGRESS = "progress"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlayChime:
    chime: Chime


@dataclass(frozen=True, slots=True)
class Announce:
    """Say to assistive technology that the page's message changed."""


@dataclass(frozen=True, slots=True)
class OpenKey:
    """Load the station's key from the OS keyring, making it on the first start."""

    request_id: int


@dataclass(frozen=True, slots=True)
class CheckStart:
    request_id: int
    """Of the look at what a start stands on: settings, CA, state folder."""


@dataclass(frozen=True, slots=True)
class Wipe:
    """End of a session: every widget, buffer, picture, clipboard and cookie forgets the person."""


@dataclass(frozen=True, slots=True)
class Restart:
    """End the program; it is started anew."""


@dataclass(frozen=True, slots=True)
class QuitKiosk:
    """End the program for good: an operator leaves kiosk mode."""


Effect = (
    CallBackend
    | MakeCaptcha
    | SpeakCaptcha
    | JudgeCaptcha
    | StopSound
    | PlayChime
    | Announce
    | OpenKey
    | CheckStart
    | Wipe
    | Restart
    | QuitKiosk
)
