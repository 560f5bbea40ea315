"""What the on-screen keyboard reads off a field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from kiosk.qt.keyboard_layouts import Offer, Script, endings, script_of

LATIN_HINTS = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhEmailCharactersOnly


def is_identifier(field: QLineEdit) -> bool:
    """Tell whether `field` takes an identifier, by its property `domain_key` or its name."""
    return field.property("domain_key") is True or field.objectName().startswith("identifier")


def is_address(field: QLineEdit) -> bool:
    """Tell whether `field` takes an e-mail address."""
    return bool(field.property("keyboard") == "email")


def script_taken(field: QLineEdit) -> Script:
    """The script `field` mostly takes: identifiers, addresses and passwords are Latin in any language."""
    latin = is_identifier(field) or bool(field.inputMethodHints() & LATIN_HINTS)
    return Script.LATIN if latin or field.echoMode() is not QLineEdit.EchoMode.Normal else Script.ARABIC


def offer_on(field: QLineEdit, language: str, domain: str) -> Offer:
    """An identifier gets the institution's `domain`, an address the common endings."""
    script = script_of(language)
    if is_identifier(field):
        return Offer(domain, script=script)
    return Offer(endings=endings(domain) if is_address(field) else (), script=script)
