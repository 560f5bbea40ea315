"""Audit records: what happened, in the transaction of its effect, with a MAC over all fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from backend.core.marks import Marks, same
from backend.core.records import StoredAudit
from backend.core.store import Tx


class AuditKind(Enum):
    RESET_STARTED = "reset_started"
    RESET_LEFT = "reset_left"
    SIGN_IN = "sign_in"
    CHALLENGE = "challenge"
    ANSWER = "answer"
    CALL_ENDED = "call_ended"
    NOT_ME = "not_me"
    LETTER = "letter"
    APPROVAL_ASKED = "approval_asked"
    APPROVAL_OPENED = "approval_opened"
    OPENING_FAILED = "opening_failed"
    APPROVAL_ATTACHED = "approval_attached"
    APPROVAL_GIVEN = "approval_given"
    APPROVAL_REFUSED = "approval_refused"
    APPROVAL_FORBIDDEN = "approval_forbidden"
    RETURN = "return"
    WRITE_STARTED = "write_started"
    WRITE_DONE = "write_done"
    WRITE_NOT_DONE = "write_not_done"
    STATION_ENROLLED = "station_enrolled"
    STATION_REFUSED = "station_refused"
    STATION_WITHDRAWN = "station_withdrawn"
    STATION_SUSPENDED = "station_suspended"
    STATION_PRESSURE = "station_pressure"
    TRACE = "trace"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where it happened and to whom; `subject` is the name limits are counted under."""

    station: str = ""
    reset: str = ""
    subject: str = ""
    actor: str = ""
    reference: str = ""


class Trail:
    """Writes and checks audit records."""

    def __init__(self, marks: Marks, institution: str) -> None:
        self._marks = marks
        self._institution = institution

    def note(
        self,
        tx: Tx,
        kind: AuditKind,
        now: datetime,
        scene: Scene,
        detail: Mapping[str, str | int] | None = None,
    ) -> None:
        """`detail` holds outcomes and counts; never a code, number, address, identifier or password."""
        bare = StoredAudit(
            at=now,
            kind=kind.value,
            actor=scene.actor,
            station=scene.station,
            reset=scene.reset,
            subject=self._marks.in_audit(scene.subject) if scene.subject else "",
            reference=scene.reference,
            detail=json.dumps(dict(detail or {}), sort_keys=True),
            mac=b"",
        )
        tx.audit.add(replace(bare, mac=self._marks.audit(bare, self._institution)))

    def genuine(self, record: StoredAudit) -> bool:
        return same(record.mac, self._marks.audit(record, self._institution))
