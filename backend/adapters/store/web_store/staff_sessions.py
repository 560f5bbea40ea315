"""Sessions of the console, and the single-use state of a ceremony: a challenge, an OpenID state."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import ColumnElement, Engine, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from backend.adapters.store.engine import reading, writing
from backend.adapters.store.staff_tables import staff_ceremonies, staff_sessions
from backend.adapters.store.web_store.staff_marks import StaffJournal, StaffMarks
from backend.adapters.store.web_store.staff_members import MemberRows
from backend.core.audit import AuditKind
from backend.core.ports import Sealer
from backend.core.roles import Roles
from backend.core.secret import Secret


class Proof(Enum):
    """How somebody proved who they are."""

    PASSWORD = "password"
    PASSKEY = "passkey"
    OPENID = "openid"


@dataclass(frozen=True, slots=True)
class Life:
    """When it begins, when the proof was given, and when the session ends without use and at the latest."""

    opened_at: datetime
    strong_at: datetime
    idle_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whose session it is, and how long ago they proved it."""

    name: str
    roles: Roles
    proof: Proof
    strong_at: datetime


class StaffSessions:
    """Sessions are rows that only `key`'s holder can make; they end with the member."""

    def __init__(self, engine: Engine, sealer: Sealer, marks: StaffMarks, journal: StaffJournal) -> None:
        self._engine = engine
        self._sealer = sealer
        self._marks = marks
        self._journal = journal
        self._members = MemberRows(marks)

    def open(self, token: Secret, name: str, proof: Proof, life: Life, logout: Secret | None = None) -> None:
        """`logout`: what the OpenID provider wants to see when the person signs out."""
        key = self._key(token)
        row = {
            "token_hash": key,
            "name": name,
            "proof": proof.value,
            "strong_at": life.strong_at,
            "logout_sealed": None if logout is None else self._sealer.seal(logout, _logout(key)),
            "mac": self._mac(key, name, proof.value, life.strong_at, life.ends_at),
            "idle_at": life.idle_at,
            "ends_at": life.ends_at,
        }
        with writing(self._engine) as connection:
            connection.execute(insert(staff_sessions).values(row))
            kind, detail = AuditKind.STAFF_SIGNED_IN, {"by": proof.value}
            self._journal.note(connection, kind, life.opened_at, name, detail)

    def find(self, token: Secret, now: datetime, idle_at: datetime | None) -> SignedIn | None:
        """Who is signed in with that token. `idle_at` is the new idle end; None leaves it as it is."""
        live = self._live(token, now)
        with reading(self._engine) if idle_at is None else writing(self._engine) as connection:
            row = connection.execute(select(staff_sessions).where(*live)).one_or_none()
            member = None if row is None else self._members.active(connection, row.name)
            if row is None or member is None or not self._genuine(row):
                return None
            if idle_at is not None:
                connection.execute(update(staff_sessions).where(*live).values(idle_at=idle_at))
            return SignedIn(member.name, member.roles, Proof(row.proof), row.strong_at)

    def renew(self, old: Secret, new: Secret, proof: Proof, now: datetime) -> bool:
        """A fresh proof: the session goes on under another token, which is the only one from now on."""
        key = self._key(new)
        with writing(self._engine) as connection:
            row = connection.execute(select(staff_sessions).where(*self._live(old, now))).one_or_none()
            if row is None or not self._genuine(row):
                return False
            logout = row.logout_sealed and self._sealer.open(row.logout_sealed, _logout(row.token_hash))
            values = {
                "token_hash": key,
                "proof": proof.value,
                "strong_at": now,
                "logout_sealed": logout and self._sealer.seal(logout, _logout(key)),
                "mac": self._mac(key, row.name, proof.value, now, row.ends_at),
            }
            mine = staff_sessions.c.token_hash == row.token_hash
            connection.execute(update(staff_sessions).where(mine).values(values))
            self._journal.note(connection, AuditKind.STAFF_STEPPED_UP, now, row.name, {"by": proof.value})
            return True

    def close(self, token: Secret, now: datetime) -> Secret | None:
        """End it; returns what the OpenID provider wants to see, if the person came from there."""
        key = self._key(token)
        with writing(self._engine) as connection:
            row = connection.execute(
                delete(staff_sessions).where(staff_sessions.c.token_hash == key).returning(staff_sessions)
            ).one_or_none()
            if row is None:
                return None
            self._journal.note(connection, AuditKind.STAFF_SIGNED_OUT, now, row.name)
        return None if row.logout_sealed is None else self._sealer.open(row.logout_sealed, _logout(key))

    def _live(self, token: Secret, now: datetime) -> tuple[ColumnElement[bool], ...]:
        return (
            staff_sessions.c.token_hash == self._key(token),
            staff_sessions.c.idle_at > now,
            staff_sessions.c.ends_at > now,
        )

    def _key(self, token: Secret) -> bytes:
        return self._marks.token("session", token)

    def _genuine(self, row: Row[tuple[object, ...]]) -> bool:
        expected = self._mac(row.token_hash, row.name, row.proof, row.strong_at, row.ends_at)
        return hmac.compare_digest(row.mac, expected)

    def _mac(self, key: bytes, name: str, proof: str, strong_at: datetime, ends_at: datetime) -> bytes:
        return self._marks.row("session row", key, name, proof, strong_at, ends_at)


class Ceremonies:
    """State that is kept here, never in the browser, and used once."""

    def __init__(self, engine: Engine, sealer: Sealer, marks: StaffMarks) -> None:
        self._engine = engine
        self._sealer = sealer
        self._marks = marks

    def keep(self, purpose: str, key: Secret, state: Secret, expires_at: datetime) -> None:
        """`key` is what the same browser will show again; an older state under it is void."""
        row = {"key": self._marks.token(f"ceremony {purpose}", key), "expires_at": expires_at}
        sealed = self._sealer.seal(state, _ceremony(purpose, row["key"]))
        try:
            with writing(self._engine) as connection:
                connection.execute(delete(staff_ceremonies).where(staff_ceremonies.c.key == row["key"]))
                connection.execute(insert(staff_ceremonies).values(row | {"sealed": sealed}))
        except IntegrityError:
            return  # the same browser began it twice at once: the other one counts

    def take(self, purpose: str, key: Secret, now: datetime) -> Secret | None:
        """The state, once; None when there is none, or it is too old."""
        where = staff_ceremonies.c.key == self._marks.token(f"ceremony {purpose}", key)
        with writing(self._engine) as connection:
            row = connection.execute(
                delete(staff_ceremonies).where(where).returning(staff_ceremonies)
            ).one_or_none()
        if row is None or row.expires_at <= now:
            return None
        return self._sealer.open(row.sealed, _ceremony(purpose, row.key))


def _logout(key: bytes) -> str:
    return f"staff logout {key.hex()}"


def _ceremony(purpose: str, key: object) -> str:
    return f"staff ceremony {purpose} {key!r}"
