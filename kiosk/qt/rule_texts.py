"""The rules of a password in words: as ticks that follow the typing, and as reasons of a refusal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.core.password_rules import Tick
from kiosk.core.results import BrokenRule, Rule
from kiosk.qt.counted import Counted
from kiosk.qt.pages.parts import own


def tick_text(tick: Tick, refused: tuple[str, ...]) -> str:
    """The line of one tick. `refused` are the characters that the directory would not accept."""
    match tick.rule:
        case Rule.TOO_SHORT:
            return Counted().at_least(tick.number)
        case Rule.TOO_LONG:
            return Counted().at_most(tick.number)
        case Rule.CLASSES:
            return Counted().kinds(tick.number)
        case Rule.CHARACTER:
            return _characters(refused)
        case _:
            return _kind(tick.rule)


def _kind(rule: Rule) -> str:
    match rule:
        case Rule.LOWER:
            return QCoreApplication.translate("Rule", "a lower-case letter")
        case Rule.UPPER:
            return QCoreApplication.translate("Rule", "an upper-case letter")
        case Rule.DIGIT:
            return QCoreApplication.translate("Rule", "at least one digit")
        case Rule.SPECIAL:
            return QCoreApplication.translate("Rule", "a special character")
        case _:
            return ""


def listed(parts: Iterable[str]) -> str:
    """A list in the punctuation of the language."""
    return QCoreApplication.translate("List", ", ").join(parts)


def _characters(refused: tuple[str, ...]) -> str:
    shown = listed(own(_visible(sign)) for sign in refused)
    text = QCoreApplication.translate("Rule", "without the characters that are not accepted: {characters}")
    return text.format(characters=shown)


def _visible(sign: str) -> str:
    if sign == " ":
        return QCoreApplication.translate("Rule", "space")
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"


def reason(broken: BrokenRule) -> str:
    """Why the directory refuses a password, as a line of a list."""
    match broken.rule:
        case Rule.TOO_SHORT:
            return QCoreApplication.translate("Rule", "it is too short")
        case Rule.TOO_LONG:
            return QCoreApplication.translate("Rule", "it is too long")
        case Rule.LOWER:
            return QCoreApplication.translate("Rule", "it lacks a lower-case letter")
        case Rule.UPPER:
            return QCoreApplication.translate("Rule", "it lacks an upper-case letter")
        case Rule.DIGIT:
            return QCoreApplication.translate("Rule", "it lacks a digit")
        case Rule.SPECIAL:
            return QCoreApplication.translate("Rule", "it lacks a special character")
        case Rule.CLASSES:
            return QCoreApplication.translate("Rule", "it needs more kinds of characters")
        case Rule.HISTORY:
            return QCoreApplication.translate("Rule", "you have used it before")
        case Rule.TOO_RECENT:
            return QCoreApplication.translate("Rule", "the last change was too short a time ago")
        case Rule.CURRENT_WRONG:
            return QCoreApplication.translate("Rule", "the current password is no longer the right one")
        case Rule.OTHER:
            return QCoreApplication.translate("Rule", "the directory does not accept it")
        case Rule.CHARACTER | Rule.COMMON | Rule.COLLEGE_WORD | Rule.OWN_NAME:
            return _named(broken.rule, broken.detail)
        case unreachable:
            assert_never(unreachable)


def _named(rule: Rule, detail: str) -> str:
    """With the character or word, when the backend named it."""
    if not detail:
        return _unnamed(rule)
    match rule:
        case Rule.CHARACTER:
            text = QCoreApplication.translate("Rule", "the character {detail} is not accepted")
            detail = _visible(detail) if len(detail) == 1 else detail
        case Rule.COMMON:
            text = QCoreApplication.translate("Rule", "“{detail}” is guessed at once")
        case Rule.COLLEGE_WORD:
            text = QCoreApplication.translate("Rule", "“{detail}” is a word of the college")
        case _:
            text = QCoreApplication.translate("Rule", "“{detail}” is part of your name or user ID")
    return text.format(detail=own(detail))


def _unnamed(rule: Rule) -> str:
    match rule:
        case Rule.CHARACTER:
            return QCoreApplication.translate("Rule", "it contains a character that is not accepted")
        case Rule.COMMON:
            return QCoreApplication.translate("Rule", "it is guessed at once")
        case Rule.COLLEGE_WORD:
            return QCoreApplication.translate("Rule", "it contains a word of the college")
        case _:
            return QCoreApplication.translate("Rule", "it contains your name or user ID")
