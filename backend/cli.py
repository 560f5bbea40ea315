"""`repasse-backend`: the backend's program and the operator's commands."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from backend import (
    audit_commands,
    backup_commands,
    commands,
    config_commands,
    contact_commands,
    directory_commands,
    staff_commands,
    station_commands,
)
from backend.commands import CommandError, Context
from backend.core.roles import Role

BAD_SETTINGS = 2
FAILED = 1
UNEXPECTED = 70
"""EX_SOFTWARE of sysexits.h."""

Command = Callable[[Context, argparse.Namespace], None]
if TYPE_CHECKING:
    # argparse gives it no public name, and it is generic for type checkers only.
    _Sub = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001
    _Adder = Callable[[_Sub, str, Command, str], argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0, 1 when it failed, 2 for settings or arguments, 70 for a
    fault of the program."""
    given = parser().parse_args(arguments)
    run: Command = given.run
    try:
        run(Context(_config(given), _data(given)), given)
    except CommandError as error:
        sys.stderr.write(f"repasse-backend: {error}\n")
        return error.status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # `… | head` is no error
    except Exception as error:  # noqa: BLE001 - a fault of ours: its places in one line, never what it quotes
        sys.stderr.write(f"repasse-backend: unexpected {type(error).__name__} ({_frames(error)})\n")
        return UNEXPECTED
    return 0


def _frames(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__, limit=-8)
    return ", ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)


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
    command(commands_, "check", config_commands.check, "Check the settings, and say what would be served.")
    config = commands_.add_parser("config", help="The settings.").add_subparsers(required=True)
    command(config, "check", config_commands.check, "Check the whole file, and say what would be served.")
    command(
        config,
        "example",
        config_commands.example,
        "Print a file with every setting, its default and meaning.",
    )
    purge = command(commands_, "purge", commands.purge, "Remove what is older than [retention] keeps it.")
    purge.add_argument("--dry-run", action="store_true", help="only say how much that would be")
    _backup(commands_, command)
    ca = commands_.add_parser("ca", help="Our own certificate authority.").add_subparsers(required=True)
    command(ca, "show", commands.ca_show, "Show the CA's file and SHA-256 fingerprint.")
    audit = commands_.add_parser("audit", help="The audit records.").add_subparsers(required=True)
    show = command(audit, "show", commands.audit_show, "Show audit records, newest last.")
    show.add_argument("--reference", metavar="R", help="only those of this reference")
    _audit_chain(audit, command)
    _station(commands_.add_parser("station", help="The stations.").add_subparsers(required=True), command)
    _staff(commands_.add_parser("staff", help="The staff.").add_subparsers(required=True), command)
    _directory(commands_.add_parser("directory", help="The accounts.").add_subparsers(required=True), command)
    _contacts(
        commands_.add_parser("contacts", help="The table of contacts.").add_subparsers(required=True), command
    )
    _account(
        commands_.add_parser("account", help="The embedded directory.").add_subparsers(required=True), command
    )
    return top


def _places(made: argparse.ArgumentParser, default: str | None) -> None:
    made.add_argument("--config", metavar="FILE", default=default, help="settings (TOML)")
    made.add_argument("--data", metavar="DIR", default=default, help="the data folder")


def _backup(where: _Sub, command: _Adder) -> None:
    text = "Copy databases and keys to one file, also while the backend serves."
    made = command(where, "backup", backup_commands.backup, text)
    made.add_argument("file", metavar="FILE", help="must not be there yet; - for standard output")
    text = "Put such a copy back; the backend must not run. What is there is kept aside."
    back = command(where, "restore", backup_commands.restore, text)
    back.add_argument("file", metavar="FILE", help="- for standard input")
    text = "End what was open in a database that was put back by other means."
    command(where, "settle", backup_commands.settle, text)


def _audit_chain(where: _Sub, command: _Adder) -> None:
    verify = command(
        where, "verify", audit_commands.verify, "Check that no audit record was changed or lost."
    )
    verify.add_argument(
        "--checkpoint",
        action="append",
        default=[],
        metavar="FILE",
        help="checkpoints kept elsewhere: a file, a log or a mail; may be repeated (default: our own file)",
    )
    verify.add_argument("--public-key", metavar="HEX", help="of checkpoints, as noted elsewhere")
    command(where, "key", audit_commands.key, "Show the public key that checkpoints are signed with.")


def _station(where: _Sub, command: _Adder) -> None:
    approve = command(where, "approve", station_commands.approve, "Approve the station that shows CODE.")
    approve.add_argument("code", metavar="CODE")
    approve.add_argument("--name", required=True)
    approve.add_argument("--place", required=True)
    approve.add_argument("--network", default="", metavar="CIDR", help="networks it is tied to, with commas")
    command(where, "list", station_commands.listing, "List stations, and those that wait for approval.")
    withdraw = command(where, "withdraw", station_commands.withdraw, "Withdraw a station's key.")
    withdraw.add_argument("station", metavar="ID")
    staff = command(
        where,
        "maintenance-code",
        station_commands.maintenance,
        "Make a one-time code for staff at a station.",
    )
    staff.add_argument("station", metavar="ID")
    tie = command(where, "tie", station_commands.tie, "Tie a station to networks, or (empty) to none.")
    tie.add_argument("station", metavar="ID")
    tie.add_argument("network", metavar="CIDR", help='such as 10.20.0.0/16,2001:db8::/48, or ""')
    attended = command(
        where, "attended", station_commands.attended, "Staff stand beside it: it asks for no CAPTCHA."
    )
    attended.add_argument("station", metavar="ID")
    unattended = command(where, "unattended", station_commands.unattended, "Nobody stands there any more.")
    unattended.add_argument("station", metavar="ID")


def _staff(where: _Sub, command: _Adder) -> None:
    words = [role.value for role in Role]
    invite = command(where, "invite", staff_commands.invite, "Print a one-time link, good for 30 minutes.")
    invite.add_argument("name", metavar="NAME")
    invite.add_argument(
        "--account", metavar="ID", help="their own identifier in the directory (default: NAME)"
    )
    invite.add_argument(
        "--role", action="append", default=[], choices=words, help="may be repeated (default: desk)"
    )
    command(where, "list", staff_commands.listing, "List the members of staff and their roles.")
    roles = command(where, "roles", staff_commands.roles, "Give a member these roles and no others.")
    roles.add_argument("name", metavar="NAME")
    roles.add_argument("role", nargs="+", metavar="ROLE", choices=words, help=", ".join(words))
    remove = command(where, "remove", staff_commands.remove, "Remove a member; their sessions end at once.")
    remove.add_argument("name", metavar="NAME")


def _directory(where: _Sub, command: _Adder) -> None:
    text = "Say what will work with the directory and what will not; changes nothing."
    check = command(where, "check", directory_commands.check, text)
    check.add_argument("--account", metavar="ID", help="a test account: rights on it are looked at too")


def _contacts(where: _Sub, command: _Adder) -> None:
    load = command(where, "import", contact_commands.load, "Take contacts from a CSV file, or - for stdin.")
    load.add_argument("file", metavar="FILE", help="with the columns identifier, kind, value and since")
    load.add_argument("--dry-run", action="store_true", help="only say what would change")
    load.add_argument(
        "--replace", action="store_true", help="the file is the whole table: all other contacts go"
    )
    command(where, "shared", contact_commands.shared, "List contacts that several accounts have.")


def _account(where: _Sub, command: _Adder) -> None:
    add = command(where, "add", commands.account_add, "Enter an account; the password is asked, or read.")
    add.add_argument("identifier", metavar="ID")
    add.add_argument("--given-name", required=True)
    add.add_argument("--family-name", required=True)
    add.add_argument("--alias", action="append", default=[], metavar="ID")
    add.add_argument("--language", default="fr")
    add.add_argument("--mobile", default="")
    add.add_argument("--email", default="")
    add.add_argument("--card", default="", metavar="NUMBER", help="of the student card, as a reader reads it")
    add.add_argument(
        "--authenticator",
        default="",
        metavar="FILE",
        help="with the key (base32) or otpauth:// address of an app, or - for stdin, after the password",
    )
    add.add_argument("--student-number", default="", metavar="NUMBER", help="by which staff find the person")
    add.add_argument("--contacts-since", type=date.fromisoformat, metavar="YYYY-MM-DD")
    add.add_argument("--expires", type=date.fromisoformat, metavar="YYYY-MM-DD")
    for flag in ("--disabled", "--privileged", "--must-change"):
        add.add_argument(flag, action="store_true")
    load = command(
        where, "import", commands.account_import, "Enter accounts from a CSV file, or - for stdin."
    )
    load.add_argument("file", metavar="FILE")
