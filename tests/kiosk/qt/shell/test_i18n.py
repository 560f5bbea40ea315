"""Languages are switched while the station runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from kiosk.qt import i18n
from kiosk.qt.i18n import CatalogueMissingError, Translators, available, own_name


@pytest.fixture
def translators(qapp: QApplication) -> Iterator[Translators]:
    made = Translators(qapp)
    yield made
    made.use("en")


def test_french_texts_come_and_go(translators: Translators, qapp: QApplication) -> None:
    translators.use("fr")
    assert qapp.translate("BottomBar", "Ask staff") == "Demander au personnel"
    assert QLocale().language() is QLocale.Language.French
    translators.use("en")
    assert qapp.translate("BottomBar", "Ask staff") == "Ask staff"


def test_the_direction_follows_the_language(
    translators: Translators, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kiosk_ar.qm").write_bytes((i18n.CATALOGUES / "kiosk_fr.qm").read_bytes())
    monkeypatch.setattr(i18n, "CATALOGUES", tmp_path)
    translators.use("ar")
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    translators.use("en")
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_a_language_without_catalogue_changes_nothing(translators: Translators) -> None:
    translators.use("fr")
    with pytest.raises(CatalogueMissingError, match="kiosk_xx"):
        translators.use("xx")
    assert translators.language == "fr"


def test_the_default_language_comes_first() -> None:
    assert available("fr") == ("fr", "nl", "en", "de", "ar")
    assert available("en") == ("en", "fr", "nl", "de", "ar")


def test_languages_are_called_by_their_own_names() -> None:
    assert [own_name(code) for code in ("fr", "en", "it")] == ["Français", "English", "Italiano"]
