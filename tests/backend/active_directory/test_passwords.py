from __future__ import annotations

import pytest

from backend.adapters.directories.ad.passwords import (
    ENFORCE,
    POLICY_HINTS,
    POLICY_HINTS_DEPRECATED,
    complexity_broken,
    hints,
    quoted,
)
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Rule


def test_the_value_is_quoted_and_little_endian() -> None:
    assert quoted(Secret("aé")) == b'"\0a\0\xe9\0"\0'
    assert quoted(Secret('a"b')) == '"a"b"'.encode("utf-16-le")
    emoji = quoted(Secret("\N{TRAM}"))
    assert emoji is not None
    assert emoji.decode("utf-16-le") == '"\N{TRAM}"'
    assert quoted(Secret("\ud83d")) is None


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        ((POLICY_HINTS, POLICY_HINTS_DEPRECATED), POLICY_HINTS),
        ((POLICY_HINTS_DEPRECATED, POLICY_HINTS), POLICY_HINTS),
        ((POLICY_HINTS_DEPRECATED,), POLICY_HINTS_DEPRECATED),
        (("1.2.840.113556.1.4.417",), None),
        ((), None),
    ],
)
def test_history_is_enforced_by_the_newest_control_offered(
    offered: tuple[str, ...], chosen: str | None
) -> None:
    assert hints(offered) == chosen


def test_the_control_asks_for_flag_one() -> None:
    assert list(ENFORCE) == [0x30, 3, 0x02, 1, 1]


FEW = BrokenRule(Rule.CLASSES)


@pytest.mark.parametrize(
    ("password", "broken"),
    [
        ("alllowercase", (FEW,)),
        ("lower1234", (FEW,)),
        ("Lower1234", ()),
        ("lower-1234", ()),
        ("ÉTÉ-hiver", ()),
        ("été 2026€", (FEW,)),  # a blank and a currency sign are of no class
        ("字母lower12", ()),  # letters without case are the fifth class
        ("字母lower", (FEW,)),
        ("\N{TRAM}Tram12", ()),
    ],
)
def test_three_of_five_classes(password: str, broken: tuple[BrokenRule, ...]) -> None:
    assert complexity_broken(Secret(password), "", "") == broken


@pytest.mark.parametrize(
    ("password", "named"),
    [
        ("xx-FERRERfr2017-9", ["ferrerfr2017", "ferrer"]),
        ("Francisco-2026", ["francisco"]),
        ("A-van-9-Tram", ["van"]),
        ("Le-Tram-81", []),  # "le" is too short to count
        ("Francis-Co-81", []),
    ],
)
def test_no_name_of_three_letters_may_appear(password: str, named: list[str]) -> None:
    broken = complexity_broken(Secret(password), "ferrerfr2017", "Ferrer, Francisco\tvan-Le#Q")
    assert [(one.rule, one.detail) for one in broken] == [(Rule.OWN_NAME, name) for name in named]


def test_a_short_account_name_does_not_count() -> None:
    assert complexity_broken(Secret("Abc-defg-1"), "ab", "") == ()
    assert complexity_broken(Secret("Abc-defg-1"), "abc", "") == (BrokenRule(Rule.OWN_NAME, "abc"),)
