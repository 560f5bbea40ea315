"""Stations as the gate sees them, without a store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from backend.core.api import HeartbeatReport, KeyStanding, KnownKey, PendingEnrolment, StationRow
from backend.core.views import EnrolmentOffer, EnrolmentState, EnrolmentStatus


@dataclass
class FakeRegistry:
    """Stations by the fingerprint of their key."""

    keys: dict[str, KnownKey] = field(default_factory=dict)
    offers: dict[str, bytes] = field(default_factory=dict)
    reports: list[HeartbeatReport] = field(default_factory=list)

    strays: list[tuple[str, str]] = field(default_factory=list)

    def enrol(
        self,
        public: bytes,
        station: str = "s1",
        standing: KeyStanding = KeyStanding.ACTIVE,
        network: str = "",
    ) -> None:
        self.keys[hashlib.sha256(public).hexdigest()] = KnownKey(station, public, standing, network)

    def tie(self, station: str, network: str, operator: str) -> None:
        raise NotImplementedError

    def elsewhere(self, station: str, address: str) -> None:
        self.strays.append((station, address))

    def key(self, fingerprint: str) -> KnownKey | None:
        return self.keys.get(fingerprint)

    def offer(self, public_key: bytes) -> EnrolmentOffer:
        self.offers["e1"] = public_key
        return EnrolmentOffer("e1", "ABCD-EFGH", hashlib.sha256(public_key).hexdigest(), "https://c/", 5, 600)

    def poll(self, enrolment_id: str, fingerprint: str) -> EnrolmentState:
        return EnrolmentState(EnrolmentStatus.PENDING)

    def offered_key(self, enrolment_id: str) -> bytes | None:
        return self.offers.get(enrolment_id)

    def approve(self, code: str, name: str, place: str, operator: str, network: str = "") -> str:
        raise NotImplementedError

    def refuse(self, code: str, operator: str) -> None:
        raise NotImplementedError

    def withdraw(self, station: str, operator: str) -> None:
        raise NotImplementedError

    def beat(self, station: str, report: HeartbeatReport) -> None:
        self.reports.append(report)

    def listing(self) -> tuple[StationRow, ...]:
        return ()

    def pending(self) -> tuple[PendingEnrolment, ...]:
        return ()
