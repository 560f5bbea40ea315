"""Everything that may happen to the station. `Arrival` adds the randomness the flow must not make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.core.results import Result
from kiosk.core.secret import Secret

# --- by the person ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Touched:
    """The attract page was touched, or any key pressed there."""


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    language: str


class Theme(Enum):
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class ThemeChosen:
    theme: Theme


@dataclass(frozen=True, slots=True)
class Activity:
    """Any key or touch: the idle time starts anew."""


@dataclass(frozen=True, slots=True)
class MoreTime:
    """The idle warning was answered."""


@dataclass(frozen=True, slots=True)
class BackPressed:
    """*Précédent*: the page before, without what was typed on this one."""


@dataclass(frozen=True, slots=True)
class Left:
    """*Annuler*, *Finish*, Escape: the session ends and is wiped."""


@dataclass(frozen=True, slots=True)
class SignInSubmitted:
    identifier: str
    password: Secret


@dataclass(frozen=True, slots=True)
class ResetWanted:
    """Either link of the sign-in page; the identifier typed so far goes along."""

    identifier: str


@dataclass(frozen=True, slots=True)
class SuggestionTaken:
    """The rewritten identifier was accepted."""


@dataclass(frozen=True, slots=True)
class SuggestionDeclined:
    """The identifier stays as typed."""


@dataclass(frozen=True, slots=True)
class IdentifySubmitted:
    identifier: str
    answer: Secret


@dataclass(frozen=True, slots=True)
class NewPicture:
    pass


@dataclass(frozen=True, slots=True)
class Listen:
    """Hear the digits, again if they were heard already; `slow` asks for longer pauses."""

    slow: bool = False


@dataclass(frozen=True, slots=True)
class SeePicture:
    """Back from the spoken digits to a picture."""


@dataclass(frozen=True, slots=True)
class StaffWanted:
    """*Ask staff*; `identifier` is what the page's field holds, if it has one."""

    identifier: str = ""


@dataclass(frozen=True, slots=True)
class MethodChosen:
    method_id: str


@dataclass(frozen=True, slots=True)
class DestinationSubmitted:
    method_id: str
    destination: Secret


@dataclass(frozen=True, slots=True)
class CodeSubmitted:
    code: Secret


@dataclass(frozen=True, slots=True)
class ResendWanted:
    """*Réessayer*: the same challenge once more, the same way."""


@dataclass(frozen=True, slots=True)
class OtherMethod:
    pass


@dataclass(frozen=True, slots=True)
class CodeInstead:
    """On a call: hear a code and type it rather than press the digit."""


@dataclass(frozen=True, slots=True)
class ReturnNumberSubmitted:
    number: Secret


@dataclass(frozen=True, slots=True)
class PasswordSubmitted:
    password: Secret
    repeated: Secret


@dataclass(frozen=True, slots=True)
class ChangeWanted:
    """From *accepted* or *unlock only*: choose a new password."""


@dataclass(frozen=True, slots=True)
class UnlockWanted:
    """Keep the password, unlock the account."""


@dataclass(frozen=True, slots=True)
class TryPassword:
    """From *done*: sign in with the new password at once."""


# --- by the machine -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Started:
    """The program is up; `languages` are those it has a catalogue for, the default first."""

    languages: tuple[str, ...]


class StartFaultKind(Enum):
    NO_KEYRING = "no_keyring"
    KEYRING_LOCKED = "keyring_locked"
    KEYRING_TIMEOUT = "keyring_timeout"
    SETTINGS = "settings"
    NO_CA = "no_ca"


@dataclass(frozen=True, slots=True)
class KeyOpened:
    request_id: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class StartFailed:
    """The station cannot start; `detail` names file, key and what to do, for an operator."""

    kind: StartFaultKind
    detail: str
    request_id: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """`seconds` of monotonic time have passed (1 unless the machine slept)."""

    seconds: int = 1


@dataclass(frozen=True, slots=True)
class Replied:
    request_id: int
    result: Result


@dataclass(frozen=True, slots=True)
class CaptchaMade:
    """`picture` is a PNG; the answer stays with the CAPTCHA adapter."""

    request_id: int
    captcha_id: str
    picture: bytes
    length: int


@dataclass(frozen=True, slots=True)
class CaptchaSpoken:
    """Speech has begun (`heard`) or cannot be had on this machine."""

    request_id: int
    captcha_id: str
    heard: bool


@dataclass(frozen=True, slots=True)
class CaptchaJudged:
    request_id: int
    right: bool


@dataclass(frozen=True, slots=True)
class Crashed:
    """An unexpected exception anywhere; the session is wiped and the reference shown."""

    reference: str


Event = (
    Touched
    | LanguageChosen
    | ThemeChosen
    | Activity
    | MoreTime
    | BackPressed
    | Left
    | SignInSubmitted
    | ResetWanted
    | SuggestionTaken
    | SuggestionDeclined
    | IdentifySubmitted
    | NewPicture
    | Listen
    | SeePicture
    | StaffWanted
    | MethodChosen
    | DestinationSubmitted
    | CodeSubmitted
    | ResendWanted
    | OtherMethod
    | CodeInstead
    | ReturnNumberSubmitted
    | PasswordSubmitted
    | ChangeWanted
    | UnlockWanted
    | TryPassword
    | Started
    | KeyOpened
    | StartFailed
    | Tick
    | Replied
    | CaptchaMade
    | CaptchaSpoken
    | CaptchaJudged
    | Crashed
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event with 128 fresh random bits in hex, from which a call takes its idempotency key."""

    event: Event
    entropy: str
