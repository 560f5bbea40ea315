"""Every row of the table, and every row that is not in it."""

from __future__ import annotations

from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core.proofs import PROOFS, Counts, Fact, FactKind, Grant, Path, Settling, gates_left, grant

_PATHS = {
    FactKind.CODE: (Path.MAILBOX, Path.TELEPHONE),
    FactKind.CALL_ACCEPTED: (Path.TELEPHONE,),
    FactKind.AUTHENTICATOR_CODE: (Path.AUTHENTICATOR,),
    FactKind.STAFF_APPROVED: (Path.PRESENCE,),
    FactKind.CURRENT_PASSWORD: (Path.MEMORY,),
}
FACTS = [
    Fact(kind, path, settling)
    for kind, paths in _PATHS.items()
    for path, settling in product(paths, Settling)
]


def expected(facts: tuple[Fact, ...], needed: int) -> Grant:
    """The table in words, written down a second time."""
    if any(one.kind is FactKind.STAFF_APPROVED for one in facts):
        return Grant.RESET
    gates = [one for one in facts if one.kind is not FactKind.CURRENT_PASSWORD]
    settled = any(one.settling is Settling.SETTLED for one in gates)
    if settled and len({one.path for one in gates}) >= needed:
        return Grant.RESET
    if len({one.path for one in gates if one.settling is Settling.SHARED}) >= 2:
        return Grant.RESET
    return Grant.CHANGE if len(gates) < len(facts) else Grant.NOTHING


def test_every_kind_has_its_row() -> None:
    assert set(PROOFS) == set(FactKind)


@pytest.mark.parametrize("needed", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_every_combination(needed: int, count: int) -> None:
    for facts in combinations_with_replacement(FACTS, count):
        assert grant(facts, needed) is expected(facts, needed), facts


@given(st.lists(st.sampled_from(FACTS)), st.sampled_from([1, 2]))
def test_another_fact_never_closes_a_gate(facts: list[Fact], needed: int) -> None:
    for more in FACTS:
        assert gates_left([*facts, more], needed) <= gates_left(facts, needed)


def test_an_sms_and_a_call_to_one_telephone_are_one_gate() -> None:
    facts = [Fact(kind, Path.TELEPHONE, Settling.SETTLED) for kind in (FactKind.CODE, FactKind.CALL_ACCEPTED)]
    assert gates_left(facts, 2) == 1


def test_the_old_password_is_never_a_gate() -> None:
    assert PROOFS[FactKind.CURRENT_PASSWORD] is Counts.CHANGE_ONLY
