"""No value can be anything but a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.adapters.directories.ldap import filters
from backend.adapters.directories.ldap.library import Connection, Server


def test_every_octet_is_escaped() -> None:
    assert filters.equals("uid", "a*)(uid=é") == r"(uid=\61\2a\29\28\75\69\64\3d\c3\a9)"
    assert filters.begins("sn", "a*") == r"(sn=\61\2a*)"
    assert filters.begins("sn", "ma", " ") == r"(sn=*\20\6d\61*)"
    assert filters.every(["(a=b)", "", "(c=d)"]) == "(&(a=b)(c=d))"
    assert filters.some(["(a=b)"]) == "(|(a=b))"


def test_a_name_stays_one_name() -> None:
    assert filters.rdn("cn", 'a,b+c="d"') == r"cn=a\,b\+c\=\"d\""


def test_half_characters_are_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        filters.value("\ud800")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_ldap3_reads_the_value_that_was_meant(text: str) -> None:
    sent: list[bytes] = []
    connection = Connection(
        Server("directory.invalid", get_info="NO_INFO"), check_names=False, auto_escape=False
    )
    connection.closed = False

    def send(_kind: str, request: object, _controls: object) -> int:
        sent.append(bytes(request["filter"]["equalityMatch"]["assertionValue"]))  # type: ignore[index]  # untyped
        raise InterruptedError

    connection.send = send
    with pytest.raises(InterruptedError):
        connection.search("dc=x", filters.equals("uid", text))
    assert sent == [text.encode()]
