"""Every number of the rules, with its documented default, and what the institution says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta

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


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """What is counted where it cannot be dodged; days are calendar days of the institution."""

    failed_proofs_a_day: int = 10
    sends_per_account: int = 5
    sends_per_destination: int = 5
    sends_window: timedelta = timedelta(hours=1)
    sends_a_day: int = 2000
    calls_per_account: int = 2
    calls_window: timedelta = timedelta(hours=1)
    countries: tuple[CountryCap, ...] = ()
    sign_ins: int = 5
    """Sign-in tries per account in `sign_in_window`, where the directory itself never locks."""
    sign_in_window: timedelta = timedelta(minutes=15)
    staff_openings: int = 10
    """Wrong request codes one member of staff may type in `staff_window`."""
    staff_window: timedelta = timedelta(minutes=10)
    approvals_per_staff_a_day: int = 40
    requests_per_reset: int = 5
    return_tries: int = 3


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
    reset_longest: timedelta = timedelta(minutes=60)
    fact: timedelta = timedelta(minutes=20)
    approval: timedelta = timedelta(minutes=10)
    approval_grace: timedelta = timedelta(minutes=10)
    contact_settles: timedelta = timedelta(days=7)
    write_lease: timedelta = timedelta(seconds=30)
    """Longer than the longest wait for the directory."""
    message_lease: timedelta = timedelta(seconds=60)
    call: timedelta = timedelta(minutes=3)
    """How long a call may ring and speak."""
    enrolment: timedelta = timedelta(minutes=15)
    enrolment_interval: int = 5
    kept: timedelta = timedelta(days=2)
    """How long the rows of an ended reset stay; the audit stays."""


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
    languages: tuple[str, ...] = ("fr", "en")
    accent: str | None = None
    identifier_rule: IdentifierRule = HE_FERRER
    own_domains: tuple[str, ...] = ()
    """Mail domains beside the rule's whose addresses are the locked mailbox itself, so never offered."""
    gates: int = 1
    desk: DeskSettings = field(default_factory=DeskSettings)
    notices: tuple[tuple[str, str], ...] = ()
    sign_in_url: str = "https://portal.office.com"

    def __post_init__(self) -> None:
        if self.gates not in (1, 2):
            raise ValueError("institution.gates must be 1 or 2")


@dataclass(frozen=True, slots=True)
class Settings:
    """All of the core's settings. `console_url` is where staff type request and enrolment codes."""

    institution: InstitutionSettings = field(default_factory=InstitutionSettings)
    code: CodeSettings = field(default_factory=CodeSettings)
    limits: LimitSettings = field(default_factory=LimitSettings)
    pressure: PressureSettings = field(default_factory=PressureSettings)
    times: TimeSettings = field(default_factory=TimeSettings)
    idle: IdleTimes = field(default_factory=IdleTimes)
    console_url: str = "https://localhost:8443"
