"""Walking the trail from its first record to its last, in constant memory, and naming every fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import assert_never

from backend.core.audit import Trail
from backend.core.audit_ports import Filed, Gone, Linked, Seen, Since, TrailReader, Unreadable, Verifier
from backend.core.chain import LINK_BYTES, Chain, Link, SignedCheckpoint, SignedStub
from backend.core.marks import same

SLACK = timedelta(minutes=10)
"""By how much a record may be older than the newest removed one: commits come late, and clocks differ."""


class FaultKind(Enum):
    CHANGED = "the record was changed, or was not written by this program"
    GONE = "the record was removed"
    ELSEWHERE = "the record is not the one that was linked here: changed, swapped or moved"
    GAP = "links were removed"
    LINK_BAD = "the link cannot be read"
    COPY = "the record is a copy of another"
    PUT_BACK = "the record is older than those removed for their age: it was put back"
    STUB_FORGED = "the stub of removed records is not signed by us"
    STUB_MISPLACED = "the stub of removed records does not follow what is before it"
    STUB_OF_FAULTS = "records were removed for their age while faults were in them"
    CHECKPOINT_FORGED = "the checkpoint is not signed by this key"
    CHECKPOINT_DIFFERS = (
        "the chain is not the one this checkpoint was signed for: records were removed or replaced"
    )
    TRUNCATED = "the trail ends before this checkpoint: its newest records were removed"
    NO_CHECKPOINT = "no checkpoint vouches for the trail"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a record, a link, a stub or a line."""

    kind: FaultKind
    place: str

    def __str__(self) -> str:
        return f"{self.place}: {self.kind.value}"


class Walk:
    """Follows the links; each fault is named once, and what stands behind it is still checked."""

    def __init__(
        self, chain: Chain, trail: Trail, institution: str, head: Link, removed: datetime | None
    ) -> None:
        self._chain, self._trail, self._institution = chain, trail, institution
        self.head = head
        self._removed = removed

    def step(self, one: Linked) -> Iterator[Fault]:
        link = one.link
        if link is None or len(link.link) != LINK_BYTES:
            yield Fault(FaultKind.LINK_BAD, f"after link {self.head.seq}")
            return
        follows = link.seq == self.head.seq + 1
        if not follows:
            yield Fault(FaultKind.GAP, f"links {self.head.seq + 1} to {link.seq - 1}")
        place = f"link {link.seq}, record {link.record}"
        yield from self.seen(one.seen, place)
        if follows and isinstance(one.seen, Filed):
            expected = self._chain.link(self.head, link.record, one.seen.record.mac)
            if not same(expected.link, link.link):
                yield Fault(FaultKind.ELSEWHERE, place)
        self.head = link

    def seen(self, seen: Seen, place: str) -> Iterator[Fault]:
        match seen:
            case Gone():
                yield Fault(FaultKind.GONE, place)
            case Unreadable():
                yield Fault(FaultKind.CHANGED, place)
            case Filed(institution, record):
                if institution != self._institution or not self._trail.genuine(record):
                    yield Fault(FaultKind.CHANGED, _told(place, seen))
                elif self._removed is not None and record.at < self._removed - SLACK:
                    yield Fault(FaultKind.PUT_BACK, _told(place, seen))
            case _:
                assert_never(seen)


def _told(place: str, seen: Filed) -> str:
    return f"{place} ({seen.record.kind!a}, {seen.record.at.isoformat(timespec='seconds')})"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that should be a checkpoint; `place` names it."""

    place: str
    signed: SignedCheckpoint | None


@dataclass(frozen=True, slots=True)
class Known:
    """What a trail is checked against. `checkpoint_keys` may be what was noted elsewhere, not ours."""

    chain: Chain
    trail: Trail
    institution: str
    stub_keys: Verifier
    checkpoint_keys: Verifier


@dataclass(slots=True)
class Findings:
    """What was found besides faults; complete when the faults have been read to their end."""

    records: int = 0
    removed: int = 0
    unlinked: int = 0
    unlinked_since: datetime | None = None
    checkpoints: int = 0
    unreadable: int = 0
    newest: SignedCheckpoint | None = None
    window: Since = field(default_factory=lambda: Since(0, None, None))


class Verification:
    """One pass over a trail.

    Args:
        lines: the checkpoints that are kept outside, in any order.
        progress: is called now and then with how many records were checked, and about how many there are.
    """

    STEP = 10_000

    def __init__(
        self, reader: TrailReader, known: Known, lines: Iterable[Line], progress: Callable[[int, int], None]
    ) -> None:
        self._reader, self._known, self._lines, self._progress = reader, known, lines, progress
        self._head = known.chain.empty
        self._newest_removed: datetime | None = None
        self.findings = Findings()

    def faults(self) -> Iterator[Fault]:
        """Every fault; also fills `findings`."""
        yield from self._stubs()
        walk = Walk(
            self._known.chain,
            self._known.trail,
            self._known.institution,
            self._head,
            self._newest_removed,
        )
        yield from self._links(walk)
        yield from self._unlinked(walk)
        for first, last in self._reader.copies():
            yield Fault(FaultKind.COPY, f"records {first} and {last}")
        yield from self._checkpoints()
        if self.findings.newest is None and self._head.seq:
            yield Fault(FaultKind.NO_CHECKPOINT, f"links 1 to {self._head.seq}")
        newest = self.findings.newest
        self.findings.window = self._reader.since(newest.checkpoint.seq if newest else 0)

    def _stubs(self) -> Iterator[Fault]:
        for signed in self._reader.stubs():
            stub = signed.stub
            place = f"stub of links {stub.first} to {stub.last}"
            yield from self._stub(signed, place)
            if stub.first != self._head.seq + 1 or not same(stub.before, self._head.link):
                yield Fault(FaultKind.STUB_MISPLACED, place)
            self._head = Link(stub.last, 0, stub.after)
            self._newest_removed = stub.newest
            self.findings.removed = stub.last

    def _stub(self, signed: SignedStub, place: str) -> Iterator[Fault]:
        signed_bytes = signed.stub.signed_bytes(self._known.institution)
        if not self._known.stub_keys.verifies(signed_bytes, signed.signature):
            yield Fault(FaultKind.STUB_FORGED, place)
        elif signed.stub.faults:
            yield Fault(FaultKind.STUB_OF_FAULTS, f"{place}, {signed.stub.faults} faults")

    def _links(self, walk: Walk) -> Iterator[Fault]:
        total = self._reader.total()
        for one in self._reader.linked():
            yield from walk.step(one)
            self.findings.records += 1
            if self.findings.records % self.STEP == 0:
                self._progress(self.findings.records, total)
        self._head = walk.head

    def _unlinked(self, walk: Walk) -> Iterator[Fault]:
        for one in self._reader.unlinked():
            self.findings.unlinked += 1
            if isinstance(one.seen, Filed):
                earlier = self.findings.unlinked_since or one.seen.record.at
                self.findings.unlinked_since = min(earlier, one.seen.record.at)
            yield from walk.seen(one.seen, f"record {one.id}, not linked yet")

    def _checkpoints(self) -> Iterator[Fault]:
        for line in self._lines:
            signed = line.signed
            if signed is None:
                self.findings.unreadable += 1  # no more than if it had been deleted: what counts is the rest
            elif signed.checkpoint.institution == self._known.institution:
                yield from self._checkpoint(line.place, signed)

    def _checkpoint(self, where: str, signed: SignedCheckpoint) -> Iterator[Fault]:
        told, removed = signed.checkpoint, self.findings.removed
        place = f"{where}, checkpoint of link {told.seq} at {told.at.isoformat(timespec='seconds')}"
        if not self._known.checkpoint_keys.verifies(told.signed_bytes(), signed.signature):
            yield Fault(FaultKind.CHECKPOINT_FORGED, place)
            return
        self.findings.checkpoints += 1
        if told.seq > self._head.seq:
            yield Fault(FaultKind.TRUNCATED, place)
        else:
            link = self._reader.link_at(told.seq)
            within_a_stub = link is None and told.seq <= removed
            if not within_a_stub and not same(link or b"", told.head):
                yield Fault(FaultKind.CHECKPOINT_DIFFERS, place)
        newest = self.findings.newest
        if newest is None or told.seq > newest.checkpoint.seq:
            self.findings.newest = signed
