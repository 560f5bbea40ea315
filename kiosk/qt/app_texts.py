"""What pages 4 and 5 say of a code that the person's own app makes, where they differ: nothing was sent."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.core.results import Challenge, Channel, ResetView
from kiosk.core.states import CodeProblem, MethodProblem
from kiosk.qt import texts
from kiosk.qt.banner import Tone
from kiosk.qt.texts import Message

FEWEST, MOST = 6, 8
"""Digits of a code; the institution's own settings say nothing of the apps that people have."""


def by_app(challenge: Challenge | None) -> bool:
    return challenge is not None and challenge.channel is Channel.AUTHENTICATOR


def lead() -> str:
    return QCoreApplication.translate(
        "App",
        "Type the code that your authenticator app shows now.",
    )


def label() -> str:
    """What is typed into the field."""
    return QCoreApplication.translate("App", "Code of the app")


def without(view: ResetView) -> str:
    """For who cannot open the app; stands where other codes tell when they expire."""
    if len(view.methods) > 1:
        return QCoreApplication.translate(
            "App", "You don't have the app at hand? Choose another method, or ask staff."
        )
    return QCoreApplication.translate("App", "You don't have the app at hand? Ask staff.")


def method(problem: MethodProblem | None, view: ResetView, wait: int) -> Message:
    """What page 4 says; after the code of an app there is none to ask for."""
    if not by_app(view.challenge):
        return texts.method(problem, wait)
    match problem:
        case MethodProblem.CODE_SPENT:
            text = QCoreApplication.translate("App", "Choose a method again: too many codes were wrong.")
            return Message(Tone.PROBLEM, text)
        case MethodProblem.CODE_EXPIRED:
            text = QCoreApplication.translate("App", "Choose a method again: the time for the code is over.")
            return Message(Tone.PROBLEM, text)
        case _:
            return texts.method(problem, wait)


def code(problem: CodeProblem | None) -> Message:
    match problem:
        case CodeProblem.EMPTY:
            text = QCoreApplication.translate("App", "Type the code that your app shows.")
            return Message(Tone.PROBLEM, text)
        case CodeProblem.WRONG:
            text = QCoreApplication.translate(
                "App",
                "Wait for the next code of your app: this one is wrong, or was used.",
            )
            return Message(Tone.PROBLEM, text)
        case _:
            return texts.code(problem)
