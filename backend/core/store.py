"""The store as the core needs it. A write transaction locks what it reads by id, until its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from backend.core.api import Unavailable
from backend.core.audit_lookup import AuditFilter as AuditFilter
from backend.core.audit_lookup import AuditPlace as AuditPlace
from backend.core.audit_lookup import AuditStep as AuditStep
from backend.core.audit_lookup import FoundAudit as FoundAudit
from backend.core.endings import EndedReset
from backend.core.records import (
    StoredApproval,
    StoredAudit,
    StoredChallenge,
    StoredEnrolment,
    StoredFact,
    StoredMaintenance,
    StoredReset,
    StoredStation,
    StoredWrite,
)
from backend.core.sides import StoredHandoff
from backend.core.store_authenticators import AuthenticatorSteps
from backend.core.store_calls import CallSteps
from backend.core.store_contacts import ContactChecks, ContactRows
from backend.core.store_notices import Notices
from backend.core.store_outbox import Outbox as Outbox
from backend.core.store_reports import Reports


class Resets(Protocol):
    def add(self, reset: StoredReset) -> None: ...

    def at(self, station: str, reset_id: str) -> StoredReset | None:
        """The reset of that id at that station."""

    def by_id(self, reset_id: str) -> StoredReset | None: ...

    def save(self, reset: StoredReset) -> None:
        """Keep it, one revision on."""

    def revision(self, station: str, reset_id: str) -> int | None: ...

    def followed(self, station: str, opened_at: datetime) -> bool:
        """Whether another reset began at that station after then."""

    def replace_open(self, station: str) -> tuple[EndedReset, ...]:
        """End every open reset of that station."""

    def expire(self, now: datetime) -> tuple[EndedReset, ...]:
        """End every open reset whose time is up."""


class Facts(Protocol):
    def add(self, fact: StoredFact) -> None: ...

    def of(self, reset_id: str, now: datetime) -> tuple[StoredFact, ...]:
        """Neither expired nor consumed; their MACs are still to be checked."""

    def consume(self, reset_id: str, now: datetime) -> None: ...

    def consumed(self, reset_id: str) -> tuple[StoredFact, ...]:
        """Those a write has consumed; their MACs are still to be checked."""


class Challenges(Protocol):
    def add_if(self, wanted: bool, challenge: StoredChallenge) -> None:
        """Insert it or, by the same statement, nothing."""

    def spend_live(self, wanted: bool, reset_id: str, now: datetime) -> None:
        """Replace what is live: one live code per reset."""

    def latest(self, reset_id: str) -> StoredChallenge | None: ...

    def reserve(
        self, reset_id: str, station: str, challenge_id: str, now: datetime
    ) -> StoredChallenge | None:
        """Take one attempt, if the challenge is live and has one; the challenge as it then is."""

    def get(self, reset_id: str, challenge_id: str) -> StoredChallenge | None: ...

    def use(self, challenge_id: str, now: datetime) -> bool:
        """Mark it used; false when it already was."""

    def resend(self, wanted: bool, challenge_id: str, now: datetime, again_at: datetime) -> None: ...

    def delivered(self, challenge: StoredChallenge) -> None:
        """Keep its delivery."""


class Approvals(Protocol):
    def add(self, approval: StoredApproval) -> None: ...

    def latest(self, reset_id: str) -> StoredApproval | None: ...

    def by_id(self, approval_id: str) -> StoredApproval | None: ...

    def open_ones(self, now: datetime) -> tuple[StoredApproval, ...]:
        """Waiting or approved, in time, of a reset that is open."""

    def save(self, approval: StoredApproval) -> None: ...

    def reserve_try(self, approval_id: str, now: datetime) -> StoredApproval | None:
        """Take one try of the return number, if it is approved, in time and has one."""

    def opened_by(self, approval_id: str, staff: str) -> None: ...

    def has_opened(self, approval_id: str, staff: str) -> bool: ...

    def expire(self, now: datetime) -> tuple[StoredApproval, ...]:
        """End those that waited, or were approved, until their time was up."""


class Handoffs(Protocol):
    def add(self, handoff: StoredHandoff) -> None: ...

    def latest(self, reset_id: str) -> StoredHandoff | None: ...

    def by_token(self, token_hash: str) -> StoredHandoff | None: ...

    def by_cookie(self, cookie_hash: str) -> StoredHandoff | None: ...

    def move(self, before: StoredHandoff, after: StoredHandoff) -> bool:
        """Change it from exactly what it was; false when somebody else came first."""


class Writes(Protocol):
    def add(self, write: StoredWrite) -> None: ...

    def get(self, reset_id: str, intent: str) -> StoredWrite | None: ...

    def unsettled(self, reset_id: str) -> tuple[StoredWrite, ...]:
        """Started, down or unknown ones, newest first."""

    def superseded(self, reset_id: str) -> bool:
        """Whether an attempt gave way to another one while its end was not known."""

    def save(self, write: StoredWrite) -> None: ...


@dataclass(frozen=True, slots=True)
class Usage:
    """How often a bucket was used since some time, and when first."""

    count: int
    oldest: datetime | None


class Counters(Protocol):
    def lock(self, buckets: Sequence[str], now: datetime) -> None:
        """Hold these buckets until the end of the transaction, so that counts are exact."""

    def usage(self, bucket: str, since: datetime) -> Usage: ...

    def record_if(self, wanted: bool, bucket: str, now: datetime) -> None: ...

    def take_chained(self, bucket: str, most: int, gap: timedelta, now: datetime) -> bool:
        """One of `most` uses, forgotten only after a `gap` without any, as directories count."""

    def give_back(self, bucket: str) -> None: ...

    def usages(self, prefix: str, since: datetime) -> Mapping[str, int]:
        """The counts of every used bucket whose name begins with `prefix`."""

    def unrecord(self, bucket: str, at: datetime) -> None:
        """Forget a use of then."""

    def clear(self, bucket: str) -> None:
        """Forget every use of it."""


class Stations(Protocol):
    def add(self, station: StoredStation) -> None: ...

    def get(self, station_id: str) -> StoredStation | None: ...

    def by_fingerprint(self, fingerprint: str) -> StoredStation | None: ...

    def all(self) -> tuple[StoredStation, ...]: ...

    def save(self, station: StoredStation) -> None: ...

    def mark(self, station_id: str, failed: int, keep: int) -> None:
        """Failures in a row become ``failures * keep + failed``."""


class Enrolments(Protocol):
    def add(self, enrolment: StoredEnrolment) -> None: ...

    def get(self, enrolment_id: str) -> StoredEnrolment | None: ...

    def pending(self, now: datetime) -> tuple[StoredEnrolment, ...]: ...

    def save(self, enrolment: StoredEnrolment) -> None: ...

    def expire(self, now: datetime) -> tuple[str, ...]:
        """End those that nobody approved or refused in time; their fingerprints."""


class MaintenanceCodes(Protocol):
    def put(self, code: StoredMaintenance) -> None:
        """Keep it in place of the station's one before."""

    def reserve(self, station: str, now: datetime) -> StoredMaintenance | None:
        """Take one try of the live one, atomically; None when none is live or no try is left."""

    def drop(self, station: str) -> bool:
        """Whether there was one to drop: only one of two at once uses it."""

    def drop_all(self) -> int:
        """How many there were."""


class Audit(Protocol):
    def add(self, record: StoredAudit) -> None: ...

    def by_reference(self, reference: str) -> tuple[StoredAudit, ...]: ...

    def of_reset(self, reset_id: str) -> tuple[StoredAudit, ...]: ...

    def of_kinds(self, kinds: Sequence[str], since: datetime) -> tuple[StoredAudit, ...]: ...

    def search(self, wanted: AuditFilter, before: AuditPlace | None, most: int) -> tuple[FoundAudit, ...]:
        """At most `most` records, newest first, that are older than `before`."""

    def steps(self, kinds: Sequence[str], since: datetime, until: datetime) -> Iterator[AuditStep]:
        """The records of these kinds in that time, oldest first, read as they are taken."""


class Tx(Protocol):
    """One transaction of one institution."""

    @property
    def resets(self) -> Resets: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def challenges(self) -> Challenges: ...
    @property
    def approvals(self) -> Approvals: ...
    @property
    def handoffs(self) -> Handoffs: ...
    @property
    def contact_checks(self) -> ContactChecks: ...
    @property
    def authenticator_steps(self) -> AuthenticatorSteps: ...
    @property
    def contact_rows(self) -> ContactRows: ...
    @property
    def writes(self) -> Writes: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def reports(self) -> Reports: ...
    @property
    def call_steps(self) -> CallSteps: ...
    @property
    def counters(self) -> Counters: ...
    @property
    def stations(self) -> Stations: ...
    @property
    def enrolments(self) -> Enrolments: ...
    @property
    def maintenance(self) -> MaintenanceCodes: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def audit(self) -> Audit: ...


class Store(Protocol):
    """Raises `StoreUnavailable` when the database does not answer."""

    def writing(self) -> AbstractContextManager[Tx]: ...

    def reading(self) -> AbstractContextManager[Tx]: ...


class StoreUnavailable(Unavailable):
    """The database does not answer; the transaction did not happen, or its fate is unknown."""
