"""Audit records: what happened, in the transaction of its effect, with a MAC over all fields."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from backend.core.endings import EndedReset
from backend.core.marks import Marks, same
from backend.core.records import StoredAudit
from backend.core.store import Tx


class AuditKind(Enum):
    RESET_STARTED = "reset_started"
    RESET_LEFT = "reset_left"
    RESET_REPLACED = "reset_replaced"
    RESET_EXPIRED = "reset_expired"
    RESET_REFUSED = "reset_refused"
    SIGN_IN = "sign_in"
    CHALLENGE = "challenge"
    ANSWER = "answer"
    CALL_ENDED = "call_ended"
    NOT_ME = "not_me"
    LETTER = "letter"
    LETTER_REPORTED = "letter_reported"
    APPROVAL_ASKED = "approval_asked"
    APPROVAL_OPENED = "approval_opened"
    OPENING_FAILED = "opening_failed"
    APPROVAL_ATTACHED = "approval_attached"
    PERSON_SEARCHED = "person_searched"
    APPROVAL_BEGUN = "approval_begun"
    APPROVAL_GIVEN = "approval_given"
    APPROVAL_REFUSED = "approval_refused"
    APPROVAL_FORBIDDEN = "approval_forbidden"
    APPROVAL_EXPIRED = "approval_expired"
    REQUEST_CLOSED = "request_closed"
    RETURN = "return"
    CONTACT_ASKED = "contact_asked"
    CONTACT_ANSWERED = "contact_answered"
    CONTACT_REGISTERED = "contact_registered"
    PASS_ASKED = "pass_asked"
    PASS_ISSUED = "pass_issued"
    CONTACTS_IMPORTED = "contacts_imported"
    CONTACTS_CHANGED = "contacts_changed"
    TICKET_SENT = "ticket_sent"
    HANDOFF_OFFERED = "handoff_offered"
    HANDOFF_CLAIMED = "handoff_claimed"
    HANDOFF_CLAIM_REFUSED = "handoff_claim_refused"
    HANDOFF_CONFIRMED = "handoff_confirmed"
    HANDOFF_WRITE_REFUSED = "handoff_write_refused"
    HANDOFF_ENDED = "handoff_ended"
    WRITE_STARTED = "write_started"
    WRITE_DONE = "write_done"
    WRITE_NOT_DONE = "write_not_done"
    ENROLMENT_OFFERED = "enrolment_offered"
    ENROLMENT_EXPIRED = "enrolment_expired"
    STATION_ENROLLED = "station_enrolled"
    STATION_REFUSED = "station_refused"
    STATION_WITHDRAWN = "station_withdrawn"
    STATION_SUSPENDED = "station_suspended"
    MAINTENANCE_CODE_MADE = "maintenance_code_made"
    MAINTENANCE_OPENED = "maintenance_opened"
    MAINTENANCE_REFUSED = "maintenance_refused"
    STATION_TIED = "station_tied"
    STATION_ELSEWHERE = "station_elsewhere"
    STATION_RENAMED = "station_renamed"
    STATION_ATTENDED = "station_attended"
    STATION_UNATTENDED = "station_unattended"
    NOTICE_PUT = "notice_put"
    NOTICE_TAKEN_BACK = "notice_taken_back"
    STATION_BLOCKED = "station_blocked"
    STATION_UNBLOCKED = "station_unblocked"
    ACCOUNT_LOOKED_UP = "account_looked_up"
    ACCOUNT_UNBLOCKED = "account_unblocked"
    UNBLOCK_REFUSED = "unblock_refused"
    AUDIT_SEARCHED = "audit_searched"
    AUDIT_EXPORTED = "audit_exported"
    TRACE = "trace"
    AUDIT_REMOVED = "audit_removed"
    STAFF_INVITED = "staff_invited"
    STAFF_JOINED = "staff_joined"
    STAFF_ROLES = "staff_roles"
    STAFF_REMOVED = "staff_removed"
    STAFF_SIGNED_IN = "staff_signed_in"
    STAFF_SIGN_IN_REFUSED = "staff_sign_in_refused"
    STAFF_SIGNED_OUT = "staff_signed_out"
    STAFF_STEPPED_UP = "staff_stepped_up"
    STAFF_STEP_UP_REFUSED = "staff_step_up_refused"
    STAFF_FORBIDDEN = "staff_forbidden"
    STAFF_SESSION_UNKNOWN = "staff_session_unknown"
    FORM_REFUSED = "form_refused"
    SETTINGS_IN_FORCE = "settings_in_force"
    BACKUP_MADE = "backup_made"
    BACKUP_RESTORED = "backup_restored"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where it happened and to whom; `subject` is the name limits are counted under."""

    station: str = ""
    reset: str = ""
    subject: str = ""
    actor: str = ""
    reference: str = ""


def _nonce() -> str:
    return secrets.token_hex(16)


class Trail:
    """Writes and checks audit records."""

    def __init__(self, marks: Marks, institution: str, nonce: Callable[[], str] = _nonce) -> None:
        self._marks = marks
        self._institution = institution
        self._nonce = nonce

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
            nonce=self._nonce(),
        )
        tx.audit.add(replace(bare, mac=self._marks.audit(bare, self._institution)))

    def ended(self, tx: Tx, kind: AuditKind, now: datetime, resets: Iterable[EndedReset]) -> None:
        """One record for each reset that ended without its station's doing."""
        for one in resets:
            self.note(tx, kind, now, Scene(one.station, one.id, one.subject))

    def genuine(self, record: StoredAudit) -> bool:
        return same(record.mac, self._marks.audit(record, self._institution))
