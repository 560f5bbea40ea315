"""Languages: catalogues, Qt's own texts, text direction, switched while the station runs."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

import kiosk._generated as generated

SOURCE = "en"
"""The language of the texts in the code; its catalogue holds plural forms only."""
LOCALES = {"ar": "ar_001"}
"""Modern Standard Arabic with the figures that codes, keys and calls have (CLDR: ar_001 is `latn`)."""
OWN_NAMES = {"fr": "Français", "nl": "Nederlands", "en": "English", "de": "Deutsch", "ar": "العربية"}
SHORT_NAMES = {"ar": "ع"}
CATALOGUES = Path(generated.__path__[0])
W = TypeVar("W", bound=QWidget)


class CatalogueMissingError(Exception):
    """There is no catalogue of a language that was asked for."""


def own_name(language: str) -> str:
    """How speakers of `language` call it; the code itself for one that nobody knows."""
    native = QLocale(language).nativeLanguageName()
    return OWN_NAMES.get(language) or native[:1].upper() + native[1:] or language


def short_name(language: str) -> str:
    """The same in two letters, as Belgian pages write it; one letter where its script has no others."""
    return SHORT_NAMES.get(language) or language[:2].upper()


def available(default: str = "fr") -> tuple[str, ...]:
    """The languages with a catalogue: the default, then in the order of `OWN_NAMES`, then any other."""
    found = {path.stem.removeprefix("kiosk_") for path in CATALOGUES.glob("kiosk_*.qm")} | {SOURCE}
    known = [default, *OWN_NAMES]
    return tuple(sorted(found, key=lambda one: (known.index(one) if one in known else len(known), one)))


def direction(language: str) -> Qt.LayoutDirection:
    """Which way `language` is read."""
    return QLocale(language).textDirection()


def read_from_left(widget: W) -> W:
    """Keep `widget` and all in it from left to right in every language, as keys and codes are."""
    widget.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return widget


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
        self.drop()
        self._installed = fresh
        self.language = language
        locale = QLocale(LOCALES.get(language, language))
        QLocale.setDefault(locale)
        self._app.setLayoutDirection(direction(language))
        for translator in fresh:
            self._app.installTranslator(translator)

    def drop(self) -> None:
        """Take the installed translators away: whoever comes next speaks for themselves."""
        for old in self._installed:
            self._app.removeTranslator(old)
        self._installed = []
        self.language = ""


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
