"""The hands and eyes of the player: presses what is on the window, types into fields, takes pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from demo.player import Script, ScriptFailed, Until
from demo.report import Picture, Report
from kiosk.core.states import ChooseMethod, Kiosk
from kiosk.core.states import Page as PageState
from kiosk.qt.driver import FlowDriver
from kiosk.qt.window import KioskWindow

SETTLE_SECONDS = 0.12


class Actor:
    """Knows only the window, as a person does; the driver's state is read to know when to look.

    Args:
        languages: every picture is taken in each, in this order; the journey goes on in the first.
    """

    def __init__(
        self,
        window: KioskWindow,
        driver: FlowDriver,
        report: Report,
        folder: Path,
        languages: tuple[str, ...] = ("fr", "en"),
    ) -> None:
        self.window, self.driver, self.report, self._folder = window, driver, report, folder
        self._languages = languages
        self._began = time.monotonic()

    @property
    def kiosk(self) -> Kiosk:
        return self.driver.kiosk

    def seconds(self) -> float:
        return time.monotonic() - self._began

    # --- waiting --------------------------------------------------------------------------------

    def on(self, page: type[PageState], such_that: Callable[[], bool] = lambda: True) -> Script:
        """Wait until `page` is shown, nothing is under way, and `such_that` holds."""

        def there() -> bool:
            return isinstance(self.kiosk.page, page) and self.kiosk.pending is None and such_that()

        yield Until(there, f"the page {page.__name__} (now {type(self.kiosk.page).__name__})")
        yield from self.settle()

    def settle(self) -> Script:
        """Let the window draw what it was told."""
        until = time.monotonic() + SETTLE_SECONDS
        yield Until(lambda: time.monotonic() >= until, "the window to settle")

    # --- doing ----------------------------------------------------------------------------------

    def find(self, name: str) -> QWidget:
        """The visible widget of the current page, or of the window, with that object name."""
        page = self.window.current()
        for parent in (page, self.window):
            for widget in parent.findChildren(QWidget, name) if parent is not None else ():
                if widget.isVisible():
                    return widget
        raise ScriptFailed(f"nothing called {name} on {type(self.kiosk.page).__name__}")

    def press(self, name: str) -> None:
        """Press a button of the page by its object name."""
        self.click(self.find(name))

    def click(self, widget: QWidget) -> None:
        if isinstance(widget, QAbstractButton) and not widget.isEnabled():
            raise ScriptFailed(f"{widget.objectName() or widget} cannot be pressed")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def go_on(self) -> None:
        """The primary button."""
        self.click(self.window.bottom.primary)

    def choose(self, channel: str) -> None:
        """Press the button of the first method of `channel`."""
        page = self.kiosk.page
        if not isinstance(page, ChooseMethod):
            raise ScriptFailed("there is no method to choose")
        for place, method in enumerate(page.view.methods):
            if method.channel.value == channel:
                self.press(f"method_{place}")
                return
        raise ScriptFailed(f"the account offers no {channel}")

    def type(self, name: str, text: str) -> None:
        """Put `text` into the field, key by key, after what was there is gone."""
        field = self.find(name)
        if not isinstance(field, QLineEdit):
            raise ScriptFailed(f"{name} is no field")
        field.setFocus(Qt.FocusReason.MouseFocusReason)
        field.selectAll()
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
                QCoreApplication.sendEvent(field, key)

    # --- pictures -------------------------------------------------------------------------------

    def picture(self, title: str, note: str) -> Script:
        """A picture of the window in every language."""
        files: dict[str, str] = {}
        at = self.seconds()
        number = len(self.report.pictures) + 1
        for language in self._languages:
            yield from self._speak(language)
            name = f"{number:02}-{_slug(title)}-{language}.png"
            self.window.grab().save(str(self._folder / name))
            files[language] = name
        yield from self._speak(self._languages[0])
        self.report.pictures.append(Picture(title, note, at, files))
        print(f"  {at:5.1f} s  {title}", flush=True)

    def last_picture(self) -> None:
        """What stands there when the script cannot go on."""
        self.window.grab().save(str(self._folder / "stopped.png"))
        self.report.pictures.append(
            Picture("It stopped here", "", self.seconds(), {self.kiosk.look.language: "stopped.png"})
        )

    def _speak(self, language: str) -> Script:
        if self.kiosk.look.language != language:
            self.click(self.window.top.languages[language])
            yield Until(lambda: self.kiosk.look.language == language, f"the language {language}")
        yield from self.settle()


def _slug(title: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in title.lower()).strip("-")
