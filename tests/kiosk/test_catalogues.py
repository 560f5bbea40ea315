"""The catalogues of the station: what `make check` holds them to, and a language that nobody listed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.qt import i18n
from kiosk.qt.i18n import Translators, available, own_name
from tests.kiosk.packaging_program import FOLDER, program

KEPT = FOLDER.parent / "resources" / "i18n"
ASK = "Ask staff"
translations = program("translations")
wording = program("wording")
build_assets = program("build_assets")


@pytest.mark.parametrize(
    ("language", "source", "text", "fault"),
    [
        ("nl", "Try again", "Try again", "is English"),
        ("fr", "Type it.", "Tapez. Puis attendez. Puis partez.", "3 sentences"),
        ("de", "Long.", " ".join(["wort"] * 19) + ".", "19 words"),
        ("nl", "Type your password.", "Typ uw paswoord.", "“password” is “wachtwoord”"),
        ("de", "Choose it.", "Das Kennwort wählen.", "“kennwort” is never said"),
        ("ar", "Type the code.", "يرجى الكتابة.", "“code” is “رمز”"),
        ("en", "Your login.", "Your login.", "“login” is never said"),
        ("en", "Open the kiosk.", "Open the kiosk.", "“kiosk” is never said"),
    ],
)
def test_bad_wording_is_named(language: str, source: str, text: str, fault: str) -> None:
    assert any(fault in found for found in wording.faults(language, "Page", source, text))


@pytest.mark.parametrize(
    ("language", "context", "source", "text"),
    [
        ("fr", "Enrol", "Code", "Code"),
        ("nl", "Date", "d MMMM yyyy", "d MMMM yyyy"),
        ("nl", "Maintenance", "Leave kiosk mode", "Kioskmodus verlaten"),
        ("fr", "BottomBar", "{desk}, opens {time}", "{desk}, ouvre {time}"),
        ("fr", "Page", "The sheet.", wording.THE_SHEET + " un" * 30),
    ],
)
def test_what_is_allowed_is_not_named(language: str, context: str, source: str, text: str) -> None:
    assert list(wording.faults(language, context, source, text)) == []


def test_a_text_that_lupdate_does_not_see_is_found() -> None:
    code = "f\"{self.tr('hidden')} {QCoreApplication.translate('A', 'too')}\""
    assert list(translations.said_in(code)) == ["hidden", "too"]
    assert list(translations.said_in("self.tr(text)")) == []


def test_a_placeholder_that_is_lost_is_found() -> None:
    message = translations.Message(
        "Page", "In {time}", "", plural=False, finished=True, texts=("Dans le temps",)
    )
    assert any("placeholders" in fault for fault in translations.message_faults(message))


def test_the_catalogues_that_lie_there_are_the_languages() -> None:
    assert set(translations.languages()) == {path.stem.removeprefix("kiosk_") for path in KEPT.glob("*.ts")}
    assert {"fr", "nl", "en", "de", "ar"} <= set(translations.languages())


def test_a_sixth_language_is_offered_once_its_catalogue_lies_there(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a copy: built, checked, offered, named and spoken, without a line of code."""
    shutil.copytree(KEPT, tmp_path / "resources" / "i18n")
    sixth = tmp_path / "resources" / "i18n" / "kiosk_it.ts"
    text = (KEPT / "kiosk_fr.ts").read_text(encoding="utf-8")
    sixth.write_text(text.replace("Demander au personnel", "Chiedere al personale"), encoding="utf-8")
    for module, name, value in (
        (build_assets, "ROOT", tmp_path),
        (build_assets, "OUT", tmp_path / "built"),
        (translations, "FOLDER", sixth.parent),
        (i18n, "CATALOGUES", tmp_path / "built"),
    ):
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(sys, "argv", ["build_assets.py"])
    assert build_assets.main() == 0
    assert "it" in translations.languages()
    assert available("fr") == ("fr", "nl", "en", "de", "ar", "it")
    assert own_name("it") == "Italiano"
    translators = Translators(qapp)
    translators.use("it")
    assert qapp.translate("BottomBar", ASK) == "Chiedere al personale"
    translators.use("en")


def test_pseudo_words_are_longer_and_keep_their_placeholders() -> None:
    said = program("pseudo").pseudo("New code in {time} for %n account(s)")
    assert "{time}" in said
    assert "%n" in said
    assert len(said) >= 1.6 * len("New code in {time} for %n account(s)")
    assert "code" not in said
