"""Opening self-service again for an account that rests after too many failed proofs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.core.api import Unavailable
from backend.core.audit import AuditKind, Scene
from backend.core.languages import en
from backend.core.limits import day_ends
from backend.core.meter import Limit
from backend.core.people import Somebody
from backend.core.ports import DirectoryUnavailable
from backend.core.station_care import needed, tidy
from backend.core.store import Tx
from backend.core.workshop import Workshop

LONGEST_IDENTIFIER = 254
DAY = timedelta(days=1)
OWN = en("This is your own account: a colleague must do it.")
TOO_MANY = en("You have reached today's number of unblockings.")


class UnblockRefused(Exception):
    """The rules forbid it; the text says why, in plain English."""


@dataclass(frozen=True, slots=True)
class Rest:
    """`until`: when self-service opens by itself; None when the account does not rest.

    Nothing else is said, so that nobody learns here which accounts exist.
    """

    identifier: str
    until: datetime | None


class Unblocking:
    """Known and unknown identifiers are treated alike, to the record that is written."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def look(self, identifier: str, staff: str) -> Rest:
        """Whether it rests; looking is on record. Raises `Unavailable`."""
        somebody, now = self._find(identifier), self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            rests = self._rests(tx, somebody, now)
            scene = Scene(subject=somebody.subject, actor=staff)
            self._shop.trail.note(tx, AuditKind.ACCOUNT_LOOKED_UP, now, scene)
        return Rest(_typed(identifier), self._until(now) if rests else None)

    def lift(self, identifier: str, reason: str, staff: str) -> None:
        """Forget today's failed proofs of whoever that is.

        Raises:
            UnblockRefused: an own account, or too many today; it goes on record too.
            ReasonMissing, Unavailable.
        """
        reason, somebody = needed(reason), self._find(identifier)
        now = self._shop.parts.clock.now()
        scene = Scene(subject=somebody.subject, actor=staff)
        with self._shop.parts.store.writing() as tx:
            objection = self._objection(tx, identifier, somebody, staff, now)
            if objection:
                self._shop.trail.note(tx, AuditKind.UNBLOCK_REFUSED, now, scene, {"why": objection})
            else:
                rested = self._rests(tx, somebody, now)
                self._shop.limits.forget_failed(tx, somebody.subject)
                tx.counters.record_if(wanted=True, bucket=_unblocks(staff), now=now)
                detail = {"reason": reason, "rested": "yes" if rested else "no"}
                self._shop.trail.note(tx, AuditKind.ACCOUNT_UNBLOCKED, now, scene, detail)
        if objection:
            raise UnblockRefused(objection)

    def _find(self, identifier: str) -> Somebody:
        try:
            return self._shop.people.find(_typed(identifier))
        except DirectoryUnavailable as error:
            raise Unavailable(str(error)) from error

    def _objection(self, tx: Tx, identifier: str, somebody: Somebody, staff: str, now: datetime) -> str:
        parts, people = self._shop.parts, self._shop.people
        named = somebody.account.identifier if somebody.account else _typed(identifier)
        if people.same(named, parts.staff.own(staff)):
            return OWN
        tx.counters.lock((_unblocks(staff),), now)
        used = tx.counters.usage(_unblocks(staff), now - DAY).count
        if used < parts.settings.limits.unblocks_per_staff_a_day:
            return ""
        parts.meter.throttled(Limit.STAFF_UNBLOCKS.value)
        return TOO_MANY

    def _rests(self, tx: Tx, somebody: Somebody, now: datetime) -> bool:
        limits = self._shop.limits
        limits.hold_proofs(tx, somebody.subject, now)
        return limits.rests(limits.failed_today(tx, somebody.subject, now))

    def _until(self, now: datetime) -> datetime:
        return day_ends(now, self._shop.parts.settings.institution.timezone)


def _typed(identifier: str) -> str:
    return tidy(identifier)[:LONGEST_IDENTIFIER]


def _unblocks(staff: str) -> str:
    return f"unblocks:{staff}"[:128]
