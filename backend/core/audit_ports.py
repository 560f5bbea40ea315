"""The ports of the audit chain: its store, its signatures, and the ways a checkpoint leaves the machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from backend.core.chain import Link, SignedCheckpoint, SignedStub
from backend.core.records import StoredAudit
from backend.core.store import Tx


class Verifier(Protocol):
    """Checks Ed25519 signatures (RFC 8032) of one key."""

    def verifies(self, data: bytes, signature: bytes) -> bool: ...


class Signer(Verifier, Protocol):
    """Signs with a key that is kept outside the database."""

    @property
    def public_key(self) -> bytes:
        """32 bytes."""

    def sign(self, data: bytes) -> bytes: ...


class CheckpointNotKept(Exception):
    """The checkpoint did not leave; the sentence tells the operator why, and holds no secret."""


class CheckpointSink(Protocol):
    """One way a checkpoint leaves the machine. Blocks for seconds at most."""

    def keep(self, checkpoint: SignedCheckpoint) -> None:
        """Hand it over. The same one twice is harmless.

        Raises:
            CheckpointNotKept: it is not known to have arrived.
        """


# --- the records as they are found --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record whose columns hold what the program never writes there."""


@dataclass(frozen=True, slots=True)
class Gone:
    """There is a link, but no record with its id."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A record, and the institution it is filed under."""

    institution: str
    record: StoredAudit


Seen = Filed | Unreadable | Gone


@dataclass(frozen=True, slots=True)
class Linked:
    """A link and the record it names. `link` is None when the row cannot be a link."""

    link: Link | None
    seen: Seen


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A record that no link names yet."""

    id: int
    seen: Seen


@dataclass(frozen=True, slots=True)
class Pending:
    """As much of an unlinked record as a link is made of."""

    id: int
    mac: bytes


@dataclass(frozen=True, slots=True)
class Since:
    """The linked records after a place: how many, and the earliest and latest of their times."""

    count: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Glance:
    """Whether any record waits for its link, and the newest link."""

    waits: bool
    head: Link | None


# --- the store ----------------------------------------------------------------------------------


class ChainTx(Protocol):
    """A transaction of the process whose turn it is."""

    @property
    def business(self) -> Tx:
        """For audit records of its own."""

    def head(self) -> Link | None: ...

    def pending(self, above: int, most: int) -> tuple[Pending, ...]:
        """Committed records with an id above `above` and no link, the lowest ids first."""

    def append(self, links: Sequence[Link]) -> None: ...

    def newest_stub(self) -> SignedStub | None: ...

    def oldest(self, most: int) -> tuple[Linked, ...]:
        """The lowest links that are left."""

    def replace(self, stub: SignedStub, instead_of: SignedStub | None) -> None:
        """Delete all links up to the stub's last, the records they name, and `instead_of`; keep `stub`."""


class TrailReader(Protocol):
    """One moment of the whole trail, read as a stream."""

    def total(self) -> int:
        """About how many links there are."""

    def stubs(self) -> Iterator[SignedStub]:
        """In their order."""

    def linked(self) -> Iterator[Linked]:
        """In the order of the chain."""

    def unlinked(self) -> Iterator[Unlinked]: ...

    def copies(self) -> Iterator[tuple[int, int]]:
        """Pairs of ids of records with the same MAC: the lowest and the highest."""

    def link_at(self, seq: int) -> bytes | None:
        """The link at that place, also where a stub ends."""

    def since(self, seq: int) -> Since: ...


class ChainStore(Protocol):
    """Raises `StoreUnavailable` when the database does not answer."""

    def turn(self, holder: str, now: datetime, until: datetime) -> AbstractContextManager[ChainTx | None]:
        """A writing transaction that holds the lease until `until`; None when it is another's turn.

        Only one process is ever inside, whatever the clocks say; nobody waits. The transactions that write
        audit records touch nothing this one locks.
        """

    def settled(self, before: datetime) -> int:
        """The highest id of a record from before that time; 0 where there is none."""

    def glance(self, above: int) -> Glance:
        """See, without writing or waiting, whether there is anything to link with an id above `above`."""

    def reading(self) -> AbstractContextManager[TrailReader]: ...
