"""The step trail under the top bar: where the person is on the way to a new password."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication, QLocale, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.core.trail import StepKind, StepMark, TrailStep
from kiosk.qt.icons import pixmap
from kiosk.qt.theme import Dress, colour

HEIGHT_PX = 44
TEXT_PX = 18
ICON_PX = 22
AIR_PX = 16
"""Above and below the line of large text."""
LINE = 1.25
"""Height of the line in sizes of the letters."""
GAPS_PX = (12, 8, 4)
"""Air around an arrow; the first with which the steps fit in the line."""


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


def _height(wearing: Dress) -> int:
    line = round(wearing.metrics.letters(TEXT_PX) * LINE)
    return max(wearing.metrics.air(HEIGHT_PX), line + wearing.metrics.air(AIR_PX))


def mark_of(step: TrailStep) -> str:
    """The step without words, where not even the smallest gaps leave room for them."""
    return str(step.number) if step.kind is StepKind.VERIFICATION else "…"


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
        self.setFixedHeight(_height(wearing))
        self._fit()
        self.update()

    def show_steps(self, steps: tuple[TrailStep, ...]) -> None:
        """Show `steps` in the current language; what is shown already is not drawn again."""
        said = " > ".join(text_of(step) for step in steps)
        if (steps, said) == (self._steps, self.accessibleName()):
            return
        self._steps = steps
        self.setAccessibleName(said)
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the line is too short, the steps behind and ahead are only numbers; all is still told."""
        self._texts = {step: text_of(step) for step in self._steps}
        if self._dress is None or self._needed_with(self._gap(self._dress), self._dress) <= self.width():
            return
        for place, step in enumerate(self._steps, 1):
            if step.mark is not StepMark.CURRENT:
                self._texts[step] = QLocale().toString(place)

    def steps(self) -> tuple[TrailStep, ...]:
        return self._steps

    def needed(self) -> QSize:
        """The size that the steps need; more than the widget has means that they are clipped."""
        if self._dress is None:
            return QSize()
        width = self._needed_with(self._gap(self._dress), self._dress)
        return QSize(width, _height(self._dress))

    def _text(self, step: TrailStep, wearing: Dress) -> str:
        """In words; only the current step has them where all together are wider than the screen."""
        if step.mark is StepMark.CURRENT or self._said_in_full(wearing) <= self.width():
            return self._texts[step]
        return mark_of(step)

    def _said_in_full(self, wearing: Dress) -> int:
        widths = [self._width(self._texts[step], step, wearing) for step in self._steps]
        least = self._between(wearing.metrics.air(GAPS_PX[-1]), wearing)
        return sum(widths) + least * max(0, len(widths) - 1)

    def _between(self, gap: int, wearing: Dress) -> int:
        return 2 * gap + wearing.metrics.px(ICON_PX)

    def _needed_with(self, gap: int, wearing: Dress) -> int:
        widths = [self._width_of(step, wearing) for step in self._steps]
        return sum(widths) + self._between(gap, wearing) * max(0, len(widths) - 1)

    def _gap(self, wearing: Dress) -> int:
        gaps = [wearing.metrics.air(gap) for gap in GAPS_PX]
        return next((gap for gap in gaps if self._needed_with(gap, wearing) <= self.width()), gaps[-1])

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        if self._dress is None or not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, self._dress)
        painter.end()

    def _draw(self, painter: QPainter, wearing: Dress) -> None:
        gap = self._gap(wearing)
        place = max(0, (self.width() - self._needed_with(gap, wearing)) // 2)
        for number, step in enumerate(self._steps):
            if number:
                place = self._draw_arrow(painter, wearing, place + gap) + gap
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
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._text(step, wearing))
        if step.mark is StepMark.CURRENT:
            self._underline(painter, wearing, box)
        return place + width

    def _underline(self, painter: QPainter, wearing: Dress, box: QRect) -> None:
        height = wearing.metrics.air(4)
        bottom = self.height() - wearing.metrics.air(6)
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
        return self._width(self._text(step, wearing), step, wearing)

    def _width(self, said: str, step: TrailStep, wearing: Dress) -> int:
        metrics = QFontMetrics(self._font(step, wearing))
        text = metrics.horizontalAdvance(said) + wearing.metrics.px(4)
        return text + (self._mark_width(wearing) if step.mark is StepMark.CHECKED else 0)

    def _font(self, step: TrailStep, wearing: Dress) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(wearing.metrics.letters(TEXT_PX))
        font.setWeight(QFont.Weight.Bold if step.mark is StepMark.CURRENT else QFont.Weight.Medium)
        return font
