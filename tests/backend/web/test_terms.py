"""The words of the backend's catalogues: plain, and one term a concept, as `make check` holds them to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.kiosk.packaging_program import program

backend_texts = program("backend_texts")
translations = program("translations")
LONG = " ".join(["mot"] * 19)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the catalogue of the code's language and the fullest one say nothing."""
    for language in (backend_texts.SOURCE, backend_texts.FULLEST):
        (tmp_path / f"{language}.toml").touch()
    return tmp_path


def kept(folder: Path, language: str, place: str, name: str, text: str) -> None:
    """A catalogue of one text."""
    entry = f"[{place}]\n{json.dumps(name)} = {json.dumps(text)}\n"
    (folder / f"{language}.toml").write_text(entry, encoding="utf-8")


def test_every_text_is_plain_and_in_the_terms_of_the_glossary() -> None:
    assert list(backend_texts.faults()) == []


@pytest.mark.parametrize("place", ["phone", "console"])
@pytest.mark.parametrize(
    ("language", "source", "text", "fault"),
    [
        ("nl", "Not certain yet", "Not certain yet", "is English"),
        ("fr", "Not here", "Bornes. Ici. Là.", "3 sentences"),
        ("fr", "Not here", LONG, "19 words"),
        ("de", "Where the stations are", "Wo die Geräte stehen", "“station” is “station”"),
        ("de", "Unlocked", "Geöffnet", "“unlocked” is “entsperr”"),
        ("ar", "Temporary passes", "تصاريح مؤقتة", "“temporary pass” is “رمز مؤقت”"),
        ("nl", "Type it.", "Typ uw gebruikersnaam.", "“gebruikersnaam” is never said"),
    ],
)
def test_a_page_that_is_badly_worded_is_named(
    folder: Path, place: str, language: str, source: str, text: str, fault: str
) -> None:
    kept(folder, language, place, source, text)
    (found,) = backend_texts.faults(folder)
    assert found.startswith(f"{language}.toml: {fault}")


def test_the_english_of_a_page_is_read_too(folder: Path) -> None:
    kept(folder, "fr", "console", f"Your login. {LONG}", "Votre identifiant.")
    kept(folder, "en", "messages", "again", "That is not the right digit.")
    found = [fault for fault in backend_texts.faults(folder) if fault.startswith("en.toml: ")]
    assert any("19 words" in fault for fault in found)
    assert any("“login” is never said" in fault for fault in found)


@pytest.mark.parametrize("place", ["messages", "ticket"])
@pytest.mark.parametrize(
    ("language", "text", "faults"),
    [
        ("nl", "Uw cijfers: {code}.", ["nl.toml: “code” is “code”"]),
        ("de", "Die Kennung und der Code.", ["de.toml: “kennung” is never said"]),
        ("fr", f"Le code\N{NO-BREAK SPACE}: {{code}}. Un. Deux. {LONG}.", []),
    ],
)
def test_a_message_is_held_to_the_terms_only(
    folder: Path, place: str, language: str, text: str, faults: list[str]
) -> None:
    kept(folder, "en", place, "spoken", "Your code is: {code}.")
    kept(folder, language, place, "spoken", text)
    assert [found.partition(" (")[0] for found in backend_texts.faults(folder)] == faults


def test_make_check_reads_them(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside the station's, of which there are none here."""
    monkeypatch.setattr(translations, "languages", tuple)
    monkeypatch.setattr(translations, "code_faults", tuple)
    assert translations.check() == 0
    monkeypatch.setattr(backend_texts, "faults", lambda: iter(["nl.toml: said badly"]))
    assert translations.check() == 1
    assert capsys.readouterr().out == "nl.toml: said badly\n"
