"""`repasse-backend contacts …` and `purge` on a data folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.backend.web.test_staff_commands import Run

HEAD = "identifier,kind,value,since\n"
PEOPLE = "identifier,given_name,family_name\nFerrerFr2017@he-ferrer.eu,F,F\nOtherOt2019@he-ferrer.eu,O,O\n"
GOOD = HEAD + "FerrerFr2017,email,family@gmail.com,2026-01-01\nOtherOt2019,email,Family@gmail.com,\n"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    made = Run(tmp_path / "data", capsys)
    assert made("account", "import", file(tmp_path, PEOPLE))[0] == 0
    return made


def file(folder: Path, text: str) -> str:
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_contacts_are_imported_and_the_shared_ones_listed(run: Run, tmp_path: Path) -> None:
    name = file(tmp_path, GOOD)
    told = "contacts: 2 added, 0 removed, 0 with another date, 0 kept\naccounts would change: 2"
    assert run("contacts", "import", name, "--dry-run") == (0, told)
    assert run("contacts", "shared") == (0, "0 shared contacts; contacts.shared is allowed")
    assert run("contacts", "import", name) == (0, told.replace("would change", "changed"))
    lines = run("contacts", "shared")[1].splitlines()
    assert lines[0].startswith("email f•••@g•••.com: ")
    assert {"FerrerFr2017", "OtherOt2019"} == set(lines[0].partition(": ")[2].split(", "))
    assert "contacts_imported" in run("audit", "show")[1]
    assert "family" not in run("audit", "show")[1].casefold()


def test_one_bad_line_and_nothing_is_changed(run: Run, tmp_path: Path) -> None:
    name = file(tmp_path, GOOD + "NobodyNo2020,email,a@b.be,\nFerrerFr2017,fax,1,\n")
    status, told = run("contacts", "import", name, "--replace")
    assert status == 2
    assert told.splitlines() == [
        f"repasse-backend: {name}: line 4: no account, or more than one, has this identifier",
        f"{name}: line 5: kind must be email, mobile, phone, authenticator",
        "Nothing was changed.",
    ]
    assert run("contacts", "shared")[1].startswith("0 shared")


def test_a_file_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    assert run("contacts", "import", str(tmp_path / "absent.csv")) == (
        2,
        f"repasse-backend: {tmp_path}/absent.csv: No such file or directory",
    )
    (tmp_path / "latin.csv").write_bytes(b"\xe9\xff")
    assert "is not text in UTF-8" in run("contacts", "import", str(tmp_path / "latin.csv"))[1]


def test_purging_says_what_it_did(run: Run) -> None:
    status, told = run("purge", "--dry-run")
    assert status == 0
    assert "resets: 0 too old" in told
    status, told = run("purge")
    assert (status, told.splitlines()[0]) == (0, "resets: 0 removed")
