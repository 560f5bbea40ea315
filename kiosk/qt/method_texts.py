"""Why a method does not go on, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.core.parts import MethodProblem


def method_problem(problem: MethodProblem) -> str:
    """The sentence for a problem of a method; empty for one that has words of its own."""
    match problem:
        case MethodProblem.DESTINATION_EMPTY:
            return QCoreApplication.translate("Problem", "Type the full number or address first.")
        case MethodProblem.DESTINATION_MISMATCH:
            return QCoreApplication.translate(
                "Problem", "Check what you typed: it is not the one registered. Nothing was sent."
            )
        case MethodProblem.DESTINATION_UNREADABLE:
            return QCoreApplication.translate(
                "Problem",
                "Check what you typed: it does not look complete. This was not counted as an attempt.",
            )
        case MethodProblem.NOT_DELIVERED:
            return QCoreApplication.translate(
                "Problem", "Choose another method: the message could not be delivered."
            )
        case MethodProblem.CALL_BROKEN:
            return QCoreApplication.translate(
                "Problem", "The call broke off, which was not your fault: try again."
            )
        case MethodProblem.CODE_SPENT:
            return QCoreApplication.translate(
                "Problem", "Ask for a new code: that one was tried too many times."
            )
        case MethodProblem.CODE_EXPIRED:
            return QCoreApplication.translate("Problem", "Ask for a new code: that one has expired.")
        case _:
            return ""
