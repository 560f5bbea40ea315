"""Resets, facts, challenges and writes in SQL."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, literal, select, update

from backend.adapters.store.rows import Scope, names, record_of
from backend.adapters.store.tables import challenges, facts, resets, writes
from backend.core.endings import EndedReset
from backend.core.records import (
    ResetState,
    StoredChallenge,
    StoredFact,
    StoredReset,
    StoredWrite,
    WriteState,
)
from backend.core.views import Delivery


@dataclass(frozen=True, slots=True)
class SqlResets:
    scope: Scope

    def add(self, reset: StoredReset) -> None:
        self.scope.add(resets, reset)

    def at(self, station: str, reset_id: str) -> StoredReset | None:
        where = (resets.c.id == reset_id, resets.c.station == station)
        return self.scope.first(StoredReset, self.scope.find(StoredReset, resets, *where))

    def by_id(self, reset_id: str) -> StoredReset | None:
        return self.scope.first(StoredReset, self.scope.find(StoredReset, resets, resets.c.id == reset_id))

    def save(self, reset: StoredReset) -> None:
        later = replace(reset, revision=reset.revision + 1)
        self.scope.save(resets, later, resets.c.id == reset.id)

    def revision(self, station: str, reset_id: str) -> int | None:
        where = self.scope.own(resets, resets.c.id == reset_id, resets.c.station == station)
        return self.scope.connection.execute(select(resets.c.revision).where(where)).scalar()

    def followed(self, station: str, opened_at: datetime) -> bool:
        where = self.scope.own(resets, resets.c.station == station, resets.c.opened_at > opened_at)
        found = self.scope.connection.execute(select(literal(1)).where(exists().where(where)))
        return found.scalar() is not None

    def replace_open(self, station: str) -> tuple[EndedReset, ...]:
        where = self.scope.own(resets, resets.c.station == station, resets.c.state == ResetState.OPEN)
        return self._end(where, ResetState.REPLACED)

    def expire(self, now: datetime) -> tuple[EndedReset, ...]:
        where = self.scope.own(resets, resets.c.expires_at <= now, resets.c.state == ResetState.OPEN)
        return self._end(where, ResetState.EXPIRED)

    def _end(self, where: ColumnElement[bool], state: ResetState) -> tuple[EndedReset, ...]:
        change = update(resets).where(where).values(state=state, revision=resets.c.revision + 1)
        told = change.returning(resets.c.id, resets.c.station, resets.c.subject)
        return tuple(EndedReset(*row) for row in self.scope.connection.execute(told))


@dataclass(frozen=True, slots=True)
class SqlFacts:
    scope: Scope

    def add(self, fact: StoredFact) -> None:
        self.scope.add(facts, fact)

    def of(self, reset_id: str, now: datetime) -> tuple[StoredFact, ...]:
        live = (facts.c.reset == reset_id, facts.c.consumed_at.is_(None), facts.c.expires_at > now)
        query = self.scope.find(StoredFact, facts, *live).order_by(facts.c.made_at)
        return self.scope.all(StoredFact, query)

    def consume(self, reset_id: str, now: datetime) -> None:
        where = self.scope.own(facts, facts.c.reset == reset_id, facts.c.consumed_at.is_(None))
        self.scope.connection.execute(update(facts).where(where).values(consumed_at=now))

    def consumed(self, reset_id: str) -> tuple[StoredFact, ...]:
        where = (facts.c.reset == reset_id, facts.c.consumed_at.is_not(None))
        return self.scope.all(StoredFact, self.scope.find(StoredFact, facts, *where))


def _live(now: datetime) -> ColumnElement[bool]:
    return and_(
        challenges.c.expires_at > now, challenges.c.used_at.is_(None), challenges.c.replaced_at.is_(None)
    )


@dataclass(frozen=True, slots=True)
class SqlChallenges:
    scope: Scope

    def add_if(self, wanted: bool, challenge: StoredChallenge) -> None:
        self.scope.insert_if(wanted, challenges, self.scope.row(challenge))

    def spend_live(self, wanted: bool, reset_id: str, now: datetime) -> None:
        where = self.scope.own(
            challenges, challenges.c.reset == reset_id, _live(now), literal(int(wanted)) == 1
        )
        self.scope.connection.execute(update(challenges).where(where).values(replaced_at=now))

    def latest(self, reset_id: str) -> StoredChallenge | None:
        query = self.scope.find(StoredChallenge, challenges, challenges.c.reset == reset_id)
        order = (challenges.c.created_at.desc(), challenges.c.replaced_at.is_(None).desc())
        return self.scope.peek(StoredChallenge, query.order_by(*order))

    def reserve(
        self, reset_id: str, station: str, challenge_id: str, now: datetime
    ) -> StoredChallenge | None:
        where = self.scope.own(
            challenges,
            challenges.c.id == challenge_id,
            challenges.c.reset == reset_id,
            challenges.c.station == station,
            challenges.c.attempts_left > 0,
            _live(now),
        )
        columns = [challenges.c[name] for name in names(StoredChallenge)]
        take = update(challenges).where(where).values(attempts_left=challenges.c.attempts_left - 1)
        row = self.scope.connection.execute(take.returning(*columns)).first()
        return record_of(StoredChallenge, row)

    def get(self, reset_id: str, challenge_id: str) -> StoredChallenge | None:
        where = (challenges.c.id == challenge_id, challenges.c.reset == reset_id)
        return self.scope.peek(StoredChallenge, self.scope.find(StoredChallenge, challenges, *where))

    def use(self, challenge_id: str, now: datetime) -> bool:
        where = self.scope.own(challenges, challenges.c.id == challenge_id, _live(now))
        change = update(challenges).where(where).values(used_at=now, delivery=Delivery.ANSWERED)
        return self.scope.connection.execute(change).rowcount == 1

    def resend(self, wanted: bool, challenge_id: str, now: datetime, again_at: datetime) -> None:
        where = self.scope.own(
            challenges, challenges.c.id == challenge_id, _live(now), literal(int(wanted)) == 1
        )
        left = challenges.c.resends_left - 1
        change = update(challenges).where(where, challenges.c.resends_left > 0)
        self.scope.connection.execute(
            change.values(resends_left=left, resend_at=again_at, delivery=Delivery.QUEUED)
        )

    def delivered(self, challenge: StoredChallenge) -> None:
        where = self.scope.own(challenges, challenges.c.id == challenge.id, challenges.c.used_at.is_(None))
        self.scope.connection.execute(update(challenges).where(where).values(delivery=challenge.delivery))


_UNSETTLED = (WriteState.STARTED, WriteState.DOWN, WriteState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class SqlWrites:
    scope: Scope

    def add(self, write: StoredWrite) -> None:
        self.scope.add(writes, write)

    def get(self, reset_id: str, intent: str) -> StoredWrite | None:
        where = (writes.c.reset == reset_id, writes.c.intent == intent)
        return self.scope.peek(StoredWrite, self.scope.find(StoredWrite, writes, *where))

    def unsettled(self, reset_id: str) -> tuple[StoredWrite, ...]:
        query = self.scope.find(
            StoredWrite, writes, writes.c.reset == reset_id, writes.c.state.in_(_UNSETTLED)
        )
        return self.scope.all(StoredWrite, query.order_by(writes.c.started_at.desc()))

    def superseded(self, reset_id: str) -> bool:
        gave_way = (writes.c.reset == reset_id, writes.c.state == WriteState.SUPERSEDED)
        return self.scope.peek(StoredWrite, self.scope.find(StoredWrite, writes, *gave_way)) is not None

    def save(self, write: StoredWrite) -> None:
        self.scope.save(writes, write, writes.c.reset == write.reset, writes.c.intent == write.intent)
