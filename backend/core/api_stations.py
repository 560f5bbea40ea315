"""What the outside may ask of stations: their keys, enrolment and health."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from backend.core.views import EnrolmentOffer, EnrolmentState


class KeyStanding(Enum):
    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A station's key as the signature check needs it."""

    station: str
    public_key: bytes
    standing: KeyStanding
    network: str = ""
    """The networks it is tied to; empty ties it to none."""


@dataclass(frozen=True, slots=True)
class HeartbeatReport:
    version: str
    page_kind: str
    last_error: str
    boot_counter: int
    clock: int
    memory: int = 0
    """Bytes that its process has resident; this and the next are 0 where its system does not tell."""
    handles: int = 0
    threads: int = 0
    uptime: int = 0
    """Seconds since it started."""


class EnrolmentUnknown(Exception):
    """No pending enrolment has that id or code."""


class StationRegistry(Protocol):
    """Stations and their enrolment (RFC 8628's manners)."""

    def key(self, fingerprint: str) -> KnownKey | None: ...

    def offer(self, public_key: bytes) -> EnrolmentOffer: ...

    def poll(self, enrolment_id: str, fingerprint: str) -> EnrolmentState: ...

    def offered_key(self, enrolment_id: str) -> bytes | None:
        """The public key of a pending or just approved enrolment."""

    def approve(self, code: str, name: str, place: str, operator: str, network: str = "") -> str:
        """Approve the enrolment with that code; returns the station's id.

        Raises:
            EnrolmentUnknown: nobody waits with that code.
            NetworkUnreadable: `network` is no list of networks.
        """

    def tie(self, station: str, network: str, operator: str) -> None:
        """Tie a station to `network` (CIDR, several with commas), or to none when it is empty."""

    def elsewhere(self, station: str, address: str) -> None:
        """A genuine request of the station came from outside its networks; on record once an hour."""

    def refuse(self, code: str, operator: str) -> None: ...

    def withdraw(self, station: str, operator: str) -> None: ...

    def beat(self, station: str, report: HeartbeatReport) -> None: ...

    def listing(self) -> tuple[StationRow, ...]: ...

    def pending(self) -> tuple[PendingEnrolment, ...]: ...


@dataclass(frozen=True, slots=True)
class StationRow:
    id: str
    name: str
    place: str
    fingerprint: str
    standing: KeyStanding
    last_seen: datetime | None
    network: str = ""


@dataclass(frozen=True, slots=True)
class PendingEnrolment:
    code: str
    fingerprint: str
    expires_at: datetime
