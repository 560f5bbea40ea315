"""The rules tick one by one while the password is typed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.password_rules import bad_characters, ticks
from kiosk.core.results import Rule
from tests.kiosk.fakes import PASSWORD_RULES


def _met(password: str) -> dict[Rule, bool]:
    return {tick.rule: tick.met for tick in ticks(password, PASSWORD_RULES)}


def test_an_empty_password_meets_none_of_the_five_rules_of_the_sheet() -> None:
    assert _met("") == dict.fromkeys(
        (Rule.TOO_SHORT, Rule.LOWER, Rule.UPPER, Rule.DIGIT, Rule.SPECIAL), False
    )


def test_each_character_ticks_its_own_rule() -> None:
    assert [rule for rule, met in _met("a").items() if met] == [Rule.LOWER]
    assert [rule for rule, met in _met("É").items() if met] == [Rule.UPPER]
    assert [rule for rule, met in _met("7").items() if met] == [Rule.DIGIT]
    assert [rule for rule, met in _met("€").items() if met] == [Rule.SPECIAL]
    assert [rule for rule, met in _met("????????").items() if met] == [Rule.TOO_SHORT, Rule.SPECIAL]


def test_a_good_password_ticks_everything() -> None:
    assert all(_met("Str0ng-enough").values())


def test_three_of_four_classes_are_one_rule_with_its_number() -> None:
    rules = replace(PASSWORD_RULES, classes_needed=3)
    short, classes = ticks("abcDEF12", rules)
    assert short.met
    assert (classes.rule, classes.met, classes.number) == (Rule.CLASSES, True, 3)
    assert not ticks("abcdef12", rules)[1].met


def test_a_limit_that_few_meet_shows_only_when_it_is_met() -> None:
    rules = replace(PASSWORD_RULES, max_length=10)
    assert Rule.TOO_LONG not in {tick.rule for tick in ticks("Abcdefg-1", rules)}
    longest = next(tick for tick in ticks("Abcdefghi-1", rules) if tick.rule is Rule.TOO_LONG)
    assert (longest.met, longest.number) == (False, 10)


def test_a_character_the_directory_refuses_is_named_once() -> None:
    rules = replace(PASSWORD_RULES, allowed="abcdefghijklmnopqrstuvwxyzABC123!")
    assert bad_characters("aé€é b", rules) == ("é", "€", " ")
    assert Rule.CHARACTER in {tick.rule for tick in ticks("aé", rules)}
    assert bad_characters("aé€é b", PASSWORD_RULES) == ()


@given(st.text(), st.integers(-1, 6), st.text(max_size=5))
def test_no_password_raises(password: str, needed: int, allowed: str) -> None:
    rules = replace(PASSWORD_RULES, classes_needed=needed, allowed=allowed)
    assert ticks(password, rules)[0].rule is Rule.TOO_SHORT
