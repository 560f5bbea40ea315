"""Password and lock-out policy: the domain's, and the fine-grained ones (password settings objects)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from backend.adapters.directories.ad.passwords import CLASSES_NEEDED, LONGEST
from backend.adapters.directories.ad.values import interval
from backend.adapters.directories.ldap.values import Entry
from backend.core.views import CharacterClass, PasswordRules

COMPLEX = 0x1
"""DOMAIN_PASSWORD_COMPLEX of pwdProperties (MS-SAMR 2.2.3.5)."""

DOMAIN_ATTRIBUTES = (
    "minPwdLength",
    "pwdProperties",
    "pwdHistoryLength",
    "minPwdAge",
    "lockoutThreshold",
    "lockOutObservationWindow",
)
PSO_ATTRIBUTES = (
    "msDS-MinimumPasswordLength",
    "msDS-PasswordComplexityEnabled",
    "msDS-PasswordHistoryLength",
    "msDS-MinimumPasswordAge",
    "msDS-LockoutThreshold",
    "msDS-LockoutObservationWindow",
)


@dataclass(frozen=True, slots=True)
class Policy:
    """`threshold` failed sign-ins within `window` lock; 0 never does."""

    min_length: int
    complexity: bool
    history: int
    min_age: timedelta
    threshold: int
    window: timedelta


def of_domain(entry: Entry) -> Policy:
    """The policy that the domain object carries."""
    length, properties, history, age, threshold, window = map(entry.text, DOMAIN_ATTRIBUTES)
    return Policy(
        min_length=_number(length),
        complexity=bool(_number(properties) & COMPLEX),
        history=_number(history),
        min_age=interval(age),
        threshold=_number(threshold),
        window=interval(window),
    )


def of_settings_object(entry: Entry) -> Policy:
    """A fine-grained policy (msDS-PasswordSettings)."""
    length, complexity, history, age, threshold, window = map(entry.text, PSO_ATTRIBUTES)
    return Policy(
        min_length=_number(length),
        complexity=complexity.upper() == "TRUE",
        history=_number(history),
        min_age=interval(age),
        threshold=_number(threshold),
        window=interval(window),
    )


def strictest_lockout(policies: Iterable[Policy]) -> tuple[int, int]:
    """The lowest threshold that locks anybody, and the longest time, in seconds, after which failures are
    forgotten: that long after the *last* one. (0, 0) when none locks.
    """
    locking = [policy for policy in policies if policy.threshold > 0]
    if not locking:
        return 0, 0
    longest = max(policy.window for policy in locking)
    return min(policy.threshold for policy in locking), _seconds(longest)


def stricter(rules: PasswordRules, policy: Policy) -> PasswordRules:
    """The institution's `rules` where they ask for more than `policy`, and `policy` where it does."""
    shortest = max(rules.min_length, policy.min_length)
    longest = max(shortest, min(rules.max_length, LONGEST))
    made = replace(rules, min_length=shortest, max_length=longest)
    if not policy.complexity or _asks_enough(rules):
        return made
    return replace(made, classes=tuple(CharacterClass), classes_needed=CLASSES_NEEDED)


def _asks_enough(rules: PasswordRules) -> bool:
    return min(rules.classes_needed, len(rules.classes)) >= CLASSES_NEEDED


def _seconds(length: timedelta) -> int:
    return int(min(length, timedelta(days=3650)).total_seconds())


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0
