"""The one function that makes everything outside the flow forget the person."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QClipboard, QGuiApplication, QPixmapCache

from kiosk.core.ports import CaptchaDesk, ResetBackend


class Wipeable(Protocol):
    def wipe(self) -> None: ...


def wiper(window: Wipeable, captcha: CaptchaDesk, backend: ResetBackend) -> Callable[[], None]:
    """Return the wipe of a session; it runs in the main thread.

    Order: what is shown, what is remembered, what is cached, then the cycles that still hold any of it.
    Collecting here also keeps Qt objects from being collected by a worker thread.
    """

    def wipe() -> None:
        window.wipe()
        captcha.forget()
        backend.forget()
        clear_clipboard()
        QPixmapCache.clear()
        gc.collect()

    return wipe


def clear_clipboard() -> None:
    """Empty the clipboard and, where there is one, the selection."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
