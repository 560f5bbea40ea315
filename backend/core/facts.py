"""Making facts. Nothing else inserts one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from backend.core.proofs import FactKind, Path, Settling
from backend.core.records import StoredChallenge, StoredFact
from backend.core.store import Tx
from backend.core.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Bond:
    """What a fact is bound to."""

    reset: str
    account: str
    station: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What made a fact: a challenge, an approval, or a sign-in."""

    kind: FactKind
    path: Path
    settling: Settling
    source: str
    approver: str = ""


def bond(challenge: StoredChallenge) -> Bond:
    return Bond(challenge.reset, challenge.account, challenge.station)


def establish(shop: Workshop, tx: Tx, to: Bond, origin: Origin, now: datetime) -> None:
    """Store the fact, with a MAC over all of it; it holds for `TimeSettings.fact`."""
    bare = StoredFact(
        id=shop.parts.randomness.token(),
        reset=to.reset,
        account=to.account,
        station=to.station,
        kind=origin.kind,
        path=origin.path,
        settling=origin.settling,
        source=origin.source,
        approver=origin.approver,
        made_at=now,
        expires_at=now + shop.parts.settings.times.fact,
        mac=b"",
    )
    tx.facts.add(replace(bare, mac=shop.marks.fact(bare)))
