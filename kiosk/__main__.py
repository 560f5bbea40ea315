"""`repasse-kiosk`: the station's program."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk import app, config, logs
from kiosk.core.events import StartFailed, StartFaultKind
from kiosk.qt.i18n import available

BAD_SETTINGS = 2


@dataclass(frozen=True, slots=True)
class Options:
    config: Path | None
    windowed: bool
    check: bool


def parse(arguments: Sequence[str] | None) -> Options:
    parser = argparse.ArgumentParser("repasse-kiosk", description="A walk-up password-reset station.")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings, as documented")
    parser.add_argument("--windowed", action="store_true", help="in a window that can be closed")
    parser.add_argument("--check", action="store_true", help="check the settings and the CA, then exit")
    given = parser.parse_args(arguments)
    return Options(given.config, given.windowed, given.check)


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
        settings, fault = config.load(None), StartFailed(StartFaultKind.SETTINGS, str(error))
    return replace(settings, windowed=settings.windowed or options.windowed), fault


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the station; returns the exit status."""
    options = parse(arguments)
    harden()
    logs.set_up()
    settings, fault = read_settings(options)
    if options.check:
        return _check(settings, fault)
    return app.run(settings, fault)


def _check(settings: config.Settings, fault: StartFailed | None) -> int:
    found = fault or app.check(settings)
    sys.stdout.write(f"{found.detail}\n" if found else "The settings are in order.\n")
    return BAD_SETTINGS if found else 0


if __name__ == "__main__":
    sys.exit(main())
