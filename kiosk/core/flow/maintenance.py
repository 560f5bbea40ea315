"""Staff at the station: a hidden gesture and the console's one-time code (`rules.md`, Trust)."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.effects import OpenMaintenance, QuitKiosk, Restart
from kiosk.core.events import MaintenanceCodeSubmitted, MaintenanceWanted, QuitWanted, RestartWanted
from kiosk.core.flow import session
from kiosk.core.flow.layers import in_session
from kiosk.core.flow.turn import Turn, submit
from kiosk.core.results import MaintenanceOutcome
from kiosk.core.secret import Secret
from kiosk.core.states import (
    Attract,
    Enrolling,
    Faulted,
    Maintenance,
    MaintenanceAccess,
    MaintenanceProblem,
    OutOfService,
)

MaintenanceEvent = MaintenanceWanted | MaintenanceCodeSubmitted | RestartWanted | QuitWanted


def on(turn: Turn, event: MaintenanceEvent) -> Turn:
    match event:
        case MaintenanceWanted():
            return _wanted(turn)
        case MaintenanceCodeSubmitted(code):
            return _submitted(turn, code)
        case RestartWanted() if isinstance(turn.kiosk.page, Maintenance):
            return turn.do(Restart())
        case QuitWanted() if _opened(turn):
            return turn.do(QuitKiosk())
        case _:
            return turn


def _wanted(turn: Turn) -> Turn:
    """The session that was open ends first, wiped like any other; the station's own calls rest."""
    page = turn.kiosk.page
    if in_session(page):
        turn = session.end(turn, Maintenance(Attract()))
    elif isinstance(page, Attract | OutOfService | Enrolling | Faulted):
        turn = turn.show(Maintenance(page))
    else:
        return turn
    return turn.keep(replace(turn.kiosk, upkeep=0, upkeep_in=0))


def _opened(turn: Turn) -> bool:
    page = turn.kiosk.page
    return isinstance(page, Maintenance) and page.access is MaintenanceAccess.OPEN


def _submitted(turn: Turn, code: Secret) -> Turn:
    page = turn.kiosk.page
    if not isinstance(page, Maintenance) or _opened(turn) or turn.kiosk.pending is not None:
        return turn
    if not code:
        return turn.refuse(replace(page, problem=MaintenanceProblem.CODE_EMPTY))
    return submit(turn.show(replace(page, problem=None)), OpenMaintenance(code))


def answered(turn: Turn, outcome: MaintenanceOutcome) -> Turn | None:
    """What the code came to; None when nobody asked."""
    page = turn.kiosk.page
    if not isinstance(page, Maintenance):
        return None
    match outcome:
        case MaintenanceOutcome.GRANTED:
            return turn.tell(Maintenance(page.back, MaintenanceAccess.OPEN))
        case MaintenanceOutcome.WRONG_CODE:
            return turn.refuse(replace(page, problem=MaintenanceProblem.CODE_WRONG))
