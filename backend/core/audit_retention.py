"""Removing audit records that are older than they may be kept, so that what stays can still be verified.

CNIL, deliberation 2021-122 on logging: six months to a year. The oldest links give way to a signed stub; what
was wrong with them is counted in it, so that removing cannot hide that something was changed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from backend.core.audit import AuditKind, Scene, Trail
from backend.core.audit_ports import ChainStore, ChainTx, Filed, Linked, Signer
from backend.core.audit_sequencer import LEASE
from backend.core.audit_verify import Walk
from backend.core.chain import Chain, Link, SignedStub, Stub
from backend.core.ports import Clock

BATCH = 2_000
ACTOR = "backend"


class Retention:
    """Args: `keep` is how long a record is kept; the others are those of the sequencer beside it."""

    def __init__(
        self,
        store: ChainStore,
        chain: Chain,
        trail: Trail,
        signer: Signer,
        clock: Clock,
        holder: str,
        institution: str,
        keep: timedelta,
    ) -> None:
        self._store, self._chain, self._trail, self._signer = store, chain, trail, signer
        self._clock, self._holder, self._institution, self._keep = clock, holder, institution, keep

    def work(self) -> int:
        """Remove at most a batch of what is too old; returns how many records that were."""
        now = self._clock.now()
        with self._store.turn(self._holder, now, now + LEASE) as tx:
            if tx is None:
                return 0
            old = self._old(_but_newest(tx), now - self._keep)
            if old:
                self._remove(tx, old, now)
            return len(old)

    def _old(self, links: tuple[Linked, ...], before: datetime) -> tuple[Linked, ...]:
        """All before the first record that stays; the time of a record that was changed does not count."""
        ends = 0
        for place, one in enumerate(links, 1):
            at = self._time(one)
            if at is not None and at >= before:
                break
            if at is not None:
                ends = place
        return links[:ends]

    def _time(self, one: Linked) -> datetime | None:
        seen = one.seen
        trusted = isinstance(seen, Filed) and one.link is not None and self._trail.genuine(seen.record)
        return seen.record.at if isinstance(seen, Filed) and trusted else None

    def _remove(self, tx: ChainTx, old: tuple[Linked, ...], now: datetime) -> None:
        last_stub = tx.newest_stub()
        stub = self._stub(last_stub, old, now)
        same_day = last_stub if last_stub and self._can_grow(last_stub, now) else None
        if same_day is not None:
            stub = _grown(same_day.stub, stub)
        tx.replace(self._signed(stub), same_day)
        detail = {"first": stub.first, "last": stub.last, "faults": stub.faults}
        self._trail.note(tx.business, AuditKind.AUDIT_REMOVED, now, Scene(actor=ACTOR), detail)

    def _stub(self, before: SignedStub | None, old: tuple[Linked, ...], now: datetime) -> Stub:
        begin = self._chain.empty if before is None else Link(before.stub.last, 0, before.stub.after)
        walk = Walk(self._chain, self._trail, self._institution, begin, None)
        faults = sum(1 for one in old for _ in walk.step(one))
        times = [at for one in old if (at := self._time(one)) is not None]
        return Stub(
            first=begin.seq + 1,
            last=walk.head.seq,
            before=begin.link,
            after=walk.head.link,
            oldest=min(times),
            newest=max(times),
            removed_at=now,
            faults=faults,
        )

    def _can_grow(self, signed: SignedStub, now: datetime) -> bool:
        """One stub a day. One that is not signed by us stays as it is, to be found."""
        genuine = self._signer.verifies(signed.stub.signed_bytes(self._institution), signed.signature)
        return genuine and signed.stub.removed_at.date() == now.date()

    def _signed(self, stub: Stub) -> SignedStub:
        return SignedStub(stub, self._signer.sign(stub.signed_bytes(self._institution)))


def _but_newest(tx: ChainTx) -> tuple[Linked, ...]:
    """The newest record stays however old it is, so that no id is ever given again."""
    head = tx.head()
    newest = 0 if head is None else head.seq
    return tuple(one for one in tx.oldest(BATCH) if one.link is None or one.link.seq < newest)


def _grown(old: Stub, new: Stub) -> Stub:
    return replace(
        new,
        first=old.first,
        before=old.before,
        oldest=min(old.oldest, new.oldest),
        newest=max(old.newest, new.newest),
        faults=old.faults + new.faults,
    )
