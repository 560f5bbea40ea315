"""The step trail under the top bar: where the person is on the way to a new password."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.core.trail import StepKind, StepMark, TrailStep
from kiosk.qt.icons import pixmap
from kiosk.qt.theme import Dress, colour

HEIGHT_PX = 44
TEXT_PX = 18
ICON_PX = 22
GAP_PX = 12


def text_of(step: TrailStep) -> str:
    """The step in the sheet's words and the current language."""
    match step.kind:
        case StepKind.VERIFICATION:
            return QCoreApplication.translate("Trail", "verification step {number}").format(
                number=step.number
            )
        case StepKind.NEW_PASSWORD:
            return QCoreApplication.translate("Trail", "choose a new password")
        case _:
            assert_never(step.kind)


class TrailView(QWidget):
    """Paints the steps in one line; keeps its height when there are none, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dress: Dress | None = None
        self._steps: tuple[TrailStep, ...] = ()
        self._texts: dict[TrailStep, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wear(self, wearing: Dress) -> None:
        self._dress = wearing
        self.setFixedHeight(wearing.metrics.px(HEIGHT_PX))
        self.update()

    def show_steps(self, steps: tuple[TrailStep, ...]) -> None:
        """Show `steps` in the current language; called at every change of either."""
        self._steps = steps
        self._texts = {step: text_of(step) for step in steps}
        self.setAccessibleName(" > ".join(self._texts.values()))
        self.update()

    def steps(self) -> tuple[TrailStep, ...]:
        return self._steps

    def needed(self) -> QSize:
        """The size that the steps need; more than the widget has means that they are clipped."""
        if self._dress is None:
            return QSize()
        px = self._dress.metrics.px
        between = 2 * px(GAP_PX) + px(ICON_PX)
        widths = [self._width_of(step, self._dress) for step in self._steps]
        return QSize(sum(widths) + between * max(0, len(widths) - 1), px(HEIGHT_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        if self._dress is None or not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, self._dress)
        painter.end()

    def _draw(self, painter: QPainter, wearing: Dress) -> None:
        px = wearing.metrics.px
        place = max(0, (self.width() - self.needed().width()) // 2)
        for number, step in enumerate(self._steps):
            if number:
                place = self._draw_arrow(painter, wearing, place + px(GAP_PX)) + px(GAP_PX)
            place = self._draw_step(painter, wearing, step, place)

    def _draw_arrow(self, painter: QPainter, wearing: Dress, place: int) -> int:
        name = "left" if self._mirrored() else "right"
        self._draw_icon(painter, wearing, name, wearing.palette.muted, place)
        return place + wearing.metrics.px(ICON_PX)

    def _draw_step(self, painter: QPainter, wearing: Dress, step: TrailStep, place: int) -> int:
        width = self._width_of(step, wearing)
        mark = self._mark_width(wearing) if step.mark is StepMark.CHECKED else 0
        if mark:
            self._draw_icon(painter, wearing, "check", wearing.palette.success, place)
        painter.setFont(self._font(step, wearing))
        ink = wearing.palette.text if step.mark is StepMark.CURRENT else wearing.palette.muted
        painter.setPen(QPen(colour(ink)))
        box = self._box(place + mark, width - mark)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._texts[step])
        if step.mark is StepMark.CURRENT:
            self._underline(painter, wearing, box)
        return place + width

    def _underline(self, painter: QPainter, wearing: Dress, box: QRect) -> None:
        height = wearing.metrics.px(4)
        bottom = self.height() - wearing.metrics.px(6)
        painter.fillRect(QRect(box.left(), bottom, box.width(), height), colour(wearing.palette.accent))

    def _draw_icon(self, painter: QPainter, wearing: Dress, name: str, ink: str, place: int) -> None:
        side = wearing.metrics.px(ICON_PX)
        box = self._box(place, side)
        drawn = pixmap(name, ink, side, self.devicePixelRatioF())
        painter.drawPixmap(box.left(), (self.height() - side) // 2, drawn)

    def _box(self, place: int, width: int) -> QRect:
        left = self.width() - place - width if self._mirrored() else place
        return QRect(left, 0, width, self.height())

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _mark_width(self, wearing: Dress) -> int:
        return wearing.metrics.px(ICON_PX + 6)

    def _width_of(self, step: TrailStep, wearing: Dress) -> int:
        text = QFontMetrics(self._font(step, wearing)).horizontalAdvance(
            self._texts[step]
        ) + wearing.metrics.px(4)
        return text + (self._mark_width(wearing) if step.mark is StepMark.CHECKED else 0)

    def _font(self, step: TrailStep, wearing: Dress) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(wearing.metrics.px(TEXT_PX))
        font.setWeight(QFont.Weight.Bold if step.mark is StepMark.CURRENT else QFont.Weight.Medium)
        return font
