"""What the station says of a limit that ends soon, and what can be done then."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.core.flow.limits import Ending, Limit


def limit_text(ending: Ending | None) -> str:
    """The sentences of the banner, which are said too; empty for no limit."""
    return "" if ending is None else _sentences(ending.limit).format(time=_time(ending.seconds))


def _time(seconds: int) -> str:
    if seconds == 120:
        return QCoreApplication.translate("Limit", "two minutes")
    if seconds == 60:
        return QCoreApplication.translate("Limit", "one minute")
    return QCoreApplication.translate("Limit", "30 seconds")


def _sentences(limit: Limit) -> str:
    match limit:
        case Limit.CODE:
            return QCoreApplication.translate(
                "Limit", "The code expires in {time}. Then you can ask for a new one."
            )
        case Limit.ANSWER:
            return QCoreApplication.translate(
                "Limit", "Your time to answer ends in {time}. Then you can choose a method again."
            )
        case Limit.REQUEST:
            return QCoreApplication.translate(
                "Limit", "Your request to staff ends in {time}. Then you can ask again."
            )
        case Limit.LINK:
            return QCoreApplication.translate(
                "Limit", "The time of your phone ends in {time}. Then you can make a new link."
            )
        case Limit.RESET:
            return QCoreApplication.translate(
                "Limit", "Your time ends in {time}. Then you begin again with your user ID."
            )
        case unreachable:
            assert_never(unreachable)
