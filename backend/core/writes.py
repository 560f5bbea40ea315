"""Setting the password, or unlocking: three steps, settled by asking whenever one of them was lost."""

from __future__ import annotations

from dataclasses import dataclass

from backend.core.api import NotAllowed
from backend.core.people import served
from backend.core.ports import Account, DirectoryUnavailable, Written
from backend.core.records import ResetState, StoredWrite, WriteKind, WriteState
from backend.core.reset_session import Session
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Outcome, ResetView, Rule
from backend.core.workshop import Workshop
from backend.core.write_ledger import Ledger, Page, Place
from backend.core.write_orders import (
    Fate,
    NewPassword,
    Order,
    Unlock,
    broken_before,
    carry_out,
    fate,
    kind_of,
    settled,
)

LOOK_AGAIN = 0.25
"""Seconds between looks at a twin that still runs."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """Nothing stands in the way of step (a); `fate` is that of earlier attempts in doubt."""

    account: Account
    fate: Fate
    doubtful: bool


class Writes:
    def __init__(self, shop: Workshop, ledger: Ledger) -> None:
        self._shop = shop
        self._ledger = ledger

    def set_password(self, place: Place, password: Secret, current: Secret | None) -> ResetView:
        return self._run(place, NewPassword(password, current))

    def unlock(self, place: Place) -> ResetView:
        return self._run(place, Unlock())

    def _run(self, place: Place, order: Order) -> ResetView:
        """However often the same intent is sent, it is done once; a running twin is waited for."""
        while True:
            page = self._ledger.read(place)
            if page.running() is not None:
                self._shop.parts.pause(LOOK_AGAIN)
                continue
            try:
                view = self._ended(page) or self._try(place, order, page)
            except DirectoryUnavailable:
                view = self._unreached(place, page)
            if view is not None:
                return view

    def _try(self, place: Place, order: Order, page: Page) -> ResetView | None:
        """One round of (a), (b), (c); None when another attempt came first."""
        ready = self._ready(place, order, page)
        if ready is None or isinstance(ready, ResetView):
            return ready
        write = self._ledger.start(place, order, page)
        if write is None:
            return None
        directory, key = self._shop.parts.directory, ready.account.key
        if ready.fate is Fate.DONE:
            self._ledger.end(write, ready.account, Written())
        else:
            since = None if page.rivals or ready.doubtful else write.started_at
            result = carry_out(order, write.kind, directory, key, since)
            if ready.doubtful:
                result = settled(result, ready.fate, order, directory, key)
            self._count_change(page.session, write, result)
            self._ledger.end(write, ready.account, result)
        return self._answer(self._ledger.read(place))

    def _ready(self, place: Place, order: Order, page: Page) -> _Ready | ResetView | None:
        session = page.session
        if not session.open:
            return self._too_late(place, order, page)
        if place.side != session.writer:
            raise NotAllowed
        account = self._account(session)
        kind = kind_of(order, session.grant)
        if kind is None or not self._may(kind, account):
            raise NotAllowed
        known = Fate.NOT_DONE
        if page.unsettled:
            known = fate(order, self._shop.parts.directory, account.key, page.mine_alone())
        if known is Fate.UNKNOWN and page.mine is not None and page.doubtful():
            return self._in_doubt(place, page)
        if known is not Fate.DONE:
            objection = self._objection(place, order, kind, session, account)
            if objection is not None:
                return objection
        return _Ready(account, known, page.doubtful())

    def _objection(
        self, place: Place, order: Order, kind: WriteKind, session: Session, account: Account
    ) -> ResetView | None:
        """Why the directory is not even asked to write. The proof stays."""
        sessions, directory = self._shop.sessions, self._shop.parts.directory
        broken = broken_before(order, directory, account)
        if broken:
            return sessions.view(session, Outcome.PASSWORD_REFUSED, broken)
        if kind is WriteKind.UNLOCK and not directory.locked(account.key):
            self._ledger.not_locked(place)
            return sessions.view(self._ledger.read(place).session, Outcome.NOT_LOCKED)
        if kind is WriteKind.CHANGE and not self._may_try_current(session):
            return sessions.view(session, Outcome.PASSWORD_REFUSED, (BrokenRule(Rule.CURRENT_WRONG),))
        return None

    def _too_late(self, place: Place, order: Order, page: Page) -> ResetView | None:
        """The reset is over; an attempt in doubt may still turn out to have been done."""
        mine = page.mine
        if mine is None or mine.state not in {WriteState.STARTED, WriteState.UNKNOWN}:
            return self._shop.sessions.over(page.session)
        account = self._account(page.session)
        known = fate(order, self._shop.parts.directory, account.key, page.mine_alone())
        if known is Fate.DONE:
            self._ledger.end(mine, account, Written())
            return self._answer(self._ledger.read(place))
        if known is Fate.UNKNOWN or page.session.reset.state is ResetState.WRITE_UNKNOWN:
            return self._in_doubt(place, page)
        return self._shop.sessions.over(page.session)

    def _unreached(self, place: Place, page: Page) -> ResetView | None:
        """The directory does not answer. Nothing was changed, unless an earlier attempt was lost."""
        if page.doubtful():
            return self._in_doubt(place, page)
        return self._shop.sessions.view(page.session, Outcome.DIRECTORY_DOWN)

    def _in_doubt(self, place: Place, page: Page) -> ResetView | None:
        """Nobody can say now whether an earlier attempt was done; None when a twin has moved since."""
        state = page.session.reset.state
        if state is ResetState.ENDED_BY_OWNER:
            return self._shop.sessions.over(page.session)
        if state is ResetState.WRITE_UNKNOWN:
            return self._shop.sessions.view(page.session, Outcome.WRITE_UNKNOWN)
        if not self._ledger.doubt(page):
            return None
        return self._shop.sessions.view(self._ledger.read(place).session, Outcome.WRITE_UNKNOWN)

    # --- answers --------------------------------------------------------------------------------

    def _ended(self, page: Page) -> ResetView | None:
        """The first answer again, of an attempt that has ended for good."""
        match page.mine.state if page.mine else None:
            case WriteState.DONE | WriteState.REFUSED:
                return self._answer(page)
            case WriteState.SUPERSEDED:
                raise NotAllowed
            case _:
                return None

    def _answer(self, page: Page) -> ResetView | None:
        """What this attempt came to; None while another process is at it."""
        view, session, mine = self._shop.sessions.view, page.session, page.mine
        match mine.state if mine else WriteState.STARTED:
            case WriteState.DONE:
                unlocked = mine is not None and mine.kind is WriteKind.UNLOCK
                return view(session, Outcome.UNLOCKED if unlocked else Outcome.PASSWORD_SET)
            case WriteState.REFUSED:
                broken = self._ledger.broken(mine) if mine else ()
                return view(session, Outcome.PASSWORD_REFUSED, broken)
            case WriteState.DOWN:
                return view(session, Outcome.DIRECTORY_DOWN)
            case WriteState.UNKNOWN | WriteState.SUPERSEDED:
                return view(session, Outcome.WRITE_UNKNOWN)
            case WriteState.STARTED:
                return None

    # --- the account ----------------------------------------------------------------------------

    def _account(self, session: Session) -> Account:
        """The account as it is now; it must still be the one the facts are about."""
        account = self._shop.people.find(self._shop.sessions.lookup(session)).account
        if account is None or account.key != session.reset.account:
            raise NotAllowed
        return account

    def _may(self, kind: WriteKind, account: Account) -> bool:
        if kind is WriteKind.UNLOCK and not self._shop.parts.directory.capabilities.unlocks:
            return False
        return kind is WriteKind.CHANGE or served(account)

    def _may_try_current(self, session: Session) -> bool:
        """A change tries the old password, which the directory counts like a sign-in."""
        shop = self._shop
        with shop.parts.store.writing() as tx:
            capabilities = shop.parts.directory.capabilities
            return shop.limits.may_sign_in(tx, session.reset.subject, capabilities, session.now)

    def _count_change(self, session: Session, write: StoredWrite, result: object) -> None:
        if write.kind is WriteKind.CHANGE and isinstance(result, Written):
            with self._shop.parts.store.writing() as tx:
                self._shop.limits.signed_in(tx, session.reset.subject)
