"""A request that staff have opened, with the account it is about as the directory has it now."""

from __future__ import annotations

from backend.core.api import RequestClosed, ResetGone, Unavailable
from backend.core.approval_rules import Case
from backend.core.audit import AuditKind, Scene
from backend.core.people import NOBODY
from backend.core.ports import Account, DirectoryUnavailable
from backend.core.records import StoredApproval
from backend.core.store import Tx
from backend.core.workshop import Workshop


class Cases:
    """Reads requests. Only who typed a request's code sees it."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def account(self, approval_id: str, staff: str) -> Account | None:
        """The account the request is about; the directory is asked outside any transaction.

        Raises `RequestClosed`, `Unavailable`.
        """
        with self._shop.parts.store.reading() as tx:
            approval = self._opened(tx, approval_id, staff)
            lookup = self._lookup(tx, approval)
        account = self.find(lookup)
        changed = account is not None and approval.account not in (None, account.key)
        return None if changed else account

    def find(self, identifier: str) -> Account | None:
        try:
            return self._shop.people.find(identifier).account
        except DirectoryUnavailable as error:
            raise Unavailable(str(error)) from error

    def case(self, tx: Tx, approval_id: str, staff: str, account: Account | None) -> Case:
        """Raises `RequestClosed`."""
        approval = self._opened(tx, approval_id, staff)
        try:
            now = self._shop.parts.clock.now()
            session = self._shop.sessions.load(tx, approval.station, approval.reset, now)
        except ResetGone:
            raise RequestClosed("The person has left the station.") from None
        # Read again: the reset is locked now, and every change of an approval holds that lock.
        return Case(self._opened(tx, approval_id, staff), session, account)

    def note(
        self, tx: Tx, kind: AuditKind, case: Case, staff: str, detail: dict[str, str | int] | None = None
    ) -> None:
        reset = case.session.reset
        subject = self._shop.marks.account(case.account.key) if case.account else reset.subject
        scene = Scene(reset.station, reset.id, subject, staff)
        self._shop.trail.note(tx, kind, case.session.now, scene, detail)

    def _opened(self, tx: Tx, approval_id: str, staff: str) -> StoredApproval:
        approval = tx.approvals.by_id(approval_id)
        if approval is None or not tx.approvals.has_opened(approval_id, staff):
            raise RequestClosed("You have not opened this request.")
        return approval

    def _lookup(self, tx: Tx, approval: StoredApproval) -> str:
        reset = tx.resets.by_id(approval.reset)
        attached = self._shop.sessions.approved_person(approval) if approval.account else NOBODY
        if attached.identifier or reset is None:
            return attached.identifier
        own = self._shop.sessions.person(reset)
        return own.identifier or self._shop.sessions.typed(reset).reveal()
