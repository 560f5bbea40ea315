"""A framed message with its icon: what went wrong, what is worth knowing, what worked."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from kiosk.qt.icons import dress_icon
from kiosk.qt.paragraph import Paragraph
from kiosk.qt.theme import Dress, set_role


class Tone(Enum):
    PROBLEM = "problem"
    WARNING = "warning"
    NOTICE = "notice"
    SUCCESS = "success"


ICONS = {Tone.PROBLEM: "warning", Tone.WARNING: "warning", Tone.NOTICE: "info", Tone.SUCCESS: "check"}
EDGE_PX = 12
SLIM_PX = 6


class Banner(QFrame):
    """Hidden while it has nothing to say; the icon is drawn by the shell in the theme's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = QLabel(self)
        self.label = Paragraph(self)
        self.label.setWordWrap(True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.label, 1)
        self.tone = Tone.NOTICE
        self._slim = False
        self._dress: Dress | None = None
        self.hide()

    def say(self, tone: Tone, text: str) -> None:
        """Show `text`; an empty one hides the banner."""
        self.label.setText(text)
        self.setAccessibleName(text)
        self._put(tone)
        self.setVisible(bool(text))

    def text(self) -> str:
        return self.label.text()

    def wear(self, wearing: Dress) -> None:
        self._dress = wearing
        px = wearing.metrics.air
        edge = px(SLIM_PX if self._slim else EDGE_PX)
        self._row.setContentsMargins(px(20), edge, px(16), edge)
        self._row.setSpacing(px(12))
        dress_icon(self.mark, ICONS[self.tone], wearing)

    def set_slim(self, *, slim: bool) -> None:
        """Have less air above and below the text."""
        if slim is not self._slim:
            self._slim = slim
            self._put(self.tone)

    def _put(self, tone: Tone) -> None:
        self.tone = tone
        set_role(self, tone.value)
        self.mark.setProperty("role", tone.value)
        if self._dress is not None:
            self.wear(self._dress)
