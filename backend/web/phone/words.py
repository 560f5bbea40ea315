"""What the phone's pages say beside their templates; the other languages are in the catalogues."""

from __future__ import annotations

from backend.core.languages import Language, en
from backend.core.views import BrokenRule, CharacterClass, Outcome, PasswordRules, Rule
from backend.web.languages import listed

PROBLEMS = {
    Outcome.DESTINATION_MISMATCH.value: en("That is not the number or address on record. Nothing was sent."),
    Outcome.DESTINATION_UNREADABLE.value: en(
        "This cannot be read as a number or an address. Type it in full."
    ),
    Outcome.SEND_LIMITED.value: en(
        "Too many messages for now. Try again in {seconds} seconds, or ask staff."
    ),
    Outcome.WRONG_CODE.value: en("This is not the code. Compare each digit with the message."),
    Outcome.CODE_EXPIRED.value: en("This code is too old. Ask for a new one."),
    Outcome.CODE_SPENT.value: en("This code works no more. Ask for a new one."),
    Outcome.PASSWORD_REFUSED.value: en("This password cannot be used:"),
    Outcome.DIRECTORY_DOWN.value: en(
        "The directory does not answer. Nothing was changed: try again shortly."
    ),
    Outcome.WRITE_UNKNOWN.value: en("It is not certain whether the password was changed."),
    Outcome.NOT_LOCKED.value: en("Your account is not locked. Choose a new password."),
    "wrong_code_of_app": en("Wait for the next code of your app: this one is wrong, or was used."),
    "app_over": en("Choose a method again: that code can be answered no more."),
    "no_code": en("Type the code you received."),
    "not_the_same": en("The two passwords differ. Type the same one twice."),
}
REFUSED = {
    Rule.TOO_SHORT: en("it is too short"),
    Rule.TOO_LONG: en("it is too long"),
    Rule.LOWER: en("it lacks a lower-case letter"),
    Rule.UPPER: en("it lacks an upper-case letter"),
    Rule.DIGIT: en("it lacks a digit"),
    Rule.SPECIAL: en("it lacks a special character"),
    Rule.CLASSES: en("it needs more kinds of characters"),
    Rule.CHARACTER: en("it contains a character that is not accepted"),
    Rule.COMMON: en("it is guessed at once"),
    Rule.COLLEGE_WORD: en("it contains a word of the college"),
    Rule.OWN_NAME: en("it contains a part of your name or user ID"),
    Rule.HISTORY: en("you have used it before"),
    Rule.TOO_RECENT: en("the last change was too short a time ago"),
    Rule.CURRENT_WRONG: en("the current password is not the right one"),
    Rule.OTHER: en("the directory does not accept it"),
}
AT_LEAST = en("at least {number} characters")
AT_LEAST_OF = en("at least {number} of these: {kinds}")
CLASSES = {
    CharacterClass.LOWER: en("a lower-case letter"),
    CharacterClass.UPPER: en("an upper-case letter"),
    CharacterClass.DIGIT: en("a digit"),
    CharacterClass.SPECIAL: en("a special character"),
}


def said(tongue: Language, text: str) -> str:
    """`text`, which is English, in the language of the page."""
    return tongue.phone.get(text, text)


def why_refused(tongue: Language, broken: BrokenRule) -> str:
    """One reason of a refusal, with the word or character where that was named."""
    reason = said(tongue, REFUSED[broken.rule])
    return f"{reason} ({tongue.isolated(broken.detail)})" if broken.detail else reason


def rule_lines(tongue: Language, rules: PasswordRules) -> list[str]:
    """What the directory asks of a new password, a line each."""
    lines = [said(tongue, AT_LEAST).format(number=rules.min_length)]
    kinds = [said(tongue, CLASSES[one]) for one in rules.classes]
    if rules.classes_needed >= len(kinds):
        return lines + kinds
    few = said(tongue, AT_LEAST_OF)
    return [*lines, few.format(number=rules.classes_needed, kinds=listed(tongue, kinds))]
