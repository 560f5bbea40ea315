"""Pages 1 and 2: sign in, and what is said when that is refused."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_sign_in import Ui_SignIn
from kiosk.core.events import (
    BackPressed,
    ResetWanted,
    SignInSubmitted,
    SuggestionDeclined,
    SuggestionTaken,
)
from kiosk.core.secret import Secret
from kiosk.core.states import Kiosk, SignInPage, SignInProblem, Suggestion
from kiosk.qt import texts, words
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.fields import PasswordEye
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.identifier_texts import example
from kiosk.qt.pages.parts import Edge, Filled, show_part, stuck
from kiosk.qt.pages.suggestion import SuggestionPart

FORGET = {SignInProblem.REFUSED, SignInProblem.NOT_CHECKABLE}
"""After these the password was asked about and must be typed anew."""


class SignInView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_SignIn()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self._identifier = Filled(self.ui.identifier)
        self._problem: Edge[SignInProblem] = Edge()
        self._asked: Edge[Suggestion] = Edge()
        self._suggestion = SuggestionPart(
            self.ui.suggestion,
            self.ui.suggestion_text,
            self.ui.suggestion_why,
            self.ui.keep_typed,
            self.ui.fields,
        )
        self._eye = PasswordEye(self.ui.eye, self.ui.password)
        self.ui.keep_typed.clicked.connect(self._keep_typed)
        self.ui.cannot_access.clicked.connect(self._want_reset)
        self.ui.forgotten.clicked.connect(self._want_reset)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, SignInPage):
            return
        rule = kiosk.info.identifier_rule if kiosk.info else None
        self._identifier.show(page.identifier)
        self.ui.identifier.setPlaceholderText(example(rule))
        self.say(self.ui.message, texts.sign_in(page.problem))
        self._suggestion.show(page.suggestion, rule)
        show_part(self.ui.password_part, shown=self._checkable(page) and page.suggestion is None)
        if self._asked.changed(page.suggestion) and page.suggestion is not None:
            self.focus(self)
        if self._problem.changed(page.problem):
            self._react(page)

    def _react(self, page: SignInPage) -> None:
        """Once, when a problem appears: forget what was refused and go to the field it is about."""
        if page.problem in FORGET:
            self._eye.hide()
            self.ui.password.setText("")
        if page.problem is SignInProblem.REFUSED or page.problem is SignInProblem.PASSWORD_EMPTY:
            self.focus(self.ui.password)
        elif page.problem is not None:
            self.focus(self.ui.identifier)

    def _checkable(self, page: SignInPage) -> bool:
        told = self.kiosk.info is None or self.kiosk.info.sign_in_checkable
        return told and page.problem is not SignInProblem.NOT_CHECKABLE

    def bar(self) -> Bar:
        page = self.kiosk.page
        if isinstance(page, SignInPage) and page.suggestion is not None:
            return Bar(words.back(), self._suggestion.primary(), not stuck(self.kiosk))
        if isinstance(page, SignInPage) and not self._checkable(page):
            return Bar(words.back(), words.following(), not stuck(self.kiosk))
        return Bar(words.back(), self.tr("Sign in"), not stuck(self.kiosk))

    def press_primary(self) -> None:
        page = self.kiosk.page
        if not isinstance(page, SignInPage):
            return
        if page.suggestion is not None:
            self.sent.emit(SuggestionTaken())
        elif self._checkable(page):
            self.sent.emit(SignInSubmitted(self.typed_identifier(), Secret(self.ui.password.text())))
        else:
            self._want_reset()

    def press_back(self) -> None:
        self.sent.emit(BackPressed())

    def _want_reset(self) -> None:
        self.sent.emit(ResetWanted(self.typed_identifier()))

    def _keep_typed(self) -> None:
        self.sent.emit(SuggestionDeclined())

    def typed_identifier(self) -> str:
        return self.ui.identifier.text()

    def first_focus(self) -> QWidget:
        return self.ui.password if self.ui.identifier.text() and self._asks_password() else self.ui.identifier

    def _asks_password(self) -> bool:
        return not self.ui.password_part.isHidden()

    def wipe(self) -> None:
        super().wipe()
        self._eye.hide()
        for memory in (self._identifier, self._problem, self._asked):
            memory.forget()
