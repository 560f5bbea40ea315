"""One source for every setting: the document's words, the code's values, the example made of both."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from backend.cli import main
from backend.settings import load

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """`packaging/configuration.py`, which is a script and in no package."""
    spec = importlib.util.spec_from_file_location("configuration", ROOT / "packaging" / "configuration.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made  # dataclasses look their module up
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def document(tool: ModuleType) -> str:
    text: str = tool.DOCUMENT.read_text(encoding="utf-8")
    return text


def test_document_and_code_agree_and_the_example_is_fresh(tool: ModuleType, document: str) -> None:
    assert tool.faults(document) == []
    assert tool.EXAMPLE.read_text(encoding="utf-8") == tool.example(document)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("| `code.digits` | `8` |", "| `code.digits` | `9` |", "code.digits: the default is 8, not 9"),
        ("| `code.digits` | `8` |", "| `code.digit` | `8` |", "code.digits: is not documented"),
        ("| `code.digits` | `8` |", "| `code.digit` | `8` |", "code.digit: is documented, but no setting"),
        (
            "| `code.attempts`",
            "| `code.digits` | `8` | x |\n| `code.attempts`",
            "code.digits: is documented twice",
        ),
        ("| `code.digits` | `8` | 6 to 10 |", "| `code.digits` | `8` |  |", "code.digits: has no meaning"),
        ("`[code]`", "codes", "[code]: has no heading"),
        ('"" (any)', '"a" (any)', 'directory.sql.rules.allowed: the default is "", not "a" (any)'),
    ],
)
def test_a_document_that_drifts_is_found(
    tool: ModuleType, document: str, old: str, new: str, told: str
) -> None:
    assert old in document
    found = tool.faults(document.replace(old, new, 1))
    assert any(line.endswith(told) for line in found), found


def test_the_example_changes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["config", "example"]) == 0
    path = tmp_path / "example.toml"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    assert load(path, {}) == load(None, {})


def test_the_example_without_its_marks_says_what_holds_anyway(tool: ModuleType, tmp_path: Path) -> None:
    text = tool.EXAMPLE.read_text(encoding="utf-8")
    bare = re.sub(r"^# (?=\[|[a-z_0-9]+ = )", "", text, flags=re.MULTILINE)
    assert sum(not line.startswith("#") for line in bare.splitlines()) > 100
    path = tmp_path / "everything.toml"
    path.write_text(bare, encoding="utf-8")
    assert load(path, {}) == load(None, {})


def test_a_whole_file_is_checked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path, data = tmp_path / "bad.toml", str(tmp_path / "data")
    path.write_text('nope = 1\n[code]\ndigits = "x"\n[tls]\nsource = "files"\n', encoding="utf-8")
    assert main(["config", "check", "--config", str(path), "--data", data]) == 2
    told = capsys.readouterr().err
    assert [word for word in ("nope: no such", "code.digits: ", "tls: ") if word not in told] == []
    path.write_text("", encoding="utf-8")
    assert main(["config", "check", "--config", str(path), "--data", data]) == 0
    assert capsys.readouterr().out.startswith("The settings are good.")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("nothing at all", "is no address of a database"),
        ("mysql+secret://me:hunter2@db/x", "is no address of a database"),
        ("mysql+pymysql://me:hunter2@db/x", "its driver is not installed: pymysql"),
    ],
)
def test_an_address_that_cannot_work(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, url: str, told: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(f'[database]\nurl = "{url}"\n', encoding="utf-8")
    assert main(["check", "--config", str(path), "--data", str(tmp_path / "data")]) == 2
    said = capsys.readouterr().err
    assert f"database.url: {told}" in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[directory]\nkind = "ldap"\n', "directory.ldap."),
        ('[directory]\nkind = "ad"\n', "directory.ad."),
        ('[directory]\nkind = "hybrid"\n', "directory.entra.tenant: is needed"),
        ('[channels]\nemail = "smtp"\n', "smtp needs smtp.servers"),
        ('[channels]\nsms = "gateways"\n', "gateways needs sms.gateways"),
        ('[channels]\nsms = "gateways"\n[sms]\ngateways = ["apprise"]\n', "sms.apprise.file"),
    ],
)
def test_what_a_chosen_directory_or_channel_lacks_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, told: str
) -> None:
    path = tmp_path / "lacks.toml"
    path.write_text(text, encoding="utf-8")
    assert main(["config", "check", "--config", str(path), "--data", str(tmp_path / "data")]) == 2
    assert told in capsys.readouterr().err
