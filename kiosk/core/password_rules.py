"""The password rules as ticks that follow the typing. The directory's own answer stays the truth."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import assert_never

from kiosk.core.results import CharacterClass, PasswordRules, Rule


@dataclass(frozen=True, slots=True)
class Tick:
    """One rule as shown. `number` is the figure in its sentence (characters, classes), 0 without one."""

    rule: Rule
    met: bool
    number: int = 0


def ticks(password: str, rules: PasswordRules) -> tuple[Tick, ...]:
    """Every rule of `rules` with whether `password` meets it, always in the same order.

    A greatest length and refused characters are listed only while they are broken: nobody needs to be
    told beforehand of a limit that almost no password meets (NIST SP 800-63B-4 §3.1.1.2 wants few rules).
    """
    listed = [Tick(Rule.TOO_SHORT, len(password) >= rules.min_length, rules.min_length)]
    if 0 < rules.max_length < len(password):
        listed.append(Tick(Rule.TOO_LONG, met=False, number=rules.max_length))
    listed.extend(_class_ticks(password, rules))
    if bad_characters(password, rules):
        listed.append(Tick(Rule.CHARACTER, met=False))
    return tuple(listed)


def _class_ticks(password: str, rules: PasswordRules) -> tuple[Tick, ...]:
    """One tick a class when all are needed, else one for how many of them appear."""
    found = {kind for kind in rules.classes if any(_is(letter, kind) for letter in password)}
    needed = min(rules.classes_needed, len(rules.classes))
    if needed <= 0:
        return ()
    if needed < len(rules.classes):
        return (Tick(Rule.CLASSES, len(found) >= needed, needed),)
    return tuple(Tick(_rule_of(kind), kind in found) for kind in rules.classes)


def _is(letter: str, kind: CharacterClass) -> bool:
    """Classes as Active Directory counts them: any letter by its case, a digit, all else is special."""
    match kind:
        case CharacterClass.LOWER:
            return unicodedata.category(letter) == "Ll"
        case CharacterClass.UPPER:
            return unicodedata.category(letter) == "Lu"
        case CharacterClass.DIGIT:
            return letter in "0123456789"
        case CharacterClass.SPECIAL:
            return not letter.isalnum() and letter.isprintable()
        case unreachable:
            assert_never(unreachable)


def _rule_of(kind: CharacterClass) -> Rule:
    match kind:
        case CharacterClass.LOWER:
            return Rule.LOWER
        case CharacterClass.UPPER:
            return Rule.UPPER
        case CharacterClass.DIGIT:
            return Rule.DIGIT
        case CharacterClass.SPECIAL:
            return Rule.SPECIAL
        case unreachable:
            assert_never(unreachable)


def bad_characters(password: str, rules: PasswordRules) -> tuple[str, ...]:
    """The characters that the directory would refuse, each once, in the order typed."""
    if not rules.allowed:
        return ()
    return tuple(dict.fromkeys(letter for letter in password if letter not in rules.allowed))
