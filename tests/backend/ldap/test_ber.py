"""Our little BER, and the password policy control that it reads."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.adapters.directories.ldap import ber
from backend.adapters.directories.ldap.ppolicy import OID, Policy, PolicyError, said
from backend.adapters.directories.ldap.values import Answer


@given(st.integers(0, 255), st.binary(max_size=70_000))
def test_what_is_written_is_read(tag: int, content: bytes) -> None:
    assert ber.only(ber.element(tag, content), tag) == content


@pytest.mark.parametrize("bad", ["30", "3001", "3080", "308500", "3084ffffffff", "30820001", "300030003"])
def test_what_is_cut_short_is_refused(bad: str) -> None:
    with pytest.raises(ber.NotBerError):
        ber.only(bytes.fromhex(bad.ljust(len(bad) + len(bad) % 2, "0")), ber.SEQUENCE)


@given(st.binary(max_size=40))
def test_anything_read_ends_in_elements_or_the_one_error(content: bytes) -> None:
    with suppress(ber.NotBerError):
        list(ber.elements(content))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("", Policy()),
        ("3000", Policy()),
        ("3003810101", Policy(PolicyError.ACCOUNT_LOCKED)),
        ("3003810102", Policy(PolicyError.CHANGE_AFTER_RESET)),
        ("300381010b", Policy()),
        ("3005a003810102", Policy(grace=2)),
        ("3005a003800178", Policy()),
        ("3008a003810100810100", Policy(PolicyError.PASSWORD_EXPIRED, grace=0)),
        ("3003810100ff", Policy()),
        ("30028100", Policy()),
        ("0a0101", Policy()),
    ],
)
def test_the_policy_control_is_read(value: str, told: Policy) -> None:
    assert said(Answer(0, controls={OID: bytes.fromhex(value)})) == told
    assert said(Answer(0)) == Policy()


@given(st.binary(max_size=30))
def test_no_control_breaks_the_reader(value: bytes) -> None:
    assert isinstance(said(Answer(49, controls={OID: value})), Policy)
