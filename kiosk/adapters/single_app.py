"""macOS: nothing but the station can come to the front, by the presentation options of its application.

"Kiosk Mode Technical Note" (Apple): an application may take away the Dock, the menu bar, switching, the
force-quit window and the end of the session for as long as it is in front. Asked for through the Objective-C
runtime, which every Mac has, before the window fills the screen.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from enum import IntFlag
from typing import Protocol

RUNTIME = "/usr/lib/libobjc.A.dylib"


class Presentation(IntFlag):
    """``NSApplicationPresentationOptions`` of AppKit; the last six are refused without a hidden Dock."""

    HIDE_DOCK = 1 << 1
    HIDE_MENU_BAR = 1 << 3
    DISABLE_APPLE_MENU = 1 << 4
    DISABLE_PROCESS_SWITCHING = 1 << 5
    DISABLE_FORCE_QUIT = 1 << 6
    DISABLE_SESSION_TERMINATION = 1 << 7
    DISABLE_HIDE_APPLICATION = 1 << 8


ALONE = Presentation(sum(Presentation))


class Runtime(Protocol):
    """As much of the Objective-C runtime as is needed."""

    def application(self) -> int | None:
        """The one application of the process; None without AppKit."""

    def present(self, application: int, options: int) -> None: ...


class ObjectiveC:
    """The runtime itself.

    Raises:
        OSError, AttributeError: this system has none.
    """

    def __init__(self) -> None:
        library = ctypes.CDLL(RUNTIME)
        named = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_char_p)
        self._class = named(("objc_getClass", library))
        self._selector = named(("sel_registerName", library))
        pointer = ctypes.c_void_p
        self._ask = ctypes.CFUNCTYPE(pointer, pointer, pointer)(("objc_msgSend", library))
        self._set = ctypes.CFUNCTYPE(None, pointer, pointer, ctypes.c_ulong)(("objc_msgSend", library))

    def application(self) -> int | None:
        kind = self._class(b"NSApplication")
        return self._ask(kind, self._selector(b"sharedApplication")) if kind else None

    def present(self, application: int, options: int) -> None:
        self._set(application, self._selector(b"setPresentationOptions:"), options)


def stand_alone(platform: str = sys.platform, runtime: Callable[[], Runtime] = ObjectiveC) -> bool:
    """Keep everything else from the front; False where that is the work of something else.

    Call it on the thread of the application, once there is one.

    Args:
        platform: as `sys.platform`.
    """
    if platform != "darwin":
        return False
    try:
        objects = runtime()
    except (OSError, AttributeError):
        return False
    application = objects.application()
    if application is None:
        return False
    objects.present(application, ALONE)
    return True
