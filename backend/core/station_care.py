"""What staff do with stations after their enrolment: rename, say who stands beside, block, open again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from backend.core.api import EnrolmentUnknown
from backend.core.attendance import Attendance, CaptchaRule, demanded
from backend.core.audit import AuditKind, Scene
from backend.core.pressure import Pressure
from backend.core.records import StationStanding, StoredStation
from backend.core.stations import LONGEST_TEXT
from backend.core.store import Tx
from backend.core.views import CaptchaDemand
from backend.core.workshop import Workshop

LONGEST_REASON = 500
SHUT = frozenset({StationStanding.BLOCKED, StationStanding.SUSPENDED})


class StandingConflict(Exception):
    """The station does not stand as this step needs it; somebody was faster."""


class WaiverNotAllowed(Exception):
    """The institution has every station ask for the CAPTCHA."""


class ReasonMissing(Exception):
    """A step that goes on record with its reason came without one."""


@dataclass(frozen=True, slots=True)
class StationEntry:
    """A station as operators see it."""

    id: str
    name: str
    place: str
    fingerprint: str
    standing: StationStanding
    network: str
    enrolled_at: datetime
    last_seen: datetime | None
    version: str
    memory: int
    """Bytes; like the next three 0 where the station did not tell."""
    handles: int
    threads: int
    uptime: int
    """Seconds."""
    starts: int
    attendance: Attendance
    captcha: CaptchaDemand
    """What the station is told now."""


class StationCare:
    """`staff` is the member's name as it stands in the audit. Unknown stations raise `EnrolmentUnknown`."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    @property
    def rule(self) -> CaptchaRule:
        return self._shop.parts.settings.institution.captcha

    def entries(self) -> tuple[StationEntry, ...]:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.reading() as tx:
            stations = tx.stations.all()
            pressures = self._shop.gauge.read_all(tx, stations, now)
        return tuple(
            _entry(one, self.rule, pressure) for one, pressure in zip(stations, pressures, strict=True)
        )

    def rename(self, station: str, name: str, place: str, staff: str) -> None:
        """Raises `ValueError` for an empty name."""
        name, place = tidy(name)[:LONGEST_TEXT], tidy(place)[:LONGEST_TEXT]
        if not name:
            raise ValueError("a station needs a name")
        with self._shop.parts.store.writing() as tx:
            found = self._get(tx, station)
            tx.stations.save(replace(found, name=name, place=place))
            detail = {"name": name, "place": place, "was": found.name}
            self._note(tx, AuditKind.STATION_RENAMED, station, staff, detail)

    def attend(self, station: str, attendance: Attendance, staff: str) -> None:
        """Say that a member of staff stands beside a station, so that it asks for no CAPTCHA; or no more.

        Raises:
            WaiverNotAllowed: the institution has every station ask; what was said can be taken back.
            StandingConflict: that is said already, or its key is withdrawn.
        """
        attended = attendance is Attendance.ATTENDED
        if attended and self.rule is not CaptchaRule.UNLESS_ATTENDED:
            raise WaiverNotAllowed
        with self._shop.parts.store.writing() as tx:
            found = self._get(tx, station)
            if found.attendance is attendance or found.standing is StationStanding.WITHDRAWN:
                raise StandingConflict
            tx.stations.save(replace(found, attendance=attendance))
            kind = AuditKind.STATION_ATTENDED if attended else AuditKind.STATION_UNATTENDED
            self._note(tx, kind, station, staff, {})

    def block(self, station: str, reason: str, staff: str) -> None:
        """Out of service from its next request on; whoever stands there has to begin again.

        Raises:
            StandingConflict: only an active station can be blocked.
            ReasonMissing: no reason.
        """
        reason = needed(reason)
        with self._shop.parts.store.writing() as tx:
            # Resets before their station, as everywhere, so that locks never cross.
            ended = tx.resets.replace_open(station)
            self._shop.trail.ended(tx, AuditKind.RESET_REPLACED, self._shop.parts.clock.now(), ended)
            found = self._get(tx, station)
            if found.standing is not StationStanding.ACTIVE:
                raise StandingConflict
            tx.stations.save(replace(found, standing=StationStanding.BLOCKED))
            self._note(tx, AuditKind.STATION_BLOCKED, station, staff, {"reason": reason})

    def unblock(self, station: str, reason: str, staff: str) -> None:
        """Open a blocked or suspended station again; a suspended one counts its boots anew.

        Raises:
            StandingConflict: it is neither.
            ReasonMissing: no reason.
        """
        reason = needed(reason)
        with self._shop.parts.store.writing() as tx:
            found = self._get(tx, station)
            if found.standing not in SHUT:
                raise StandingConflict
            boots = 0 if found.standing is StationStanding.SUSPENDED else found.boot_counter
            tx.stations.save(replace(found, standing=StationStanding.ACTIVE, boot_counter=boots, failures=0))
            detail = {"reason": reason, "was": found.standing.value}
            self._note(tx, AuditKind.STATION_UNBLOCKED, station, staff, detail)

    def _get(self, tx: Tx, station: str) -> StoredStation:
        found = tx.stations.get(station)
        if found is None:
            raise EnrolmentUnknown
        return found

    def _note(self, tx: Tx, kind: AuditKind, station: str, staff: str, detail: dict[str, str]) -> None:
        now = self._shop.parts.clock.now()
        self._shop.trail.note(tx, kind, now, Scene(station, actor=staff), detail)


def tidy(text: str) -> str:
    """One line of what can be seen: no NUL, which PostgreSQL refuses, and no mark that turns text around."""
    return " ".join("".join(mark for mark in text if mark.isprintable() or mark.isspace()).split())


def needed(reason: str) -> str:
    """The reason as it is recorded. Raises `ReasonMissing`."""
    told = tidy(reason)[:LONGEST_REASON]
    if not told:
        raise ReasonMissing
    return told


def _entry(station: StoredStation, rule: CaptchaRule, pressure: Pressure) -> StationEntry:
    return StationEntry(
        station.id,
        station.name,
        station.place,
        station.fingerprint,
        station.standing,
        station.network,
        station.enrolled_at,
        station.last_seen,
        station.version,
        station.memory,
        station.handles,
        station.threads,
        station.uptime,
        station.boot_counter,
        station.attendance,
        demanded(rule, station.attendance, pressure.strength),
    )
