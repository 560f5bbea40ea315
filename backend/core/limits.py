"""What is counted, under which name and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from backend.core.marks import Marks
from backend.core.parts import Parts
from backend.core.ports import Capabilities
from backend.core.secret import Secret
from backend.core.settings import CountryCap, Settings
from backend.core.store import Tx
from backend.core.views import Channel

NO_CAP = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most `most` uses of `bucket` in the `window` before now."""

    bucket: str
    most: int
    window: timedelta


def day_began(now: datetime, timezone: str) -> datetime:
    """Midnight of today in the institution's own time, also on the days a clock changes."""
    zone = ZoneInfo(timezone)
    return datetime.combine(now.astimezone(zone).date(), time(0), zone).astimezone(UTC)


class Limits:
    """The counters of one institution."""

    def __init__(self, parts: Parts, marks: Marks) -> None:
        self._settings: Settings = parts.settings
        self._marks = marks

    # --- failed proofs --------------------------------------------------------------------------

    def hold_proofs(self, tx: Tx, subject: str, now: datetime) -> None:
        tx.counters.lock((_failed(subject),), now)

    def failed_today(self, tx: Tx, subject: str, now: datetime) -> int:
        began = day_began(now, self._settings.institution.timezone)
        return tx.counters.usage(_failed(subject), began - timedelta(microseconds=1)).count

    def failed_if(self, tx: Tx, wanted: bool, subject: str, now: datetime) -> None:
        tx.counters.record_if(wanted, _failed(subject), now)

    def rests(self, failed_today: int) -> bool:
        return failed_today >= self._settings.limits.failed_proofs_a_day

    # --- sends ----------------------------------------------------------------------------------

    def sends(self, channel: Channel, subject: str, destination: Secret) -> tuple[Allowance, ...]:
        """The allowances one send uses; always as many, always in this order, so that locks never cross."""
        limits, day = self._settings.limits, timedelta(days=1)
        calls = limits.calls_per_account if channel is Channel.VOICE else NO_CAP
        country, a_day = self._country(channel, destination)
        reached = self._marks.destination(destination)
        return (
            Allowance(f"sends:account:{subject}", limits.sends_per_account, limits.sends_window),
            Allowance(f"calls:account:{subject}:{channel.value}", calls, limits.calls_window),
            Allowance(f"sends:to:{reached}", limits.sends_per_destination, limits.sends_window),
            Allowance(f"sends:country:{country}", a_day, day),
            Allowance("sends:all", limits.sends_a_day, day),
        )

    def wait(self, tx: Tx, allowances: tuple[Allowance, ...], now: datetime) -> int:
        """Seconds until all of them allow one more; 0 when they do now. Holds them until the end."""
        tx.counters.lock([one.bucket for one in allowances], now)
        return max(self._wait_for(tx, one, now) for one in allowances)

    def used_if(self, tx: Tx, wanted: bool, allowances: tuple[Allowance, ...], now: datetime) -> None:
        for one in allowances:
            tx.counters.record_if(wanted, one.bucket, now)

    def _wait_for(self, tx: Tx, one: Allowance, now: datetime) -> int:
        usage = tx.counters.usage(one.bucket, now - one.window)
        if usage.count < one.most:
            return 0
        free = (usage.oldest or now) + one.window
        return max(1, int((free - now).total_seconds()) + 1)

    def _country(self, channel: Channel, destination: Secret) -> tuple[str, int]:
        text = destination.reveal()
        caps = [cap for cap in self._settings.limits.countries if text.startswith(cap.prefix)]
        if channel is Channel.EMAIL or not caps:
            return "any", NO_CAP
        cap = max(caps, key=_length)
        return cap.prefix, cap.a_day

    # --- sign-ins -------------------------------------------------------------------------------

    def sign_ins(self, directory: Capabilities) -> tuple[int, timedelta]:
        """How many tries, forgotten after which quiet time: half of what would lock the account."""
        if directory.lockout_threshold <= 0:
            return self._settings.limits.sign_ins, self._settings.limits.sign_in_window
        return directory.lockout_threshold // 2, timedelta(seconds=directory.lockout_window)

    def may_sign_in(self, tx: Tx, subject: str, directory: Capabilities, now: datetime) -> bool:
        """Take one try. As directories count, only a window without any try forgets the earlier ones."""
        most, gap = self.sign_ins(directory)
        return tx.counters.take_chained(f"sign-ins:{subject}", most, gap, now)

    def signed_in(self, tx: Tx, subject: str) -> None:
        tx.counters.give_back(f"sign-ins:{subject}")


def _failed(subject: str) -> str:
    return f"failed:{subject}"


def _length(cap: CountryCap) -> int:
    return len(cap.prefix)
