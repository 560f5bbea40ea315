"""Who may use the staff console: members, one-time links, sessions, and the throttle of sign-in tries."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, delete, insert, select, update

from backend.adapters.store.engine import reading, writing
from backend.adapters.store.rows import insert_or
from backend.adapters.store.web_tables import staff_links, staff_members, staff_sessions, staff_tries
from backend.core.ports import Sealer
from backend.core.secret import Secret

FORGET_TRIES = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff who finished the one-time link. `last_step` is the last TOTP step used."""

    name: str
    password_hash: str
    totp: Secret
    last_step: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open one-time link, with the TOTP secret it offers."""

    name: str
    totp: Secret


@dataclass(frozen=True, slots=True)
class Throttle:
    """Tries allowed before waits begin; the wait doubles from `first` up to `longest` seconds."""

    free: int
    first: int
    longest: int


class StaffStore:
    """Members, links and sessions. TOTP secrets are sealed.

    Tokens are stored as HMAC-SHA256 under `key`, which is kept outside the database: whoever can only write
    rows can make neither a session nor a link.
    """

    def __init__(self, engine: Engine, sealer: Sealer, key: bytes) -> None:
        self._engine = engine
        self._sealer = sealer
        self._key = key

    # --- one-time links ---

    def invite(self, name: str, account: str, token: Secret, totp: Secret, expires_at: datetime) -> None:
        """Store a one-time link; an older open one of the same name is void.

        `account` is the member's own directory identifier, which no approval of theirs may touch.
        """
        row = {
            "token_hash": self._link(token),
            "name": name,
            "account": account,
            "totp_sealed": self._sealer.seal(totp, _totp_context(name)),
            "expires_at": expires_at,
        }
        with writing(self._engine) as connection:
            connection.execute(delete(staff_links).where(staff_links.c.name == name))
            connection.execute(insert(staff_links).values(row))

    def invitation(self, token: Secret, now: datetime) -> Invitation | None:
        with reading(self._engine) as connection:
            found = connection.execute(
                select(staff_links.c.name, staff_links.c.totp_sealed).where(
                    staff_links.c.token_hash == self._link(token), staff_links.c.expires_at > now
                )
            ).one_or_none()
        if found is None:
            return None
        return Invitation(found.name, self._sealer.open(found.totp_sealed, _totp_context(found.name)))

    def join(self, token: Secret, password_hash: str, step: int, now: datetime) -> str | None:
        """Use the link up and make (or renew) the member; their sessions end. None when it is gone."""
        with writing(self._engine) as connection:
            used = connection.execute(
                delete(staff_links)
                .where(staff_links.c.token_hash == self._link(token), staff_links.c.expires_at > now)
                .returning(staff_links.c.name, staff_links.c.account, staff_links.c.totp_sealed)
            ).one_or_none()
            if used is None:
                return None
            name: str = used.name
            row = {
                "name": name,
                "account": used.account,
                "password_hash": password_hash,
                "totp_sealed": used.totp_sealed,
                "last_step": step,
                "created_at": now,
            }
            connection.execute(delete(staff_sessions).where(staff_sessions.c.name == name))
            connection.execute(delete(staff_members).where(staff_members.c.name == name))
            connection.execute(insert(staff_members).values(row))
            return name

    # --- members ---

    def member(self, name: str) -> Member | None:
        with reading(self._engine) as connection:
            found = connection.execute(
                select(staff_members).where(staff_members.c.name == name)
            ).one_or_none()
        if found is None:
            return None
        totp = self._sealer.open(found.totp_sealed, _totp_context(name))
        return Member(name, found.password_hash, totp, found.last_step)

    def use_step(self, name: str, step: int) -> bool:
        """Consume a TOTP step; False when it or a later one was used (RFC 6238 section 5.2)."""
        change = (
            update(staff_members)
            .where(staff_members.c.name == name, staff_members.c.last_step < step)
            .values(last_step=step)
        )
        with writing(self._engine) as connection:
            return connection.execute(change).rowcount == 1

    def renew_hash(self, name: str, old: str, new: str) -> None:
        """The same password under other costs, unless it was changed meanwhile."""
        mine = (staff_members.c.name == name, staff_members.c.password_hash == old)
        with writing(self._engine) as connection:
            connection.execute(update(staff_members).where(*mine).values(password_hash=new))

    # --- the roll: implements the core's `StaffRoll` ---

    def own(self, staff: str) -> tuple[str, ...]:
        query = select(staff_members.c.account).where(staff_members.c.name == staff)
        with reading(self._engine) as connection:
            return tuple(connection.execute(query).scalars())

    def everyone(self) -> tuple[str, ...]:
        with reading(self._engine) as connection:
            return tuple(connection.execute(select(staff_members.c.account)).scalars())

    # --- sessions ---

    def open_session(self, token: Secret, name: str, idle_at: datetime, ends_at: datetime) -> None:
        row = {"token_hash": self._session(token), "name": name, "idle_at": idle_at, "ends_at": ends_at}
        with writing(self._engine) as connection:
            connection.execute(insert(staff_sessions).values(row))

    def session(self, token: Secret, now: datetime, idle_at: datetime | None) -> str | None:
        """Who is signed in with that token. `idle_at` is the new idle end; None leaves it as it is."""
        live = (
            staff_sessions.c.token_hash == self._session(token),
            staff_sessions.c.idle_at > now,
            staff_sessions.c.ends_at > now,
        )
        if idle_at is None:
            with reading(self._engine) as connection:
                return connection.execute(select(staff_sessions.c.name).where(*live)).scalar_one_or_none()
        change = update(staff_sessions).where(*live).values(idle_at=idle_at).returning(staff_sessions.c.name)
        with writing(self._engine) as connection:
            return connection.execute(change).scalar_one_or_none()

    def close_session(self, token: Secret) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                delete(staff_sessions).where(staff_sessions.c.token_hash == self._session(token))
            )

    def _link(self, token: Secret) -> bytes:
        return hmac.digest(self._key, b"link " + token.reveal().encode("utf-8", "replace"), "sha256")

    def _session(self, token: Secret) -> bytes:
        return hmac.digest(self._key, b"session " + token.reveal().encode("utf-8", "replace"), "sha256")

    # --- throttle ---

    def reserve_try(self, subject: bytes, throttle: Throttle, now: datetime) -> bool:
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

    def purge(self, now: datetime) -> None:
        with writing(self._engine) as connection:
            connection.execute(delete(staff_links).where(staff_links.c.expires_at <= now))
            connection.execute(delete(staff_sessions).where(staff_sessions.c.idle_at <= now))
            connection.execute(delete(staff_sessions).where(staff_sessions.c.ends_at <= now))
            connection.execute(delete(staff_tries).where(staff_tries.c.forget_at <= now))


def _of(subject: bytes) -> ColumnElement[bool]:
    return staff_tries.c.subject == subject


def _wait(failures: int, throttle: Throttle) -> timedelta:
    over = failures - throttle.free
    if over < 0:
        return timedelta(0)
    return timedelta(seconds=min(throttle.longest, throttle.first * 2 ** min(over, 16)))


def _totp_context(name: str) -> str:
    return f"staff totp {name}"
