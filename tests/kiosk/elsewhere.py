"""Start the station as on another system: `python -m tests.kiosk.elsewhere PLATFORM SETTINGS`.

Libraries are loaded as they are here; then the system is called another and what only this one has is gone.
Prints the kind of the first page of which there is something to say, and its words.
"""

from __future__ import annotations

import concurrent.futures
import logging.handlers
import multiprocessing
import sys
import tempfile
from pathlib import Path

import cryptography.hazmat.primitives.asymmetric.ed25519
import keyring.backends.kwallet
import keyring.backends.macOS
import keyring.backends.SecretService
import keyring.backends.Windows
import platformdirs
import requests_http_signature
import zxcvbn  # type: ignore[import-untyped]  # ships no types
from PySide6 import QtCore, QtWidgets

LOADED = (concurrent.futures, logging.handlers, multiprocessing, tempfile, platformdirs, zxcvbn)
LIBRARIES = (cryptography, keyring, requests_http_signature, QtCore, QtWidgets)
ONLY_UNIX = ("fcntl", "grp", "pwd", "resource", "termios", "tty")
ONLY_LINUX = ("jeepney", "secretstorage")


def pretend(platform: str) -> None:
    """From here on `platform` is what the program finds."""
    for name in (*ONLY_LINUX, *(ONLY_UNIX if platform == "win32" else ())):
        sys.modules[name] = None  # type: ignore[assignment]  # importing it fails
    sys.platform = platform


def main() -> int:
    platform, settings_file = sys.argv[1:]
    pretend(platform)
    from kiosk import __main__ as program
    from kiosk import app, config
    from kiosk.core.states import Faulted, Kiosk

    assert program.main(["--check", "--config", settings_file]) == 0
    settings = config.load(Path(settings_file))
    application = app.make_application(["station"])
    with app.Station(application, settings, app.footing(settings), app.real_outside(settings)) as station:
        told: list[str] = []

        def look(kiosk: Kiosk) -> None:
            if isinstance(kiosk.page, Faulted) and not told:
                told.append(kiosk.page.detail)
                assert not station.window.grab().isNull()
                sys.stdout.write(f"{kiosk.page.kind.name} {kiosk.page.detail}\n")
                application.quit()

        station.driver.state_changed.connect(look)
        return application.exec()


if __name__ == "__main__":
    sys.exit(main())
