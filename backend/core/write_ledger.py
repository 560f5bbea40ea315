"""The committed steps of a write: (a) it starts, (c) how it ended. Step (b) happens between them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from backend.core.api import NotAllowed
from backend.core.audit import AuditKind, Scene
from backend.core.letters import Letters, NoticeText
from backend.core.marks import ALPHABET
from backend.core.messages import Notice
from backend.core.ports import Account, RefusedWrite, SealBrokenError, Standing, WriteResult, Written
from backend.core.records import ResetState, StoredReset, StoredWrite, WriteKind, WriteState
from backend.core.reset_session import Session
from backend.core.secret import Secret
from backend.core.sides import AT_STATION, Side
from backend.core.store import Tx
from backend.core.views import BrokenRule, Rule, Work
from backend.core.workshop import Workshop
from backend.core.write_orders import NotReached, Order, kind_of

REFERENCE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Page:
    """The ledger of one reset: this intent's attempt, and others whose end is not known."""

    session: Session
    mine: StoredWrite | None
    unsettled: tuple[StoredWrite, ...]
    rivals: bool
    """Whether another attempt than this one was lost, and may land yet."""

    def running(self) -> StoredWrite | None:
        """An attempt whose lease still runs."""
        live = (one for one in self.unsettled if one.state is WriteState.STARTED)
        return next((one for one in live if one.lease_until > self.session.now), None)

    def doubtful(self) -> bool:
        """Whether an earlier attempt may have landed without our knowing."""
        return any(one.state in {WriteState.STARTED, WriteState.UNKNOWN} for one in self.unsettled)

    def mine_alone(self) -> datetime | None:
        """When this attempt started, if no other one may land."""
        return None if self.rivals or self.mine is None else self.mine.started_at


@dataclass(frozen=True, slots=True)
class Place:
    """Which attempt is meant, and who makes it."""

    station: str
    reset_id: str
    intent: str
    side: Side = AT_STATION


class Ledger:
    def __init__(self, shop: Workshop, letters: Letters) -> None:
        self._shop = shop
        self._letters = letters

    def read(self, place: Place) -> Page:
        with self._shop.parts.store.reading() as tx:
            return self._page(tx, place)

    def start(self, place: Place, order: Order, before: Page) -> StoredWrite | None:
        """Step (a): commit the attempt, its lease and its record.

        None when a twin has moved since `before` was read: then look again. Raises `NotAllowed`, also when
        staff have made the reset another account's since: what is to be written was meant for the one before.
        """
        with self._shop.parts.store.writing() as tx:
            page = self._page(tx, place)
            if (page.mine, page.unsettled) != (before.mine, before.unsettled):
                return None
            session = page.session
            if session.reset.account != before.session.reset.account:
                raise NotAllowed
            kind = kind_of(order, session.grant)
            if not session.open or kind is None or session.reset.account is None:
                raise NotAllowed
            if place.side != session.writer:
                raise NotAllowed
            return self._started(tx, page, place, kind)

    def end(self, write: StoredWrite, account: Account, result: WriteResult | NotReached) -> None:
        """Step (c): commit what the directory did, with facts, record and notices."""
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            reset = tx.resets.by_id(write.reset)
            current = tx.writes.get(write.reset, write.intent)
            if reset is None or current is None or current.state is WriteState.DONE:
                return
            if current.state is WriteState.SUPERSEDED and isinstance(result, Written):
                result = NotReached.UNKNOWN
            elif current.lease_until != write.lease_until and not isinstance(result, Written):
                return
            match result:
                case Written():
                    self._done(tx, reset, current, account, now)
                case RefusedWrite():
                    self._not_done(tx, reset, self._refused(current, result.broken), now)
                case NotReached.DOWN:
                    self._not_done(tx, reset, replace(current, state=WriteState.DOWN), now)
                case NotReached.UNKNOWN:
                    unsure = replace(reset, state=ResetState.WRITE_UNKNOWN)
                    self._not_done(tx, unsure, replace(current, state=WriteState.UNKNOWN), now)

    def doubt(self, page: Page) -> bool:
        """Commit that nobody can say what became of the lost attempts of `page`.

        False when one of them, or the reset, has moved since `page` was read: then look again.
        """
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            reset = tx.resets.by_id(page.session.reset.id)
            if reset is None or reset.state is not page.session.reset.state:
                return False
            if tx.writes.unsettled(reset.id) != page.unsettled:
                return False
            unsure = replace(reset, state=ResetState.WRITE_UNKNOWN)
            for lost in page.unsettled:
                if lost.state in {WriteState.STARTED, WriteState.UNKNOWN}:
                    self._not_done(tx, unsure, replace(lost, state=WriteState.UNKNOWN), now)
            return True

    def not_locked(self, place: Place) -> None:
        """The account was not locked: remember it, so that unlocking is offered no more."""
        with self._shop.parts.store.writing() as tx:
            session = self._page(tx, place).session
            person = replace(session.person, standing=Standing.ACTIVE)
            sealed = self._shop.sessions.seal_person(person, session.reset.id, session.reset.account)
            tx.resets.save(replace(session.reset, person_sealed=sealed))

    def broken(self, write: StoredWrite) -> tuple[BrokenRule, ...]:
        """The rules an attempt broke, as they were told the first time."""
        try:
            text = self._shop.parts.sealer.open(write.broken_sealed, _context(write))
        except SealBrokenError:
            return (BrokenRule(Rule.OTHER),)
        return tuple(BrokenRule(Rule(rule), detail) for rule, detail in json.loads(text.reveal()))

    # --- within the transaction -----------------------------------------------------------------

    def _page(self, tx: Tx, place: Place) -> Page:
        now = self._shop.parts.clock.now()
        session = self._shop.sessions.load(tx, place.station, place.reset_id, now)
        mine = tx.writes.get(place.reset_id, place.intent)
        unsettled = tx.writes.unsettled(place.reset_id)
        others = any(one.intent != place.intent for one in unsettled)
        return Page(session, mine, unsettled, others or tx.writes.superseded(place.reset_id))

    def _started(self, tx: Tx, page: Page, place: Place, kind: WriteKind) -> StoredWrite:
        session, lease = page.session, self._shop.parts.settings.times.write_lease
        for other in page.unsettled:
            if other.intent != place.intent:
                tx.writes.save(replace(other, state=WriteState.SUPERSEDED, finished_at=session.now))
        write = StoredWrite(
            reset=session.reset.id,
            intent=place.intent,
            account=session.reset.account or "",
            kind=kind,
            state=WriteState.STARTED,
            started_at=session.now,
            lease_until=session.now + lease,
        )
        (tx.writes.add if page.mine is None else tx.writes.save)(write)
        detail = {"kind": kind.value, "intent": place.intent}
        self._note(tx, AuditKind.WRITE_STARTED, session.reset, session.now, detail)
        return write

    def _done(self, tx: Tx, reset: StoredReset, write: StoredWrite, account: Account, now: datetime) -> None:
        unlocked = write.kind is WriteKind.UNLOCK
        reference = self._reference()
        tx.writes.save(replace(write, state=WriteState.DONE, finished_at=now))
        tx.facts.consume(reset.id, now)
        tx.challenges.spend_live(wanted=True, reset_id=reset.id, now=now)
        gone = reset.state in {ResetState.LEFT, ResetState.REPLACED}
        after = replace(
            reset,
            state=reset.state if gone else ResetState.DONE,
            person_sealed=self._no_longer_locked(reset),
            work=Work.UNLOCK if unlocked else Work.PASSWORD,
            completed_at=now,
            reference=reference,
        )
        tx.resets.save(after)
        self._note(tx, AuditKind.WRITE_DONE, after, now, {"kind": write.kind.value, "intent": write.intent})
        notice = Notice.UNLOCKED if unlocked else Notice.PASSWORD_SET
        text = NoticeText(notice, account.identifier, now, reference)
        self._letters.notify(tx, account, after, text, now)

    def _no_longer_locked(self, reset: StoredReset) -> bytes:
        person = replace(self._shop.sessions.person(reset), standing=Standing.ACTIVE)
        return self._shop.sessions.seal_person(person, reset.id, reset.account)

    def _not_done(self, tx: Tx, reset: StoredReset, write: StoredWrite, now: datetime) -> None:
        tx.writes.save(replace(write, finished_at=now))
        tx.resets.save(reset)
        detail = {"kind": write.kind.value, "intent": write.intent, "state": write.state.value}
        self._note(tx, AuditKind.WRITE_NOT_DONE, reset, now, detail)

    def _refused(self, write: StoredWrite, broken: tuple[BrokenRule, ...]) -> StoredWrite:
        told = Secret(json.dumps([[one.rule.value, one.detail] for one in broken]))
        sealed = self._shop.parts.sealer.seal(told, _context(write))
        return replace(write, state=WriteState.REFUSED, broken_sealed=sealed)

    def _note(
        self, tx: Tx, kind: AuditKind, reset: StoredReset, now: datetime, detail: Mapping[str, str | int]
    ) -> None:
        scene = Scene(reset.station, reset.id, reset.subject, reference=reset.reference)
        self._shop.trail.note(tx, kind, now, scene, detail)

    def _reference(self) -> str:
        below = self._shop.parts.randomness.below
        return "".join(ALPHABET[below(len(ALPHABET))] for _ in range(REFERENCE_LENGTH))


def _context(write: StoredWrite) -> str:
    return f"broken|{write.reset}|{write.intent}"
