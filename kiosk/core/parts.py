"""Parts of pages: the questions, problems and challenges that a page can show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The identifier as typed was the institution's other form; `rewritten` is offered instead."""

    typed: str
    rewritten: str


class SignInProblem(Enum):
    REFUSED = "refused"
    NOT_CHECKABLE = "not_checkable"
    IDENTIFIER_EMPTY = "identifier_empty"
    PASSWORD_EMPTY = "password_empty"
    UNAVAILABLE = "unavailable"


class IdentifyProblem(Enum):
    IDENTIFIER_EMPTY = "identifier_empty"
    ANSWER_EMPTY = "answer_empty"
    ANSWER_WRONG = "answer_wrong"
    NOW_ASKED = "now_asked"
    """It was waived when the person came to the page."""
    UNAVAILABLE = "unavailable"
    RESET_GONE = "reset_gone"
    """The reset ended or ran out; the person starts again here."""


class CaptchaForm(Enum):
    PICTURE = "picture"
    SPOKEN = "spoken"


@dataclass(frozen=True, slots=True)
class Captcha:
    """What page 3 shows of the challenge. `id` is empty until the first picture is there."""

    id: str = ""
    picture: bytes = b""
    length: int = 0
    form: CaptchaForm = CaptchaForm.PICTURE
    heard: bool = False
    speech_missing: bool = False
    misses: int = 0
    seconds: int = 0
    request_id: int = 0
    """The MakeCaptcha, SpeakCaptcha or JudgeCaptcha still out; 0 when none is."""
    draw_in: int = 0
    """Seconds until the next picture is asked for: many misses slow down, they never lock."""


class MethodProblem(Enum):
    DESTINATION_EMPTY = "destination_empty"
    DESTINATION_MISMATCH = "destination_mismatch"
    DESTINATION_UNREADABLE = "destination_unreadable"
    SEND_LIMITED = "send_limited"
    NOT_DELIVERED = "not_delivered"
    CALL_BROKEN = "call_broken"
    CODE_SPENT = "code_spent"
    CODE_EXPIRED = "code_expired"
    NEXT_GATE = "next_gate"
    """Not a fault: the first gate is passed, a second way is asked for."""
    UNAVAILABLE = "unavailable"


class CodeProblem(Enum):
    EMPTY = "empty"
    WRONG = "wrong"
    EXPIRED = "expired"
    SEND_LIMITED = "send_limited"
    UNAVAILABLE = "unavailable"


class StaffProblem(Enum):
    NUMBER_EMPTY = "number_empty"
    NUMBER_WRONG = "number_wrong"
    REFUSED = "refused"
    EXPIRED = "expired"
    IDENTIFIER_NEEDED = "identifier_needed"
    RESTS = "rests"
    """Self-service rests until tomorrow, so this is the way that is left."""
    UNAVAILABLE = "unavailable"


class PhonePart(Enum):
    """What the hand-off page shows before a phone has tapped the link."""

    LINK = "link"
    WIFI = "wifi"
    """The guest network, for a phone without internet."""


class PhoneProblem(Enum):
    DENIED = "denied"
    """The phone that tapped the link was not the person's."""
    ENDED = "ended"
    """The link ran out, or the phone gave up."""
    UNAVAILABLE = "unavailable"


class ContactProblem(Enum):
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    """The locked mailbox itself, or a country that is not served."""
    LIMITED = "limited"
    CODE_EMPTY = "code_empty"
    CODE_WRONG = "code_wrong"
    CODE_OVER = "code_over"
    """Expired or spent: a new one must be sent."""
    UNAVAILABLE = "unavailable"


class PasswordProblem(Enum):
    EMPTY = "empty"
    DIFFERENT = "different"
    REFUSED = "refused"
    """`broken` says by which rules."""
    DIRECTORY_DOWN = "directory_down"
    NOT_UNLOCKED = "not_unlocked"
