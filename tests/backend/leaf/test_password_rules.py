from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend.core.password_rules import character_class, check, common_passwords
from backend.core.secret import Secret
from backend.core.views import BrokenRule, CharacterClass, PasswordRules, Rule
from tests.backend.leaf import word_list
from tests.backend.leaf.rules import SHEET

OWN = ("Francisco", "Ferrer", "FerrerFr2017@he-ferrer.eu")
FREE = PasswordRules(8, 64, (), 0, "")


def broken(password: str, rules: PasswordRules = SHEET, own: tuple[str, ...] = OWN) -> set[Rule]:
    return {found.rule for found in check(Secret(password), rules, own)}


@pytest.mark.parametrize("password", ["Tramway7!vert", "xK9#mQ2$", "8 lampes Rouges?", "A1?aA2!bzq"])
def test_a_good_password_breaks_nothing(password: str) -> None:
    assert check(Secret(password), SHEET, OWN) == ()


def test_every_broken_rule_is_told_at_once() -> None:
    found = check(Secret("ééa"), SHEET, OWN)
    assert found == (
        BrokenRule(Rule.TOO_SHORT),
        BrokenRule(Rule.UPPER),
        BrokenRule(Rule.DIGIT),
        BrokenRule(Rule.SPECIAL),
        BrokenRule(Rule.CHARACTER, "é"),
    )


def test_length_is_counted_in_code_points() -> None:
    assert Rule.TOO_SHORT not in broken("🜁🜂🜃🜄🜁🜃🜂🜄", FREE)
    assert Rule.TOO_SHORT in broken("🜁🜂🜃🜄🜁🜃🜂", FREE)
    assert broken("ab" * 32 + "c", FREE) == {Rule.TOO_LONG}


def test_three_of_four_classes_is_one_rule() -> None:
    three = replace(SHEET, classes_needed=3)
    assert broken("tramway7vert", three) == {Rule.CLASSES}
    assert broken("Tramway7vert", three) == set()


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        ("a", CharacterClass.LOWER),
        ("é", CharacterClass.LOWER),
        ("É", CharacterClass.UPPER),
        ("7", CharacterClass.DIGIT),
        ("€", CharacterClass.SPECIAL),
        ("_", CharacterClass.SPECIAL),
        (" ", None),
        ("٣", None),
        ("字", None),
        ("\x07", None),
    ],
)
def test_classes_of_characters(mark: str, kind: CharacterClass | None) -> None:
    assert character_class(mark) is kind


@pytest.mark.parametrize(("mark", "named"), [("§", "§"), ("\t", "U+0009"), ("\ud800", "U+D800")])
def test_the_offending_character_is_named(mark: str, named: str) -> None:
    found = check(Secret("Tramway7!vert" + mark), SHEET, OWN)
    assert found == (BrokenRule(Rule.CHARACTER, named),)


def test_without_a_list_of_characters_only_control_characters_are_refused() -> None:
    assert broken("Tramway7!vért§€", FREE) == set()
    assert broken("Tramway7!\0vert", FREE) == {Rule.CHARACTER}


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("password", ""),
        ("PASSWORD", ""),
        ("123456789", ""),
        ("Passwörd", ""),
        ("Azertyuiop", ""),
        ("p@ssw0rd", ""),
        ("Password1!", "password"),
        ("!Password2024!", "password"),
        ("Octobre2026!", "octobre"),
        ("Motdepasse1!", "motdepasse"),
        ("B0nj0ur!!", "bonjour"),
        ("F3vr1er!26", "fevrier"),
    ],
)
def test_common_passwords_are_refused_and_named(password: str, word: str) -> None:
    assert BrokenRule(Rule.COMMON, word) in check(Secret(password), FREE, ())


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("Ferrer2017!", "ferrer"),
        ("F3rr3r!2026", "ferrer"),
        ("!Bruxelles1", "bruxelles"),
        ("heffHEFF1!", "heff"),
    ],
)
def test_college_words_are_refused_with_too_little_else(password: str, word: str) -> None:
    assert check(Secret(password), FREE, ()) == (BrokenRule(Rule.COLLEGE_WORD, word),)


def test_a_college_word_with_enough_else_is_accepted() -> None:
    assert broken("Ferrer-k7#", SHEET, ()) == set()
    assert broken("Ferrer-k7", FREE, ()) == {Rule.COLLEGE_WORD}
    assert broken("Ferrer-kq7#", SHEET, ()) == set()


@pytest.mark.parametrize("password", ["FerrerFr2017", "FerrerFr2017!", "Fr@ncisco.1!", "FRANCISCO2017?"])
def test_own_names_and_the_account_name_are_refused(password: str) -> None:
    assert broken(password, FREE) == {Rule.OWN_NAME}


def test_own_words_with_signs_are_compared_without_them() -> None:
    assert broken("DUrsel12!", FREE, ("Zoë", "d'Ursel")) == {Rule.OWN_NAME}
    assert broken("Zoe-Zoé-1", FREE, ("Zoë", "d'Ursel")) == {Rule.OWN_NAME}


def test_short_own_words_prove_nothing() -> None:
    assert broken("Li7#kq?Zu", SHEET, ("Li", "Yu", "", "--")) == set()


@given(st.text(max_size=400), st.lists(st.text(max_size=20), max_size=4))
@example("\0" * 300, ["\0\0\0"])
@example("aaaa" * 100, ["aaa", "a" * 20])
def test_no_text_makes_it_raise(password: str, own: list[str]) -> None:
    for found in check(Secret(password), SHEET, own):
        found.detail.encode("utf-8")


NAMED_BY_THE_LIST = {Rule.COMMON, Rule.COLLEGE_WORD, Rule.OWN_NAME}
"""Their detail is the word of the list, which a password may be, letter by letter."""


@given(st.text(max_size=30))
def test_a_password_is_never_repeated_in_the_answer(password: str) -> None:
    found = [one for one in check(Secret(password), FREE, OWN) if one.rule not in NAMED_BY_THE_LIST]
    details = [one.detail for one in found if len(one.detail) > 1]
    assert password not in [detail for detail in details if not detail.startswith("U+")]


def test_the_shipped_list_is_what_the_documented_derivation_makes() -> None:
    assert word_list.stored() == word_list.derive()
    assert word_list.TARGET.stat().st_size <= 200_000
    assert len(common_passwords()) >= word_list.WORDS


def test_the_text_lists_hold_folded_words_only() -> None:
    for name in ("common_words.txt", "college_words.txt"):
        lines = (word_list.TARGET.parent / Path(name)).read_text(encoding="utf-8").splitlines()
        words = [line for line in lines if line and not line.startswith("#")]
        assert words == [word.casefold() for word in words]
        assert len(words) == len(set(words))
