"""The embedded directory: accounts in a SQL database of their own, argon2id, lock-out and history.

No hash is computed while a transaction is open. A sign-in is counted before it is compared and the count
taken back on success, so that parallel guesses never get more tries than the threshold allows; the same
statements and the same hash are done for an account that does not exist.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from backend.adapters.directories import sql_people as people
from backend.adapters.directories import sql_records as records
from backend.adapters.directories.sql_apps import SqlApps
from backend.adapters.directories.sql_engine import open_engine, reading, writing
from backend.adapters.directories.sql_hashing import Hashes
from backend.adapters.directories.sql_settings import AccountExistsError, NewAccount, SqlDirectorySettings
from backend.adapters.directories.sql_tables import (
    AccountRow,
    accounts,
    authenticators,
    cards,
    history,
    make_tables,
    names,
    stamp,
    student_numbers,
)
from backend.core import password_rules
from backend.core.ports import (
    Account,
    Capabilities,
    Clock,
    Contact,
    DirectoryUnavailable,
    Match,
    RefusedWrite,
    Sealer,
    TemporaryPass,
    Verified,
    WriteResult,
    Written,
)
from backend.core.secret import Secret
from backend.core.views import BrokenRule, PasswordRules, Rule

_NO_ACCOUNT = RefusedWrite((BrokenRule(Rule.OTHER),))
_UNLOCKED = {"failed_tries": 0, "first_try_at": 0, "locked_until": 0}


class SqlDirectory:
    """Implements `backend.core.ports.Directory`. Thread-safe. Makes its tables in `url` when missing."""

    def __init__(
        self,
        url: str,
        clock: Clock,
        settings: SqlDirectorySettings | None = None,
        sealer: Sealer | None = None,
    ) -> None:
        """Without `sealer` no keys of apps are read or taken: they are kept sealed, or not at all."""
        self._settings = settings or SqlDirectorySettings()
        self._apps = SqlApps(sealer)
        self._clock = clock
        self._hashes = Hashes(self._settings.argon2)
        self._engine = open_engine(url, self._settings.wait)
        with writing(self._engine) as connection:
            make_tables(connection)

    def close(self) -> None:
        self._engine.dispose()

    @property
    def capabilities(self) -> Capabilities:
        settings = self._settings
        return Capabilities(
            verifies_password=True,
            unlocks=True,
            enforces_history=settings.history > 0,
            lockout_threshold=settings.lockout_threshold,
            lockout_window=settings.lockout_window,
            propagation=settings.propagation,
            reads_cards=True,
            searches=True,
            registers_contacts=True,
        )

    def rules(self) -> PasswordRules:
        return self._settings.rules

    def find(self, candidates: Sequence[str]) -> Account | None:
        wanted = {records.folded(name) for name in candidates}
        return self._named(select(names.c.account).where(names.c.name.in_(wanted)))

    def find_card(self, number: Secret) -> Account | None:
        return self._named(select(cards.c.account).where(cards.c.number == number.reveal()))

    def _named(self, keys: Select[tuple[str]]) -> Account | None:
        """The one account among `keys`, with all its names."""
        query = (
            select(*accounts.columns, names.c.name, *self._apps.columns)
            .join(names, names.c.account == accounts.c.key)
            .outerjoin(authenticators, authenticators.c.account == accounts.c.key)
            .where(accounts.c.key.in_(keys))
        )
        with reading(self._engine) as connection:
            rows = connection.execute(query).mappings().all()
        found = {row[accounts.c.key]: AccountRow.read(row) for row in rows}
        if len(found) != 1:
            return None
        spelled = [str(row[names.c.name]) for row in rows]
        account = records.account(next(iter(found.values())), spelled, self._settings, self._now())
        return self._apps.beside(account, rows[0])

    def verify(self, key: str | None, password: Secret) -> Verified:
        row = self._count_try(key or "")
        open_to_try = row is not None and not records.closed(row, self._settings, self._now())
        fits = self._hashes.fits(row.password_hash if row else self._hashes.dummy, password)
        accepted = fits and open_to_try
        self._settle_try(key or "", accepted)
        if row is None or not accepted:
            return Verified.REFUSED
        self._renew_hash(row, password)
        return Verified.MUST_CHANGE if row.must_change else Verified.ACCEPTED

    def reset(self, key: str, password: Secret) -> WriteResult:
        row = self._row(key)
        if row is None or row.disabled or row.expired(self._now()):
            return _NO_ACCOUNT
        return self._write(row, password)

    def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
        if self.verify(key, current) is Verified.REFUSED:
            return RefusedWrite((BrokenRule(Rule.CURRENT_WRONG),))
        row = self._row(key)
        if row is None:
            return _NO_ACCOUNT
        if not self._hashes.fits(row.password_hash, current):
            return RefusedWrite((BrokenRule(Rule.CURRENT_WRONG),))  # somebody has set another one meanwhile
        if not row.must_change and self._now() - row.password_changed_at < self._settings.min_age:
            return RefusedWrite((BrokenRule(Rule.TOO_RECENT),))
        return self._write(row, password)

    def unlock(self, key: str) -> WriteResult:
        with writing(self._engine) as connection:
            done = connection.execute(update(accounts).where(accounts.c.key == key).values(_UNLOCKED))
            return Written() if done.rowcount else _NO_ACCOUNT

    def holds(self, key: str, password: Secret) -> bool | None:
        row = self._row(key)
        return None if row is None else self._hashes.fits(row.password_hash, password)

    def locked(self, key: str) -> bool:
        row = self._row(key)
        return row is not None and records.locked(row, self._settings, self._now())

    def search(self, text: str, most: int) -> tuple[Match, ...]:
        with reading(self._engine) as connection:
            return people.search(connection, text, most, self._settings, self._now())

    def photo(self, key: str) -> bytes | None:  # noqa: ARG002 - the port names it
        """This directory keeps none."""
        return None

    def register_contact(self, key: str, contact: Contact) -> WriteResult:
        with writing(self._engine) as connection:
            kept = people.keep_contact(connection, key, contact, self._now())
        return Written() if kept else _NO_ACCOUNT

    def temporary_pass(self, key: str) -> TemporaryPass | None:  # noqa: ARG002 - the port names it
        """This directory issues none."""
        return None

    def add_account(self, new: NewAccount) -> str:
        """Enter an account, whose password is not checked against the rules, and return its key.

        Raises `AccountExistsError` when its identifier, an alias, its card or student number is taken.
        """
        key = secrets.token_hex(16)
        values = records.new_values(key, new, self._hashes.make(new.password), self._now())
        spelled = {records.folded(name) for name in (new.identifier, *new.aliases)}
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(accounts), values)
                connection.execute(insert(names), [{"name": name, "account": key} for name in spelled])
                if new.card:
                    connection.execute(insert(cards), {"number": new.card.reveal(), "account": key})
                self._apps.keep(connection, key, new, self._now())
                if new.student_number:
                    number = records.folded(new.student_number)
                    connection.execute(insert(student_numbers), {"number": number, "account": key})
                connection.execute(
                    insert(history), {"account": key, "password_hash": values["password_hash"]}
                )
        except IntegrityError:
            taken = f"There is an account named {new.identifier}, or with this card or number, already."
            raise AccountExistsError(taken) from None
        return key

    # --- inside ---------------------------------------------------------------------------------

    def _now(self) -> int:
        return stamp(self._clock.now())

    def _row(self, key: str) -> AccountRow | None:
        with reading(self._engine) as connection:
            found = connection.execute(select(accounts).where(accounts.c.key == key)).mappings().first()
        return None if found is None else AccountRow.read(found)

    def _count_try(self, key: str) -> AccountRow | None:
        """Count one sign-in before it is compared; returns the row as it stood before."""
        with writing(self._engine) as connection:
            query = select(accounts).where(accounts.c.key == key).with_for_update()
            found = connection.execute(query).mappings().first()
            row = None if found is None else AccountRow.read(found)
            counted = records.counted(row, self._settings, self._now())
            connection.execute(update(accounts).where(accounts.c.key == key).values(counted))
            return row

    def _settle_try(self, key: str, accepted: bool) -> None:
        until = self._now() + self._settings.lockout_duration
        full = accounts.c.failed_tries >= (self._settings.lockout_threshold or records.NEVER)
        open_still = accounts.c.locked_until <= self._now()
        mine = accounts.c.key == key
        change = update(accounts).where(mine, full, open_still).values(_UNLOCKED | {"locked_until": until})
        if accepted:
            change = update(accounts).where(mine, open_still).values(_UNLOCKED)
        with writing(self._engine) as connection:
            connection.execute(change)

    def _renew_hash(self, row: AccountRow, password: Secret) -> None:
        """The costs were changed since: hash the accepted password anew (OWASP ASVS 11.4.2)."""
        if not self._hashes.outdated(row.password_hash):
            return
        mine = (accounts.c.key == row.key, accounts.c.password_hash == row.password_hash)
        change = update(accounts).where(*mine).values(password_hash=self._hashes.make(password))
        with writing(self._engine) as connection:
            connection.execute(change)

    def _write(self, row: AccountRow, password: Secret) -> WriteResult:
        broken = password_rules.check(password, self._settings.rules, records.own_words(row, ()))
        if not broken and self._used_before(row, password):
            broken = (BrokenRule(Rule.HISTORY),)
        if broken:
            return RefusedWrite(broken)
        self._store(row, self._hashes.make(password))
        return Written()

    def _used_before(self, row: AccountRow, password: Secret) -> bool:
        query = select(history.c.password_hash).where(history.c.account == row.key)
        newest = query.order_by(history.c.id.desc()).limit(self._settings.history)
        with reading(self._engine) as connection:
            hashes = connection.execute(newest).scalars().all()
        return any(self._hashes.fits(str(stored), password) for stored in hashes)

    def _store(self, row: AccountRow, new_hash: str) -> None:
        """Set, unlock and remember in one transaction, unless somebody else has set one meanwhile."""
        unchanged = (accounts.c.key == row.key, accounts.c.password_hash == row.password_hash)
        values = {"password_hash": new_hash, "password_changed_at": self._now(), "must_change": False}
        with writing(self._engine) as connection:
            if not connection.execute(update(accounts).where(*unchanged).values(values | _UNLOCKED)).rowcount:
                raise DirectoryUnavailable("the account's password was changed meanwhile")
            connection.execute(insert(history), {"account": row.key, "password_hash": new_hash})
            kept = select(history.c.id).where(history.c.account == row.key).order_by(history.c.id.desc())
            old = history.c.id.not_in(kept.limit(max(1, self._settings.history)))
            connection.execute(delete(history).where(history.c.account == row.key, old))
