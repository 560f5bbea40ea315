"""The question of pages 1 and 3: the identifier typed is the institution's other form, is this one meant?"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.core.results import IdentifierRule
from kiosk.core.states import Suggestion
from kiosk.qt.pages.identifier_texts import reason
from kiosk.qt.pages.parts import ltr, show_part
from kiosk.qt.pages.wide_button import WideButton


class SuggestionPart:
    """Takes the place of the fields while the question is open: one decision a page."""

    def __init__(self, part: QWidget, text: QLabel, why: QLabel, keep: WideButton, fields: QWidget) -> None:
        self._part = part
        self._text = text
        self._why = why
        self._keep = keep
        self._fields = fields
        self.show(None, None)

    def show(self, suggestion: Suggestion | None, rule: IdentifierRule | None) -> None:
        """Ask about `suggestion`, made by `rule`; None brings the fields back."""
        show_part(self._part, shown=suggestion is not None)
        show_part(self._fields, shown=suggestion is None)
        if suggestion is None:
            self._text.setText("")
            self._why.setText("")
            self._keep.setText("")
            return
        told = QCoreApplication.translate("Suggestion", "Your user ID is {rewritten}, not {typed}.")
        self._text.setText(told.format(rewritten=ltr(suggestion.rewritten), typed=ltr(suggestion.typed)))
        self._why.setText(reason(rule))
        keep = QCoreApplication.translate("Suggestion", "No, keep what I typed: {typed}")
        self._keep.setText(keep.format(typed=ltr(suggestion.typed)))

    def primary(self) -> str:
        """The bar's button that takes the suggestion."""
        return QCoreApplication.translate("Suggestion", "Yes, use this ID")
