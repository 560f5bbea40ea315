"""The printable sheet: every language of the station has one, it quotes the pages, and it fits."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.qt.i18n import available

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "packaging"))
import student_sheet  # noqa: E402 - a program of packaging/, which is no package

QUOTED = re.compile(r"[«“„]\s?(.+?)\s?[»”“]")


def labels(language: str) -> set[str]:
    """Every text that the station shows in that language."""
    root = ET.parse(ROOT / "resources" / "i18n" / f"kiosk_{language}.ts").getroot()  # noqa: S314 - our own file
    own = {str(one.findtext("translation")) for one in root.iter("message")}
    if language != "en":
        return {one.replace("\xa0", " ") for one in own}
    french = ET.parse(ROOT / "resources" / "i18n" / "kiosk_fr.ts").getroot()  # noqa: S314 - our own file
    return {str(one.findtext("source")) for one in french.iter("message")}


def test_every_language_of_the_station_has_its_sheet() -> None:
    assert set(available()) == set(student_sheet.languages())


@pytest.mark.parametrize("language", available())
def test_the_sheet_quotes_what_the_pages_say(language: str) -> None:
    texts = student_sheet.Texts.of(language)
    quotes = QUOTED.findall("\n".join((*texts.steps, texts.staff)))
    assert len(quotes) == 2
    assert {one.replace("\xa0", " ").replace("’", "'") for one in quotes} <= labels(language)


def test_the_sheet_is_one_page_of_paper(qapp: QApplication, tmp_path: Path) -> None:
    made = student_sheet.paper("fr", "Haute École Francisco Ferrer", "Bibliothèque", tmp_path).read_bytes()
    assert made.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1


def test_a_text_too_long_is_refused(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(student_sheet.SheetTooFullError, match="no room for"):
        student_sheet.paper("fr", "x " * 5000, "", tmp_path)
