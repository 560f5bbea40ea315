"""Languages: catalogues, Qt's own texts, text direction, switched while the station runs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

import kiosk._generated as generated

SOURCE = "en"
"""The language of the texts in the code; its catalogue holds plural forms only."""
OWN_NAMES = {"fr": "Français", "nl": "Nederlands", "en": "English", "de": "Deutsch", "ar": "العربية"}
CATALOGUES = Path(generated.__path__[0])


class CatalogueMissingError(Exception):
    """There is no catalogue of a language that was asked for."""


def own_name(language: str) -> str:
    """How speakers of `language` call it; the code itself for one we do not know."""
    return OWN_NAMES.get(language) or QLocale(language).nativeLanguageName() or language


def available(default: str = "fr") -> tuple[str, ...]:
    """The languages with a catalogue, the default first."""
    found = {path.stem.removeprefix("kiosk_") for path in CATALOGUES.glob("kiosk_*.qm")} | {SOURCE}
    return tuple(sorted(found, key=lambda language: (language != default, language)))


class Translators:
    """Owns the installed translators: one that is not kept is collected, and its texts with it."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []
        self.language = ""

    def use(self, language: str) -> None:
        """Switch every text, number and the text direction; nothing happens when it is in use.

        Raises:
            CatalogueMissingError: the catalogue was not built, or is broken.
        """
        if language == self.language:
            return
        fresh = [*_own_catalogue(language), *_qt_catalogue(language)]
        for old in self._installed:
            self._app.removeTranslator(old)
        self._installed = fresh
        self.language = language
        locale = QLocale(language)
        QLocale.setDefault(locale)
        self._app.setLayoutDirection(locale.textDirection())
        for translator in fresh:
            self._app.installTranslator(translator)


def _own_catalogue(language: str) -> list[QTranslator]:
    path = CATALOGUES / f"kiosk_{language}.qm"
    translator = QTranslator()
    if path.exists() and translator.load(str(path)):
        return [translator]
    if language == SOURCE and not path.exists():
        return []
    raise CatalogueMissingError(f"{path} cannot be loaded; run packaging/build_assets.py")


def _qt_catalogue(language: str) -> list[QTranslator]:
    """Qt's own texts (few are ever seen); a language that Qt does not know goes without."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator()
    return [translator] if translator.load(f"qtbase_{language}", folder) else []
