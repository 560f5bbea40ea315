"""Qt's own remarks in our log, and an end in one line where Qt would abort: there is no screen."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType

NO_SCREEN = 69
"""Exit status (EX_UNAVAILABLE of sysexits.h): there is no screen to draw on."""
_LOG = logging.getLogger(__name__)


class QtRemarks:
    """A handler for `qInstallMessageHandler`, to be installed before there is an application.

    What Qt says is named and, like that of any library, not quoted: it may hold what was typed. Until there
    is an application nobody can have typed anything, and why there is none is said.
    """

    def __init__(self, leave: Callable[[int], None] = os._exit) -> None:
        """Args: `leave` ends the process at once; a fatal remark may not return."""
        self._leave = leave
        self._early: list[str] | None = []

    def up(self) -> None:
        """There is an application now."""
        self._early = None

    def __call__(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        fatal = kind is QtMsgType.QtFatalMsg
        if self._early is None:
            _LOG.info("qt", extra={"fields": {"category": str(context.category), "kind": kind.name}})
        elif fatal:
            told = next(iter(self._early), text).strip()
            platform = os.environ.get("QT_QPA_PLATFORM", "")
            _LOG.critical("no_screen", extra={"fields": {"platform": platform, "said": told}})
        else:
            self._early.append(text)
        if fatal:
            self._leave(NO_SCREEN)
