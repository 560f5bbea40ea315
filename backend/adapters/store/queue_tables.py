"""The outbox and the counters in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, func, literal, or_, select, update

from backend.adapters.store.rows import Scope, names, record_of
from backend.adapters.store.tables import limit_buckets, limit_chains, limit_uses, outbox
from backend.core.records import LetterKind, LetterState, StoredLetter
from backend.core.store import Usage

_OPEN = (LetterState.QUEUED, LetterState.LEASED)


@dataclass(frozen=True, slots=True)
class SqlOutbox:
    scope: Scope

    def add_if(self, wanted: bool, letter: StoredLetter) -> None:
        self.scope.insert_if(wanted, outbox, self.scope.row(letter))

    def claim(self, now: datetime, lease: datetime, most: int) -> tuple[StoredLetter, ...]:
        due = self.scope.own(outbox, outbox.c.state.in_(_OPEN), outbox.c.lease_until <= now)
        # Codes first, then new letters: somebody waits, and what failed before may fail slowly again.
        later = outbox.c.kind.in_((LetterKind.NOTICE, LetterKind.TICKET))
        query = (
            select(outbox.c.id).where(due).order_by(later, outbox.c.tries, outbox.c.created_at).limit(most)
        )
        found = self.scope.connection.execute(query.with_for_update(skip_locked=True)).scalars()
        claimed = (self._claim(letter, now, lease) for letter in found.all())
        return tuple(letter for letter in claimed if letter is not None)

    def _claim(self, letter: str, now: datetime, lease: datetime) -> StoredLetter | None:
        """The guard decides where the database cannot skip locked rows."""
        where = self.scope.own(
            outbox, outbox.c.id == letter, outbox.c.state.in_(_OPEN), outbox.c.lease_until <= now
        )
        columns = [outbox.c[name] for name in names(StoredLetter)]
        change = update(outbox).where(where)
        taken = change.values(state=LetterState.LEASED, lease_until=lease, tries=outbox.c.tries + 1)
        row = self.scope.connection.execute(taken.returning(*columns)).first()
        return record_of(StoredLetter, row)

    def renew(self, letter: StoredLetter, lease: datetime) -> bool:
        where = self.scope.own(
            outbox,
            outbox.c.id == letter.id,
            outbox.c.state == LetterState.LEASED,
            outbox.c.tries == letter.tries,
        )
        return (
            self.scope.connection.execute(update(outbox).where(where).values(lease_until=lease)).rowcount == 1
        )

    def save(self, letter: StoredLetter) -> None:
        self.scope.save(outbox, letter, outbox.c.id == letter.id)

    def get(self, letter_id: str) -> StoredLetter | None:
        return self.scope.peek(StoredLetter, self.scope.find(StoredLetter, outbox, outbox.c.id == letter_id))

    def lock(self, letter_id: str) -> StoredLetter | None:
        return self.scope.first(StoredLetter, self.scope.find(StoredLetter, outbox, outbox.c.id == letter_id))

    def newest(self, reset_id: str, challenge_id: str) -> str:
        where = self.scope.own(outbox, outbox.c.reset == reset_id, outbox.c.challenge == challenge_id)
        query = select(outbox.c.id).where(where).order_by(outbox.c.created_at.desc()).limit(1)
        return self.scope.connection.execute(query).scalar() or ""

    def blank(self, now: datetime) -> None:
        where = self.scope.own(outbox, outbox.c.state.in_(_OPEN), outbox.c.not_after <= now)
        change = update(outbox).where(where, outbox.c.lease_until <= now)
        self.scope.connection.execute(change.values(state=LetterState.DROPPED, sealed=b""))


@dataclass(frozen=True, slots=True)
class SqlCounters:
    scope: Scope

    def lock(self, buckets: Sequence[str], now: datetime) -> None:
        for bucket in buckets:
            row = {"institution": self.scope.institution, "bucket": bucket, "touched_at": now}
            add = self.scope.insert_or(limit_buckets).values(row)
            key = [limit_buckets.c.institution, limit_buckets.c.bucket]
            self.scope.connection.execute(
                add.on_conflict_do_update(index_elements=key, set_={"touched_at": now})
            )

    def usage(self, bucket: str, since: datetime) -> Usage:
        table = limit_uses
        where = self.scope.own(table, table.c.bucket == bucket, table.c.at > since)
        query = select(func.count(), func.min(table.c.at)).select_from(table).where(where)
        count, oldest = self.scope.connection.execute(query).one()
        return Usage(count, oldest)

    def record_if(self, wanted: bool, bucket: str, now: datetime) -> None:
        row: dict[str, object] = {"institution": self.scope.institution, "bucket": bucket, "at": now}
        self.scope.insert_if(wanted, limit_uses, row)

    def take_chained(self, bucket: str, most: int, gap: timedelta, now: datetime) -> bool:
        table, rested = limit_chains, limit_chains.c.last_at <= now - gap
        row = {"institution": self.scope.institution, "bucket": bucket, "used": 0, "last_at": now}
        self.scope.connection.execute(self.scope.insert_or(table).values(row).on_conflict_do_nothing())
        where = self.scope.own(table, table.c.bucket == bucket, or_(rested, table.c.used < most))
        used = case((rested, 1), else_=table.c.used + 1)
        change = update(table).where(where, literal(most) > 0).values(used=used, last_at=now)
        return self.scope.connection.execute(change).rowcount == 1

    def give_back(self, bucket: str) -> None:
        where = self.scope.own(limit_chains, limit_chains.c.bucket == bucket, limit_chains.c.used > 0)
        change = update(limit_chains).where(where).values(used=limit_chains.c.used - 1)
        self.scope.connection.execute(change)

    def usages(self, prefix: str, since: datetime) -> dict[str, int]:
        table = limit_uses
        where = self.scope.own(table, table.c.bucket.startswith(prefix, autoescape=True), table.c.at > since)
        query = select(table.c.bucket, func.count()).where(where).group_by(table.c.bucket)
        return {str(row[0]): int(row[1]) for row in self.scope.connection.execute(query)}

    def unrecord(self, bucket: str, at: datetime) -> None:
        where = self.scope.own(limit_uses, limit_uses.c.bucket == bucket, limit_uses.c.at == at)
        self.scope.connection.execute(delete(limit_uses).where(where))

    def clear(self, bucket: str) -> None:
        where = self.scope.own(limit_uses, limit_uses.c.bucket == bucket)
        self.scope.connection.execute(delete(limit_uses).where(where))
