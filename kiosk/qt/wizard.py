"""The QWizard of the station, kept a dumb view of the flow.

What it needed to be one (tried with PySide6 6.11.3):

* `QWizard` makes itself a dialog whatever flags its constructor gets: they are set afterwards.
* Moving with `setCurrentId` alone lets its own history grow or run empty; `setStartId` + `restart` leaves
  exactly one visited page, and clears what it remembers of fields. No page registers a field.
* It lays its page out in an inner widget without telling anybody the height that wrapped text needs: size
  hints and height-for-width are those of the page.
* Its ruler and margins are taken away after each move, as it may make its layout anew.
* Escape and Return become signals; it has no buttons, so nothing else listens to them.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QWidget, QWizard

from kiosk.qt.pages.base import Page

OPTIONS = (
    QWizard.WizardOption.NoDefaultButton,
    QWizard.WizardOption.NoCancelButton,
    QWizard.WizardOption.NoBackButtonOnStartPage,
    QWizard.WizardOption.IgnoreSubTitles,
)


class WizardView(QWizard):
    """Shows the page it is told to show; decides nothing.

    Signals:
        escaped: Escape was pressed and no widget wanted it.
        entered: Return was pressed in a field.
    """

    escaped = Signal()
    entered = Signal()

    def __init__(self, pages: Iterable[Page], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        for option in OPTIONS:
            self.setOption(option)
        self.setButtonLayout([])
        self._numbers = {id(page): self.addPage(page) for page in pages}

    def show_page(self, page: Page) -> None:
        """Make `page` the current one, as if the wizard began there."""
        if self.current() is not page:
            self.setStartId(self._numbers[id(page)])
            self.restart()
            self._strip()
        self._shrink()

    def current(self) -> Page | None:
        page = self.currentPage() if self.currentId() >= 0 else None
        return page if isinstance(page, Page) else None

    def nextId(self) -> int:  # noqa: N802 - overrides Qt
        """No page follows another by itself: the flow says what comes next."""
        return -1

    def reject(self) -> None:
        """Escape, and whatever else would close a dialog."""
        self.escaped.emit()

    def accept(self) -> None:
        """Nothing finishes here; the flow does."""

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - overrides Qt
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        match event.key():
            case Qt.Key.Key_Escape:
                self.escaped.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case _:
                event.ignore()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._shrink()
        return handled

    def _shrink(self) -> None:
        """`QWizard` keeps the least size of the largest page it ever showed."""
        self.setMinimumSize(0, 0)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - overrides Qt
        return self.current() is not None

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - overrides Qt
        page = self.current()
        if page is None:
            return -1
        return page.heightForWidth(width) if page.hasHeightForWidth() else page.sizeHint().height()

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        page = self.current()
        return QSize() if page is None else page.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        page = self.current()
        return QSize() if page is None else page.minimumSizeHint()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - overrides Qt
        super().showEvent(event)
        self._strip()

    def _strip(self) -> None:
        """Take away the margins and the ruler of the dialog that this is not; the page gets all the room."""
        page = self.current()
        frame = page.parentWidget() if page is not None else None
        column = frame.layout() if frame is not None else None
        if page is not None and isinstance(column, QBoxLayout):
            column.setStretchFactor(page, 1)
            column.setSpacing(0)
        for grid in self.findChildren(QGridLayout):
            frame = grid.parentWidget()
            if frame is not None and frame.parentWidget() is self:
                grid.setContentsMargins(0, 0, 0, 0)
                grid.setSpacing(0)
                for row in range(grid.rowCount()):
                    grid.setRowMinimumHeight(row, 0)
                self._hide_rulers(frame)

    def _hide_rulers(self, frame: QWidget) -> None:
        for child in frame.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if type(child) in {QWidget, QLabel}:
                child.setFixedHeight(0)
