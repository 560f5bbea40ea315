"""Staff at a station: the one-time code that opens its maintenance page (`rules.md`, Trust)."""

from __future__ import annotations

from datetime import timedelta

from backend.core.api import EnrolmentUnknown
from backend.core.audit import AuditKind, Scene
from backend.core.marks import same
from backend.core.records import StationStanding, StoredMaintenance
from backend.core.secret import Secret
from backend.core.views import MaintenanceOutcome, MaintenanceResult
from backend.core.workshop import Workshop

DIGITS = 8
LIFE = timedelta(minutes=2)
TRIES = 5


class MaintenanceDesk:
    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def issue(self, station: str, operator: str) -> Secret:
        """A code for two minutes at one station, in place of any before; shown once, never stored.

        Raises:
            EnrolmentUnknown: no active station has that id.
        """
        shop, now = self._shop, self._shop.parts.clock.now()
        code = Secret(f"{shop.parts.randomness.below(10**DIGITS):0{DIGITS}d}")
        mac = shop.marks.maintenance(station, code, now + LIFE)
        with shop.parts.store.writing() as tx:
            found = tx.stations.get(station)
            if found is None or found.standing is not StationStanding.ACTIVE:
                raise EnrolmentUnknown
            tx.maintenance.put(StoredMaintenance(station, mac, now + LIFE, TRIES, operator))
            shop.trail.note(tx, AuditKind.MAINTENANCE_CODE_MADE, now, Scene(station, actor=operator))
        return code

    def open(self, station: str, code: Secret) -> MaintenanceResult:
        """One answer for a code that is wrong, used, late, or another station's."""
        shop, now = self._shop, self._shop.parts.clock.now()
        with shop.parts.store.writing() as tx:
            # Resets before anything else of the station, as everywhere, so that locks never cross.
            ended = tx.resets.replace_open(station)
            self._shop.trail.ended(tx, AuditKind.RESET_REPLACED, now, ended)
            live = tx.maintenance.reserve(station, now)
            expected = live.mac if live is not None else b""
            end = live.expires_at if live is not None else now
            right = same(expected, shop.marks.maintenance(station, code, end))
            granted = right and tx.maintenance.drop(station)
            kind = AuditKind.MAINTENANCE_OPENED if granted else AuditKind.MAINTENANCE_REFUSED
            operator = live.operator if live is not None and granted else ""
            shop.trail.note(tx, kind, now, Scene(station, actor=operator))
        outcome = MaintenanceOutcome.GRANTED if granted else MaintenanceOutcome.WRONG_CODE
        return MaintenanceResult(outcome)
