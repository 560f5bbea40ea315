"""What `repasse-backend config …` does."""

from __future__ import annotations

import argparse
import sys
from importlib.resources import files

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from backend import app, resources
from backend.adapters.pki import server_context
from backend.channel_parts import apprise_faults
from backend.commands import CommandError, Context, readable_errors, say
from backend.voice_parts import voice_faults


def check(context: Context, _given: argparse.Namespace) -> None:
    settings = context.settings()
    for name, url in (("database.url", settings.database.url), ("directory.url", settings.directory.url)):
        _check_address(name, url)
    if settings.tls.source == "files":
        with readable_errors():
            server_context(app.identity(settings, context.data, app.SystemClock().now()))
    faults = [*apprise_faults(settings), *voice_faults(settings)]
    if faults:
        raise CommandError("\n".join(faults), 2)
    say("The settings are good.")
    say(f"station API   {settings.station_api.host} port {settings.station_api.port}")
    say(f"staff console {settings.console.host} port {settings.console.port}")
    if settings.phone.handoff == "offered":
        say(f"phones        {settings.phone.host} port {settings.phone.port}")
    if settings.reports.listener == "offered":
        say(f"reports       {settings.reports.host} port {settings.reports.port}")
    if settings.metrics.serve == "offered":
        say(f"metrics       {settings.metrics.host} port {settings.metrics.port}")
    say(f"data          {context.data}")


def _check_address(name: str, url: str) -> None:
    """That the address of a database is one, and that its driver is here; nobody connects.

    Raises:
        CommandError: without the address, which may hold a password.
    """
    try:
        if url:
            make_url(url).get_dialect().import_dbapi()
    except (ArgumentError, NoSuchModuleError):
        raise CommandError(f"{name}: is no address of a database that is known here", 2) from None
    except ImportError as error:
        raise CommandError(f"{name}: its driver is not installed: {error.name}", 2) from None


def example(_context: Context, _given: argparse.Namespace) -> None:
    """Print every setting with its default and meaning, as a file to begin from."""
    text = files(resources).joinpath("repasse.toml").read_text(encoding="utf-8")
    sys.stdout.write(text)
