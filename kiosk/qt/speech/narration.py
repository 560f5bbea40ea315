"""When the station speaks: it follows the state, the focus and the typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from kiosk.core.flow.layers import core_of
from kiosk.core.flow.limits import ending
from kiosk.core.look import Look, Preference, Speech
from kiosk.core.narration import (
    Audience,
    Priority,
    SpeechFault,
    SpeechSaid,
    Utterance,
    Wish,
    changed,
    countdown,
    echo,
    for_ears,
)
from kiosk.core.parts import Captcha, CaptchaForm
from kiosk.core.ports import Narrator
from kiosk.core.secret import Secret
from kiosk.core.states import Identify, Kiosk
from kiosk.qt.limit_texts import limit_text
from kiosk.qt.look_texts import spoken
from kiosk.qt.pages.base import Page
from kiosk.qt.speech import phrases
from kiosk.qt.speech.due import Cause, Due
from kiosk.qt.speech.parts import Part, parts_of, sentences
from kiosk.qt.speech.reading import control_of, entry_of, plain, texts_of


class Shown(Protocol):
    """The window, as far as its page is read."""

    def current(self) -> Page | None: ...


class Narration(QObject):
    """Says the page when it turns, its message when that changes, the focused control, and what is typed.

    Nothing is said while speech is off. Lives in the main thread.

    Signals:
        sent: `SpeechSaid`, when the voice fails or works again.
    """

    sent = Signal(object)
    _told = Signal(object)

    def __init__(self, window: Shown, narrator: Narrator, hears: Callable[[], Audience]) -> None:
        super().__init__()
        self._window, self._narrator, self._hears = window, narrator, hears
        self._kiosk = Kiosk()
        self._page: Page | None = None
        self._message = ""
        self._due: set[Due] = set()
        self._cause = Cause.STATION
        self._wish = Wish.NONE
        self._field: QLineEdit | None = None
        self._eye: QAbstractButton | None = None
        self._choices: tuple[Preference, ...] = ()
        self._length = 0
        self._last: tuple[Utterance, ...] = ()
        self._last_for = Audience.ROOM
        self._fault: SpeechFault | None = None
        self._saying = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._speak)
        self._told.connect(self._hear_back)

    def open(self) -> None:
        self._narrator.open(self._told.emit)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def close(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._focus_changed)
        self._soon.stop()
        self._follow(None)
        self._narrator.close()

    # --- what happens -----------------------------------------------------------------------------

    @Slot(object)
    def show_state(self, kiosk: Kiosk) -> None:
        """The window shows `kiosk`."""
        before, self._kiosk = self._kiosk, kiosk
        page = self._window.current()
        if _digits_of(before) != _digits_of(kiosk):
            self._cause = Cause.STATION
        self._note_look(before.look, kiosk.look)
        if page is not self._page:
            self._turn_to(page)
        message = plain(page.accessibleDescription()) if page is not None else ""
        if message != self._message:
            self._message = message
            self._will(Due.MESSAGE)
        if ending(kiosk) is not None and ending(kiosk) != ending(before):
            self._will(Due.LIMIT)
        if countdown(kiosk) is not None and countdown(before) != countdown(kiosk):
            self._will(Due.COUNTDOWN)

    def _note_look(self, before: Look, now: Look) -> None:
        if now.speech is not before.speech:
            self._will(Due.SPEECH, *([Due.PAGE] if before.speech is Speech.OFF else []))
        if now.volume is not before.volume:
            self._will(Due.VOLUME)
        if preferences := changed(before, now):
            self._choices = preferences
            self._will(Due.CHOICE)
        if now.language != before.language:
            self._will(Due.PAGE)

    def _turn_to(self, page: Page | None) -> None:
        self._page, self._wish = page, Wish.NONE
        if self._eye is not None:
            self._eye.toggled.disconnect(self._eye_pressed)
        self._eye = page.findChild(QAbstractButton, "eye") if page is not None else None
        if self._eye is not None:
            self._eye.toggled.connect(self._eye_pressed)
        self._will(Due.PAGE)

    def interrupt(self) -> None:
        """A key or touch: what the station says itself ends (EN 301 549, 5.1.3.4)."""
        self._cause = Cause.PERSON
        self._saying = False
        self._narrator.stop()

    def silence(self) -> None:
        """Nothing more, and nothing remembered: the headset was pulled out, or the session has ended."""
        self._due.clear()
        self._last = ()
        self._saying = False
        self._narrator.stop()

    def repeat(self) -> None:
        """The last words once more (5.1.3.5); to the room only what was for the room."""
        if self._last and self._last_for in {Audience.ROOM, self._hears()}:
            self._saying = True
            for utterance in self._last:
                self._narrator.say(utterance)

    def read_page(self) -> None:
        self._will(Due.PAGE)

    def say_now(self, text: str) -> None:
        """What a key of the speech itself does, e.g. the case of letters."""
        self._say(text, Priority.NOW)

    def _will(self, *due: Due) -> None:
        self._due.update(due)
        self._soon.start()

    @Slot(object)
    def _hear_back(self, fault: SpeechFault | None) -> None:
        self._saying = False
        if fault is not self._fault:
            self._fault = fault
            self.sent.emit(SpeechSaid(fault))

    # --- speaking ---------------------------------------------------------------------------------

    @Slot()
    def _speak(self) -> None:
        due, self._due = self._due, set()
        if self._kiosk.look.speech is Speech.OFF:
            due &= {Due.SPEECH}
        parts = [part for one in Due if one in due for part in self._parts(one, due)]
        polite = due <= {Due.MESSAGE, Due.LIMIT} or (self._cause is Cause.STATION and self._digits_wanted())
        self.say_parts(parts, Priority.AFTER if polite else Priority.NOW)

    def busy(self) -> bool:
        """Whether something is being said, or about to be."""
        return self._saying or self._soon.isActive()

    def say_parts(self, parts: Sequence[Part], priority: Priority) -> None:
        """Say `parts` one after the other, each by the voice of its language."""
        said: list[Utterance] = []
        for part in sentences(parts):
            said += self._said(part.text, Priority.AFTER if said else priority, part.language)
        self._remember(said)

    def _parts(self, due: Due, all_due: set[Due]) -> list[Part]:
        """What is due, in parts of one language each."""
        if due is Due.FOCUS and Due.PAGE not in all_due:
            return self._focused()
        here = [Part(text, self._kiosk.look.language) for text in self._texts(due, all_due)]
        return here + (self._focused() if due is Due.PAGE and self._page is not None else [])

    def _texts(self, due: Due, all_due: set[Due]) -> list[str]:
        match due:
            case Due.SPEECH:
                return [phrases.speech(self._kiosk.look.speech)]
            case Due.VOLUME:
                return [phrases.volume(self._kiosk.look.volume)]
            case Due.CHOICE:
                return [spoken(preference) for preference in self._choices]
            case Due.PAGE:
                return texts_of(self._page) if self._page is not None else []
            case Due.LIMIT:
                return [limit_text(ending(self._kiosk))]
            case Due.COUNTDOWN:
                left = countdown(self._kiosk)
                return [] if left is None else [phrases.SpokenCounts().seconds_left(left)]
            case Due.MESSAGE | Due.FOCUS if Due.PAGE in all_due:
                return []
            case Due.MESSAGE:
                return [self._message] if self._message else []
            case Due.FOCUS:
                return []

    def _focused(self) -> list[Part]:
        focused, here = QApplication.focusWidget(), self._kiosk.look.language
        control = control_of(focused) if focused is not None else None
        return [] if control is None else parts_of(control, here, self._hears(), self._wish)

    def _digits_wanted(self) -> bool:
        return _digits_of(self._kiosk) is not None

    def _say(self, text: str, priority: Priority) -> None:
        said = self._said(text, priority, self._kiosk.look.language)
        if priority is not Priority.ECHO:
            self._remember(said)

    def _said(self, text: str, priority: Priority, language: str) -> list[Utterance]:
        look = self._kiosk.look
        heard = for_ears(text, self._kiosk, self._hears(), phrases.hidden())
        said = [Utterance(Secret(heard), language, look.speech, look.volume, priority)] if heard else []
        for utterance in said:
            self._saying = True
            self._narrator.say(utterance)
        return said

    def _remember(self, said: Sequence[Utterance]) -> None:
        if said:
            self._last, self._last_for = tuple(said), self._hears()

    # --- focus and typing -------------------------------------------------------------------------

    @Slot(QWidget, QWidget)
    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._follow(now if isinstance(now, QLineEdit) else None)
        if now is not None:
            self._will(Due.FOCUS)

    def _follow(self, field: QLineEdit | None) -> None:
        if self._field is not None:
            self._field.textEdited.disconnect(self._edited)
        self._field = field
        if field is not None:
            self._length = len(field.text())
            field.textEdited.connect(self._edited)

    @Slot(str)
    def _edited(self, _text: str) -> None:
        """A character came or went; the page may have changed what was typed already."""
        field = self._field
        if field is None:
            return
        text, before = field.text(), self._length
        self._length = len(text)
        if self._kiosk.look.speech is Speech.OFF:
            return
        if len(text) < before:
            self._say(phrases.erased(), Priority.ECHO)
            return
        sign = text[: field.cursorPosition()][-1:]
        if not sign:
            return  # a deletion before the cursor's place was taken back
        self._say(phrases.typed(sign, echo(entry_of(field), self._hears(), self._wish)), Priority.ECHO)

    @Slot(bool)
    def _eye_pressed(self, shown: bool) -> None:
        """Showing a password is asking for its characters: on this page, and only by headset."""
        if shown:
            self._wish = Wish.ASKED
            self._will(Due.FOCUS)


def _digits_of(kiosk: Kiosk) -> Captcha | None:
    """The challenge whose digits are being listened to."""
    page = core_of(kiosk.page)
    spoken = isinstance(page, Identify) and page.captcha.form is CaptchaForm.SPOKEN
    return page.captcha if spoken and isinstance(page, Identify) else None
