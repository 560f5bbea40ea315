"""What a checkpoint outside shows that the chain alone cannot, and the window that is left."""

# ruff: noqa: S608 - the statements are the attacker's, made of constants
from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from backend.adapters.checkpoints.signing import Ed25519Signer
from backend.adapters.store.engine import writing
from backend.adapters.store.tables import audit, audit_chain
from backend.core.audit_sequencer import Newest
from backend.core.audit_verify import FaultKind, Known, Line, Verification
from backend.core.chain import Chain, Link, SignedCheckpoint, read_checkpoint
from backend.core.marks import Marks
from tests.backend.audit.trails import HOUSE, Trails
from tests.backend.fakes import FakeKeys

LAST = 10_000
MOMENT = timedelta(milliseconds=1)


def recompute(trails: Trails, since: int, *, keys: FakeKeys) -> None:
    """What somebody does with the whole database, the source code and another key: nothing shows within."""
    marks, chain = Marks(keys), Chain(keys.derive("audit chain"), HOUSE)
    head = chain.empty
    with writing(trails.engine) as connection:
        with trails.store.reading() as reader:
            rows = list(reader.linked())
        for one in rows:
            assert one.link is not None
            if one.link.seq <= since:
                head = one.link
                continue
            filed = one.seen
            record = replace(filed.record, actor="Eve")  # type: ignore[union-attr] # all are whole
            mac = marks.audit(record, HOUSE)
            head = chain.link(head, one.link.record, mac)
            where = audit.c.id == one.link.record
            connection.execute(update(audit).where(where).values(actor="Eve", mac=mac))
            connection.execute(
                update(audit_chain).where(audit_chain.c.seq == head.seq).values(link=head.link)
            )


@pytest.mark.parametrize("since", [pytest.param(0, marks=pytest.mark.exhaustive), LAST - 100, LAST - 1])
def test_a_chain_recomputed_without_the_key(trails: Trails, since: int) -> None:
    recompute(trails, since, keys=FakeKeys())
    faults, _ = trails.verify()
    kinds = [fault.kind for fault in faults]
    assert kinds.count(FaultKind.CHANGED) == LAST - since
    assert kinds.count(FaultKind.ELSEWHERE) == LAST - since
    assert FaultKind.CHECKPOINT_DIFFERS in kinds


def test_links_alone_recomputed_without_the_key(trails: Trails) -> None:
    chain = Chain(FakeKeys().derive("audit chain"), HOUSE)
    head = chain.empty
    with writing(trails.engine) as connection:
        rows = connection.execute(select(audit.c.id, audit.c.mac).where(audit.c.id != 5000)).all()
        connection.execute(audit.delete().where(audit.c.id == 5000))
        connection.execute(audit_chain.delete())
        for row in rows:
            head = chain.link(head, row.id, row.mac)
            connection.execute(
                audit_chain.insert().values(institution=HOUSE, seq=head.seq, record=row.id, link=head.link)
            )
    assert {FaultKind.ELSEWHERE, FaultKind.CHECKPOINT_DIFFERS, FaultKind.TRUNCATED} <= trails.kinds()


def truncate(trails: Trails, after: int) -> None:
    trails.run(f"delete from audit where id > {after}", f"delete from audit_chain where seq > {after}")


def test_the_backend_going_on_after_a_cut_does_not_hide_it(trails: Trails) -> None:
    truncate(trails, LAST - 10)
    trails.note(50)
    trails.link()
    faults, found = trails.verify()
    assert [fault.kind for fault in faults] == [FaultKind.CHECKPOINT_DIFFERS]
    assert f"checkpoint of link {LAST}" in faults[0].place
    assert found.newest is not None
    assert found.newest.checkpoint.seq > LAST


def test_the_window_after_the_newest_checkpoint(trails: Trails) -> None:
    checkpoint = trails.newest
    checkpoint.put(trails.left[-1])
    begun = trails.clock.now()
    trails.note(40, MOMENT)
    trails.sequencer.work()
    trails.note(3, MOMENT)
    faults, found = trails.verify()
    assert faults == []
    assert (found.window.count, found.unlinked) == (40, 3)
    assert (found.window.first, found.window.last) == (begun, begun + 39 * MOMENT)


def test_what_the_window_hides_a_newer_checkpoint_shows(trails: Trails) -> None:
    trails.note(40, MOMENT)
    trails.link()
    outside = trails.left.pop()
    truncate(trails, LAST + 30)
    faults, found = trails.verify()
    assert (faults, found.window.count) == ([], 30)
    trails.left.append(outside)
    assert trails.kinds() == {FaultKind.TRUNCATED}


@pytest.mark.parametrize("table", ["audit", "audit_chain"])
def test_in_the_window_an_edit_is_found(trails: Trails, table: str) -> None:
    trails.newest.put(trails.left[-1])
    trails.note(40, MOMENT)
    trails.sequencer.work()
    column = {"audit": "detail = '{}' where id", "audit_chain": "link = zeroblob(32) where seq"}[table]
    trails.run(f"update {table} set {column} = {LAST + 20}")
    assert trails.kinds() <= {FaultKind.CHANGED, FaultKind.ELSEWHERE}
    assert trails.kinds()


def test_an_edit_before_it_is_linked_is_found(trails: Trails) -> None:
    trails.note(3)
    trails.run(f"update audit set actor = 'Eve' where id = {LAST + 2}")
    faults, _ = trails.verify()
    assert [fault.kind for fault in faults] == [FaultKind.CHANGED]
    assert faults[0].place.startswith(f"record {LAST + 2}, not linked yet")


def test_no_checkpoint_at_all(trails: Trails) -> None:
    faults, found = trails.verify([])
    assert [fault.kind for fault in faults] == [FaultKind.NO_CHECKPOINT]
    assert found.window.count == LAST


def altered(signed: SignedCheckpoint, **changes: object) -> SignedCheckpoint:
    return replace(signed, checkpoint=replace(signed.checkpoint, **changes))  # type: ignore[arg-type] # any field


def test_a_checkpoint_that_was_altered_is_no_witness(trails: Trails) -> None:
    truncate(trails, LAST - 500)
    last = trails.left[-1]
    link = trails.left[-2].checkpoint
    forged = altered(last, seq=link.seq, head=link.head)
    faults, found = trails.verify([Line("forged", forged), Line("older", trails.left[-2])])
    assert [fault.kind for fault in faults] == [FaultKind.CHECKPOINT_FORGED]
    assert found.newest == trails.left[-2]


def test_checkpoints_of_others_and_other_lines_are_passed_over(trails: Trails) -> None:
    other = altered(trails.left[-1], institution="other", seq=99 * LAST)
    faults, found = trails.verify([Line("a", other), Line("b", None), Line("c", trails.left[-1])])
    assert (faults, found.unreadable, found.checkpoints) == ([], 1, 1)


def test_a_key_noted_elsewhere_is_the_one_that_counts(trails: Trails) -> None:
    """A new master key makes a new, consistent trail; the noted public key does not know it."""
    noted = Ed25519Signer(FakeKeys())
    known = Known(trails.chain, trails.trail, HOUSE, trails.signer, noted)
    with trails.store.reading() as reader:
        run = Verification(reader, known, [Line("l", trails.left[-1])], lambda _done, _all: None)
        kinds = [fault.kind for fault in run.faults()]
    assert kinds == [FaultKind.CHECKPOINT_FORGED, FaultKind.NO_CHECKPOINT]


@pytest.mark.parametrize(
    "around", ["{}", "<109>1 2026-03-02T09:00:00Z host repasse-backend 1 checkpoint - {}", "  {}\r\n"]
)
def test_a_checkpoint_is_read_from_files_logs_and_mails(trails: Trails, around: str) -> None:
    signed = trails.left[0]
    assert read_checkpoint(around.replace("{}", signed.line())) == signed


@pytest.mark.parametrize(
    "line", ["", "{", "{}", "[1]", '{"v": 1}', '{"v": 2, "seq": 1}', '{"v": 1, "seq": "x"}', "{" * 3000 + "}"]
)
def test_what_is_no_checkpoint(line: str) -> None:
    assert read_checkpoint(line) is None


def test_links_of_one_institution_are_not_those_of_another() -> None:
    key = FakeKeys().derive("audit chain")
    ours, theirs = Chain(key, "ours"), Chain(key, "theirs")
    assert ours.empty != theirs.empty
    assert ours.link(ours.empty, 1, b"mac") != theirs.link(theirs.empty, 1, b"mac")
    assert ours.link(Link(1, 0, b"x" * 32), 1, b"mac") != ours.link(Link(2, 0, b"x" * 32), 1, b"mac")


def test_two_processes_keep_a_file_each(fresh: Trails) -> None:
    newest = Newest()
    other = fresh.another("second", newest)
    fresh.note(5)
    fresh.link()
    fresh.clock.advance(seconds=16)
    fresh.note(5)
    assert other.work() == 5
    signed = newest.get()
    assert signed is not None
    assert fresh.verify([Line("first", fresh.left[-1]), Line("second", signed)])[0] == []
