"""A closed desk: the service desk learns by e-mail that somebody asked, once for each reset."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from backend.core.audit import AuditKind, Scene
from backend.core.letters import Letters
from backend.core.marks import ALPHABET
from backend.core.meter import Limit
from backend.core.reset_session import Session
from backend.core.station_view import desk_now
from backend.core.store import Tx
from backend.core.ticket_text import TicketText
from backend.core.workshop import Workshop

REFERENCE_LENGTH = 8


class Tickets:
    def __init__(self, shop: Workshop, letters: Letters) -> None:
        self._shop = shop
        self._letters = letters

    def reference_for(self, tx: Tx, session: Session) -> str:
        """The reference of the reset's ticket, which is sent now if it is due; empty when there is none."""
        reset, now = session.reset, session.now
        if reset.ticket or not self._due(tx, session):
            return reset.ticket
        shop = self._shop
        below, station = shop.parts.randomness.below, tx.stations.get(reset.station)
        reference = "".join(ALPHABET[below(len(ALPHABET))] for _ in range(REFERENCE_LENGTH))
        name, place = (station.name, station.place) if station else ("", "")
        typed = shop.sessions.typed(reset).reveal()
        text = TicketText(reference, name, place, now, typed, reset.language)
        to = shop.parts.settings.institution.desk.email
        tx.outbox.add_if(wanted=True, letter=self._letters.ticket(reset, text, to, now))
        tx.counters.record_if(wanted=True, bucket=_bucket(reset.station), now=now)
        scene = Scene(reset.station, reset.id, reset.subject, reference=reference)
        shop.trail.note(tx, AuditKind.TICKET_SENT, now, scene)
        return reference

    def _due(self, tx: Tx, session: Session) -> bool:
        parts, now = self._shop.parts, session.now
        institution = parts.settings.institution
        if not institution.desk.email or parts.channels.email is None:
            return False
        if desk_now(institution.desk, now, ZoneInfo(institution.timezone)).open_until is not None:
            return False
        bucket = _bucket(session.reset.station)
        tx.counters.lock((bucket,), now)
        used = tx.counters.usage(bucket, now - timedelta(days=1)).count
        if used < parts.settings.limits.tickets_per_station_a_day:
            return True
        parts.meter.throttled(Limit.TICKETS.value)
        return False


def _bucket(station: str) -> str:
    return f"tickets:{station}"
