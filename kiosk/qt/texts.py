"""Every message of a problem, by its code, in the language in use.

French is the sheet's wording where it has one. Texts are literals, as lupdate finds no others. At most two
short sentences, what to do next first, and nothing that tells whether an account exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.core.results import BrokenRule, Rule
from kiosk.core.states import (
    CaptchaForm,
    CodeProblem,
    ContactProblem,
    IdentifyProblem,
    MethodProblem,
    PasswordProblem,
    PhoneProblem,
    SignInProblem,
    StaffProblem,
)
from kiosk.qt.banner import Tone
from kiosk.qt.counted import Counted
from kiosk.qt.method_texts import method_problem
from kiosk.qt.rule_texts import listed, reason


@dataclass(frozen=True, slots=True)
class Message:
    """What a banner says; an empty text hides it."""

    tone: Tone
    text: str


NOTHING = Message(Tone.NOTICE, "")


def _problem(text: str) -> Message:
    return Message(Tone.PROBLEM, text)


def unavailable() -> Message:
    text = QCoreApplication.translate("Problem", "Please try again: the service did not answer.")
    return Message(Tone.WARNING, text)


def sign_in(problem: SignInProblem | None) -> Message:
    match problem:
        case None:
            return NOTHING
        case SignInProblem.REFUSED:
            return _problem(
                QCoreApplication.translate(
                    "Problem",
                    "We don't recognise this user ID or password. "
                    "Be sure to type the password of your work or school account.",
                )
            )
        case SignInProblem.NOT_CHECKABLE:
            text = QCoreApplication.translate(
                "Problem",
                "Press Next to get back into your account. Passwords cannot be tried at this station.",
            )
            return Message(Tone.NOTICE, text)
        case SignInProblem.IDENTIFIER_EMPTY:
            return _problem(QCoreApplication.translate("Problem", "Type your user ID."))
        case SignInProblem.PASSWORD_EMPTY:
            return _problem(QCoreApplication.translate("Problem", "Type your password."))
        case SignInProblem.UNAVAILABLE:
            return unavailable()
        case unreachable:
            assert_never(unreachable)


def identify(problem: IdentifyProblem | None, form: CaptchaForm) -> Message:
    match problem:
        case None:
            return NOTHING
        case IdentifyProblem.IDENTIFIER_EMPTY:
            return _problem(QCoreApplication.translate("Problem", "Type your user ID."))
        case IdentifyProblem.ANSWER_EMPTY:
            return _problem(
                QCoreApplication.translate(
                    "Problem", "Type the characters of the picture, or listen to the digits."
                )
            )
        case IdentifyProblem.ANSWER_WRONG:
            return _problem(_wrong_answer(form))
        case IdentifyProblem.NOW_ASKED:
            text = QCoreApplication.translate("Problem", "Type the characters too, or listen to the digits.")
            return Message(Tone.WARNING, text)
        case IdentifyProblem.UNAVAILABLE:
            return unavailable()
        case IdentifyProblem.RESET_GONE:
            text = QCoreApplication.translate(
                "Problem", "Please start again here: the time for this reset has run out."
            )
            return Message(Tone.WARNING, text)
        case unreachable:
            assert_never(unreachable)


def _wrong_answer(form: CaptchaForm) -> str:
    match form:
        case CaptchaForm.PICTURE:
            return QCoreApplication.translate(
                "Problem", "Try this new picture: the answer was not the right one."
            )
        case CaptchaForm.SPOKEN:
            return QCoreApplication.translate(
                "Problem", "Listen to these new digits: the answer was not the right one."
            )
        case unreachable:
            assert_never(unreachable)


def method(problem: MethodProblem | None, wait: int) -> Message:
    """Args: `wait` is the seconds until a limited send may be tried again; 0 when unknown."""
    match problem:
        case None:
            return NOTHING
        case MethodProblem.SEND_LIMITED:
            return _limited(wait)
        case MethodProblem.NEXT_GATE:
            text = QCoreApplication.translate(
                "Problem", "The first step is done. Choose a second method to finish the verification."
            )
            return Message(Tone.SUCCESS, text)
        case MethodProblem.UNAVAILABLE:
            return unavailable()
        case _:
            return _problem(method_problem(problem))


def _limited(wait: int) -> Message:
    minutes = -(-wait // 60)
    if minutes <= 0:
        text = QCoreApplication.translate(
            "Problem", "Choose another method or ask staff: too many messages were sent this way."
        )
        return Message(Tone.WARNING, text)
    return Message(Tone.WARNING, Counted().limited(minutes))


def code(problem: CodeProblem | None) -> Message:
    match problem:
        case None:
            return NOTHING
        case CodeProblem.EMPTY:
            return _problem(QCoreApplication.translate("Problem", "Type the code you received."))
        case CodeProblem.WRONG:
            return _problem(
                QCoreApplication.translate(
                    "Problem", "Check the code and type it again: it is not the right one."
                )
            )
        case CodeProblem.EXPIRED:
            return _problem(
                QCoreApplication.translate("Problem", "Ask for a new code: that one has expired.")
            )
        case CodeProblem.SEND_LIMITED:
            return _limited(0)
        case CodeProblem.UNAVAILABLE:
            return unavailable()
        case unreachable:
            assert_never(unreachable)


def staff(problem: StaffProblem | None) -> Message:
    match problem:
        case None | StaffProblem.IDENTIFIER_NEEDED:
            return NOTHING
        case StaffProblem.NUMBER_EMPTY:
            return _problem(QCoreApplication.translate("Problem", "Type the number that staff gave you."))
        case StaffProblem.NUMBER_WRONG:
            return _problem(
                QCoreApplication.translate("Problem", "Ask staff for the number again: that is not it.")
            )
        case StaffProblem.REFUSED:
            return _problem(
                QCoreApplication.translate(
                    "Problem", "Staff did not approve the request. They can tell you why."
                )
            )
        case StaffProblem.EXPIRED:
            return _problem(
                QCoreApplication.translate("Problem", "Ask again: the request has run out of time.")
            )
        case StaffProblem.RESTS:
            text = QCoreApplication.translate(
                "Problem", "Staff can help you now. The automatic way rests until tomorrow."
            )
            return Message(Tone.WARNING, text)
        case StaffProblem.UNAVAILABLE:
            return unavailable()
        case unreachable:
            assert_never(unreachable)


def password(problem: PasswordProblem | None, reasons: tuple[str, ...] = ()) -> Message:
    """Args: `reasons` are the rules that the directory found broken, in words."""
    match problem:
        case None:
            return NOTHING
        case PasswordProblem.EMPTY:
            return _problem(QCoreApplication.translate("Problem", "Type a new password, twice."))
        case PasswordProblem.DIFFERENT:
            return _problem(
                QCoreApplication.translate("Problem", "Type the same password twice: the two differ.")
            )
        case PasswordProblem.REFUSED:
            head = QCoreApplication.translate("Problem", "Choose another password: {reasons}.")
            return _problem(head.format(reasons=listed(reasons) or reason(BrokenRule(Rule.OTHER))))
        case PasswordProblem.DIRECTORY_DOWN:
            text = QCoreApplication.translate(
                "Problem", "Please try again in a moment: nothing was changed, the directory did not answer."
            )
            return Message(Tone.WARNING, text)
        case PasswordProblem.NOT_UNLOCKED:
            return _problem(
                QCoreApplication.translate(
                    "Problem", "Choose a new password: the account could not be unlocked."
                )
            )
        case unreachable:
            assert_never(unreachable)


def phone(problem: PhoneProblem | None) -> Message:
    match problem:
        case None:
            return NOTHING
        case PhoneProblem.DENIED:
            return _problem(
                QCoreApplication.translate("Problem", "Make a new link: another phone had taken that one.")
            )
        case PhoneProblem.ENDED:
            return _problem(
                QCoreApplication.translate("Problem", "Make a new link: that one has run out, or was ended.")
            )
        case PhoneProblem.UNAVAILABLE:
            return unavailable()
        case unreachable:
            assert_never(unreachable)


def contact(problem: ContactProblem | None) -> Message:
    match problem:
        case None:
            return NOTHING
        case ContactProblem.EMPTY:
            return _problem(QCoreApplication.translate("Problem", "Type the number or the address."))
        case ContactProblem.UNREADABLE:
            return method(MethodProblem.DESTINATION_UNREADABLE, 0)
        case ContactProblem.REFUSED:
            return _problem(
                QCoreApplication.translate(
                    "Problem", "Choose another one: that number or address cannot be used here."
                )
            )
        case ContactProblem.LIMITED:
            return _limited(0)
        case ContactProblem.CODE_EMPTY:
            return code(CodeProblem.EMPTY)
        case ContactProblem.CODE_WRONG:
            return code(CodeProblem.WRONG)
        case ContactProblem.CODE_OVER:
            return code(CodeProblem.EXPIRED)
        case ContactProblem.UNAVAILABLE:
            return unavailable()
        case unreachable:
            assert_never(unreachable)
