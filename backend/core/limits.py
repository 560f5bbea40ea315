"""What is counted, under which name and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from backend.core.marks import Marks
from backend.core.meter import Limit
from backend.core.parts import Parts
from backend.core.ports import Capabilities
from backend.core.secret import Secret
from backend.core.settings import Settings
from backend.core.signals import Cap
from backend.core.store import Tx
from backend.core.views import Channel

NO_CAP = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most `most` uses of `bucket` in the `window` before now."""

    cap: Cap
    bucket: str
    most: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds until one more send is allowed, 0 for now, and the budgets that are spent."""

    seconds: int
    caps: tuple[Cap, ...]


def day_began(now: datetime, timezone: str) -> datetime:
    """Midnight of today in the institution's own time, also on the days a clock changes."""
    zone = ZoneInfo(timezone)
    return datetime.combine(now.astimezone(zone).date(), time(0), zone).astimezone(UTC)


def day_ends(now: datetime, timezone: str) -> datetime:
    """The next midnight there."""
    zone = ZoneInfo(timezone)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(0), zone).astimezone(UTC)


class Limits:
    """The counters of one institution."""

    def __init__(self, parts: Parts, marks: Marks) -> None:
        self._settings: Settings = parts.settings
        self._marks = marks
        self._meter = parts.meter

    # --- failed proofs --------------------------------------------------------------------------

    def hold_proofs(self, tx: Tx, subject: str, now: datetime) -> None:
        tx.counters.lock((_failed(subject),), now)

    def failed_today(self, tx: Tx, subject: str, now: datetime) -> int:
        began = day_began(now, self._settings.institution.timezone)
        return tx.counters.usage(_failed(subject), began - timedelta(microseconds=1)).count

    def failed_if(self, tx: Tx, wanted: bool, subject: str, now: datetime) -> None:
        tx.counters.record_if(wanted, _failed(subject), now)

    def forget_failed(self, tx: Tx, subject: str) -> None:
        """Staff opened it again: today's failed proofs count no more."""
        tx.counters.clear(_failed(subject))

    def rests(self, failed_today: int) -> bool:
        return failed_today >= self._settings.limits.failed_proofs_a_day

    def stops(self, failed_today: int) -> bool:
        """Whether somebody who asks is stopped by it, which is counted."""
        stopped = self.rests(failed_today)
        if stopped:
            self._meter.throttled(Limit.FAILED_PROOFS.value)
        return stopped

    # --- sends ----------------------------------------------------------------------------------

    def sends(
        self, channel: Channel, subject: str, station: str, destination: Secret
    ) -> tuple[Allowance, ...]:
        """The allowances one send uses; always as many, always in this order, so that locks never cross."""
        limits, day = self._settings.limits, timedelta(days=1)
        window, kind = limits.sends_window, channel.value
        calls = limits.calls_per_account if channel is Channel.VOICE else NO_CAP
        country, a_day = self._country(channel, destination)
        reached = self._marks.destination(destination)
        return (
            Allowance(Cap.ACCOUNT, _sends(subject), limits.sends_per_account, window),
            Allowance(Cap.CALLS_ACCOUNT, _calls(subject, channel), calls, limits.calls_window),
            Allowance(Cap.DESTINATION, f"sends:to:{reached}", limits.sends_per_destination, window),
            Allowance(Cap.COUNTRY, f"sends:country:{country}", a_day, day),
            Allowance(Cap.STATION, f"sends:station:{station}", limits.sends_per_station, window),
            Allowance(Cap.CHANNEL_DAY, f"sends:channel:{kind}", self._a_day(channel), day),
            Allowance(Cap.DAY, "sends:all", limits.sends_a_day, day),
        )

    def wait(self, tx: Tx, allowances: tuple[Allowance, ...], now: datetime) -> Wait:
        """How long until all of them allow one more. Holds them until the end."""
        tx.counters.lock([one.bucket for one in allowances], now)
        waits = [(one.cap, self._wait_for(tx, one, now)) for one in allowances]
        return Wait(max(seconds for _, seconds in waits), tuple(cap for cap, seconds in waits if seconds))

    def spent(self, allowances: tuple[Allowance, ...], wait: Wait) -> tuple[Cap, ...]:
        """The budgets that are used up; one that never allowed anything is none."""
        forbidden = {one.cap for one in allowances if one.most == 0}
        return tuple(cap for cap in wait.caps if cap not in forbidden)

    def used_if(self, tx: Tx, wanted: bool, allowances: tuple[Allowance, ...], now: datetime) -> None:
        for one in allowances:
            tx.counters.record_if(wanted, one.bucket, now)

    def forget_call(self, tx: Tx, subject: str, at: datetime) -> None:
        """A call of then broke off on our side: the account has it back, our budgets have not."""
        for bucket in (_sends(subject), _calls(subject, Channel.VOICE)):
            tx.counters.unrecord(bucket, at)

    def _wait_for(self, tx: Tx, one: Allowance, now: datetime) -> int:
        usage = tx.counters.usage(one.bucket, now - one.window)
        if usage.count < one.most:
            return 0
        free = (usage.oldest or now) + one.window
        return max(1, int((free - now).total_seconds()) + 1)

    def _a_day(self, channel: Channel) -> int:
        match channel:
            case Channel.EMAIL | Channel.AUTHENTICATOR:
                return NO_CAP
            case Channel.SMS:
                return self._settings.limits.sms_a_day
            case Channel.VOICE:
                return self._settings.limits.calls_a_day
        assert_never(channel)

    def _country(self, channel: Channel, destination: Secret) -> tuple[str, int]:
        """A country may be allowed and an expensive range of it not."""
        if channel is Channel.EMAIL:
            return "none", NO_CAP
        return self._settings.limits.country(destination.reveal())

    # --- sign-ins -------------------------------------------------------------------------------

    def sign_ins(self, directory: Capabilities) -> tuple[int, timedelta]:
        """How many tries, forgotten after which quiet time: half of what would lock the account."""
        if directory.lockout_threshold <= 0:
            return self._settings.limits.sign_ins, self._settings.limits.sign_in_window
        return directory.lockout_threshold // 2, timedelta(seconds=directory.lockout_window)

    def may_sign_in(self, tx: Tx, subject: str, directory: Capabilities, now: datetime) -> bool:
        """Take one try. As directories count, only a window without any try forgets the earlier ones."""
        most, gap = self.sign_ins(directory)
        taken = tx.counters.take_chained(f"sign-ins:{subject}", most, gap, now)
        if not taken:
            self._meter.throttled(Limit.SIGN_INS.value)
        return taken

    def signed_in(self, tx: Tx, subject: str) -> None:
        tx.counters.give_back(f"sign-ins:{subject}")


def _failed(subject: str) -> str:
    return f"failed:{subject}"


def _sends(subject: str) -> str:
    return f"sends:account:{subject}"


def _calls(subject: str, channel: Channel) -> str:
    return f"calls:account:{subject}:{channel.value}"
