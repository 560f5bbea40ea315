"""`repasse-backend staff …` on a data folder of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backend.cli import main


class Run:
    """Runs a command and gives its status and what it printed."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._data = data
        self._capsys = capsys

    def __call__(self, *words: str) -> tuple[int, str]:
        status = main([*words, "--data", str(self._data)])
        said = self._capsys.readouterr()
        return status, (said.out or said.err).strip()

    def records(self) -> list[tuple[str, str, str]]:
        lines = [json.loads(line) for line in self("audit", "show")[1].splitlines()]
        return [
            (one["kind"], one["detail"]["roles"], one["actor"].partition(":")[0])
            for one in lines
            if one["genuine"]
        ]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(tmp_path / "data", capsys)


def test_an_invitation_carries_its_roles(run: Run) -> None:
    assert "/join/" in run("staff", "invite", "ada")[1]
    assert "/join/" in run("staff", "invite", "bob", "--role", "operator", "--role", "supervisor")[1]
    assert run.records() == [
        ("staff_invited", "desk", "cli"),
        ("staff_invited", "supervisor,operator", "cli"),
    ]
    assert run("staff", "list") == (0, "")


@pytest.mark.parametrize("words", [("roles", "ada", "desk"), ("remove", "ada")])
def test_who_is_no_member_cannot_be_changed(run: Run, words: tuple[str, ...]) -> None:
    assert run("staff", *words) == (1, "repasse-backend: There is no member ada.")


@pytest.mark.parametrize(
    "words", [("invite", "ada", "--role", "root"), ("roles", "ada", "root"), ("roles", "ada")]
)
def test_a_role_that_is_none_is_refused(run: Run, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as met:
        run("staff", *words)
    assert met.value.code == 2


def test_an_empty_name_is_refused(run: Run) -> None:
    assert run("staff", "invite", " ")[0] == 2
    assert run("staff", "invite", "x" * 65)[0] == 2
