"""What the store keeps of stations and their enrolment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from backend.core.attendance import Attendance
from backend.core.views import EnrolmentStatus


class StationStanding(Enum):
    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    """Its boot counter went back: the key may have been copied."""
    BLOCKED = "blocked"
    """Staff took it out of service, until they open it again."""


@dataclass(frozen=True, slots=True)
class StoredStation:
    id: str
    name: str
    place: str
    public_key: bytes
    fingerprint: str
    standing: StationStanding
    enrolled_at: datetime
    boot_counter: int = 0
    failures: int = 0
    """Failures in a row, of anybody, at this station."""
    last_seen: datetime | None = None
    version: str = ""
    page_kind: str = ""
    last_error: str = ""
    clock: int = 0
    network: str = ""
    """The networks it is tied to (`networks.networks`); empty ties it to none."""
    memory: int = 0
    handles: int = 0
    threads: int = 0
    uptime: int = 0
    attendance: Attendance = Attendance.UNATTENDED


@dataclass(frozen=True, slots=True)
class StoredEnrolment:
    id: str
    public_key: bytes
    fingerprint: str
    code: str
    status: EnrolmentStatus
    station: str
    expires_at: datetime
    polled_at: datetime
