"""Links committed audit records into the chain, and signs checkpoints of it.

The transactions that write records wait for none of this. Ids are given before a transaction commits, so a
lower id may appear after a higher one: what counts is that a record has no link, not how high its id is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.core.audit_ports import ChainStore, ChainTx, CheckpointSink, Glance, Signer
from backend.core.chain import Chain, Checkpoint, Link, SignedCheckpoint
from backend.core.ports import Clock

LEASE = timedelta(seconds=15)
EVERY = timedelta(minutes=1)
RECORDS = 1_000
BATCH = 1_000
SETTLED = timedelta(minutes=10)
"""No transaction that took an id is open for longer; if one was, the search from the first id finds it."""
SEARCH_ALL = timedelta(hours=1)


STALLED = timedelta(minutes=2)
"""So long may records wait while nobody links any."""


class NobodyLinks(Exception):
    """Records wait, it is another's turn, and the chain does not grow."""


class Newest:
    """The newest signed checkpoint, for all that carry it away."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._signed: SignedCheckpoint | None = None

    def put(self, signed: SignedCheckpoint) -> None:
        with self._lock:
            self._signed = signed

    def get(self) -> SignedCheckpoint | None:
        with self._lock:
            return self._signed


@dataclass
class _Search:
    """From which id on records without a link are looked for.

    Usually from the newest record that was older than `SETTLED` when nothing waited. At the start and every
    `SEARCH_ALL` from the first id on, going forward batch by batch, so that a long trail is read once and not
    once a batch.
    """

    settled: int = 0
    reached: int | None = 0
    """The id up to which a search of everything came; None when none is going on."""
    ended_at: datetime | None = None

    def above(self, now: datetime) -> int:
        if self.reached is None and self.ended_at is not None and now - self.ended_at >= SEARCH_ALL:
            self.reached = 0
        return self.settled if self.reached is None else self.reached

    def nothing_waits(self, now: datetime, settled: int) -> None:
        self.settled = settled
        if self.reached is not None:
            self.reached, self.ended_at = None, now

    def linked(self, links: list[Link]) -> None:
        if self.reached is not None and links:
            self.reached = links[-1].record


class Sequencer:
    """One of these runs in every process; only the one with the lease does anything.

    Args:
        holder: names this process, among those on the same database.
    """

    def __init__(
        self,
        store: ChainStore,
        chain: Chain,
        signer: Signer,
        clock: Clock,
        holder: str,
        institution: str,
        newest: Newest,
    ) -> None:
        self._store, self._chain, self._signer, self._clock = store, chain, signer, clock
        self._holder, self._institution, self._newest = holder, institution, newest
        self._search = _Search()
        self._stood: tuple[datetime, Link | None] | None = None

    def work(self) -> int:
        """Link what waits and sign what is due; returns how many records were linked.

        Raises:
            NobodyLinks: see there; the next call tries again.
        """
        now = self._clock.now()
        above = self._search.above(now)
        glance = self._store.glance(above)
        if not glance.waits:
            self._search.nothing_waits(now, self._store.settled(now - SETTLED))
        if not glance.waits and not self._due(glance.head, now):
            return 0
        with self._store.turn(self._holder, now, now + LEASE) as tx:
            if tx is None:
                self._watch(glance, now)
                return 0
            links = self._link(tx, above)
            head, stub = tx.head(), tx.newest_stub()
        self._search.linked(links)
        if head is not None and self._due(head, now):
            self._sign(head, head.seq - (stub.stub.last if stub else 0), now)
        return len(links)

    def _watch(self, glance: Glance, now: datetime) -> None:
        """That the other does link: who can write to the database can also give the turn to nobody."""
        if self._stood is None or not glance.waits or self._stood[1] != glance.head:
            self._stood = (now, glance.head)
        elif now - self._stood[0] > STALLED:
            raise NobodyLinks(f"no audit record was linked since {self._stood[0].isoformat()}")

    def _link(self, tx: ChainTx, above: int) -> list[Link]:
        head, links = tx.head() or self._chain.empty, []
        for one in tx.pending(above, BATCH):
            head = self._chain.link(head, one.id, one.mac)
            links.append(head)
        tx.append(links)
        return links

    def _due(self, head: Link | None, now: datetime) -> bool:
        last = self._newest.get()
        if head is None or last is None:
            return head is not None
        new = head.seq - last.checkpoint.seq
        return new >= RECORDS or (head.link != last.checkpoint.head and now - last.checkpoint.at >= EVERY)

    def _sign(self, head: Link, kept: int, now: datetime) -> None:
        made = Checkpoint(self._institution, head.seq, head.link, kept, now)
        self._newest.put(SignedCheckpoint(made, self._signer.sign(made.signed_bytes())))


class Courier:
    """Carries the newest checkpoint to one sink; a newer one stands for those it replaces.

    Args:
        pause: the least time between two; nothing waits for it but the next checkpoint.
    """

    def __init__(
        self, newest: Newest, sink: CheckpointSink, pause: timedelta, now: Callable[[], datetime]
    ) -> None:
        self._newest, self._sink, self._pause, self._now = newest, sink, pause, now
        self._kept: SignedCheckpoint | None = None
        self._kept_at: datetime | None = None

    @property
    def kept(self) -> SignedCheckpoint | None:
        """The newest one that was handed over."""
        return self._kept

    def work(self) -> int:
        """Hand over what is new; always 0.

        Raises:
            CheckpointNotKept: of the sink; the next call tries again.
        """
        signed, now = self._newest.get(), self._now()
        rests = self._kept_at is not None and now - self._kept_at < self._pause
        if signed is None or signed == self._kept or rests:
            return 0
        self._sink.keep(signed)
        self._kept, self._kept_at = signed, now
        return 0
