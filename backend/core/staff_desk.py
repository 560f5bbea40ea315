"""The supervised path: staff open a request by its code, see the true reason, and approve or refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from backend.core.api import (
    ApprovalRefused,
    OpenedRequest,
    ProofSeen,
    RequestClosed,
    RequestRow,
    RequestStatus,
    ResetGone,
    StationNote,
    TracedRecord,
    Unavailable,
)
from backend.core.approval_rules import ApprovalRules, Case
from backend.core.approvals import extended
from backend.core.audit import AuditKind, Scene
from backend.core.marks import REQUEST_CODE_SECONDS
from backend.core.people import NOBODY, person_of
from backend.core.ports import Account, DirectoryUnavailable
from backend.core.records import StoredApproval
from backend.core.secret import Secret
from backend.core.station_view import StationView
from backend.core.store import Tx
from backend.core.workshop import Workshop

LONGEST_REASON = 500


class Staff:
    """Implements `StaffDesk`."""

    def __init__(self, shop: Workshop, rules: ApprovalRules, stations: StationView) -> None:
        self._shop = shop
        self._rules = rules
        self._stations = stations

    def notes(self) -> tuple[StationNote, ...]:
        return self._stations.notes()

    def requests(self) -> tuple[RequestRow, ...]:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.reading() as tx:
            stations = {station.id: (station.name, station.place) for station in tx.stations.all()}
            return tuple(
                RequestRow(
                    one.id,
                    *stations.get(one.station, ("", "")),
                    one.asked_at,
                    one.expires_at,
                    one.status,
                )
                for one in tx.approvals.open_ones(now)
            )

    def open(self, request_code: str, staff: str) -> OpenedRequest:
        """Throttled per member of staff; every wrong code is on record."""
        limits, now = self._shop.parts.settings.limits, self._shop.parts.clock.now()
        bucket = f"openings:{staff}"[:128]
        with self._shop.parts.store.writing() as tx:
            tx.counters.lock((bucket,), now)
            tries = tx.counters.usage(bucket, now - limits.staff_window).count
            found = self._by_code(tx, request_code, now) if tries < limits.staff_openings else None
            tx.counters.record_if(wanted=found is None, bucket=bucket, now=now)
            kind = AuditKind.APPROVAL_OPENED if found else AuditKind.OPENING_FAILED
            scene = Scene(found.station, found.reset, actor=staff) if found else Scene(actor=staff)
            self._shop.trail.note(tx, kind, now, scene)
            if found is not None:
                tx.approvals.opened_by(found.id, staff)
        if found is None:
            raise RequestClosed("No open request has this code, or there were too many tries.")
        return self.look(found.id, staff)

    def look(self, approval_id: str, staff: str) -> OpenedRequest:
        with self._shop.parts.store.reading() as tx:
            approval = self._opened(tx, approval_id, staff)
            lookup = self._lookup(tx, approval)
        account = self._account(approval, lookup)
        with self._shop.parts.store.writing() as tx:
            case = self._case(tx, approval_id, staff, account)
            return self._rules.opened(tx, case, staff, self._where(tx, case))

    def attach(self, approval_id: str, staff: str, identifier: str) -> OpenedRequest:
        account = self._find(identifier)
        with self._shop.parts.store.writing() as tx:
            case = self._case(tx, approval_id, staff, account)
            if case.approval.status is not RequestStatus.WAITING or not case.session.open:
                raise RequestClosed("This request is not open any more.")
            if account is None:
                raise ApprovalRefused("No single account has this identifier.")
            approval, reset = case.approval, case.session.reset
            sealed = self._shop.sessions.seal_person(person_of(account), reset.id, account.key)
            tx.approvals.save(replace(approval, account=account.key, person_sealed=sealed))
            scene = Scene(reset.station, reset.id, self._shop.marks.account(account.key), staff)
            self._shop.trail.note(tx, AuditKind.APPROVAL_ATTACHED, case.session.now, scene)
        return self.look(approval_id, staff)

    def approve(self, approval_id: str, staff: str, proof: ProofSeen, reason: str) -> OpenedRequest:
        """Raises `ApprovalRefused` when the rules forbid it, which goes on record too."""
        if not reason.strip():
            raise ApprovalRefused("Say why: the reason is part of the record.")
        with self._shop.parts.store.reading() as tx:
            approval = self._opened(tx, approval_id, staff)
            lookup = self._lookup(tx, approval)
        account = self._account(approval, lookup)
        with self._shop.parts.store.writing() as tx:
            case = self._case(tx, approval_id, staff, account)
            objection = self._rules.objection(tx, case, staff)
            if objection:
                self._note(tx, AuditKind.APPROVAL_FORBIDDEN, case, staff, {"why": objection})
            else:
                self._approve(tx, case, staff, proof, reason)
        if objection:
            raise ApprovalRefused(objection)
        return self.look(approval_id, staff)

    def refuse(self, approval_id: str, staff: str, reason: str) -> OpenedRequest:
        if not reason.strip():
            raise ApprovalRefused("Say why: the reason is part of the record.")
        with self._shop.parts.store.writing() as tx:
            case = self._case(tx, approval_id, staff, None)
            if case.approval.status not in {RequestStatus.WAITING, RequestStatus.APPROVED}:
                raise RequestClosed("This request has been decided.")
            decided = replace(
                case.approval,
                status=RequestStatus.REFUSED,
                approver=staff,
                reason=reason.strip()[:LONGEST_REASON],
                decided_at=case.session.now,
                mac=b"",
            )
            tx.approvals.save(decided)
            tx.resets.save(case.session.reset)
            self._note(tx, AuditKind.APPROVAL_REFUSED, case, staff, {"reason": decided.reason})
        return self.look(approval_id, staff)

    def trace(self, reference: str, staff: str) -> tuple[TracedRecord, ...]:
        """The audit records of the reset with that reference; looking is on record too."""
        now, wanted = self._shop.parts.clock.now(), reference.strip().upper()
        with self._shop.parts.store.writing() as tx:
            self._shop.trail.note(tx, AuditKind.TRACE, now, Scene(actor=staff, reference=wanted[:16]))
            resets = {one.reset for one in tx.audit.by_reference(wanted) if one.reset}
            found = [record for one in sorted(resets) for record in tx.audit.of_reset(one)]
            names = {station.id: station.name for station in tx.stations.all()}
        genuine = self._shop.trail.genuine
        return tuple(
            TracedRecord(one.at, one.kind, one.actor, names.get(one.station, ""), one.detail, genuine(one))
            for one in found
        )

    # --- the request ----------------------------------------------------------------------------

    def _approve(self, tx: Tx, case: Case, staff: str, proof: ProofSeen, reason: str) -> None:
        shop, now, account = self._shop, case.session.now, case.account
        if account is None:
            raise ApprovalRefused("No account is attached.")
        reset = case.session.reset
        approved = replace(
            case.approval,
            account=account.key,
            person_sealed=shop.sessions.seal_person(person_of(account), reset.id, account.key),
            status=RequestStatus.APPROVED,
            approver=staff,
            proof=proof,
            reason=reason.strip()[:LONGEST_REASON],
            decided_at=now,
            expires_at=now + shop.parts.settings.times.approval,
        )
        tx.approvals.save(replace(approved, mac=shop.marks.decision(approved)))
        tx.resets.save(replace(reset, expires_at=extended(shop, case.session, approved)))
        self._rules.count(tx, staff, case)
        detail = {"proof": proof.value, "reason": approved.reason}
        self._note(tx, AuditKind.APPROVAL_GIVEN, case, staff, detail)

    def _by_code(self, tx: Tx, typed: str, now: datetime) -> StoredApproval | None:
        """The one waiting request with that code, of this minute or the one before."""
        code = Secret("".join(mark for mark in typed.upper() if mark.isalnum()))
        minute = int(now.timestamp()) // REQUEST_CODE_SECONDS
        found = [
            one
            for one in tx.approvals.open_ones(now)
            for when in (minute, minute - 1)
            if Secret(self._shop.marks.request_code(one, when)).matches(code)
        ]
        return found[0] if len({one.id for one in found}) == 1 else None

    def _opened(self, tx: Tx, approval_id: str, staff: str) -> StoredApproval:
        approval = tx.approvals.by_id(approval_id)
        if approval is None or not tx.approvals.has_opened(approval_id, staff):
            raise RequestClosed("You have not opened this request.")
        return approval

    def _case(self, tx: Tx, approval_id: str, staff: str, account: Account | None) -> Case:
        approval = self._opened(tx, approval_id, staff)
        try:
            now = self._shop.parts.clock.now()
            session = self._shop.sessions.load(tx, approval.station, approval.reset, now)
        except ResetGone:
            raise RequestClosed("The person has left the station.") from None
        # Read again: the reset is locked now, and every change of an approval holds that lock.
        return Case(self._opened(tx, approval_id, staff), session, account)

    def _lookup(self, tx: Tx, approval: StoredApproval) -> str:
        reset = tx.resets.by_id(approval.reset)
        attached = self._shop.sessions.approved_person(approval) if approval.account else NOBODY
        if attached.identifier or reset is None:
            return attached.identifier
        own = self._shop.sessions.person(reset)
        return own.identifier or self._shop.sessions.typed(reset).reveal()

    def _account(self, approval: StoredApproval, lookup: str) -> Account | None:
        account = self._find(lookup)
        changed = account is not None and approval.account not in (None, account.key)
        return None if changed else account

    def _find(self, identifier: str) -> Account | None:
        try:
            return self._shop.people.find(identifier).account
        except DirectoryUnavailable as error:
            raise Unavailable(str(error)) from error

    def _where(self, tx: Tx, case: Case) -> tuple[str, str]:
        station = tx.stations.get(case.approval.station)
        return (station.name, station.place) if station else ("", "")

    def _note(self, tx: Tx, kind: AuditKind, case: Case, staff: str, detail: dict[str, str]) -> None:
        subject = self._shop.marks.account(case.account.key) if case.account else case.session.reset.subject
        scene = Scene(case.session.reset.station, case.session.reset.id, subject, staff)
        self._shop.trail.note(tx, kind, case.session.now, scene, detail)
