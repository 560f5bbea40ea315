"""An operator at a terminal compares the key's fingerprint before a station works."""

from __future__ import annotations

import builtins
import sys

import pytest

from backend.commands import CommandError
from backend.station_commands import _confirm, _in_groups


class Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("answer", ["y", "YES", " yes "])
def test_yes_goes_on(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(builtins, "input", lambda _question: answer)
    _confirm("Same?")


@pytest.mark.parametrize("answer", ["", "n", "no", "maybe"])
def test_anything_else_stops(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(builtins, "input", lambda _question: answer)
    with pytest.raises(CommandError, match="Not approved"):
        _confirm("Same?")


def test_the_fingerprint_is_shown_as_the_station_shows_it() -> None:
    assert _in_groups("0123456789ab") == "0123 4567 89ab"
