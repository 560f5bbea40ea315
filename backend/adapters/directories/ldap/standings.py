"""Whether an account is open, from its password policy state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum

from backend.adapters.directories.ldap import times
from backend.adapters.directories.ldap.mapping import LdapDirectorySettings
from backend.adapters.directories.ldap.policies import Policies, Policy
from backend.adapters.directories.ldap.values import Entry
from backend.core.ports import Clock, Standing

FOR_GOOD = "000001010000Z"
"""As ``pwdAccountLockedTime``: locked by an administrator, for good (draft-behera section 5.3.3)."""
STATE = (
    "pwdAccountLockedTime",
    "pwdFailureTime",
    "pwdChangedTime",
    "pwdPolicySubentry",
    "pwdStartTime",
    "modifyTimestamp",
    # 389 Directory Server's own
    "nsAccountLock",
    "accountUnlockTime",
    "passwordRetryCount",
    "retryCountResetTime",
)


class Lock(Enum):
    OPEN = "open"
    LOCKED = "locked"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Closing:
    """What there is to know of one account; `privileged` was found out elsewhere."""

    lock: Lock
    expired: bool
    privileged: bool

    @property
    def standing(self) -> Standing:
        """The gravest thing first, as in every directory."""
        if self.lock is Lock.DISABLED:
            return Standing.DISABLED
        if self.expired:
            return Standing.EXPIRED
        if self.privileged:
            return Standing.PRIVILEGED
        return Standing.LOCKED if self.lock is Lock.LOCKED else Standing.ACTIVE


def lock(entry: Entry, policy: Policy, now: datetime) -> Lock:
    """Of the password policy of OpenLDAP (``pwd…``) or of 389 Directory Server (the others)."""
    if entry.text("nsAccountLock").lower() == "true":
        return Lock.DISABLED
    since = entry.text("pwdAccountLockedTime")
    if since:
        began = times.moment(since)
        if since == FOR_GOOD or began is None:
            return Lock.DISABLED
        if not policy.duration or now < began + timedelta(seconds=policy.duration):
            return Lock.LOCKED
    return Lock.LOCKED if _counted_out(entry, now) else Lock.OPEN


def _counted_out(entry: Entry, now: datetime) -> bool:
    """By 389 Directory Server, which keeps the time when a reset clears the count; the beginning of time
    stands for a lock without an end.
    """
    until = times.moment(entry.text("accountUnlockTime"))
    if until is None or entry.text("passwordRetryCount") in {"", "0"}:
        return False
    return now < until or until == datetime.fromtimestamp(0, UTC)


def expired(entry: Entry, attribute: str, now: datetime) -> bool:
    """Whether the account has ended, or has not begun."""
    ends = times.end(entry.text(attribute))
    begins = times.moment(entry.text("pwdStartTime"))
    return (ends is not None and ends <= now) or (begins is not None and now < begins)


def failures(entry: Entry, policy: Policy, now: datetime) -> int:
    """Failed sign-ins that count towards the lock now."""
    since = now - timedelta(seconds=policy.window)
    counted = [times.moment(text) for text in entry.texts("pwdFailureTime")]
    mine = sum(at is not None and at > since for at in counted)
    retries, forgotten = entry.text("passwordRetryCount"), times.moment(entry.text("retryCountResetTime"))
    current = retries.isdecimal() and (forgotten is None or now < forgotten)
    return mine + (int(retries) if current else 0)


class States:
    """The same, by the policies and the clock in force. May raise `DirectoryUnavailable`."""

    def __init__(self, settings: LdapDirectorySettings, policies: Policies, clock: Clock) -> None:
        self._expires = settings.attributes.expires
        self._policies = policies
        self._clock = clock

    def lock(self, entry: Entry) -> Lock:
        return lock(entry, self._policies.of(entry), self._clock.now())

    def ended(self, entry: Entry) -> bool:
        return expired(entry, self._expires, self._clock.now())

    def on_the_brink(self, entry: Entry) -> bool:
        """Whether one more failed sign-in would lock it."""
        policy = self._policies.of(entry)
        return 0 < policy.threshold <= failures(entry, policy, self._clock.now()) + 1
