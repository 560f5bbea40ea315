"""Page 6: the new password, twice, each rule ticking as it is met."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_new_password import Ui_NewPassword
from kiosk.core.events import BackPressed, Left, PasswordSubmitted
from kiosk.core.secret import Secret
from kiosk.core.states import Kiosk, NewPassword, PasswordProblem
from kiosk.qt import texts, words
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.fields import PasswordEye
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.parts import Edge, own, stuck
from kiosk.qt.pages.phone_offer import PhoneOffer
from kiosk.qt.pages.rule_list import RuleList
from kiosk.qt.rule_texts import reason

KEPT = {PasswordProblem.DIRECTORY_DOWN, PasswordProblem.EMPTY}
"""After these what was typed may still be right."""


class NewPasswordView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_NewPassword()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self._rules = RuleList(self.ui.rules)
        self._problem: Edge[PasswordProblem] = Edge()
        self._phone = PhoneOffer(self, self.ui.on_phone)
        self._eye = PasswordEye(self.ui.eye, self.ui.password, self.ui.repeated)
        self.ui.eye.toggled.connect(self._toggled)
        self.ui.password.textChanged.connect(self._typed)
        self.ui.repeated.textChanged.connect(self._typed)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, NewPassword):
            return
        self.say(self.ui.message, texts.password(page.problem, tuple(map(reason, page.broken))))
        self.ui.lead.setVisible(page.problem is None)
        self._phone.show(kiosk)
        if self._problem.changed(page.problem):
            self._react(page.problem)
        self._rate()

    def _react(self, problem: PasswordProblem | None) -> None:
        """Once, when a problem appears."""
        if problem is None:
            return
        self._eye.hide()
        if problem not in KEPT:
            self.ui.repeated.setText("")
        if problem is PasswordProblem.REFUSED:
            self.ui.password.setText("")
        self.focus(self.ui.repeated if problem is PasswordProblem.DIFFERENT else self.ui.password)

    def _typed(self, _text: str) -> None:
        self._rate()
        self.bar_changed.emit()

    def _toggled(self, _shown: bool) -> None:
        self._rate()

    def _rate(self) -> None:
        """Ticks and strength of what is in the fields."""
        info = self.kiosk.info
        password = self.ui.password.text()
        if info is not None:
            self._rules.show(password, self.ui.repeated.text(), info.password_rules)
        advice = self.tools.meter.rate(password, self._own_words())
        self.ui.meter.setValue(advice.score if password else 0)
        self.ui.strength.setText(self._advice(advice.score, advice.weak_word) if password else self._longer())

    def _own_words(self) -> tuple[str, ...]:
        """Words that others would guess first: the person's names and the institution's."""
        page, info = self.kiosk.page, self.kiosk.info
        account = page.view.account if isinstance(page, NewPassword) else None
        names = f"{account.display_name} {account.identifier.partition('@')[0]}" if account else ""
        return tuple(f"{names} {info.institution if info else ''}".split())

    def _longer(self) -> str:
        return self.tr("Several unrelated words make a strong password.")

    def _advice(self, score: int, weak_word: str) -> str:
        if score >= 4:
            return self.tr("Strength: very good")
        if score == 3:
            return self.tr("Strength: good")
        if weak_word and self.ui.eye.isChecked():
            return self.tr("Strength: weak, as “{word}” is guessed early").format(word=own(weak_word))
        if weak_word:  # hidden like the password that it is a part of
            return self.tr("Strength: weak, as a word in it is guessed early")
        return self.tr("Strength: weak, longer is better")

    def bar(self) -> Bar:
        page = self.kiosk.page
        leads_back = isinstance(page, NewPassword) and page.back is not None
        back = words.back() if leads_back else words.cancel()
        return Bar(back, self.tr("Set the password"), not stuck(self.kiosk))

    def press_primary(self) -> None:
        password, repeated = self.ui.password.text(), self.ui.repeated.text()
        self.sent.emit(PasswordSubmitted(Secret(password), Secret(repeated)))

    def press_back(self) -> None:
        page = self.kiosk.page
        leads_back = isinstance(page, NewPassword) and page.back is not None
        self.sent.emit(BackPressed() if leads_back else Left())

    def first_focus(self) -> QWidget:
        return self.ui.password

    def wipe(self) -> None:
        super().wipe()
        self._eye.hide()
        self._problem.forget()
        self._rules.forget()
        self.ui.meter.setValue(0)
        self.ui.strength.setText("")
