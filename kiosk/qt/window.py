"""The station's window: shows the state it is given, sends events, forgets the person."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kiosk.core.events import LanguageChosen, Left, Theme, ThemeChosen
from kiosk.core.flow.layers import core_of
from kiosk.core.states import Kiosk
from kiosk.core.trail import trail
from kiosk.qt.banner import Banner, Tone
from kiosk.qt.clearing import forget_person
from kiosk.qt.countdown import time_left
from kiosk.qt.focus_ring import FocusRing
from kiosk.qt.frame import BottomBar, TopBar
from kiosk.qt.guard import Guard
from kiosk.qt.i18n import Translators
from kiosk.qt.icons import PROPERTY, dress_icon, dress_icons
from kiosk.qt.keyboard_panel import KeyboardPanel
from kiosk.qt.leaving import Leaving
from kiosk.qt.look_panel import LookPanel
from kiosk.qt.pages.base import Bar, Page
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.stage import Stage
from kiosk.qt.theme import Dress, Wearer, base_palette, dress, style_sheet
from kiosk.qt.trail_view import TrailView
from kiosk.qt.trouble import trouble_text
from kiosk.qt.wizard import WizardView

SIDE_PX = 24
WINDOWED = QSize(1280, 800)
ROOMY_PX = 1000
"""Below this height the trail makes room for the keyboard."""


class KioskWindow(QWidget):
    """The wizard's shell: bars, trail, column, on-screen keyboard.

    Signals:
        sent: an event of `kiosk.core.events`.
        activity: a key, a touch or a press reached the window.
    """

    sent = Signal(object)
    activity = Signal()

    def __init__(self, pages: Mapping[type, Page], translators: Translators, shape: Shape) -> None:
        """Args: `pages` has the page of each class of `kiosk.core.states.Page`; the window owns them."""
        super().__init__()
        self.setObjectName("kiosk")
        self.setWindowTitle("Repasse")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = dict(pages)
        self._translators = translators
        self._shape = shape
        self._dress: Dress | None = None
        self._accent: str | None = None
        self._kiosk = Kiosk()
        self._page: Page | None = None
        self._leaving = Leaving()
        self._closing = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.top = TopBar(self)
        self.trouble = Banner(self)
        self.trail = TrailView(self)
        self.wizard = WizardView(dict.fromkeys(self._pages.values()), self)
        self.stage = Stage(self.wizard, self)
        self.bottom = BottomBar(self)
        self.keyboard = KeyboardPanel(self)
        self.look = LookPanel(self)
        self.ring = FocusRing(self)
        self.guard = Guard(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top, self.trouble, self.trail):
            column.addWidget(part)
        column.addWidget(self.stage, 1)
        column.addWidget(self.bottom)
        column.addWidget(self.keyboard)

    def _connect(self) -> None:
        for page in dict.fromkeys(self._pages.values()):
            page.sent.connect(self.sent)
            page.bar_changed.connect(self._show_bar)
        self.wizard.escaped.connect(self._leave)
        self.wizard.entered.connect(self._press_primary)
        self.bottom.back.clicked.connect(self._press_back)
        self.bottom.help.clicked.connect(self._press_help)
        self.bottom.primary.clicked.connect(self._press_primary)
        self.top.language_chosen.connect(self._choose_language)
        self.top.look_wanted.connect(self._toggle_look)
        self.top.keyboard_wanted.connect(self.keyboard.toggle)
        self.look.theme_chosen.connect(self._choose_theme)
        self.keyboard.risen.connect(self._make_room)
        self.guard.activity.connect(self.activity)
        self.guard.pressed.connect(self._pressed)
        self.guard.glyph_changed.connect(self._dress_again)

    # --- showing --------------------------------------------------------------------------------

    def open(self) -> None:
        """Come up as the shape says; in kiosk mode without a frame over the whole screen."""
        if self._shape.mode is Mode.KIOSK:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            self.setGeometry(self.screen().geometry())
            self.showFullScreen()
        else:
            if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
                self.resize(WINDOWED.boundedTo(self.screen().availableSize()))
            self.show()

    def show_state(self, kiosk: Kiosk) -> None:
        """Show `kiosk`: its language, its colours, its page."""
        self._kiosk = kiosk
        self._wear(kiosk)
        self._translators.use(kiosk.look.language)
        page = self._pages[type(kiosk.page)]
        page.show_state(kiosk)
        self._leaving.pass_to(self._pages[type(core_of(kiosk.page))])
        self._show_frame(kiosk)
        if page is not self._page:
            self._page = page
            self._turn_to(page)
        dress_icons(page, self.wearing())

    def current(self) -> Page | None:
        """The page shown; None before the first state."""
        return self._page

    def wearing(self) -> Dress:
        """The colours and sizes in force."""
        return self._dress or dress(self._kiosk.look.theme, self._shape.metrics, self._accent)

    def _turn_to(self, page: Page) -> None:
        self.look.hide()
        self.stage.bring(page)
        self._show_bar()
        self.keyboard.attend(page)
        target = page.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stage.reveal_focus()

    def _wear(self, kiosk: Kiosk) -> None:
        accent = kiosk.info.accent if kiosk.info else None
        worn = self._dress
        if worn is not None and worn.theme is kiosk.look.theme and accent == self._accent:
            return
        self._accent = accent
        self._dress = dress(kiosk.look.theme, self._shape.metrics, accent)
        self.setPalette(base_palette(self._dress))
        self.setStyleSheet(style_sheet(self._dress))
        self._tell(self._dress)

    def _tell(self, wearing: Dress) -> None:
        for widget in self.findChildren(QWidget):
            if isinstance(widget, Wearer):
                widget.wear(wearing)
        dress_icons(self, wearing)

    def _show_frame(self, kiosk: Kiosk) -> None:
        info = kiosk.info
        self.top.institution.setText(info.institution if info else "Repasse")
        self.top.show_languages(kiosk.languages, kiosk.look.language)
        self.top.ring.show_time(*time_left(kiosk))
        self.trail.show_steps(trail(kiosk))
        self.trouble.say(Tone.WARNING, trouble_text(kiosk))
        self.look.show_theme(kiosk.look.theme)
        self.keyboard.speak(kiosk.look.language, info.identifier_rule.domain if info else "")
        self._retranslate()
        dress_icons(self.top, self.wearing())

    def _show_bar(self) -> None:
        page = self.current()
        desk = self._kiosk.info.desk if self._kiosk.info else None
        self.bottom.show_bar(page.bar() if page is not None else Bar(help=False), desk)
        dress_icons(self.bottom, self.wearing())
        if page is not None:
            dress_icons(page, self.wearing())

    def _dress_again(self, widget: QWidget) -> None:
        name = widget.property(PROPERTY)
        if isinstance(name, str) and name:
            dress_icon(widget, name, self.wearing())

    def _retranslate(self) -> None:
        self.top.retranslate()
        self.look.retranslate()

    def _press_primary(self) -> None:
        page = self.current()
        if page is not None and page.bar().primary and page.bar().primary_enabled:
            page.press_primary()

    def _press_back(self) -> None:
        page = self.current()
        if page is not None:
            page.press_back()

    def _press_help(self) -> None:
        page = self.current()
        if page is not None:
            page.press_help()

    def _leave(self) -> None:
        """Escape closes the panel that is open, else it leaves the session."""
        if self.look.isVisible():
            self._toggle_look()
        else:
            self.sent.emit(Left())

    def _choose_language(self, language: str) -> None:
        self.sent.emit(LanguageChosen(language))

    def _choose_theme(self, theme: Theme) -> None:
        self.look.hide()
        self.top.look.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sent.emit(ThemeChosen(theme))

    def _toggle_look(self) -> None:
        self.look.toggle(self.top.height(), self.wearing().metrics.px(SIDE_PX))
        if not self.look.isVisible():
            self.top.look.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed(self, widget: QWidget) -> None:
        if isinstance(widget, QLineEdit):
            self.keyboard.raise_for(widget)
        if self.look.isVisible() and not self.look.isAncestorOf(widget) and widget is not self.top.look:
            self.look.hide()

    def _make_room(self, risen: object) -> None:
        self.trail.setVisible(not risen or self.height() >= self.wearing().metrics.px(ROOMY_PX))
        self.stage.set_tight(bool(risen))

    def wipe(self) -> None:
        """Forget the person: fields, undo history, keyboard, clipboard, codes."""
        self._kiosk = Kiosk(look=self._kiosk.look, info=self._kiosk.info, languages=self._kiosk.languages)
        for page in dict.fromkeys(self._pages.values()):
            forget_person(page)
        self.keyboard.wipe()
        self.look.hide()
        QGuiApplication.clipboard().clear()

    def announce(self) -> None:
        """Tell a screen reader that another page is shown."""
        page = self.current()
        if page is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(page, QAccessible.Event.Alert))

    # --- Qt's own ways out ----------------------------------------------------------------------

    def dismiss(self) -> None:
        """Close for good; only the program's own end calls this."""
        self._closing = True
        self.guard.stop()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - overrides Qt
        if self._closing or self._shape.mode is Mode.WINDOWED:
            super().closeEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        match event.key():
            case Qt.Key.Key_Escape:
                self._leave()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._press_primary()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        super().resizeEvent(event)
        self.look.hide()
        self.stage.reveal_focus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._page is not None:
            self._show_frame(self._kiosk)
            self._show_bar()
