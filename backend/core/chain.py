"""The chain over the audit records, and what is signed about it.

Each link is an HMAC-SHA256 (RFC 2104) over the link before it, its place, and the id and MAC of its record;
the MAC covers the record's content. Whoever has the whole database but not the key can compute no link. What
a chain cannot show by itself, that its end is missing, the signed checkpoints outside the database show.
"""

from __future__ import annotations

import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

LINK_BYTES = 32
_CHECKPOINT = b"repasse-checkpoint-v1\n"
_STUB = b"repasse-stub-v1\n"
_OBJECT = re.compile(r"\{.*\}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Link:
    """One record's place in the chain; `record` is its id in the table of audit records.

    At the head of a chain whose records were all removed, or that never had any, `record` is 0.
    """

    seq: int
    record: int
    link: bytes


class Chain:
    """Computes the links of one institution's chain."""

    def __init__(self, key: bytes, institution: str) -> None:
        self._key = key
        self._before_all = hmac.digest(key, b"genesis:" + institution.encode(), "sha256")

    @property
    def empty(self) -> Link:
        """The head of a chain without links."""
        return Link(0, 0, self._before_all)

    def link(self, before: Link, record: int, mac: bytes) -> Link:
        """The link of the record with that id and MAC, as the next one after `before`."""
        seq = before.seq + 1
        framed = b"%d:%d:%d:" % (seq, record, len(before.link)) + before.link + mac
        return Link(seq, record, hmac.digest(self._key, framed, "sha256"))


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """At `at` the chain had `seq` links with `head` at its end, over `count` records that are still kept."""

    institution: str
    seq: int
    head: bytes
    count: int
    at: datetime

    def signed_bytes(self) -> bytes:
        return _CHECKPOINT + _canonical(self._told())

    def _told(self) -> dict[str, str | int]:
        return {
            "institution": self.institution,
            "seq": self.seq,
            "head": self.head.hex(),
            "count": self.count,
            "at": self.at.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint with the Ed25519 signature (RFC 8032) over `Checkpoint.signed_bytes`."""

    checkpoint: Checkpoint
    signature: bytes

    def line(self) -> str:
        """One line of JSON, as it leaves the machine."""
        told = self.checkpoint._told() | {"v": 1, "signature": self.signature.hex()}  # noqa: SLF001 - same module
        return json.dumps(told)


def read_checkpoint(line: str) -> SignedCheckpoint | None:
    """The checkpoint in a line of a file, a log or a mail; None where there is none that can be read."""
    found = _OBJECT.search(line)
    try:
        told = json.loads(found[0]) if found else None
        if not isinstance(told, dict) or told.get("v") != 1:
            return None
        seq, count, at = int(told["seq"]), int(told["count"]), datetime.fromisoformat(told["at"])
        head, signature = bytes.fromhex(told["head"]), bytes.fromhex(told["signature"])
        return SignedCheckpoint(Checkpoint(str(told["institution"]), seq, head, count, at), signature)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


@dataclass(frozen=True, slots=True)
class Stub:
    """What stands for the links `first` to `last`, whose records grew older than they are kept.

    `before` is the link before the first, `after` that of the last; `oldest` and `newest` are the times of
    the records, and `faults` counts what was wrong with them when they were removed.
    """

    first: int
    last: int
    before: bytes
    after: bytes
    oldest: datetime
    newest: datetime
    removed_at: datetime
    faults: int

    def signed_bytes(self, institution: str) -> bytes:
        told: dict[str, str | int] = {
            "institution": institution,
            "first": self.first,
            "last": self.last,
            "before": self.before.hex(),
            "after": self.after.hex(),
            "faults": self.faults,
        }
        times = {"oldest": self.oldest, "newest": self.newest, "removed_at": self.removed_at}
        return _STUB + _canonical(told | {name: str(at - _EPOCH) for name, at in times.items()})


@dataclass(frozen=True, slots=True)
class SignedStub:
    """A stub with the Ed25519 signature over `Stub.signed_bytes`."""

    stub: Stub
    signature: bytes


def _canonical(told: dict[str, str | int]) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
