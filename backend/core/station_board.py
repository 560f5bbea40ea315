"""What every station is doing now: its state, never who is sitting there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import assert_never

from backend.core.api import RequestStatus
from backend.core.audit import AuditKind
from backend.core.networks import ELSEWHERE_TOLD
from backend.core.pressure import Pressure
from backend.core.records import StationStanding, StoredStation
from backend.core.workshop import Workshop

SILENT_AFTER = timedelta(seconds=100)
"""Stations in service are heard from every 30 seconds: three heartbeats in a row are missing."""


class BoardState(Enum):
    """In the order of how much they concern staff."""

    NEEDS_HELP = "needs_help"
    OUT_OF_SERVICE = "out_of_service"
    SUSPENDED = "suspended"
    BLOCKED = "blocked"
    IN_USE = "in_use"
    MAINTENANCE = "maintenance"
    FREE = "free"
    WITHDRAWN = "withdrawn"


class Step(Enum):
    """The kind of page a station shows, by the name that its heartbeat gives it."""

    SIGN_IN = "SignInPage"
    ACCEPTED = "Accepted"
    IDENTIFY = "Identify"
    CHOOSE_METHOD = "ChooseMethod"
    ENTER_CODE = "EnterCode"
    CALLING = "Calling"
    ASK_STAFF = "AskStaff"
    NEW_PASSWORD = "NewPassword"
    UNLOCK_ONLY = "UnlockOnly"
    WRITE_UNKNOWN = "WriteUnknown"
    DONE = "Done"
    ON_PHONE = "OnPhone"
    NEW_CONTACT = "NewContact"
    OTHER = ""
    """A page of a newer station."""


AT_REST = "Attract"
MAINTAINED = "Maintenance"


@dataclass(frozen=True, slots=True)
class Refused:
    """It spoke from `address`, outside the networks it is tied to."""

    address: str
    network: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One station now. `step` only while it is in use; `help_since` only while somebody waits for staff."""

    id: str
    name: str
    place: str
    state: BoardState
    step: Step | None
    help_since: datetime | None
    slow_down: int
    """Seconds that each step takes longer while the station is under pressure; 0 normally."""
    last_error: str
    version: str
    last_seen: datetime | None
    refused: Refused | None = None
    """Only while it is out of service."""


class Board:
    """Reads the state of all stations at once."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def rows(self) -> tuple[BoardRow, ...]:
        """Every station, what concerns staff first, then by name. Costs four statements."""
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.reading() as tx:
            stations = tx.stations.all()
            waiting = {
                one.station: one.asked_at
                for one in reversed(tx.approvals.open_ones(now))
                if one.status is RequestStatus.WAITING
            }
            pressures = self._shop.gauge.read_all(tx, stations, now)
            told = tx.audit.of_kinds((AuditKind.STATION_ELSEWHERE.value,), now - ELSEWHERE_TOLD)
        addresses = {one.station: str(json.loads(one.detail).get("address", "")) for one in told}
        rows = [
            _row(one, pressure, waiting.get(one.id), addresses.get(one.id, ""), now)
            for one, pressure in zip(stations, pressures, strict=True)
        ]
        return tuple(sorted(rows, key=_urgency))


def _row(
    station: StoredStation, pressure: Pressure, asked: datetime | None, address: str, now: datetime
) -> BoardRow:
    state = _state(station, asked, now)
    refused = address and station.network and state is BoardState.OUT_OF_SERVICE
    served = state in {BoardState.NEEDS_HELP, BoardState.IN_USE}
    return BoardRow(
        id=station.id,
        name=station.name,
        place=station.place,
        state=state,
        step=_step(station.page_kind) if served else None,
        help_since=asked if state is BoardState.NEEDS_HELP else None,
        slow_down=pressure.slow_down if station.standing is StationStanding.ACTIVE else 0,
        last_error=station.last_error,
        version=station.version,
        last_seen=station.last_seen,
        refused=Refused(address, station.network) if refused else None,
    )


def _state(station: StoredStation, asked: datetime | None, now: datetime) -> BoardState:
    match station.standing:
        case StationStanding.WITHDRAWN:
            return BoardState.WITHDRAWN
        case StationStanding.SUSPENDED:
            return BoardState.SUSPENDED
        case StationStanding.BLOCKED:
            return BoardState.BLOCKED
        case StationStanding.ACTIVE:
            return _active(station, asked, now)
        case _:
            assert_never(station.standing)


def _active(station: StoredStation, asked: datetime | None, now: datetime) -> BoardState:
    """Somebody who asked is helped even where the station has fallen silent."""
    if asked is not None:
        return BoardState.NEEDS_HELP
    if station.last_seen is None or now - station.last_seen > SILENT_AFTER:
        return BoardState.OUT_OF_SERVICE
    if station.page_kind == MAINTAINED:
        return BoardState.MAINTENANCE
    return BoardState.FREE if station.page_kind == AT_REST else BoardState.IN_USE


def _step(page_kind: str) -> Step:
    return next((step for step in Step if step.value == page_kind), Step.OTHER)


_ORDER = {state: place for place, state in enumerate(BoardState)}


def _urgency(row: BoardRow) -> tuple[int, str, str]:
    return _ORDER[row.state], row.name.casefold(), row.id
