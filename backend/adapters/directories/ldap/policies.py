"""The password policies that the directory publishes (draft-behera-ldap-password-policy-10 section 5.2)."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from backend.adapters.directories.ldap.mapping import LdapDirectorySettings
from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.ldap.values import Entry
from backend.core.ports import DirectoryUnavailable
from backend.core.views import PasswordRules

KEPT = 300.0
"""Seconds after which a policy is read again, behind the back of who asks."""
RETRY = 5.0
FOR_EVER = 365 * 86_400
"""Seconds in which failed sign-ins count, where only a right password clears them."""
ATTRIBUTES = (
    "pwdMinLength",
    "pwdMaxLength",
    "pwdInHistory",
    "pwdLockout",
    "pwdMaxFailure",
    "pwdFailureCountInterval",
    "pwdLockoutDuration",
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy. `threshold` 0 never locks; `duration` 0 locks until somebody unlocks. Seconds."""

    min_length: int = 0
    max_length: int = 0
    history: int = 0
    threshold: int = 0
    window: int = 0
    duration: int = 0


CAUTIOUS = Policy(threshold=1)
"""While the policy could not be read: half of one try is none, so no sign-in is tried at a station."""


def read(entry: Entry) -> Policy:
    """The policy that a ``pwdPolicy`` entry states."""
    locks = entry.text("pwdLockout").upper() == "TRUE"
    return Policy(
        min_length=_number(entry, "pwdMinLength"),
        max_length=_number(entry, "pwdMaxLength"),
        history=_number(entry, "pwdInHistory"),
        threshold=_number(entry, "pwdMaxFailure") if locks else 0,
        window=_number(entry, "pwdFailureCountInterval") or FOR_EVER,
        duration=_number(entry, "pwdLockoutDuration"),
    )


def _number(entry: Entry, name: str) -> int:
    text = entry.text(name)
    return int(text) if text.isdecimal() else 0


def narrowed(rules: PasswordRules, policy: Policy) -> PasswordRules:
    """`rules` as strict as `policy` at least."""
    longest = min(rules.max_length, policy.max_length or rules.max_length)
    return replace(rules, min_length=max(rules.min_length, policy.min_length), max_length=longest)


class Policies:
    """Policies by name. `default` never waits for the directory once it was read. Thread-safe."""

    def __init__(
        self,
        settings: LdapDirectorySettings,
        transport: Transport,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._transport = transport
        self._monotonic = monotonic
        self._known: dict[str, tuple[Policy, float]] = {}
        self._tried_at: float | None = None
        self._lock = threading.Lock()

    @property
    def default(self) -> Policy:
        """That of everybody without one of their own, with the settings' own lock-out in its place.

        Asked within transactions too, so a stale one is renewed by a thread; only the first question waits.
        """
        settings, name = self._settings, self._settings.policy
        policy = self._cached(name) if name else Policy(window=settings.lockout_window)
        if settings.lockout_threshold is not None:
            window = settings.lockout_window
            return replace(policy or Policy(), threshold=settings.lockout_threshold, window=window)
        return policy or CAUTIOUS

    def of(self, entry: Entry) -> Policy:
        """The one in force for an account, which may name its own. Raises `DirectoryUnavailable`."""
        own = entry.text("pwdPolicySubentry")
        if not own or own.lower() == self._settings.policy.lower():
            return self.default
        with self._lock:
            known, at = self._known.get(own.lower(), (None, 0.0))
        if known is None or self._monotonic() - at > KEPT:
            known = self._read(own)
        return known or self.default

    def _cached(self, name: str) -> Policy | None:
        now = self._monotonic()
        with self._lock:
            known = self._known.get(name.lower(), (None, 0.0))[0]
            first = self._tried_at is None
            due = first or now - (self._tried_at or 0.0) > (RETRY if known is None else KEPT)
            if due:
                self._tried_at = now
        if due and first:
            self._renew()
            return self._known.get(name.lower(), (None, 0.0))[0]
        if due:
            threading.Thread(target=self._renew, name="ldap-policy", daemon=True).start()
        return known

    def _renew(self) -> None:
        try:
            self._read(self._settings.policy)
        except DirectoryUnavailable as error:
            _log.warning("the password policy could not be read: %s", error)

    def _read(self, name: str) -> Policy | None:
        """None where there is no such entry, or the service account may not see it."""
        entry = self._transport.entry(name, ATTRIBUTES)
        if entry is None:
            _log.warning("there is no password policy %s to be read", name)
            return None
        policy = read(entry)
        with self._lock:
            self._known[name.lower()] = (policy, self._monotonic())
        return policy
