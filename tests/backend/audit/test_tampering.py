"""Whatever is done to one record of 10,000 is found, by its number."""

# ruff: noqa: S608 - the statements are the attacker's, made of constants
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backend.core.audit_verify import FaultKind
from tests.backend.audit.trails import Trails, copied

LAST = 10_000
PLACES = (1, 2, LAST // 2, LAST - 1, LAST)
EVERYWHERE = pytest.mark.exhaustive
ENDS = (pytest.param(1, marks=EVERYWHERE), LAST // 2, pytest.param(LAST, marks=EVERYWHERE))
SWAPS = (
    pytest.param(1, 2, marks=EVERYWHERE),
    (1, LAST),
    (4000, 4001),
    pytest.param(LAST - 1, LAST, marks=EVERYWHERE),
)
COPY = "institution, at, kind, actor, station, reset, subject, reference, detail, mac, nonce"
EDITS = {
    "institution": "'other'",
    "at": "at + 1",
    "kind": "'trace'",
    "actor": "'Eve'",
    "station": "station || ' '",
    "reset": "''",
    "subject": "'x' || subject",
    "reference": "'R0' || reference",
    "detail": "replace(detail, '{', '{ ')",
    "mac": "zeroblob(32)",
    "nonce": "''",
    "id": "id + 1000000",
}
STRANGE = {
    "at": "'yesterday'",
    "kind": "cast(x'ff' as text)",
    "detail": "x'00'",
    "mac": "'text'",
    "nonce": "cast(x'c328' as text)",
}
LINKS = {
    "institution": "'other'",
    "seq": "seq + 1000000",
    "record": "record + 1000000",
    "link": "zeroblob(32)",
}


def edit(column: str, value: str, place: int) -> str:
    return f"update audit set {column} = {value} where id = {place}"


def insert_copy(of: int, as_id: str = "null") -> str:
    return f"insert into audit (id, {COPY}) select {as_id}, {COPY} from audit where id = {of}"


def swap(table: str, column: str, key: str, one: int, other: int) -> tuple[str, ...]:
    """Exchange a unique column of two rows, by way of a value that nothing has."""
    return (
        f"update {table} set {column} = -{column} where {key} = {one}",
        f"update {table} set {column} = {one} where {key} = {other}",
        f"update {table} set {column} = {other} where {column} < 0",
    )


def test_an_untouched_trail_is_whole(trails: Trails) -> None:
    faults, found = trails.verify()
    assert faults == []
    assert (found.records, found.unlinked, found.removed, found.window.count) == (LAST, 0, 0, 0)
    assert found.newest is not None
    assert found.newest.checkpoint.seq == LAST
    assert found.checkpoints == LAST / 1000


@pytest.mark.parametrize("place", ENDS)
@pytest.mark.parametrize("column", EDITS)
def test_an_edit_of_any_column(trails: Trails, column: str, place: int) -> None:
    trails.run(edit(column, EDITS[column], place))
    faults, _ = trails.verify()
    assert faults[0].place.startswith(f"link {place}, record {place}")


@pytest.mark.parametrize("column", STRANGE)
def test_what_the_program_never_writes(trails: Trails, column: str) -> None:
    trails.run(edit(column, STRANGE[column], 77))
    faults, _ = trails.verify()
    assert faults[0].kind is FaultKind.CHANGED
    assert str(faults[0]).encode("utf-8").startswith(b"link 77, record 77")


@pytest.mark.parametrize("place", ENDS)
@pytest.mark.parametrize("column", LINKS)
def test_an_edit_of_a_link(trails: Trails, column: str, place: int) -> None:
    trails.run(f"update audit_chain set {column} = {LINKS[column]} where seq = {place}")
    assert trails.verify()[0]


@pytest.mark.parametrize("value", ["'text'", "zeroblob(31)"])
def test_a_link_that_is_none(trails: Trails, value: str) -> None:
    trails.run(f"update audit_chain set link = {value} where seq = 500")
    assert FaultKind.LINK_BAD in trails.kinds()


@pytest.mark.parametrize("place", PLACES)
def test_a_deleted_record(trails: Trails, place: int) -> None:
    trails.run(f"delete from audit where id = {place}")
    faults, _ = trails.verify()
    assert [fault.kind for fault in faults] == [FaultKind.GONE]
    assert faults[0].place == f"link {place}, record {place}"


@pytest.mark.parametrize("place", PLACES)
def test_a_deleted_record_with_its_link(trails: Trails, place: int) -> None:
    trails.run(f"delete from audit where id = {place}", f"delete from audit_chain where seq = {place}")
    expected = FaultKind.TRUNCATED if place == LAST else FaultKind.GAP
    assert expected in trails.kinds()


@pytest.mark.parametrize("place", PLACES[:-1])
def test_a_deleted_record_and_the_gap_closed(trails: Trails, place: int) -> None:
    trails.run(
        f"delete from audit where id = {place}",
        f"delete from audit_chain where seq = {place}",
        f"update audit_chain set seq = -seq where seq > {place}",
        "update audit_chain set seq = -seq - 1 where seq < 0",
    )
    assert {FaultKind.ELSEWHERE, FaultKind.TRUNCATED} <= trails.kinds()


@pytest.mark.parametrize("place", ENDS)
@pytest.mark.parametrize("linked", ["not linked", "linked"])
def test_a_copied_record(trails: Trails, place: int, linked: str) -> None:
    trails.run(insert_copy(place))
    if linked == "linked":
        trails.link()
    faults, _ = trails.verify()
    assert [(one.kind, one.place) for one in faults] == [(FaultKind.COPY, f"records {place} and {LAST + 1}")]


@pytest.mark.parametrize("linked", ["not linked", "linked"])
def test_an_invented_record(trails: Trails, linked: str) -> None:
    trails.run(insert_copy(77), f"update audit set actor = 'Eve', mac = zeroblob(32) where id = {LAST + 1}")
    if linked == "linked":
        trails.link()
    assert trails.kinds() == {FaultKind.CHANGED}


def test_a_record_put_between(trails: Trails) -> None:
    trails.run(
        insert_copy(77),
        f"update audit set actor = 'Eve' where id = {LAST + 1}",
        "update audit_chain set seq = -seq where seq > 500",
        "update audit_chain set seq = -seq + 1 where seq < 0",
        f"insert into audit_chain select institution, 501, {LAST + 1}, link from audit_chain where seq = 500",
    )
    assert {FaultKind.CHANGED, FaultKind.ELSEWHERE, FaultKind.CHECKPOINT_DIFFERS} <= trails.kinds()


@pytest.mark.parametrize(("one", "other"), SWAPS)
@pytest.mark.parametrize(
    ("table", "column", "key"),
    [("audit", "id", "id"), ("audit_chain", "record", "seq"), ("audit_chain", "seq", "seq")],
)
def test_a_swap(trails: Trails, table: str, column: str, key: str, one: int, other: int) -> None:
    trails.run(*swap(table, column, key, one, other))
    faults, _ = trails.verify()
    kinds = {fault.kind for fault in faults}
    assert FaultKind.ELSEWHERE in kinds
    assert any(f"link {one}," in fault.place for fault in faults)


@pytest.mark.parametrize("lost", [1, 10, 999, 1000, 5000, LAST])
def test_a_truncation(trails: Trails, lost: int) -> None:
    trails.run(
        f"delete from audit where id > {LAST - lost}", f"delete from audit_chain where seq > {LAST - lost}"
    )
    assert trails.kinds() == {FaultKind.TRUNCATED}


@contextmanager
def copy_of(whole: Trails, folder: Path) -> Iterator[Trails]:
    made = copied(whole, folder / "random.sqlite")
    try:
        yield made
    finally:
        made.engine.dispose()
        for left in folder.glob("random.sqlite*"):
            left.unlink()


PLACE = st.integers(1, LAST)
TAMPERING = st.one_of(
    st.builds(lambda at, column: (edit(column, EDITS[column], at),), PLACE, st.sampled_from(sorted(EDITS))),
    st.builds(lambda at: (f"delete from audit where id = {at}",), PLACE),
    st.builds(lambda at: (f"delete from audit_chain where seq = {at}",), PLACE),
    st.builds(
        lambda at: (f"delete from audit where id >= {at}", f"delete from audit_chain where seq >= {at}"),
        PLACE,
    ),
    st.builds(lambda at: (insert_copy(at),), PLACE),
    st.lists(PLACE, min_size=2, max_size=2, unique=True).map(lambda two: swap("audit", "id", "id", *two)),
)


@pytest.mark.slow
@given(TAMPERING)
@example((f"delete from audit where id >= {LAST}", f"delete from audit_chain where seq >= {LAST}"))
@settings(max_examples=12)
def test_anything_anywhere(
    whole: Trails, tmp_path_factory: pytest.TempPathFactory, done: tuple[str, ...]
) -> None:
    with copy_of(whole, tmp_path_factory.getbasetemp()) as trails:
        trails.run(*done)
        assert trails.verify()[0]
