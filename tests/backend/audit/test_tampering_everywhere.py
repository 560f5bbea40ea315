"""Every one of 10,000 records edited, deleted, copied or swapped is named; every cut is seen.

All are tampered with in one copy: a fault is found at each place by itself, whatever is at the others.
"""

# ruff: noqa: S608 - the statements are the attacker's, made of constants
from __future__ import annotations

import re

import pytest

from backend.core.audit_verify import Fault, FaultKind
from tests.backend.audit.test_tampering import COPY, EDITS, LAST, LINKS, STRANGE
from tests.backend.audit.trails import Trails

pytestmark = pytest.mark.exhaustive
TEXTS = ("institution", "kind", "actor", "station", "reset", "subject", "reference", "detail", "nonce")
EVERY = set(range(1, LAST + 1))
PLACE = re.compile(r"^link (\d+), record \d+")
COPIED = re.compile(r"^records (\d+) and (\d+)$")


def places(faults: list[Fault]) -> set[int]:
    return {int(found[1]) for one in faults if (found := PLACE.match(one.place))}


@pytest.mark.parametrize("column", TEXTS)
def test_every_edit(trails: Trails, column: str) -> None:
    trails.run(f"update audit set {column} = {column} || 'x'")
    assert places(trails.verify()[0]) == EVERY


@pytest.mark.parametrize("column", ["at", "mac"])
def test_every_edit_of_time_and_mac(trails: Trails, column: str) -> None:
    trails.run(f"update audit set {column} = {EDITS[column]}")
    assert places(trails.verify()[0]) == EVERY


@pytest.mark.parametrize("column", STRANGE)
def test_everything_the_program_never_writes(trails: Trails, column: str) -> None:
    trails.run(f"update audit set {column} = {STRANGE[column]}")
    assert places(trails.verify()[0]) == EVERY


def test_every_record_under_another_number(trails: Trails) -> None:
    trails.run("update audit set id = -id", f"update audit set id = {3 * LAST} + id where id < 0")
    assert places(trails.verify()[0]) == EVERY


def test_every_link_replaced(trails: Trails) -> None:
    trails.run(f"update audit_chain set link = {LINKS['link']}")
    assert places(trails.verify()[0]) == EVERY


def test_every_deletion(trails: Trails) -> None:
    trails.run("delete from audit")
    faults, _ = trails.verify()
    assert places([one for one in faults if one.kind is FaultKind.GONE]) == EVERY


@pytest.mark.parametrize("kept", [0, 1])
def test_every_deletion_with_its_link(trails: Trails, kept: int) -> None:
    trails.run(
        f"delete from audit where id % 2 != {kept}", f"delete from audit_chain where seq % 2 != {kept}"
    )
    faults, _ = trails.verify()
    gone = [one.place for one in faults if one.kind is FaultKind.GAP]
    within = LAST - 1 if kept == 1 else LAST  # the last one is missed as a cut, by the checkpoint
    assert gone == [f"links {seq} to {seq}" for seq in range(1, within + 1) if seq % 2 != kept]
    assert (FaultKind.TRUNCATED in {one.kind for one in faults}) is (kept == 1)


def test_every_record_copied(trails: Trails) -> None:
    trails.run(f"insert into audit ({COPY}) select {COPY} from audit")
    faults, _ = trails.verify()
    assert {int(found[1]) for one in faults if (found := COPIED.match(one.place))} == EVERY


@pytest.mark.parametrize("first", [0, 1])
def test_every_swap_of_neighbours(trails: Trails, first: int) -> None:
    """Pairs (1, 2), (3, 4) …, then (2, 3), (4, 5) …: each record with both of its neighbours."""
    pair = f"id > {first} and id <= {LAST - first}"
    other = f"case when (id - {first}) % 2 = 1 then id + 1 else id - 1 end"
    trails.run(f"update audit set id = -({other}) where {pair}", "update audit set id = -id where id < 0")
    faults, _ = trails.verify()
    moved = places([one for one in faults if one.kind is FaultKind.ELSEWHERE])
    assert moved == set(range(1 + first, LAST - first + 1))


def test_cuts_around_every_checkpoint(trails: Trails) -> None:
    """Around every checkpoint, and midway between them."""
    ends = sorted({end + by for end in range(0, LAST, 500) for by in (0, 1)} | {LAST - 1}, reverse=True)
    for end in ends:
        trails.run(f"delete from audit where id > {end}", f"delete from audit_chain where seq > {end}")
        assert trails.kinds() == {FaultKind.TRUNCATED}, end
