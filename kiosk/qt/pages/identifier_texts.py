"""How the institution writes a user ID, in words: always by its own rule, never by a rule in the form."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.core.results import IdentifierRule
from kiosk.qt.pages.parts import ltr

SHEET_REWRITE = "{family}{given:.2}{year}"
"""The rule of the sheet: family name, first two letters of the given name, year."""


def example(rule: IdentifierRule | None) -> str:
    """The right form; empty before the settings are known."""
    if rule is None:
        return ""
    text = QCoreApplication.translate("Identifier", "Example: {example}")
    return text.format(example=ltr(_whole(rule.example, rule)))


def example_against(rule: IdentifierRule | None) -> str:
    """The right form against the common wrong one, as the sheet stresses it; one line, so no domain."""
    if rule is None or not rule.wrong_example:
        return example(rule)
    text = QCoreApplication.translate("Identifier", "Example: {example}, not {wrong}")
    return text.format(example=ltr(rule.example), wrong=ltr(rule.wrong_example))


def reason(rule: IdentifierRule | None) -> str:
    """Why another form is suggested: the rule in words where it is the sheet's, else by its example."""
    if rule is not None and rule.rewrite == SHEET_REWRITE:
        return QCoreApplication.translate(
            "Identifier", "Your family name, the first two letters of your given name and the year."
        )
    return example(rule)


def _whole(local: str, rule: IdentifierRule) -> str:
    return f"{local}@{rule.domain}" if rule.domain and "@" not in local else local
