"""The throttle of sign-in tries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, delete, select, update

from backend.adapters.store.engine import writing
from backend.adapters.store.rows import insert_or
from backend.adapters.store.staff_tables import staff_tries

FORGET_TRIES = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Throttle:
    """Tries allowed before waits begin; the wait doubles from `first` up to `longest` seconds."""

    free: int
    first: int
    longest: int


class StaffTries:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def reserve(self, subject: bytes, throttle: Throttle, now: datetime) -> bool:
        """Count a try before anything is compared; False while `subject` has to wait."""
        fresh = {"subject": subject, "failures": 0, "open_at": now, "forget_at": now + FORGET_TRIES}
        with writing(self._engine) as connection:
            connection.execute(delete(staff_tries).where(_of(subject), staff_tries.c.forget_at <= now))
            connection.execute(insert_or(connection, staff_tries).values(fresh).on_conflict_do_nothing())
            # The row is locked, so that parallel tries count one after the other.
            failures, open_at = connection.execute(
                select(staff_tries.c.failures, staff_tries.c.open_at).where(_of(subject)).with_for_update()
            ).one()
            if open_at > now:
                return False
            counted = {"failures": failures + 1, "open_at": now + _wait(failures + 1, throttle)}
            change = update(staff_tries).where(_of(subject))
            connection.execute(change.values(**counted, forget_at=now + FORGET_TRIES))
            return True

    def forgive(self, subject: bytes) -> None:
        """An accepted sign-in: the count starts anew."""
        with writing(self._engine) as connection:
            connection.execute(delete(staff_tries).where(_of(subject)))


def _of(subject: bytes) -> ColumnElement[bool]:
    return staff_tries.c.subject == subject


def _wait(failures: int, throttle: Throttle) -> timedelta:
    over = failures - throttle.free
    if over < 0:
        return timedelta(0)
    return timedelta(seconds=min(throttle.longest, throttle.first * 2 ** min(over, 16)))
