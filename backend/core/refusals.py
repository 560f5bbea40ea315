"""Puts on record who asked for what they may not: a station, a phone, staff, or a form nobody was shown.

Every kind is counted and stops being written past `MOST` an hour, so that asking for ever fills no disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from backend.core.api import NotAllowed, RequestClosed, ResetGone
from backend.core.audit import AuditKind, Scene
from backend.core.store import Tx
from backend.core.workshop import Workshop

MOST = 60
_HOUR = timedelta(hours=1)


class Refusals:
    """Each note is a transaction of its own, after the refused one was rolled back."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    @contextmanager
    def of_reset(self, station: str, reset_id: str, call: str) -> Iterator[None]:
        """While `call` is answered for a station: what the facts do not allow, or is not its own."""
        try:
            yield
        except NotAllowed:
            self._reset(station, reset_id, call, "not_allowed")
            raise
        except ResetGone:
            self._reset(station, reset_id, call, "gone")
            raise

    @contextmanager
    def of_look(self, station: str, reset_id: str) -> Iterator[None]:
        """While a station looks. That its own reset has ended is nothing to record."""
        try:
            yield
        except ResetGone:
            with self._shop.parts.store.reading() as tx:
                reset = tx.resets.by_id(reset_id)
            if reset is not None and reset.station != station:
                self._reset(station, reset_id, "look", "gone")
            raise

    @contextmanager
    def of_staff_look(self, approval_id: str, staff: str) -> Iterator[None]:
        """While staff look. That a request they opened has ended is nothing to record."""
        try:
            yield
        except RequestClosed:
            with self._shop.parts.store.reading() as tx:
                opened = tx.approvals.has_opened(approval_id, staff)
            if not opened:
                self._closed(approval_id, staff, "look")
            raise

    @contextmanager
    def of_staff(self, approval_id: str, staff: str, call: str) -> Iterator[None]:
        """While staff act on a request: one they never opened, or that has moved on without them."""
        try:
            yield
        except RequestClosed:
            self._closed(approval_id, staff, call)
            raise

    def form(self, surface: str, actor: str = "") -> None:
        """A form came that this `surface` had not shown to that browser."""
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            scene = Scene(actor=actor)
            self._note(tx, AuditKind.FORM_REFUSED, now, f"form:{surface}", scene, {"surface": surface})

    def stranger(self) -> None:
        """A browser brought a session of the console that is none, or none any more."""
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            self._note(tx, AuditKind.STAFF_SESSION_UNKNOWN, now, "session", Scene(), {})

    def _closed(self, approval_id: str, staff: str, call: str) -> None:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            found = tx.approvals.by_id(approval_id)
            station, reset = (found.station, found.reset) if found else ("", "")
            scene = Scene(station, reset, actor=staff)
            self._note(tx, AuditKind.REQUEST_CLOSED, now, f"staff:{staff}", scene, {"call": call})

    def _reset(self, station: str, reset_id: str, call: str, why: str) -> None:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            reset = tx.resets.by_id(reset_id)
            if reset is None:
                why, scene = "unknown", Scene(station)
            elif reset.station != station:
                why, scene = "another_station", Scene(station, reset.id)
            else:
                scene = Scene(station, reset.id, reset.subject)
            detail = {"call": call, "why": why}
            self._note(tx, AuditKind.RESET_REFUSED, now, f"station:{station}", scene, detail)

    def _note(
        self, tx: Tx, kind: AuditKind, now: datetime, who: str, scene: Scene, detail: Mapping[str, str | int]
    ) -> None:
        if counted(tx, now, who):
            self._shop.trail.note(tx, kind, now, scene, detail)


def counted(tx: Tx, now: datetime, who: str) -> bool:
    """Count one more refusal of `who`; whether it is still among the `MOST` of an hour that are recorded."""
    bucket = f"refused:{who}"[:128]
    tx.counters.lock((bucket,), now)
    few = tx.counters.usage(bucket, now - _HOUR).count < MOST
    tx.counters.record_if(wanted=few, bucket=bucket, now=now)
    return few
