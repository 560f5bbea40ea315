"""`repasse-backend`: the backend's program and the operator's commands."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from backend import commands
from backend.commands import CommandError, Context

BAD_SETTINGS = 2
FAILED = 1

Command = Callable[[Context, argparse.Namespace], None]
if TYPE_CHECKING:
    # argparse gives it no public name, and it is generic for type checkers only.
    _Sub = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001
    _Adder = Callable[[_Sub, str, Command, str], argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0, 1 when it failed, 2 for settings or arguments."""
    given = parser().parse_args(arguments)
    run: Command = given.run
    try:
        run(Context(_config(given), _data(given)), given)
    except CommandError as error:
        sys.stderr.write(f"repasse-backend: {error}\n")
        return error.status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # `… | head` is no error
    return 0


def _config(given: argparse.Namespace) -> Path | None:
    chosen = given.config or os.environ.get("REPASSE_CONFIG")
    return Path(chosen) if chosen else None


def _data(given: argparse.Namespace) -> Path:
    chosen = given.data or os.environ.get("REPASSE_DATA") or platformdirs.user_data_dir("repasse-backend")
    return Path(chosen).absolute()


def parser() -> argparse.ArgumentParser:
    """All commands. `--config` and `--data` stand before or after the command."""
    everywhere = argparse.ArgumentParser(add_help=False)
    _places(everywhere, argparse.SUPPRESS)
    top = argparse.ArgumentParser("repasse-backend", description="The central backend of the reset stations.")
    _places(top, None)
    commands_ = top.add_subparsers(required=True, metavar="COMMAND")

    def command(where: _Sub, name: str, run: Command, text: str) -> argparse.ArgumentParser:
        made = where.add_parser(name, help=text, description=text, parents=[everywhere])
        made.set_defaults(run=run)
        return made

    serve = command(commands_, "serve", commands.serve, "Serve stations and staff until SIGTERM.")
    serve.add_argument(
        "--ready-file", type=Path, metavar="PATH", help="written with the addresses when ready"
    )
    command(commands_, "check", commands.check, "Check the settings, and say what would be served.")
    ca = commands_.add_parser("ca", help="Our own certificate authority.").add_subparsers(required=True)
    command(ca, "show", commands.ca_show, "Show the CA's file and SHA-256 fingerprint.")
    audit = commands_.add_parser("audit", help="The audit records.").add_subparsers(required=True)
    show = command(audit, "show", commands.audit_show, "Show audit records, newest last.")
    show.add_argument("--reference", metavar="R", help="only those of this reference")
    _station(commands_.add_parser("station", help="The stations.").add_subparsers(required=True), command)
    _staff(commands_.add_parser("staff", help="The staff.").add_subparsers(required=True), command)
    _account(
        commands_.add_parser("account", help="The embedded directory.").add_subparsers(required=True), command
    )
    return top


def _places(made: argparse.ArgumentParser, default: str | None) -> None:
    made.add_argument("--config", metavar="FILE", default=default, help="settings (TOML)")
    made.add_argument("--data", metavar="DIR", default=default, help="the data folder")


def _station(where: _Sub, command: _Adder) -> None:
    approve = command(where, "approve", commands.station_approve, "Approve the station that shows CODE.")
    approve.add_argument("code", metavar="CODE")
    approve.add_argument("--name", required=True)
    approve.add_argument("--place", required=True)
    command(where, "list", commands.station_list, "List stations, and those that wait for approval.")
    withdraw = command(where, "withdraw", commands.station_withdraw, "Withdraw a station's key.")
    withdraw.add_argument("station", metavar="ID")


def _staff(where: _Sub, command: _Adder) -> None:
    invite = command(where, "invite", commands.staff_invite, "Print a one-time link, good for 30 minutes.")
    invite.add_argument("name", metavar="NAME")
    invite.add_argument(
        "--account", metavar="ID", help="their own identifier in the directory (default: NAME)"
    )


def _account(where: _Sub, command: _Adder) -> None:
    add = command(where, "add", commands.account_add, "Enter an account; the password is asked, or read.")
    add.add_argument("identifier", metavar="ID")
    add.add_argument("--given-name", required=True)
    add.add_argument("--family-name", required=True)
    add.add_argument("--alias", action="append", default=[], metavar="ID")
    add.add_argument("--language", default="fr")
    add.add_argument("--mobile", default="")
    add.add_argument("--email", default="")
    add.add_argument("--contacts-since", type=date.fromisoformat, metavar="YYYY-MM-DD")
    add.add_argument("--expires", type=date.fromisoformat, metavar="YYYY-MM-DD")
    for flag in ("--disabled", "--privileged", "--must-change"):
        add.add_argument(flag, action="store_true")
    load = command(
        where, "import", commands.account_import, "Enter accounts from a CSV file, or - for stdin."
    )
    load.add_argument("file", metavar="FILE")
