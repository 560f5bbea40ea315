"""The station's window: shows the state it is given, sends events, forgets the person."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.core.events import LanguageChosen, Left
from kiosk.core.flow.layers import core_of
from kiosk.core.flow.limits import Ending, ending
from kiosk.core.look import Look
from kiosk.core.states import Kiosk
from kiosk.core.trail import trail
from kiosk.qt.announcing import announce, say
from kiosk.qt.banner import Banner, Tone
from kiosk.qt.bottom_bar import BottomBar
from kiosk.qt.clearing import forget_person
from kiosk.qt.comfort import Comfort
from kiosk.qt.countdown import time_left
from kiosk.qt.focus_ring import FocusRing
from kiosk.qt.guard import Guard
from kiosk.qt.heights import Heights, lower, stack
from kiosk.qt.hold import Hold
from kiosk.qt.i18n import Translators, read_from_left
from kiosk.qt.icons import PROPERTY, dress_icon, dress_icons
from kiosk.qt.kept_focus import KeptFocus
from kiosk.qt.keyboard_panel import KeyboardPanel
from kiosk.qt.leaving import Leaving
from kiosk.qt.limit_texts import limit_text
from kiosk.qt.pages.base import Bar, Page
from kiosk.qt.pages.parts import Edge
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.stage import Stage
from kiosk.qt.theme import Dress, Wearer, base_palette, dress, style_sheet
from kiosk.qt.top_bar import TopBar
from kiosk.qt.trail_view import TrailView
from kiosk.qt.trouble import trouble_text
from kiosk.qt.wizard import WizardView

MAINTENANCE_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
WINDOWED = QSize(1280, 800)


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
        self._ending: Edge[Ending] = Edge()
        self._kept = KeptFocus()
        self._closing = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.top = TopBar(self)
        self.trouble = Banner(self)
        self.trouble.setObjectName("trouble")
        self.trail = TrailView(self)
        self.wizard = WizardView(dict.fromkeys(self._pages.values()), self)
        self.stage = Stage(self.wizard, self)
        self.bottom = BottomBar(self)
        self.keyboard = read_from_left(KeyboardPanel(self))
        self._heights = Heights(self.trouble, self.trail, self.stage, self.keyboard, self.top, self.bottom)
        self.comfort = Comfort(self, self.top.look)
        self.look = self.comfort.panel
        self.ring = FocusRing(self)
        self.guard = Guard(self)
        self.hold = Hold(self.top.mark)
        stack(self, self.top, self.trouble, self.trail, self.stage, self.bottom, self.keyboard)

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
        self.top.look_wanted.connect(self.comfort.toggle)
        self.top.keyboard_wanted.connect(self.keyboard.toggle)
        self.comfort.sent.connect(self.sent)
        self.keyboard.risen.connect(self._share_height)
        self.hold.sent.connect(self.sent)
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
        lower(self, self.top, kiosk.look.reach)
        self.stage.suit(kiosk.look)
        page.show_state(kiosk)
        self._leaving.pass_to(self._pages[type(core_of(kiosk.page))])
        self._show_frame(kiosk)
        if page is not self._page:
            target = self._kept.target(self._page, page)
            self._page = page
            self._turn_to(page, target)
        self.stage.keep_in_sight()
        dress_icons(page, self.wearing())

    def current(self) -> Page | None:
        """The page shown; None before the first state."""
        return self._page

    def wearing(self) -> Dress:
        """The colours and sizes in force."""
        return self._dress or self._dress_in(self._kiosk.look)

    def _dress_in(self, look: Look) -> Dress:
        return dress(look.theme, self._shape.metrics.grown(look.size), self._accent, self._shape.brand)

    def _turn_to(self, page: Page, target: QWidget | None) -> None:
        self.look.hide()
        self.stage.bring(page)
        self._show_bar()
        self.keyboard.attend(page)
        (target or self).setFocus(Qt.FocusReason.OtherFocusReason)
        self.stage.reveal_focus()

    def _wear(self, kiosk: Kiosk) -> None:
        accent = kiosk.info.accent if kiosk.info else None
        self._accent = accent
        worn, self._dress = self._dress, self._dress_in(kiosk.look)
        if worn == self._dress:
            return
        self.setPalette(base_palette(self._dress))
        self.setStyleSheet(style_sheet(self._dress))
        self._tell(self._dress)

    def _tell(self, wearing: Dress) -> None:
        for widget in self.findChildren(QWidget):
            if isinstance(widget, Wearer):
                widget.wear(wearing)
        self._share_height()
        dress_icons(self, wearing)

    def _show_frame(self, kiosk: Kiosk) -> None:
        info = kiosk.info
        self.top.show_institution(info.institution if info else "Repasse")
        self.top.show_offer(kiosk)
        self.top.ring.show_time(*time_left(kiosk))
        self.trail.show_steps(trail(kiosk))
        self.trouble.say(Tone.WARNING, trouble_text(kiosk))
        if self._ending.changed(ending(kiosk)) and ending(kiosk) is not None:
            say(self, limit_text(ending(kiosk)))
        self._share_height()
        self.comfort.show_look(kiosk.look, tuple(self.top.languages))
        self.keyboard.speak(kiosk.look.language, info.identifier_rule.domain if info else "")
        self.top.retranslate()
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
        return self.comfort.close() if self.look.isVisible() else self.sent.emit(Left())

    def _choose_language(self, language: str) -> None:
        self.sent.emit(LanguageChosen(language))

    def _pressed(self, widget: QWidget) -> None:
        if isinstance(widget, QLineEdit):
            self.keyboard.raise_for(widget)

    def _share_height(self) -> None:
        self._heights.share(self.height(), self.wearing())

    def wipe(self) -> None:
        """Forget the person: fields, undo history, keyboard, clipboard, codes."""
        self._kiosk = Kiosk(look=self._kiosk.look, info=self._kiosk.info, languages=self._kiosk.languages)
        for page in dict.fromkeys(self._pages.values()):
            forget_person(page)
        self.keyboard.wipe()
        self.look.hide()
        QGuiApplication.clipboard().clear()

    def announce(self) -> None:
        """Tell a screen reader what the page says."""
        announce(self.current())

    # --- Qt's own ways out ----------------------------------------------------------------------

    def dismiss(self) -> None:
        """Close for good; only the program's own end calls this."""
        self._closing = True
        self.guard.stop()
        self.comfort.keys.stop()
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
            case Qt.Key.Key_F8 if event.modifiers() == MAINTENANCE_KEYS:
                self.hold.complete()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        super().resizeEvent(event)
        self.look.hide()
        self._share_height()
        self.stage.reveal_focus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._page is not None:
            self._show_frame(self._kiosk)
            self._show_bar()
