"""The floor of `bench_servers.py`: recorded operations once more, by the plain driver or library."""

from __future__ import annotations

import sqlite3
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import psycopg

from backend.adapters.directories.ldap import ber, passwords
from backend.adapters.directories.ldap import library as ldap3
from backend.adapters.directories.ldap.values import Change, Query, Scope
from backend.adapters.directories.ldap.values import Operation as Doing
from tests.servers.recording_backend import Committed, Noted, Operation, RolledBack, Statement
from tests.servers.samba_people import quoted

PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")
READS = ("SELECT", "BEGIN")
SCOPES: Mapping[Scope, Literal["BASE", "LEVEL", "SUBTREE"]] = {
    Scope.BASE: ldap3.BASE,
    Scope.LEVEL: ldap3.LEVEL,
    Scope.SUBTREE: ldap3.SUBTREE,
}
DOING = {
    Doing.ADD: ldap3.MODIFY_ADD,
    Doing.DELETE: ldap3.MODIFY_DELETE,
    Doing.REPLACE: ldap3.MODIFY_REPLACE,
}
Transaction = Sequence[Statement]


def transactions(noted: Sequence[Noted]) -> list[Transaction]:
    """Those of the requests and of their messages, in the order of their commits."""
    running: dict[int, list[Statement]] = {}
    done: list[Transaction] = []
    for one in noted:
        match one:
            case Statement():
                running.setdefault(one.connection, []).append(one)
            case Committed():
                statements = running.pop(one.connection, [])
                if statements and _of_a_reset(one.thread, statements):
                    done.append(statements)
            case RolledBack():
                running.pop(one.connection, None)
            case Operation():
                """Not of a database."""
    return done


def _of_a_reset(thread: str, statements: Transaction) -> bool:
    """A postman looks for letters all the time; only what it finds belongs to somebody."""
    writes = any(not one.text.lstrip().upper().startswith(READS) for one in statements)
    return thread.startswith("AnyIO worker") or (thread.startswith("postman") and writes)


class Databases:
    """Plain connections; `places` says where each recorded address stands now."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places
        self._open: dict[str, sqlite3.Connection | psycopg.Connection] = {}

    def run(self, wanted: Sequence[Transaction]) -> float:
        """Seconds that these transactions take, one after the other."""
        for statements in wanted:
            self._connected(statements[0].database)
        begun = time.perf_counter()
        for statements in wanted:
            self._transact(statements)
        return time.perf_counter() - begun

    def close(self) -> None:
        for one in self._open.values():
            one.close()

    def _connected(self, database: str) -> sqlite3.Connection | psycopg.Connection:
        if database not in self._open:
            self._open[database] = _connect(self._places[database])
        return self._open[database]

    def _transact(self, statements: Transaction) -> None:
        connection = self._connected(statements[0].database)
        with closing(connection.cursor()) as cursor:
            for one in statements:
                _execute(cursor, one)
                if cursor.description is not None:
                    cursor.fetchall()
            if isinstance(connection, psycopg.Connection):
                connection.commit()
            else:
                cursor.execute("COMMIT")


def _execute(cursor: Any, one: Statement) -> None:  # noqa: ANN401 - a driver's, and as this driver got it before
    run = cursor.executemany if one.many else cursor.execute
    run(one.text, one.values)


def _connect(place: str) -> sqlite3.Connection | psycopg.Connection:
    if place.startswith("postgresql"):
        return psycopg.connect(place.replace("postgresql+psycopg", "postgresql"))
    made = sqlite3.connect(place, isolation_level=None)
    for pragma in PRAGMAS:
        made.execute(f"PRAGMA {pragma}")
    return made


@dataclass
class Directory:
    """`service` is signed in as the service account; `user` signs in as whoever resets."""

    service: ldap3.Connection
    user: Callable[[], ldap3.Connection]
    count: int = 0

    def run(self, wanted: Sequence[Operation]) -> float:
        """Seconds that these operations take; every password that they set is a new one."""
        password = f"Quai+Rouge&Jour{self.count:04}"
        self.count += 1
        begun = time.perf_counter()
        for one in wanted:
            self._do(one, password)
        return time.perf_counter() - begun

    def _do(self, one: Operation, password: str) -> None:
        match one.name, one.arguments:
            case "search", (Query() as query, *_):
                named = list(query.attributes) or [ldap3.NO_ATTRIBUTES]
                self.service.search(query.base, query.filter, SCOPES[query.scope], attributes=named)
            case "modify", (str(dn), list() | tuple() as changes, *_):
                wanted = _changes(changes, quoted(password))
                # The stubs give this one method no types.
                self._done(self.service.modify(dn, wanted))  # type: ignore[no-untyped-call]
            case "extended", (str(oid), bytes() as value, *_) if oid == passwords.MODIFY:
                dn = next(ber.elements(ber.only(value, ber.SEQUENCE)))[1].decode()
                self._done(self.service.extend.standard.modify_password(dn, new_password=password))
            case "bind", (str(dn), *_):
                with self._signing_in() as user:
                    user.rebind(dn, password)
            case _:
                raise SystemExit(f"unknown: {one}")

    @contextmanager
    def _signing_in(self) -> Iterator[ldap3.Connection]:
        user = self.user()
        try:
            yield user
        finally:
            user.unbind()

    def _done(self, result: object) -> None:
        if not result:
            raise SystemExit(f"refused: {self.service.result}")


def _changes(changes: Sequence[Change], password: bytes) -> dict[str, list[tuple[str, list[bytes]]]]:
    found: dict[str, list[tuple[str, list[bytes]]]] = {}
    for one in changes:
        values = [password] if one.attribute == "unicodePwd" else list(one.values)
        found.setdefault(one.attribute, []).append((DOING[one.operation], values))
    return found


def service_of(url: str, ca_file: str, name: str, password: str, ends: ExitStack) -> Directory:
    """A signed-in service account, and connections for others, by the plain library."""
    from ldap3 import Tls  # after `library`, which quiets the library's own warnings

    host, port = url.removeprefix("ldaps://").partition(":")[::2]
    tls = Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=ca_file)
    server = ldap3.Server(host, int(port or 636), use_ssl=True, tls=tls, get_info="NO_INFO")

    def connected(who: str, secret: str) -> ldap3.Connection:
        made = ldap3.Connection(server, who, secret, auto_referrals=False, check_names=False)
        made.open()
        return made

    service = connected(name, password)
    if not service.bind():
        raise SystemExit(f"the service account: {service.result}")
    ends.callback(service.unbind)
    return Directory(service, lambda: connected(name, password))
