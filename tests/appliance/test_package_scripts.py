"""The scripts of `make test-packages`: what they name exists, and what a document shows is what they run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "packaging" / "test_packages"
SCRIPTS = (ROOT / "packaging" / "test_packages.sh", *sorted(TOOLS.glob("*.sh")))
ELSEWHERE = {"primary", "back", "method_0"}
"""Objects that are not in a form of Qt Designer."""


def named_objects() -> set[str]:
    forms = [path.read_text(encoding="utf-8") for path in (ROOT / "ui").glob("*.ui")]
    return {name for form in forms for name in re.findall(r'<widget class="\w+" name="(\w+)"', form)}


def test_every_object_that_is_looked_for_is_on_a_page() -> None:
    text = (TOOLS / "visit.py").read_text(encoding="utf-8")
    wanted = set(re.findall(r'(?:page|press|fill|write|text|rests|fill)\("(\w+)"', text))
    assert {"SignIn", "cannot_access", "primary", "code"} <= wanted
    assert wanted - named_objects() - ELSEWHERE == set()


def test_objects_that_the_program_names_itself_have_that_name() -> None:
    shell = [path.read_text(encoding="utf-8") for path in (ROOT / "kiosk" / "qt").rglob("*.py")]
    named = {name for text in shell for name in re.findall(r'setObjectName\(f?"(\w+)', text)}
    assert {"primary", "back", "key_", "method_", "keyboard", "top_bar"} <= named


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_nothing_of_this_machine_is_mounted_into_a_container(script: Path) -> None:
    said = script.read_text(encoding="utf-8")
    assert not re.search(r"--bind|--overlay|\bmount -|--network-(veth|bridge|interface)", said)


def test_a_container_has_no_network_but_the_wire() -> None:
    text = (TOOLS / "containers.sh").read_text(encoding="utf-8")
    assert text.count("systemd-nspawn ") == text.count("--private-network") == 1


@pytest.mark.parametrize(
    "line",
    [
        "apt-ftparchive packages . >Packages",
        "apt-ftparchive release . >Release",
        "--clearsign -o InRelease Release",
        "deb [signed-by=/usr/share/keyrings/repasse.gpg] https://packages.example.org ./",
        "install --allow-downgrades",
        "apt-mark hold",
    ],
)
def test_the_repository_of_the_document_is_the_one_that_is_tried(line: str) -> None:
    document = (ROOT / "docs" / "appliance.md").read_text(encoding="utf-8")
    script = (TOOLS / "repository.sh").read_text(encoding="utf-8")
    assert line in script
    assert line in document.replace("> ", ">").replace("--clearsign --yes", "--clearsign")
