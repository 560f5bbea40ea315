"""The servers of one directory as one: pooled connections, fail-over, bounded waits.

A read that broke is tried once more on a fresh connection. A write is sent once: when its answer is lost,
nobody knows, and `DirectoryOutcomeUnknown` says so. All else that goes wrong is `DirectoryUnavailable`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from backend.adapters.directories.ldap.connecting import Connector, NotConnected
from backend.adapters.directories.ldap.pool import Pool, PoolFullError
from backend.adapters.directories.ldap.ranking import Health, Ranking
from backend.adapters.directories.ldap.session import SearchFailed, Session, SessionBroken
from backend.adapters.directories.ldap.settings import LdapServers
from backend.adapters.directories.ldap.values import (
    Answer,
    Change,
    Code,
    Control,
    Entry,
    Found,
    Query,
    Scope,
)
from backend.core.ports import DirectoryOutcomeUnknown, DirectoryUnavailable
from backend.core.secret import Secret

PROBE_AFTER = 5.0
"""Seconds idle after which a connection is proved by a small read before a write goes over it."""
_ROOT = Query("", "(objectClass=*)", (), Scope.BASE)
_NOT_NOW = frozenset({Code.BUSY, Code.UNAVAILABLE})
_log = logging.getLogger(__name__)
T = TypeVar("T")


class UserSession:
    """A connection of its own on which somebody tried to sign in; `bound` is the answer to that."""

    def __init__(self, session: Session, bound: Answer, deadline: Callable[[], float]) -> None:
        self._session = session
        self._deadline = deadline
        self.bound = bound

    def modify(self, dn: str, changes: Sequence[Change], controls: Sequence[Control] = ()) -> Answer:
        return _written(lambda: self._session.modify(dn, changes, controls, self._deadline()))

    def extended(self, oid: str, value: bytes | None, controls: Sequence[Control] = ()) -> Answer:
        return _written(lambda: self._session.extended(oid, value, controls, self._deadline()))


class Transport:
    """Thread-safe. `monotonic` is injected by tests; nothing connects before the first question."""

    def __init__(self, settings: LdapServers, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._addresses = settings.addresses
        self._connector = Connector(settings, monotonic)
        self._ranking = Ranking(len(self._addresses), settings.pause, monotonic)
        self._pools = [Pool(settings.pool, monotonic) for _ in self._addresses]

    def close(self) -> None:
        for pool in self._pools:
            pool.close()

    # --- reading ---------------------------------------------------------------------------------

    def search(self, query: Query) -> Found:
        """What is there. The entry of a base-scope search may be gone: that finds nothing.

        Raises:
            DirectoryUnavailable: no server answered, or the one that did refuses the search.
        """
        try:
            return self._read(lambda session, deadline: session.search(query, deadline))
        except SearchFailed as error:
            code = error.answer.code
            if code == Code.NO_SUCH_OBJECT and query.scope is Scope.BASE:
                return Found(())
            _log.error("the directory refused a search under %s: result %d", query.base or "(root)", code)
            raise DirectoryUnavailable(f"the directory refused a search (result {code})") from None

    def entry(self, dn: str, attributes: tuple[str, ...], where: str = "(objectClass=*)") -> Entry | None:
        """The entry named `dn` if the filter `where` fits it."""
        found = self.search(Query(dn, where, attributes, Scope.BASE)).entries
        return found[0] if len(found) == 1 else None

    def root(self) -> Entry:
        """The root DSE (RFC 4512 section 5.1): what the server is and can do."""
        found = self.entry("", ("*", "+"))
        if found is None:
            raise DirectoryUnavailable("the server hides its root DSE from the service account")
        return found

    # --- writing ---------------------------------------------------------------------------------

    def modify(self, dn: str, changes: Sequence[Change], controls: Sequence[Control] = ()) -> Answer:
        """All `changes` at once, as the service account.

        Raises:
            DirectoryOutcomeUnknown: it was sent, and no answer came.
            DirectoryUnavailable: it was not done.
        """
        return self._write(lambda session, deadline: session.modify(dn, changes, controls, deadline))

    def extended(self, oid: str, value: bytes | None, controls: Sequence[Control] = ()) -> Answer:
        """An extended operation as the service account; raises as `modify` does."""
        return self._write(lambda session, deadline: session.extended(oid, value, controls, deadline))

    # --- as somebody else ------------------------------------------------------------------------

    def bind_as(self, dn: str, password: Secret, controls: Sequence[Control] = ()) -> Answer:
        """Whether `password` is that of `dn`: a bind on a connection of its own, tried once.

        Raises `DirectoryUnavailable`, and `ValueError` unless `can_be_tried`.
        """
        with self.signed_in(dn, password, controls) as user:
            return user.bound

    @contextmanager
    def signed_in(self, dn: str, password: Secret, controls: Sequence[Control] = ()) -> Iterator[UserSession]:
        """A connection on which `dn` tried to sign in, closed afterwards; raises as `bind_as` does."""
        end = self._end()
        with self._connected(end, self._secured) as (number, session):
            try:
                bound = session.bind(dn, password, controls, self._until(end))
                self._settled(number, bound)
                yield UserSession(session, bound, lambda: self._until(end))
            except SessionBroken as error:
                # Not tried again: a wrong password would be counted twice.
                self._note(number, error)
                raise DirectoryUnavailable(f"{self._addresses[number]}: {error}") from None
            finally:
                session.close()

    # --- inside ----------------------------------------------------------------------------------

    def _read(self, work: Callable[[Session, float], T]) -> T:
        end = self._end()
        try:
            return self._once(end, self._pooled, work)
        except SessionBroken:
            pass
        try:
            return self._once(end, self._fresh, work)
        except SessionBroken as error:
            raise DirectoryUnavailable(str(error)) from None

    def _once(self, end: float, how: _Way, work: Callable[[Session, float], T]) -> T:
        with self._connected(end, how) as (number, session):
            try:
                return work(session, self._until(end))
            except SearchFailed as error:
                if error.answer.code not in _NOT_NOW:
                    raise
                self._failed(number, f"{self._addresses[number]}: {error}", Health.FAILED)
                raise SessionBroken("the server is busy or going down", sent=True, hung=False) from None
            except SessionBroken as error:
                self._note(number, error)
                if error.hung and not self._ranking.others_work(number):
                    raise DirectoryUnavailable(f"{self._addresses[number]}: {error}") from None
                raise
            finally:
                self._pools[number].give_back(session)

    def _write(self, work: Callable[[Session, float], Answer]) -> Answer:
        end = self._end()
        with self._connected(end, self._proved) as (number, session):
            try:
                answer = _written(lambda: work(session, self._until(end)))
            except DirectoryOutcomeUnknown:
                self._failed(number, f"{self._addresses[number]}: a write was not answered", Health.FAILED)
                raise
            finally:
                self._pools[number].give_back(session)
            self._settled(number, answer)
            return answer

    @contextmanager
    def _connected(self, end: float, how: _Way) -> Iterator[tuple[int, Session]]:
        """A connection to the best server that lets itself be reached."""
        why = "no server accepts the service account"
        for number in self._ranking.order():
            self._ranking.trying(number)
            wait = min(self._settings.pool_wait, end - self._monotonic())
            try:
                with self._pools[number].place(wait):
                    try:
                        session = how(number, end)
                    except NotConnected as error:
                        why = f"{self._addresses[number]}: cannot {error.step.value}: {error}"
                        self._failed(number, why, Health.REFUSED if error.refused else Health.FAILED)
                        continue
                    if self._ranking.works(number):
                        _log.warning("directory server %s works again", self._addresses[number])
                    yield number, session
                    return
            except PoolFullError:
                why = f"{self._addresses[number]}: all connections are in use"
        raise DirectoryUnavailable(why)

    def _pooled(self, number: int, end: float) -> Session:
        return self._pools[number].take() or self._connector.service(self._addresses[number], end)

    def _fresh(self, number: int, end: float) -> Session:
        """A new one. What is idle was opened before the one that broke, and is let go."""
        self._pools[number].clear()
        return self._connector.service(self._addresses[number], end)

    def _proved(self, number: int, end: float) -> Session:
        """One that is known to live, so that a write is not lost on a connection that died unseen."""
        session = self._pools[number].take()
        if session is not None and self._monotonic() - session.used > PROBE_AFTER:
            try:
                session.search(_ROOT, self._until(end))
            except (SessionBroken, SearchFailed):
                session.close()
                return self._fresh(number, end)
        return session or self._connector.service(self._addresses[number], end)

    def _secured(self, number: int, end: float) -> Session:
        self._pools[number].make_room()
        return self._connector.secured(self._addresses[number], end)

    def _end(self) -> float:
        return self._monotonic() + self._settings.patience

    def _until(self, end: float) -> float:
        return min(end, self._monotonic() + self._settings.operation)

    def _settled(self, number: int, answer: Answer) -> None:
        """Some answers mean that this server does nothing now, and did nothing."""
        if answer.code in _NOT_NOW:
            self._failed(number, f"{self._addresses[number]}: result {answer.code}", Health.FAILED)
            raise DirectoryUnavailable(f"{self._addresses[number]} is busy or going down")
        if answer.code == Code.REFERRAL:
            raise DirectoryUnavailable(f"{self._addresses[number]} is a copy that takes no writes")

    def _note(self, number: int, error: SessionBroken) -> None:
        """A server that hangs is let alone; that one connection broke says nothing of the next."""
        self._pools[number].clear()
        if error.hung:
            self._failed(number, f"{self._addresses[number]}: no answer in time", Health.FAILED)

    def _failed(self, number: int, why: str, health: Health) -> None:
        self._pools[number].clear()
        if self._ranking.failed(number, health):
            _log.warning("directory server %s", why)


_Way = Callable[[int, float], Session]


def _written(work: Callable[[], Answer]) -> Answer:
    try:
        return work()
    except SessionBroken as error:
        if error.sent:
            raise DirectoryOutcomeUnknown("the directory did not answer a write") from None
        raise DirectoryUnavailable("the connection to the directory broke before a write") from None
