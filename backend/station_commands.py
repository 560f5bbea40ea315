"""What `repasse-backend station …` does."""

from __future__ import annotations

import argparse
import sys

from backend.commands import CommandError, Context, operator, say
from backend.core.api import EnrolmentUnknown
from backend.core.attendance import Attendance
from backend.core.networks import NetworkUnreadable
from backend.core.station_care import StandingConflict, WaiverNotAllowed


def approve(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend:
        code = "".join(given.code.upper().split()).replace("-", "")
        waiting = {_plain(one.code): one for one in backend.desks.stations.pending()}
        if code in waiting:
            say(f"fingerprint of its key: {_in_groups(waiting[code].fingerprint)}")
            _confirm("Does the station show the same fingerprint?")
        try:
            made = backend.desks.stations.approve(
                given.code, given.name, given.place, operator(), given.network
            )
        except EnrolmentUnknown as error:
            raise CommandError(f"No station waits with the code {given.code}.") from error
        except NetworkUnreadable as error:
            raise CommandError(f"--network: {error}", 2) from error
        say(f"approved: station {made}, {given.name}, {given.place}")


def _in_groups(fingerprint: str) -> str:
    """As the station shows it."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


def _confirm(question: str) -> None:
    """Ask an operator at a terminal; a script has compared by its own means.

    Raises:
        CommandError: anything but yes.
    """
    if sys.stdin.isatty() and input(f"{question} [y/N] ").strip().lower() not in ("y", "yes"):
        raise CommandError("Not approved.")


def _plain(code: str) -> str:
    return "".join(code.upper().split()).replace("-", "")


def listing(context: Context, _given: argparse.Namespace) -> None:
    with context.backend() as backend:
        entries = backend.desks.supervision.care.entries()
        beside = {one.id for one in entries if one.attendance is Attendance.ATTENDED}
        for row in backend.desks.stations.listing():
            seen = row.last_seen.isoformat(timespec="seconds") if row.last_seen else "never"
            tied = f", only in {row.network}" if row.network else ""
            where = f"{row.name}, {row.place}{tied}{', attended' if row.id in beside else ''}"
            say(f"{row.id}  {row.standing.value}  {where}  seen {seen}  {row.fingerprint}")
        for waiting in backend.desks.stations.pending():
            say(f"waiting: code {waiting.code}, key {waiting.fingerprint}")


def withdraw(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend:
        if given.station not in {row.id for row in backend.desks.stations.listing()}:
            raise CommandError(f"There is no station {given.station}.")
        backend.desks.stations.withdraw(given.station, operator())
        say(f"withdrawn: {given.station}")


def maintenance(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend:
        try:
            code = backend.desks.supervision.maintenance.issue(given.station, operator())
        except EnrolmentUnknown as error:
            raise CommandError(f"There is no active station {given.station}.") from error
        say(f"{code.reveal()}\nIt works once, at this station, for two minutes.")


def tie(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend:
        try:
            backend.desks.stations.tie(given.station, given.network, operator())
        except EnrolmentUnknown as error:
            raise CommandError(f"There is no station {given.station}.") from error
        except NetworkUnreadable as error:
            raise CommandError(f"CIDR: {error}", 2) from error
        say(f"{given.station}: {given.network or 'any network'}")


def attended(context: Context, given: argparse.Namespace) -> None:
    _attend(context, given.station, Attendance.ATTENDED)


def unattended(context: Context, given: argparse.Namespace) -> None:
    _attend(context, given.station, Attendance.UNATTENDED)


def _attend(context: Context, station: str, attendance: Attendance) -> None:
    with context.backend() as backend:
        try:
            backend.desks.supervision.care.attend(station, attendance, operator())
        except EnrolmentUnknown as error:
            raise CommandError(f"There is no station {station}.") from error
        except WaiverNotAllowed as error:
            raise CommandError("institution.captcha has every station ask for the CAPTCHA.") from error
        except StandingConflict as error:
            raise CommandError(f"{station} is {attendance.value} already, or withdrawn.") from error
        say(f"{attendance.value}: {station}")
