"""What the flow wants done: every effect the driver carries out, and every call to the backend."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.core.results import Strength
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


class ChallengeKind(Enum):
    IMAGE = "image"
    AUDIO = "audio"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class StartReset:
    """`kind`, `tries` and `seconds` are telemetry of the CAPTCHA; the backend decides nothing by them."""

    identifier: str
    language: str
    kind: ChallengeKind
    tries: int
    seconds: int


@dataclass(frozen=True, slots=True)
class PollReset:
    """A long poll: answered when the revision passes `after`, or after at most 25 s."""

    reset_id: str
    after: int


@dataclass(frozen=True, slots=True)
class SendChallenge:
    """`destination` is what the person typed; a resend repeats the live challenge without typing."""

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
class Wipe:
    """End of a session: every widget, buffer, picture, clipboard and cookie forgets the person."""


Effect = (
    CallBackend
    | MakeCaptcha
    | SpeakCaptcha
    | JudgeCaptcha
    | StopSound
    | PlayChime
    | Announce
    | OpenKey
    | Wipe
)
