"""A label whose lines stand 1.4 times the size of their letters apart (look.md, Type).

Qt gives plain text the line height of the font, 1.3 for the shipped one, and no style sheet can change it.
Rich text could; then every name and number shown would have to be escaped, and would be markup to
whoever asks the label for its text. So the lines are laid out here, and the text stays plain.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QStyle, QWidget

from kiosk.qt.tokens import LINE_HEIGHT

ENDLESS = 16_777_215
"""Qt's own QWIDGETSIZE_MAX."""
FONT_CHANGES = {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange}


class Paragraph(QLabel):
    """Without word wrap it is a plain label; it keeps no text but the label's own.

    Its side is that of the layout, also where its text has letters of the other direction only: Qt would put
    a number in an Arabic page at the left.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}

    def pitch(self) -> int:
        """From one base line to the next, in pixels."""
        wanted = round(QFontInfo(self.font()).pixelSize() * LINE_HEIGHT)
        return max(wanted, self.fontMetrics().height())

    def setText(self, text: str) -> None:  # noqa: N802 - overrides Qt
        self._heights.clear()
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
        if event.type() in FONT_CHANGES:
            self._heights.clear()
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - overrides Qt
        if not self._is_ours():
            return super().heightForWidth(width)
        if width not in self._heights:
            edges = self.contentsMargins()
            room = width - edges.left() - edges.right()
            self._heights[width] = self._text_height(room) + edges.top() + edges.bottom()
        return self._heights[width]

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(hint.width())) if self._is_ours() else hint

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        hint = super().minimumSizeHint()
        return QSize(hint.width(), self.heightForWidth(ENDLESS)) if self._is_ours() else hint

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        if not self._is_ours() and not (self.text() and self._is_mirrored()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        painter.setPen(self.palette().color(self.foregroundRole()))
        self._draw(painter, self.contentsRect())
        painter.end()

    def _draw(self, painter: QPainter, room: QRect) -> None:
        layout = self._lines(room.width())
        above = room.height() - self._height_of(layout.lineCount())
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            above = 0
        elif not self.alignment() & Qt.AlignmentFlag.AlignBottom:
            above //= 2
        layout.draw(painter, QPointF(room.left(), room.top() + above))

    def _is_ours(self) -> bool:
        return self.wordWrap() and bool(self.text())

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _text_height(self, width: int) -> int:
        return self._height_of(self._lines(width).lineCount())

    def _height_of(self, lines: int) -> int:
        """The first line is as high as its letters: what lies between lines belongs to neither edge."""
        return max(lines - 1, 0) * self.pitch() + self.fontMetrics().height()

    def _lines(self, width: int) -> QTextLayout:
        """The text in lines of `width`, one `pitch` apart whatever fonts its letters come from."""
        layout = QTextLayout(self.text().replace("\n", "\N{LINE SEPARATOR}"), self.font(), self)
        layout.setTextOption(self._option())
        ascent, pitch = self.fontMetrics().ascent(), self.pitch()
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            place = (layout.lineCount() - 1) * pitch
            line.setPosition(QPointF(0, place + ascent - line.ascent()))
        layout.endLayout()
        return layout

    def _option(self) -> QTextOption:
        direction = self.layoutDirection()
        option = QTextOption(QStyle.visualAlignment(direction, self.alignment()))
        option.setTextDirection(direction)
        wrap = QTextOption.WrapMode
        option.setWrapMode(wrap.WordWrap if self.wordWrap() else wrap.ManualWrap)
        return option
