"""`repasse-kiosk`: the station's program."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kiosk import app, config, logs
from kiosk.core.events import StartFailed, StartFaultKind
from kiosk.footing import would_start
from kiosk.qt.driver import RESTART
from kiosk.qt.i18n import available

BAD_SETTINGS = 2


@dataclass(frozen=True, slots=True)
class Options:
    config: Path | None
    windowed: bool
    check: bool
    log_to_files: bool = False


def parse(arguments: Sequence[str] | None) -> Options:
    parser = argparse.ArgumentParser("repasse-kiosk", description="A walk-up password-reset station.")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings, as documented")
    parser.add_argument("--windowed", action="store_true", help="in a window that can be closed")
    parser.add_argument("--check", action="store_true", help="check the settings and the CA, then exit")
    parser.add_argument("--log-to-files", action="store_true", help="where nothing keeps standard error")
    given = parser.parse_args(arguments)
    return Options(given.config, given.windowed, given.check, given.log_to_files)


def harden() -> None:
    """New files are the user's alone, and no memory image is ever written to disk."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_settings(options: Options) -> tuple[config.Settings, StartFailed | None]:
    """Return the settings, or the defaults with the fault that the start-up page shows."""
    try:
        settings, fault = config.load(config.find(options.config, os.environ), available()), None
    except config.SettingsError as error:
        settings, fault = config.load(None, available()), StartFailed(StartFaultKind.SETTINGS, str(error))
    return replace(settings, windowed=settings.windowed or options.windowed), fault


def recheck(options: Options) -> config.Settings | StartFailed:
    """Return the settings as they are now, if a station with them would start; else why not."""
    settings, fault = read_settings(options)
    return fault or would_start(settings) or settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the station; returns the exit status."""
    options = parse(arguments)
    harden()
    logs.set_up(folder=logs.own_folder() if options.log_to_files or sys.stderr is None else None)
    try:
        settings, fault = read_settings(options)
        if options.check:
            return _check(settings, fault)
        status = app.run(settings, fault, partial(recheck, options))
        if status == RESTART and sys.platform != "win32":  # there a program cannot be replaced in its process
            frozen, alone = getattr(sys, "frozen", False), bool(sys.flags.isolated)
            command = again(sys.executable, sys.argv[1:], frozen=frozen, alone=alone)
            os.execv(command[0], command)  # noqa: S606 - itself again
    except Exception as error:  # noqa: BLE001 - the last resort before there is a window
        logs.report(error)
        return app.GAVE_UP
    return status


def again(executable: str, arguments: Sequence[str], *, frozen: bool, alone: bool) -> list[str]:
    """The command that starts this program anew.

    Args:
        frozen: the program was built into one folder; there `executable` is itself, not Python.
        alone: Python takes no code from the environment or the working folder, which is the station's state.
    """
    python = (*(("-I",) if alone else ()), "-m", "kiosk")
    return [executable, *(() if frozen else python), *arguments]


def _check(settings: config.Settings, fault: StartFailed | None) -> int:
    found = fault or app.check(settings)
    text = found.detail if found else "The settings are in order."
    print(text)  # noqa: T201 - unlike a write it bears a program without a terminal
    return BAD_SETTINGS if found else 0


if __name__ == "__main__":
    sys.exit(main())
