"""The CAPTCHA on page 3: which of its parts show, in which order, and what its field takes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QBoxLayout

from kiosk._generated.ui_identify import Ui_Identify
from kiosk.core.states import Captcha, CaptchaForm, Identify
from kiosk.qt.counted import Counted
from kiosk.qt.pages.parts import Edge, show_part
from kiosk.qt.tokens import Metrics

HELP_AFTER = 2
"""Misses after which sound and staff take the first place on the page (rules.md, Limits)."""
ROOMY = 1000
"""A window this high has room for the large picture with its buttons below."""
LOW_HEIGHT = 208
FULL_HEIGHT = 320
"""How high the picture is, twice as wide as high: beside its buttons, and in a row of its own."""


class ChallengePart(QObject):
    """Shows a `Captcha` in the form's widgets."""

    def __init__(self, ui: Ui_Identify) -> None:
        super().__init__(ui.challenge)
        self._ui = ui
        self._live: Edge[str] = Edge()
        self._help_first = False
        self._metrics = Metrics()
        ui.challenge.installEventFilter(self)

    def wear(self, metrics: Metrics) -> None:
        """Measure the room in pixels of this screen."""
        self._metrics = metrics
        self._arrange()

    def show(self, page: Identify) -> None:
        captcha = page.captcha
        show_part(self._ui.challenge, shown=page.passed is None and page.suggestion is None)
        self._show_form(captcha)
        self._show_easier(captcha)
        self._show_texts(captcha)
        if captcha.id and self._live.changed(f"{captcha.id} {captcha.form.value}"):
            self._ui.answer.setText("")

    def holds_focus(self) -> bool:
        """Whether the person is at one of its fields or buttons."""
        focused = QApplication.focusWidget()
        return focused is not None and self._ui.challenge.isAncestorOf(focused)

    def _show_form(self, captcha: Captcha) -> None:
        ui = self._ui
        spoken = captcha.form is CaptchaForm.SPOKEN
        ui.picture.setVisible(not spoken)
        ui.speech.setVisible(spoken)
        ui.new_picture.setVisible(not spoken)
        ui.new_picture.setEnabled(captcha.draw_in == 0)
        ui.see_picture.setVisible(spoken)
        ui.slower.setVisible(spoken)
        ui.slower.setEnabled(bool(captcha.id))
        ui.answer.setProperty("keyboard", "digits" if spoken else "captcha")
        ui.picture.show_picture(captcha.picture, self._instead(captcha))

    def _show_easier(self, captcha: Captcha) -> None:
        """After some misses the other ways stand before the picture."""
        ui = self._ui
        spoken = captcha.form is CaptchaForm.SPOKEN
        first = self._help_first = captcha.misses >= HELP_AFTER
        can_listen = not captcha.speech_missing
        ui.easier_staff.setVisible(first)
        ui.easier_listen.setVisible(first and can_listen and not spoken)
        ui.easier_listen.setEnabled(bool(captcha.id))
        ui.listen.setVisible(can_listen and (spoken or not first))
        ui.listen.setEnabled(bool(captcha.id))
        ui.speech_missing.setVisible(captcha.speech_missing)
        self._arrange()

    def _show_texts(self, captcha: Captcha) -> None:
        ui = self._ui
        spoken = captcha.form is CaptchaForm.SPOKEN
        ui.listen.setText(self._again() if spoken else QCoreApplication.translate("Challenge", "Listen"))
        ui.answer_label.setText(
            QCoreApplication.translate(
                "Challenge", "Enter the characters in the picture or the digits in the audio."
            )
        )
        ui.speech_text.setText(self._spoken_text(captcha) if spoken else "")

    @staticmethod
    def _again() -> str:
        return QCoreApplication.translate("Challenge", "Listen again")

    @staticmethod
    def _spoken_text(captcha: Captcha) -> str:
        if captcha.heard:
            return QCoreApplication.translate("Challenge", "Listen to the six digits and type them.")
        return QCoreApplication.translate("Challenge", "The voice is getting ready…")

    @staticmethod
    def _instead(captcha: Captcha) -> str:
        if captcha.draw_in:
            return Counted().picture_in(captcha.draw_in)
        return QCoreApplication.translate("Challenge", "The picture is getting ready…")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        if event.type() in {QEvent.Type.Show, QEvent.Type.Resize}:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        """Where the screen is high enough the picture takes the whole width, its buttons in a row."""
        px = self._metrics.px
        roomy = self._ui.challenge.window().height() >= px(ROOMY)
        way = QBoxLayout.Direction
        if roomy:
            self._ui.shown_layout.setDirection(way.BottomToTop if self._help_first else way.TopToBottom)
        else:
            self._ui.shown_layout.setDirection(way.RightToLeft if self._help_first else way.LeftToRight)
        self._ui.tools_layout.setDirection(way.LeftToRight if roomy else way.TopToBottom)
        self._ui.picture.aim_at(px(FULL_HEIGHT if roomy else LOW_HEIGHT))

    def forget(self) -> None:
        self._live.forget()
