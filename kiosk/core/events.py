"""Everything that may happen to the station. `Arrival` adds the randomness the flow must not make."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.cards.events import CardReaderSaid as CardReaderSaid
from kiosk.core.cards.events import CardRemoved as CardRemoved
from kiosk.core.cards.events import CardScanned as CardScanned
from kiosk.core.contact_events import ContactKindChosen as ContactKindChosen
from kiosk.core.contact_events import ContactSubmitted as ContactSubmitted
from kiosk.core.contact_events import ContactWanted as ContactWanted
from kiosk.core.contact_events import PhoneLost as PhoneLost
from kiosk.core.handoff_events import DigitsConfirmed as DigitsConfirmed
from kiosk.core.handoff_events import DigitsDenied as DigitsDenied
from kiosk.core.handoff_events import LinkWanted as LinkWanted
from kiosk.core.handoff_events import PhoneWanted as PhoneWanted
from kiosk.core.handoff_events import WifiWanted as WifiWanted
from kiosk.core.look import Preference
from kiosk.core.machine_events import CaptchaJudged as CaptchaJudged
from kiosk.core.machine_events import CaptchaMade as CaptchaMade
from kiosk.core.machine_events import CaptchaSpoken as CaptchaSpoken
from kiosk.core.machine_events import Crashed as Crashed
from kiosk.core.machine_events import DiskFault as DiskFault
from kiosk.core.machine_events import KeyOpened as KeyOpened
from kiosk.core.machine_events import Replied as Replied
from kiosk.core.machine_events import Started as Started
from kiosk.core.machine_events import StartFailed as StartFailed
from kiosk.core.machine_events import StartFaultKind as StartFaultKind
from kiosk.core.machine_events import StartMended as StartMended
from kiosk.core.machine_events import StartUnready as StartUnready
from kiosk.core.machine_events import Tick as Tick
from kiosk.core.maintenance_events import MaintenanceCodeSubmitted as MaintenanceCodeSubmitted
from kiosk.core.maintenance_events import MaintenanceWanted as MaintenanceWanted
from kiosk.core.maintenance_events import QuitWanted as QuitWanted
from kiosk.core.maintenance_events import RestartWanted as RestartWanted
from kiosk.core.secret import Secret
from kiosk.core.speech_faults import SpeechSaid as SpeechSaid

# --- by the person ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Touched:
    """The attract page was touched, or any key pressed there."""


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    language: str


@dataclass(frozen=True, slots=True)
class PreferenceChosen:
    preference: Preference


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


Event = (
    Touched
    | LanguageChosen
    | PreferenceChosen
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
    | CardScanned
    | CardRemoved
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
    | PhoneWanted
    | WifiWanted
    | LinkWanted
    | DigitsConfirmed
    | DigitsDenied
    | ContactWanted
    | PhoneLost
    | ContactKindChosen
    | ContactSubmitted
    | MaintenanceWanted
    | MaintenanceCodeSubmitted
    | RestartWanted
    | QuitWanted
    | Started
    | KeyOpened
    | StartFailed
    | StartUnready
    | StartMended
    | Tick
    | Replied
    | CaptchaMade
    | CaptchaSpoken
    | CaptchaJudged
    | CardReaderSaid
    | SpeechSaid
    | Crashed
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event with 128 fresh random bits in hex, from which a call takes its idempotency key."""

    event: Event
    entropy: str
