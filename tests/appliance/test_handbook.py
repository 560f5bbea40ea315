"""What the operator's handbook says to type is what the programs take, and its settings pass their check."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from backend.cli import parser
from backend.settings import load
from kiosk import config
from kiosk.__main__ import parse
from tests.kiosk.adapters.certificates import Authority

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
EXAMPLES = ROOT / "packaging/debian"
PAGES = (
    DOCS / "handbook.md",
    DOCS / "appliance.md",
    DOCS / "first-campus.md",
    DOCS / "operation.md",
    DOCS / "staff.md",
)
COMMAND = re.compile(
    r"\s*(?:sudo (?:-u \S+ )?)?(?:/usr/lib/repasse-\w+/bin/)?repasse-(backend|kiosk) (--\w.*|[a-z].*)"
)


def typed(page: Path) -> Iterator[str]:
    """Every line of a page that is to be typed: indented, fenced, or in back quotes."""
    text = page.read_text(encoding="utf-8")
    yield from re.findall(r"^    (\S.*)$", text, re.MULTILINE)
    for block in re.findall(r"^```\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        yield from block.splitlines()
    yield from (" ".join(line.split()) for line in re.findall(r"(?<!`)`(sudo [^`]+)`(?!`)", text))


def commands(page: Path) -> Iterator[tuple[str, list[str]]]:
    for line in typed(page):
        shell = re.fullmatch(r"sudo sh -c '(.*)'", line)
        for part in re.split(r" && | \| |; ", shell[1] if shell else line):
            found = COMMAND.fullmatch(part)
            if found is not None:
                yield found[1], shlex.split(re.split("[<>]", found[2])[0])


def refused(program: str, words: Sequence[str]) -> str:
    """What the program says against its command line."""
    read: Callable[[Sequence[str]], object] = parser().parse_args if program == "backend" else parse
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            read(words)
    except SystemExit:
        return said.getvalue()
    return ""


def test_every_command_is_one_that_the_programs_take() -> None:
    found = [(page.name, *one) for page in PAGES for one in commands(page)]
    assert {"staff", "station", "config", "audit", "directory", "--check", "backup", "restore"} <= {
        words[0] for _, _, words in found
    }
    assert [(name, words, said) for name, program, words in found if (said := refused(program, words))] == []


def test_a_command_that_is_wrong_is_found() -> None:
    assert "required" in refused("backend", ["station", "approve", "CODE"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_of_the_packages_are_where_the_page_says(page: Path) -> None:
    named = re.findall(r"/usr/share/doc/(repasse-\w+)/examples/([\w.-]+)", page.read_text(encoding="utf-8"))
    if page.name in ("appliance.md", "first-campus.md"):
        assert named
    for package, name in named:
        folder = EXAMPLES / package.removeprefix("repasse-") / "usr/share/doc" / package / "examples"
        assert (folder / name).is_file(), name


def settings(page: Path) -> list[str]:
    return re.findall(r"^```toml\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_settings_of_the_first_campus_pass_the_check(tmp_path: Path) -> None:
    backend, station = settings(DOCS / "first-campus.md")
    for name in ("directory-password", "smtp-password"):
        (tmp_path / name).write_text("hunter2\n", encoding="utf-8")
    (tmp_path / "sms-services").write_text("twilio://AC:TOKEN@+32460000000/{to}\n", encoding="utf-8")
    for name in ("campus-ca.pem", "ca.pem"):
        (tmp_path / name).write_bytes(Authority.make(tmp_path).file.read_bytes())
    text = backend.replace("/etc/repasse", str(tmp_path))
    (tmp_path / "backend.toml").write_text(text, encoding="utf-8")
    chosen = load(tmp_path / "backend.toml", {})
    assert not chosen.channels.any_local
    assert tomllib.loads(station)["backend"]["address"] == chosen.station_api.url
    (tmp_path / "kiosk.toml").write_text(station.replace("/etc/repasse", str(tmp_path)), encoding="utf-8")
    assert config.load(tmp_path / "kiosk.toml", ("fr", "en")).dpi == 96
