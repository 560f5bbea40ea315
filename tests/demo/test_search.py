"""The search for secrets finds what is there."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from demo.search import search

KEY = bytes(range(32))


@pytest.mark.parametrize(
    "content",
    [
        b"code 12345678.",
        b"code 1234 5678.",
        "1234\u00a05678".encode(),
        b"1234-5678",
        b"\x00\xffSecret-Word\x00",
        b"secret-word",
        KEY,
        KEY.hex().encode(),
        base64.b64encode(KEY),
    ],
)
def test_every_spelling_is_found(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "log").write_bytes(b"control " + content)
    found = search([tmp_path], {"code": "12345678", "word": "Secret-Word", "key": KEY}, b"control", ())
    assert [finding.place for finding in found.findings] == ["log"]
    assert found.control


@pytest.mark.parametrize(
    "content", [b"0470 12 34 23", b"+32470123423", "470\u00a012\u00a034\u00a023".encode()]
)
def test_a_number_is_found_as_people_type_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "log").write_bytes(content)
    assert search([tmp_path], {"number": "470123423"}, b"", ()).findings


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"control 1234 567")
    found = search([tmp_path], {"code": "12345678"}, b"control", ())
    assert not found.findings
    assert (found.files, found.secrets) == (1, 1)


def test_a_search_that_looked_at_nothing_says_so(tmp_path: Path) -> None:
    assert not search([tmp_path], {"code": "12345678"}, b"control", ()).control


def test_where_secrets_belong_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "message").write_bytes(b"12345678")
    assert not search([tmp_path], {"code": "12345678"}, b"", ("spool",)).findings
