"""The supervised path: staff open a request by its code, see the true reason, and approve or refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from backend.core.api import (
    ApprovalRefused,
    FoundPerson,
    OpenedRequest,
    RequestClosed,
    RequestRow,
    RequestStatus,
    Seen,
    StationNote,
    TracedRecord,
    Unavailable,
)
from backend.core.approval_rules import UNFIT, ApprovalRules, Case
from backend.core.audit import AuditKind, Scene
from backend.core.cases import Cases
from backend.core.decisions import Decisions
from backend.core.languages import en
from backend.core.marks import REQUEST_CODE_SECONDS
from backend.core.meter import Limit
from backend.core.people import person_of
from backend.core.person_search import PersonSearch
from backend.core.ports import Account, DirectoryUnavailable, Standing
from backend.core.records import StoredApproval
from backend.core.refusals import Refusals
from backend.core.secret import Secret
from backend.core.station_view import StationView
from backend.core.store import Tx
from backend.core.workshop import Workshop


class Staff:
    """Implements `StaffDesk`."""

    def __init__(self, shop: Workshop, rules: ApprovalRules, stations: StationView) -> None:
        self._shop = shop
        self._rules = rules
        self._stations = stations
        self._cases = Cases(shop)
        self._search = PersonSearch(shop, self._cases)
        self._decisions = Decisions(shop, rules, self._cases)
        self._refusals = Refusals(shop)

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
            if tries >= limits.staff_openings:
                self._shop.parts.meter.throttled(Limit.STAFF_OPENINGS.value)
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
        with self._refusals.of_staff_look(approval_id, staff):
            account = self._cases.account(approval_id, staff)
        with self._shop.parts.store.writing() as tx:
            case = self._cases.case(tx, approval_id, staff, account)
            return self._rules.opened(tx, case, staff, self._where(tx, case))

    def attach(self, approval_id: str, staff: str, identifier: str) -> OpenedRequest:
        """Whatever was approved for another account before counts no more. Counted, as a search is."""
        with self._refusals.of_staff(approval_id, staff, "attach"):
            self._search.take(approval_id, staff, "attached")
            self._attach(approval_id, staff, self._cases.find(identifier))
        return self.look(approval_id, staff)

    def _attach(self, approval_id: str, staff: str, account: Account | None) -> None:
        with self._shop.parts.store.writing() as tx:
            case = self._cases.case(tx, approval_id, staff, account)
            if case.approval.status is not RequestStatus.WAITING or not case.session.open:
                raise RequestClosed("This request is not open any more.")
            if account is None:
                raise ApprovalRefused(en("No single account has this user ID."))
            forbidden = account.standing is Standing.PRIVILEGED
            if forbidden:
                detail: dict[str, str | int] = {"why": Standing.PRIVILEGED.value}
                self._cases.note(tx, AuditKind.APPROVAL_FORBIDDEN, case, staff, detail)
            else:
                self._keep(tx, case, staff, account)
        if forbidden:
            raise ApprovalRefused(UNFIT[Standing.PRIVILEGED])

    def _keep(self, tx: Tx, case: Case, staff: str, account: Account) -> None:
        reset_id, sessions = case.session.reset.id, self._shop.sessions
        sealed = sessions.seal_person(person_of(account), reset_id, account.key)
        bare = replace(case.approval, approver="", proof=None, reason="", checked="", mac=b"")
        tx.approvals.save(replace(bare, account=account.key, person_sealed=sealed, decided_at=None))
        self._cases.note(tx, AuditKind.APPROVAL_ATTACHED, case, staff)

    def search(self, approval_id: str, staff: str, text: str) -> tuple[FoundPerson, ...]:
        with self._refusals.of_staff(approval_id, staff, "search"):
            return self._search.search(approval_id, staff, text)

    def photo(self, approval_id: str, staff: str) -> bytes | None:
        account = self._cases.account(approval_id, staff)
        directory = self._shop.parts.directory
        if account is None or not directory.capabilities.has_photos:
            return None
        try:
            return directory.photo(account.key)
        except DirectoryUnavailable as error:
            raise Unavailable(str(error)) from error

    def approve(self, approval_id: str, staff: str, seen: Seen, reason: str) -> OpenedRequest:
        with self._refusals.of_staff(approval_id, staff, "approve"):
            self._decisions.approve(approval_id, staff, seen, reason)
        return self.look(approval_id, staff)

    def confirm(self, approval_id: str, staff: str, account: str) -> OpenedRequest:
        with self._refusals.of_staff(approval_id, staff, "confirm"):
            self._decisions.confirm(approval_id, staff, account)
        return self.look(approval_id, staff)

    def refuse(self, approval_id: str, staff: str, reason: str) -> OpenedRequest:
        with self._refusals.of_staff(approval_id, staff, "refuse"):
            self._decisions.refuse(approval_id, staff, reason)
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

    def _where(self, tx: Tx, case: Case) -> tuple[str, str]:
        station = tx.stations.get(case.approval.station)
        return (station.name, station.place) if station else ("", "")
