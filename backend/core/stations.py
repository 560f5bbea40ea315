"""Stations: their enrolment, their keys and their health."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from backend.core.api import (
    EnrolmentUnknown,
    HeartbeatReport,
    KeyStanding,
    KnownKey,
    PendingEnrolment,
    StationRow,
    Unavailable,
)
from backend.core.attendance import Attendance
from backend.core.audit import AuditKind, Scene
from backend.core.marks import ALPHABET
from backend.core.networks import ELSEWHERE_TOLD, networks
from backend.core.records import StationStanding, StoredEnrolment, StoredStation
from backend.core.reset_session import seconds
from backend.core.store import Tx
from backend.core.views import EnrolmentOffer, EnrolmentState, EnrolmentStatus
from backend.core.workshop import Workshop

CODE_LENGTH = 8
MOST_WAITING = 64
LONGEST_TEXT = 120


@dataclass(frozen=True, slots=True)
class Labels:
    """What the operator says of a station."""

    name: str
    place: str
    network: str


class Registry:
    """Implements `StationRegistry`."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def key(self, fingerprint: str) -> KnownKey | None:
        with self._shop.parts.store.reading() as tx:
            station = tx.stations.by_fingerprint(fingerprint)
        if station is None or not self._genuine(station):
            return None
        return KnownKey(station.id, station.public_key, _standing(station), station.network)

    def _genuine(self, station: StoredStation) -> bool:
        """Whether id, fingerprint and key belong together: a row written by hand has none of our ids."""
        return (
            _fingerprint(station.public_key) == station.fingerprint
            and self._shop.marks.station(station.fingerprint) == station.id
        )

    # --- enrolment (RFC 8628's manners) ---------------------------------------------------------

    def offer(self, public_key: bytes) -> EnrolmentOffer:
        """Raises `Unavailable` while too many wait already: anybody may offer a key."""
        now, settings = self._shop.parts.clock.now(), self._shop.parts.settings
        enrolment = StoredEnrolment(
            id=self._shop.parts.randomness.token(),
            public_key=public_key,
            fingerprint=_fingerprint(public_key),
            code=self._code(),
            status=EnrolmentStatus.PENDING,
            station="",
            expires_at=now + settings.times.enrolment,
            polled_at=now - settings.times.enrolment,
        )
        with self._shop.parts.store.writing() as tx:
            if len(tx.enrolments.pending(now)) >= MOST_WAITING:
                raise Unavailable("too many enrolments wait")
            tx.enrolments.add(enrolment)
            detail = {"fingerprint": enrolment.fingerprint}
            self._shop.trail.note(tx, AuditKind.ENROLMENT_OFFERED, now, Scene(), detail)
        return EnrolmentOffer(
            id=enrolment.id,
            code=enrolment.code,
            fingerprint=enrolment.fingerprint,
            console_url=settings.console_url,
            interval=settings.times.enrolment_interval,
            expires_in=seconds(enrolment.expires_at, now),
        )

    def poll(self, enrolment_id: str, fingerprint: str) -> EnrolmentState:
        """Raises `EnrolmentUnknown` for another key's enrolment as well."""
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            found = tx.enrolments.get(enrolment_id)
            if found is None or found.fingerprint != fingerprint:
                raise EnrolmentUnknown
            if found.status is not EnrolmentStatus.PENDING:
                return EnrolmentState(found.status)
            tx.enrolments.save(replace(found, polled_at=now))
        if found.expires_at <= now:
            return EnrolmentState(EnrolmentStatus.EXPIRED)
        # Half the interval is forgiven: clocks and networks jitter.
        pause = timedelta(seconds=self._shop.parts.settings.times.enrolment_interval / 2)
        too_fast = now - found.polled_at < pause
        return EnrolmentState(EnrolmentStatus.SLOW_DOWN if too_fast else EnrolmentStatus.PENDING)

    def offered_key(self, enrolment_id: str) -> bytes | None:
        with self._shop.parts.store.reading() as tx:
            found = tx.enrolments.get(enrolment_id)
        return found.public_key if found is not None else None

    def approve(self, code: str, name: str, place: str, operator: str, network: str = "") -> str:
        now, tied = self._shop.parts.clock.now(), networks(network)
        with self._shop.parts.store.writing() as tx:
            enrolment = self._pending(tx, code, now)
            station = self._enrolled(tx, enrolment, Labels(name.strip(), place.strip(), tied), now)
            approved = replace(enrolment, status=EnrolmentStatus.APPROVED, station=station)
            tx.enrolments.save(approved)
            scene = Scene(station, actor=operator)
            detail = {"fingerprint": enrolment.fingerprint, "network": tied}
            self._shop.trail.note(tx, AuditKind.STATION_ENROLLED, now, scene, detail)
        return station

    def refuse(self, code: str, operator: str) -> None:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            enrolment = self._pending(tx, code, now)
            tx.enrolments.save(replace(enrolment, status=EnrolmentStatus.REFUSED))
            detail = {"fingerprint": enrolment.fingerprint}
            self._shop.trail.note(tx, AuditKind.STATION_REFUSED, now, Scene(actor=operator), detail)

    def withdraw(self, station: str, operator: str) -> None:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            # Resets before their station, as everywhere, so that locks never cross.
            ended = tx.resets.replace_open(station)
            self._shop.trail.ended(tx, AuditKind.RESET_REPLACED, now, ended)
            found = tx.stations.get(station)
            if found is None:
                raise EnrolmentUnknown
            tx.stations.save(replace(found, standing=StationStanding.WITHDRAWN))
            self._shop.trail.note(tx, AuditKind.STATION_WITHDRAWN, now, Scene(station, actor=operator))

    # --- networks -------------------------------------------------------------------------------

    def tie(self, station: str, network: str, operator: str) -> None:
        """Raises `EnrolmentUnknown` and `NetworkUnreadable`."""
        now, tied = self._shop.parts.clock.now(), networks(network)
        with self._shop.parts.store.writing() as tx:
            found = tx.stations.get(station)
            if found is None:
                raise EnrolmentUnknown
            tx.stations.save(replace(found, network=tied))
            scene = Scene(station, actor=operator)
            self._shop.trail.note(tx, AuditKind.STATION_TIED, now, scene, {"network": tied})

    def elsewhere(self, station: str, address: str) -> None:
        now, bucket = self._shop.parts.clock.now(), f"elsewhere:{station}"[:128]
        with self._shop.parts.store.writing() as tx:
            tx.counters.lock((bucket,), now)
            told = tx.counters.usage(bucket, now - ELSEWHERE_TOLD).count > 0
            tx.counters.record_if(wanted=not told, bucket=bucket, now=now)
            if not told:
                detail = {"address": address[:45]}
                self._shop.trail.note(tx, AuditKind.STATION_ELSEWHERE, now, Scene(station), detail)

    # --- health ---------------------------------------------------------------------------------

    def beat(self, station: str, report: HeartbeatReport) -> None:
        """A boot counter that goes back may be a copied key: suspend it and tell."""
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            found = tx.stations.get(station)
            if found is None:
                raise EnrolmentUnknown
            back = report.boot_counter < found.boot_counter
            standing = StationStanding.SUSPENDED if back else found.standing
            if back and found.standing is StationStanding.ACTIVE:
                detail = {"boot_counter": report.boot_counter, "seen": found.boot_counter}
                self._shop.trail.note(tx, AuditKind.STATION_SUSPENDED, now, Scene(station), detail)
            beaten = replace(
                found,
                standing=found.standing if found.standing is StationStanding.WITHDRAWN else standing,
                boot_counter=max(found.boot_counter, report.boot_counter),
                last_seen=now,
                version=report.version[:40],
                page_kind=report.page_kind[:40],
                last_error=report.last_error[:80],
                clock=report.clock,
                memory=report.memory,
                handles=report.handles,
                threads=report.threads,
                uptime=report.uptime,
            )
            tx.stations.save(beaten)

    def listing(self) -> tuple[StationRow, ...]:
        with self._shop.parts.store.reading() as tx:
            found = tx.stations.all()
        return tuple(
            StationRow(
                one.id, one.name, one.place, one.fingerprint, _standing(one), one.last_seen, one.network
            )
            for one in found
        )

    def pending(self) -> tuple[PendingEnrolment, ...]:
        with self._shop.parts.store.reading() as tx:
            found = tx.enrolments.pending(self._shop.parts.clock.now())
        return tuple(PendingEnrolment(one.code, one.fingerprint, one.expires_at) for one in found)

    # --- within the transaction -----------------------------------------------------------------

    def _pending(self, tx: Tx, code: str, now: datetime) -> StoredEnrolment:
        wanted = "".join(mark for mark in code.upper() if mark.isalnum())
        for found in tx.enrolments.pending(now):
            genuine = _fingerprint(found.public_key) == found.fingerprint
            if genuine and found.code.replace("-", "") == wanted:
                return found
        raise EnrolmentUnknown

    def _enrolled(self, tx: Tx, enrolment: StoredEnrolment, labels: Labels, now: datetime) -> str:
        """A key enrolled before gets its station back, active, unattended and with its boots counted anew."""
        name, place = labels.name[:LONGEST_TEXT], labels.place[:LONGEST_TEXT]
        known = tx.stations.by_fingerprint(enrolment.fingerprint)
        if known is not None:
            active = replace(known, standing=StationStanding.ACTIVE, boot_counter=0, failures=0)
            alone = replace(active, attendance=Attendance.UNATTENDED)
            tx.stations.save(replace(alone, name=name, place=place, network=labels.network))
            return known.id
        station = StoredStation(
            id=self._shop.marks.station(enrolment.fingerprint),
            name=name,
            place=place,
            public_key=enrolment.public_key,
            fingerprint=enrolment.fingerprint,
            standing=StationStanding.ACTIVE,
            enrolled_at=now,
            network=labels.network,
        )
        tx.stations.add(station)
        return station.id

    def _code(self) -> str:
        below = self._shop.parts.randomness.below
        text = "".join(ALPHABET[below(len(ALPHABET))] for _ in range(CODE_LENGTH))
        return f"{text[:4]}-{text[4:]}"


def _fingerprint(public_key: bytes) -> str:
    return hashlib.sha256(public_key).hexdigest()


def _standing(station: StoredStation) -> KeyStanding:
    active = station.standing is StationStanding.ACTIVE
    return KeyStanding.ACTIVE if active else KeyStanding.WITHDRAWN
