"""Every number of the rules, with its documented default, and what the institution says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import Enum

from backend.core.attendance import CaptchaRule
from backend.core.decoy_settings import DecoySettings
from backend.core.station_info import GuestWifi
from backend.core.views import IdentifierRule, IdleTimes


@dataclass(frozen=True, slots=True)
class CodeSettings:
    """The code of a challenge. NIST SP 800-63B-4 §3.1.3.2 asks for at least 6 digits and 10 minutes."""

    digits: int = 8
    life: timedelta = timedelta(minutes=10)
    attempts: int = 5
    resends: int = 3
    resend_pause: timedelta = timedelta(seconds=30)

    def __post_init__(self) -> None:
        if not 6 <= self.digits <= 10:
            raise ValueError("code.digits must be between 6 and 10")


@dataclass(frozen=True, slots=True)
class CountryCap:
    """At most `a_day` messages to numbers that begin with `prefix`, e.g. ``+32``; 0 forbids them."""

    prefix: str
    a_day: int

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\+[1-9][0-9]{0,6}", self.prefix):
            raise ValueError("limits.countries: prefix must be + and 1 to 7 digits, such as +32")


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """What is counted where it cannot be dodged; days are calendar days of the institution."""

    failed_proofs_a_day: int = 10
    sends_per_account: int = 5
    sends_per_destination: int = 5
    sends_window: timedelta = timedelta(hours=1)
    sends_per_station: int = 200
    sends_a_day: int = 2000
    sms_a_day: int = 1000
    calls_a_day: int = 200
    calls_per_account: int = 2
    calls_window: timedelta = timedelta(hours=1)
    countries: tuple[CountryCap, ...] = (CountryCap("+32", 1000),)
    other_countries_a_day: int = 100
    """Messages and calls to numbers of no country in `countries`; 0 forbids them."""
    sign_ins: int = 5
    """Sign-in tries per account in `sign_in_window`, where the directory itself never locks."""
    sign_in_window: timedelta = timedelta(minutes=15)
    staff_openings: int = 10
    """Wrong request codes one member of staff may type in `staff_window`."""
    staff_window: timedelta = timedelta(minutes=10)
    approvals_per_staff_a_day: int = 40
    unblocks_per_staff_a_day: int = 20
    requests_per_reset: int = 5
    handoffs_per_reset: int = 5
    searches_per_staff: int = 30
    """Searches for a person by one member of staff in `staff_window`, and as many accounts attached."""
    tickets_per_station_a_day: int = 20
    return_tries: int = 3

    def country(self, number: str) -> tuple[str, int]:
        """The name of a number's country here, and how many a day go there; the longest prefix decides."""
        caps = {cap.prefix: cap.a_day for cap in self.countries if number.startswith(cap.prefix)}
        prefix = max(caps, key=len, default="other")
        return prefix, caps.get(prefix, self.other_countries_a_day)

    @property
    def telephones(self) -> bool:
        """Whether there is a country whose numbers are served."""
        return self.other_countries_a_day > 0 or any(cap.a_day > 0 for cap in self.countries)


@dataclass(frozen=True, slots=True)
class PressureSettings:
    """When a station slows down. It never stops."""

    starts: int = 10
    window: timedelta = timedelta(minutes=10)
    failures_in_a_row: int = 8
    slowest: int = 10
    """Seconds a step is delayed at most."""


@dataclass(frozen=True, slots=True)
class TimeSettings:
    reset: timedelta = timedelta(minutes=20)
    reset_longer: timedelta = timedelta(minutes=40)
    """For who answers the spoken CAPTCHA, is read to, scans or reaches (`backend.core.api.Pace`)."""
    reset_longest: timedelta = timedelta(minutes=60)
    fact: timedelta = timedelta(minutes=60)
    """As long as `reset_longest`: a shorter one lapses within its reset, and no page tells it ahead."""
    approval: timedelta = timedelta(minutes=10)
    approval_grace: timedelta = timedelta(minutes=10)
    handoff_claim: timedelta = timedelta(minutes=3)
    """How long the link may be tapped, and how long the digits may be compared."""
    handoff: timedelta = timedelta(minutes=15)
    """How long a confirmed phone may write."""
    contact_settles: timedelta = timedelta(days=7)
    write_lease: timedelta = timedelta(seconds=30)
    """Longer than the longest wait for the directory."""
    message_lease: timedelta = timedelta(seconds=60)
    call: timedelta = timedelta(minutes=3)
    """How long a call may ring and speak."""
    enrolment: timedelta = timedelta(minutes=15)
    enrolment_interval: int = 5


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """One opening of the desk, in local wall time; `weekday` 0 is Monday."""

    weekday: int
    opens: time
    closes: time


_OFFICE = tuple(OpeningHours(day, time(8, 0), time(18, 0)) for day in range(5))


@dataclass(frozen=True, slots=True)
class DeskSettings:
    name: str = "Service informatique"
    place: str = ""
    hours: tuple[OpeningHours, ...] = _OFFICE
    minutes_a_reset: int = 15
    """What one reset takes at the desk, for the figure of minutes saved."""
    email: str = ""
    """Where a message goes when somebody asks for staff while the desk is closed; empty sends none."""

    def __post_init__(self) -> None:
        if self.email and ("@" not in self.email[1:-1] or any(mark.isspace() for mark in self.email)):
            raise ValueError("institution.desk.email must be an e-mail address")


@dataclass(frozen=True, slots=True)
class OtherDesk:
    """Another place where people are helped, shown while the desk itself is closed."""

    name: str
    place: str = ""
    hours: tuple[OpeningHours, ...] = ()


class SecondPerson(Enum):
    """When an approval takes a second member of staff."""

    NEVER = "never"
    WHEN_NEEDED = "when_needed"
    """For somebody known in person without a document, and for the accounts of the desk's own staff."""
    ALWAYS = "always"


MOST_CHECKS = 8
LONGEST_CHECK = 80


HE_FERRER = IdentifierRule(
    pattern=r"[a-z]+[a-z]\d{4}",
    example="FerrerFr2017",
    wrong_example="Francisco.Ferrer.2017",
    domain="he-ferrer.eu",
    wrong_pattern=r"(?P<given>.+)\.(?P<family>[^.]+)\.(?P<year>\d{4})",
    rewrite="{family}{given:.2}{year}",
)


@dataclass(frozen=True, slots=True)
class InstitutionSettings:
    """`id` keys every row; `gates` is how many proofs a reset needs (1 or 2)."""

    id: str = "he-ferrer"
    name: str = "Haute École Francisco Ferrer"
    timezone: str = "Europe/Brussels"
    languages: tuple[str, ...] = ("fr", "nl", "en", "de", "ar")
    accent: str | None = None
    identifier_rule: IdentifierRule = HE_FERRER
    own_domains: tuple[str, ...] = ()
    """Mail domains beside the rule's whose addresses are the locked mailbox itself, so never offered."""
    gates: int = 1
    desk: DeskSettings = field(default_factory=DeskSettings)
    notices: tuple[tuple[str, str], ...] = ()
    sign_in_url: str = "https://portal.office.com"
    guest_wifi: GuestWifi | None = None
    other_desks: tuple[OtherDesk, ...] = ()
    approval_checklist: tuple[str, ...] = ()
    """What staff tick before they approve; every item must be ticked."""
    second_person: SecondPerson = SecondPerson.WHEN_NEEDED
    captcha: CaptchaRule = CaptchaRule.ALWAYS

    def __post_init__(self) -> None:
        if self.gates not in (1, 2):
            raise ValueError("institution.gates must be 1 or 2")
        if self.sign_in_url and not self.sign_in_url.startswith("https://"):
            raise ValueError("institution.sign_in_url must begin with https://, or be empty")
        items = self.approval_checklist
        fits = all(item.isprintable() and item.strip() and len(item) <= LONGEST_CHECK for item in items)
        if len(items) > MOST_CHECKS or not fits or len(set(items)) != len(items):
            raise ValueError(
                f"institution.approval_checklist must be at most {MOST_CHECKS} different texts "
                f"of 1 to {LONGEST_CHECK} characters"
            )


@dataclass(frozen=True, slots=True)
class Settings:
    """All of the core's settings. `console_url` is where staff type request and enrolment codes.

    Addresses come from here only, never from a header of a request.
    """

    institution: InstitutionSettings = field(default_factory=InstitutionSettings)
    code: CodeSettings = field(default_factory=CodeSettings)
    limits: LimitSettings = field(default_factory=LimitSettings)
    pressure: PressureSettings = field(default_factory=PressureSettings)
    times: TimeSettings = field(default_factory=TimeSettings)
    idle: IdleTimes = field(default_factory=IdleTimes)
    decoys: DecoySettings = field(default_factory=DecoySettings)
    console_url: str = "https://localhost:8443"
    phone_url: str = ""
    """Where phones go on; empty when no phone pages are served."""
