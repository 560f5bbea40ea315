"""The roll of staff holds each member's identifier as the directory writes it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from backend.adapters.directories.sql_settings import NewAccount
from backend.app import Addresses, build
from backend.core.secret import Secret
from backend.directory_choice import embedded
from backend.settings import BackendSettings
from backend.staff_ways import own_identifier


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada", "LovelaceAd2001@he-ferrer.eu"),
        ("Ada.Lovelace.2001", "LovelaceAd2001@he-ferrer.eu"),
        ("bob", "bob"),
    ],
)
def test_an_alias_is_kept_as_the_identifier(tmp_path: Path, typed: str, kept: str) -> None:
    with closing(build(BackendSettings(), tmp_path, Addresses("https://a", "https://b"))) as backend:
        embedded(backend.directory, "sql").add_account(
            NewAccount(
                "LovelaceAd2001@he-ferrer.eu", Secret("x"), "Ada", "Lovelace", aliases=("ada@he-ferrer.eu",)
            )
        )
        assert own_identifier(backend, typed) == kept
