"""Page 3: who are you? The identifier, and the CAPTCHA as a picture or as six spoken digits."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_identify import Ui_Identify
from kiosk.core.effects import ChallengeKind
from kiosk.core.events import (
    CardRemoved,
    IdentifySubmitted,
    Left,
    Listen,
    NewPicture,
    SeePicture,
    SuggestionDeclined,
    SuggestionTaken,
)
from kiosk.core.results import IdentifierRule
from kiosk.core.secret import Secret
from kiosk.core.states import Captcha, CaptchaForm, Identify, IdentifyProblem, Kiosk, Suggestion
from kiosk.qt import texts, words
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.challenge import HELP_AFTER, ChallengePart
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.identifier_texts import example, example_against
from kiosk.qt.pages.parts import Edge, Filled, show_part, stuck
from kiosk.qt.pages.suggestion import SuggestionPart
from kiosk.qt.theme import Dress


class IdentifyView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_Identify()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self._challenge = ChallengePart(self.ui)
        self._identifier = Filled(self.ui.identifier)
        self._problem: Edge[IdentifyProblem] = Edge()
        self._heard: Edge[CaptchaForm] = Edge()
        self._asked: Edge[Suggestion] = Edge()
        self._card: Edge[bool] = Edge()
        self._suggestion = SuggestionPart(
            self.ui.suggestion,
            self.ui.suggestion_text,
            self.ui.suggestion_why,
            self.ui.keep_typed,
            self.ui.fields,
        )
        self._connect()

    def _connect(self) -> None:
        ui = self.ui
        ui.keep_typed.clicked.connect(self._keep_typed)
        ui.remove_card.clicked.connect(self._remove_card)
        ui.new_picture.clicked.connect(self._new_picture)
        ui.listen.clicked.connect(self._listen)
        ui.easier_listen.clicked.connect(self._listen)
        ui.easier_staff.clicked.connect(self.press_help)
        ui.slower.clicked.connect(self._slower)
        ui.see_picture.clicked.connect(self._see_picture)

    def wear(self, wearing: Dress) -> None:
        super().wear(wearing)
        self._challenge.wear(wearing.metrics)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, Identify):
            return
        rule = kiosk.info.identifier_rule if kiosk.info else None
        self._identifier.show(page.identifier)
        self.say(self.ui.message, texts.identify(page.problem, page.captcha.form))
        self._suggestion.show(page.suggestion, rule)
        self._say_what_to_do(page, rule)
        left = self._challenge.holds_focus() and page.passed is ChallengeKind.ATTENDED
        self._challenge.show(page)
        self._show_card(page)
        if left:
            self.focus(self.first_focus())
        if self._asked.changed(page.suggestion) and page.suggestion is not None:
            self.focus(self)
        if self._problem.changed(page.problem) and page.problem not in {None, IdentifyProblem.NOW_ASKED}:
            self.focus(self._field_of(page))
        self._follow_form(page.captcha)

    def _say_what_to_do(self, page: Identify, rule: IdentifierRule | None) -> None:
        """A problem, a missing voice or, after some misses, the easier ways take the room of the lead."""
        if self._has_card():
            lead = self.tr("To recover your account, enter the letters") if page.passed is None else ""
        elif page.passed is None:
            lead = self.tr("To recover your account, begin by entering your user ID, then the letters")
        else:
            lead = self.tr("To recover your account, begin by entering your user ID")
        self.ui.lead.setText(lead)
        self.ui.lead.setVisible(bool(lead) and not self._crowded(page))
        self.ui.identifier.setPlaceholderText(example(rule))
        self.ui.example.setText(example_against(rule))

    @staticmethod
    def _crowded(page: Identify) -> bool:
        captcha = page.captcha
        told = page.problem is not None or captcha.speech_missing or captcha.misses >= HELP_AFTER
        return page.passed is None and told

    def _has_card(self) -> bool:
        return self.kiosk.card is not None

    def _show_card(self, page: Identify) -> None:
        """A card that was read stands where the field for the identifier stands else."""
        read, ui = self._has_card(), self.ui
        show_part(ui.card, shown=read)
        ui.card_meaning.setVisible(not self._crowded(page))
        for part in (ui.identifier_label, ui.example, ui.identifier):
            show_part(part, shown=not read)
        if read and page.problem is None:
            self.setAccessibleDescription(f"{ui.card_read.text()}. {ui.card_meaning.text()}")
        if self._card.changed(True if read else None):
            self.focus(self.first_focus())

    def _field_of(self, page: Identify) -> QWidget:
        about_answer = page.problem in {IdentifyProblem.ANSWER_EMPTY, IdentifyProblem.ANSWER_WRONG}
        return self.ui.answer if about_answer and page.passed is None else self.ui.identifier

    def _follow_form(self, captcha: Captcha) -> None:
        """Speech brings up the numeric pad: the keyboard looks at a field when the focus comes to it."""
        if self._heard.changed(captcha.form) and captcha.form is CaptchaForm.SPOKEN:
            self.ui.answer.clearFocus()
            self.focus(self.ui.answer)

    def bar(self) -> Bar:
        page = self.kiosk.page
        if isinstance(page, Identify) and page.suggestion is not None:
            return Bar(words.cancel(), self._suggestion.primary(), not stuck(self.kiosk))
        return Bar(words.cancel(), words.following(), not stuck(self.kiosk))

    def press_primary(self) -> None:
        page = self.kiosk.page
        if isinstance(page, Identify) and page.suggestion is not None:
            self.sent.emit(SuggestionTaken())
        else:
            self.sent.emit(IdentifySubmitted(self.typed_identifier(), Secret(self.ui.answer.text())))

    def press_back(self) -> None:
        self.sent.emit(Left())

    def _remove_card(self) -> None:
        self.sent.emit(CardRemoved())

    def _keep_typed(self) -> None:
        self.sent.emit(SuggestionDeclined())

    def _new_picture(self) -> None:
        self.sent.emit(NewPicture())

    def _listen(self) -> None:
        self.sent.emit(Listen())

    def _slower(self) -> None:
        self.sent.emit(Listen(slow=True))

    def _see_picture(self) -> None:
        self.sent.emit(SeePicture())

    def typed_identifier(self) -> str:
        return self.ui.identifier.text()

    def first_focus(self) -> QWidget:
        asked = not self.ui.challenge.isHidden()
        if self._has_card():
            return self.ui.answer if asked else self
        return self.ui.answer if self.ui.identifier.text() and asked else self.ui.identifier

    def wipe(self) -> None:
        super().wipe()
        self._challenge.forget()
        for memory in (self._identifier, self._problem, self._heard, self._asked, self._card):
            memory.forget()
