"""The small panel of the accessibility button: light, dark, high contrast."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from kiosk.core.events import Theme
from kiosk.qt.theme import Dress

WIDTH_PX = 320


class LookPanel(QFrame):
    """A part of the window, not a dialog: nothing waits for it.

    Signals:
        theme_chosen: a `Theme`.
    """

    theme_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("look_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self.choices = {theme: self._choice() for theme in Theme}
        self.hide()

    def _choice(self) -> QPushButton:
        button = QPushButton(self)
        button.setCheckable(True)
        button.setAutoDefault(True)
        button.setProperty("role", "choice")
        button.clicked.connect(self._choose)
        self._column.addWidget(button)
        return button

    def _choose(self) -> None:
        theme = next(theme for theme, button in self.choices.items() if button is self.sender())
        self.show_theme(theme)
        self.theme_chosen.emit(theme)

    def wear(self, wearing: Dress) -> None:
        gap = wearing.metrics.gap
        self._column.setContentsMargins(gap, gap, gap, gap)
        self._column.setSpacing(gap)
        self.setFixedWidth(wearing.metrics.px(WIDTH_PX))

    def show_theme(self, current: Theme) -> None:
        for theme, button in self.choices.items():
            button.setChecked(theme is current)

    def retranslate(self) -> None:
        self.choices[Theme.LIGHT].setText(self.tr("Light"))
        self.choices[Theme.DARK].setText(self.tr("Dark"))
        self.choices[Theme.CONTRAST].setText(self.tr("High contrast"))

    def toggle(self, top: int, side: int) -> None:
        """Open below the bar of height `top`, `side` pixels from the edge, or close."""
        if self.isVisible():
            self.hide()
            return
        self.adjustSize()
        over = self.parentWidget()
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = side if mirrored or over is None else over.width() - self.width() - side
        self.move(left, top + side // 2)
        self.show()
        self.raise_()
        self.choices[Theme.LIGHT].setFocus()
