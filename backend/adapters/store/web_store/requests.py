"""Nonces (insert or refuse) and intents (the first answer again), for signed requests."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from backend.adapters.store.engine import reading, writing
from backend.adapters.store.web_tables import intents, nonces
from backend.core.ports import Sealer
from backend.core.secret import Secret


@dataclass(frozen=True, slots=True)
class Scope:
    """One intent of one signer: the unit of idempotency. `signer` is a station id or a key's fingerprint."""

    signer: str
    method: str
    path: str
    intent: str

    @property
    def context(self) -> str:
        return f"intent {self.signer} {self.method} {self.path} {self.intent}"


@dataclass(frozen=True, slots=True)
class Begun:
    """Nobody has done this yet: do it, then `finish` or `release` with `lease`."""

    lease: str


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A process died while doing it; what it did must be looked at before anything is repeated."""

    lease: str


@dataclass(frozen=True, slots=True)
class Answered:
    """It was done; `body` is the first answer."""

    body: Secret


@dataclass(frozen=True, slots=True)
class Running:
    """A twin is doing it at this moment."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same intent was used with another body."""


Beginning = Begun | TakenOver | Answered | Running | Conflict


class RequestStore:
    """Replay and idempotency in the database, so that any number of processes agree.

    Args:
        engine: the database.
        sealer: seals the kept answers, which may name a person.
        lease: seconds after which a running intent counts as abandoned.
        keep: seconds an answer is kept; at least the longest life of a reset.
        remember: seconds a nonce is remembered; longer than the accepted age of a signature.
    """

    def __init__(
        self, engine: Engine, sealer: Sealer, *, lease: int = 30, keep: int = 4200, remember: int = 300
    ) -> None:
        self._engine = engine
        self._sealer = sealer
        self._lease = timedelta(seconds=lease)
        self._keep = timedelta(seconds=keep)
        self._remember = timedelta(seconds=remember)

    def note_nonce(self, signer: str, nonce: str, now: datetime) -> bool:
        """Insert the nonce; False when this signer used it before (RFC 9421 section 7.2.2)."""
        row = {"signer": signer, "nonce": nonce, "forget_at": now + self._remember}
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(nonces).values(row))
        except IntegrityError:
            return False
        return True

    def begin(self, scope: Scope, body_mac: bytes, now: datetime) -> Beginning:
        """Claim the intent, or say what became of it. Exactly one caller of many gets `Begun`."""
        lease = secrets.token_hex(16)
        row = {
            "signer": scope.signer,
            "method": scope.method,
            "path": scope.path,
            "intent": scope.intent,
            "body_mac": body_mac,
            "lease": lease,
            "lease_until": now + self._lease,
            "forget_at": now + self._keep,
        }
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(intents).values(row))
        except IntegrityError:
            return self._met(scope, body_mac, now)
        return Begun(lease)

    def _met(self, scope: Scope, body_mac: bytes, now: datetime) -> Beginning:
        columns = (intents.c.body_mac, intents.c.answer, intents.c.lease, intents.c.lease_until)
        with reading(self._engine) as connection:
            row = connection.execute(select(*columns).where(_is(scope))).one_or_none()
        if row is None:
            return Running()  # released or forgotten in between: the caller looks again
        if not secrets.compare_digest(row.body_mac, body_mac):
            return Conflict()
        if row.answer is not None:
            return Answered(self._sealer.open(row.answer, scope.context))
        if row.lease_until > now:
            return Running()
        return self._take_over(scope, row.lease, now)

    def _take_over(self, scope: Scope, abandoned: str, now: datetime) -> Beginning:
        lease = secrets.token_hex(16)
        change = (
            update(intents)
            .where(_is(scope), intents.c.lease == abandoned, intents.c.answer.is_(None))
            .values(lease=lease, lease_until=now + self._lease)
        )
        with writing(self._engine) as connection:
            taken = connection.execute(change).rowcount == 1
        return TakenOver(lease) if taken else Running()

    def finish(self, scope: Scope, lease: str, body: Secret) -> None:
        """Keep the answer for every retry to come."""
        sealed = self._sealer.seal(body, scope.context)
        change = update(intents).where(_is(scope), intents.c.lease == lease).values(answer=sealed)
        with writing(self._engine) as connection:
            connection.execute(change)

    def release(self, scope: Scope, lease: str) -> None:
        """Nothing was done: a retry may try again."""
        with writing(self._engine) as connection:
            connection.execute(delete(intents).where(_is(scope), intents.c.lease == lease))

    def abandon_all(self, now: datetime) -> None:
        """At the start of the only process of this database: what still runs died with the last one."""
        change = update(intents).where(intents.c.answer.is_(None)).values(lease_until=now)
        with writing(self._engine) as connection:
            connection.execute(change)


def _is(scope: Scope) -> ColumnElement[bool]:
    return and_(
        intents.c.signer == scope.signer,
        intents.c.method == scope.method,
        intents.c.path == scope.path,
        intents.c.intent == scope.intent,
    )
