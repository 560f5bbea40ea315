"""Passwords and passkeys of members, as rows."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select, update

from backend.adapters.store.engine import reading, writing
from backend.adapters.store.staff_tables import staff_passkeys, staff_passwords
from backend.adapters.store.web_store.staff_marks import StaffMarks
from backend.adapters.store.web_store.staff_members import MemberRows
from backend.core.ports import Sealer
from backend.core.secret import Secret


@dataclass(frozen=True, slots=True)
class PasswordProof:
    """A member's password and authenticator. `last_step` is the last TOTP step used."""

    name: str
    password_hash: str
    totp: Secret
    last_step: int


@dataclass(frozen=True, slots=True)
class NewPassword:
    """What the one-time link's page made: the hash, and the TOTP step that proved the authenticator."""

    password_hash: str
    step: int


@dataclass(frozen=True, slots=True)
class Passkey:
    """A public-key credential (WebAuthn level 3 section 4). `counter` is the last signature counter seen."""

    credential: bytes
    public_key: bytes
    counter: int


class StaffProofs:
    """A row that this program did not write proves nothing: TOTP keys are sealed, passkeys carry a MAC."""

    def __init__(self, engine: Engine, sealer: Sealer, marks: StaffMarks) -> None:
        self._engine = engine
        self._sealer = sealer
        self._marks = marks
        self._members = MemberRows(marks)

    # --- password and authenticator ---

    def password(self, name: str) -> PasswordProof | None:
        with reading(self._engine) as connection:
            member = self._members.active(connection, name)
            query = select(staff_passwords).where(staff_passwords.c.name == name)
            found = connection.execute(query).one_or_none()
        if found is None or member is None:
            return None
        totp = self._sealer.open(found.totp_sealed, totp_context(name))
        return PasswordProof(name, found.password_hash, totp, found.last_step)

    def use_step(self, name: str, step: int) -> bool:
        """Consume a TOTP step; False when it or a later one was used (RFC 6238 section 5.2)."""
        change = (
            update(staff_passwords)
            .where(staff_passwords.c.name == name, staff_passwords.c.last_step < step)
            .values(last_step=step)
        )
        with writing(self._engine) as connection:
            return connection.execute(change).rowcount == 1

    def renew_hash(self, name: str, old: str, new: str) -> None:
        """The same password under other costs, unless it was changed meanwhile."""
        mine = (staff_passwords.c.name == name, staff_passwords.c.password_hash == old)
        with writing(self._engine) as connection:
            connection.execute(update(staff_passwords).where(*mine).values(password_hash=new))

    def add_password(self, connection: Connection, name: str, made: NewPassword, totp: bytes) -> None:
        row = {"name": name, "password_hash": made.password_hash, "totp_sealed": totp, "last_step": made.step}
        connection.execute(insert(staff_passwords).values(row))

    # --- passkeys ---

    def passkey(self, credential: bytes) -> tuple[str, Passkey] | None:
        """The member's name and the passkey of that credential id."""
        query = select(staff_passkeys).where(staff_passkeys.c.id_hash == self._id(credential))
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
            member = None if row is None else self._members.active(connection, row.name)
        if row is None or member is None:
            return None
        expected = self._mac(row.name, row.credential, row.public_key)
        if not hmac.compare_digest(row.mac, expected):
            return None
        return row.name, Passkey(row.credential, row.public_key, row.counter)

    def passkeys(self, name: str) -> tuple[bytes, ...]:
        """The credential ids of a member."""
        query = select(staff_passkeys.c.credential).where(staff_passkeys.c.name == name)
        with reading(self._engine) as connection:
            return tuple(connection.execute(query).scalars())

    def count_on(self, passkey: Passkey, counter: int) -> bool:
        """Store the counter of an assertion; False for one that goes back: a copied authenticator.

        WebAuthn level 3 section 6.1.1: a counter that stays 0 is not kept by the authenticator.
        """
        kept = staff_passkeys.c.counter
        rising = (kept < counter) if counter else (kept == 0)
        change = (
            update(staff_passkeys)
            .where(staff_passkeys.c.id_hash == self._id(passkey.credential), rising)
            .values(counter=counter)
        )
        with writing(self._engine) as connection:
            return connection.execute(change).rowcount == 1

    def add_passkey(self, connection: Connection, name: str, made: Passkey, now: datetime) -> None:
        row = {
            "id_hash": self._id(made.credential),
            "name": name,
            "credential": made.credential,
            "public_key": made.public_key,
            "counter": made.counter,
            "mac": self._mac(name, made.credential, made.public_key),
            "created_at": now,
        }
        connection.execute(insert(staff_passkeys).values(row))

    def _id(self, credential: bytes) -> bytes:
        return self._marks.row("passkey id", credential)

    def _mac(self, name: str, credential: bytes, public_key: bytes) -> bytes:
        return self._marks.row("passkey", name, credential, public_key)


def totp_context(name: str) -> str:
    return f"staff totp {name}"
