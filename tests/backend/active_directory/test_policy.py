from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from backend.adapters.directories.ad.policy import (
    Policy,
    of_domain,
    of_settings_object,
    stricter,
    strictest_lockout,
)
from backend.adapters.directories.ldap.values import Entry
from backend.adapters.directories.sql_settings import SHEET_RULES
from backend.core.views import CharacterClass, PasswordRules

LOOSE = Policy(0, complexity=False, history=0, min_age=timedelta(0), threshold=0, window=timedelta(0))
LAX = PasswordRules(min_length=4, max_length=64, classes=(), classes_needed=0, allowed="")


def entry(**attributes: str) -> Entry:
    return Entry(
        "", {name.lower().replace("_", "-"): (value.encode(),) for name, value in attributes.items()}
    )


def test_the_domain_tells_its_policy() -> None:
    told = entry(
        minPwdLength="10",
        pwdProperties="17",
        pwdHistoryLength="24",
        minPwdAge="-864000000000",
        lockoutThreshold="5",
        lockOutObservationWindow="-18000000000",
    )
    assert of_domain(told) == Policy(
        10, complexity=True, history=24, min_age=timedelta(days=1), threshold=5, window=timedelta(minutes=30)
    )
    assert not of_domain(entry(pwdProperties="16")).complexity
    assert of_domain(entry()) == LOOSE


def test_a_settings_object_tells_its_policy() -> None:
    told = entry(
        msDS_MinimumPasswordLength="14",
        msDS_PasswordComplexityEnabled="TRUE",
        msDS_PasswordHistoryLength="3",
        msDS_MinimumPasswordAge="0",
        msDS_LockoutThreshold="4",
        msDS_LockoutObservationWindow="-6000000000",
    )
    assert of_settings_object(told) == Policy(
        14, complexity=True, history=3, min_age=timedelta(0), threshold=4, window=timedelta(minutes=10)
    )
    assert not of_settings_object(entry(msDS_PasswordComplexityEnabled="FALSE")).complexity


def test_the_lowest_threshold_and_the_longest_window_count() -> None:
    long = replace(LOOSE, threshold=10, window=timedelta(hours=1))
    low = replace(LOOSE, threshold=4, window=timedelta(minutes=10))
    assert strictest_lockout([LOOSE, long, low]) == (4, 3600)
    assert strictest_lockout([LOOSE]) == (0, 0)
    forever = replace(LOOSE, threshold=1, window=timedelta.max)
    assert strictest_lockout([forever]) == (1, 3650 * 86_400)


def test_the_stricter_of_the_institution_and_the_directory_holds() -> None:
    policy = replace(LOOSE, min_length=12, complexity=True)
    assert stricter(SHEET_RULES, policy) == replace(SHEET_RULES, min_length=12)
    assert stricter(SHEET_RULES, LOOSE) == SHEET_RULES
    assert stricter(LAX, policy) == replace(
        LAX, min_length=12, classes=tuple(CharacterClass), classes_needed=3
    )
    assert stricter(LAX, LOOSE) == LAX


def test_no_policy_makes_rules_that_nothing_fulfils() -> None:
    made = stricter(replace(LAX, max_length=20), replace(LOOSE, min_length=30))
    assert (made.min_length, made.max_length) == (30, 30)
    assert stricter(replace(LAX, max_length=500), LOOSE).max_length == 127
