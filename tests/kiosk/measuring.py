"""What is measured on a page that is shown: what overlaps, how large targets are, contrast in the picture.

Contrast is computed from the pixels that were drawn, not from the colours that were meant: the background of
a text is the colour that its box has most of, the text's own the one that stands out most from it and is no
single stray pixel, so that smoothed edges, which lie between the two, change nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit, QScrollArea, QWidget

from kiosk.core.look import TextSize
from kiosk.qt.key_button import KeyButton
from kiosk.qt.pages.picture_view import PictureView
from kiosk.qt.theme import Dress
from kiosk.qt.tokens import BASE_DPI, CAPITALS_MM, MM_AN_INCH, READABLE, contrast
from kiosk.qt.window import KioskWindow

SEEN = 3.0
"""Least contrast of what makes a control out (WCAG 2.2, success criterion 1.4.11)."""
SLACK = 1
STRAY = 3
"""A colour of fewer pixels is no part of the drawing."""
BORDER = 4
AROUND = 5
FLAT = {"quiet", "link"}
"""Buttons without a frame of their own, which their text or drawing makes out."""


def part_name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName() or '-'} “{(text or widget.accessibleName())[:30]}”"


def said(widget: QWidget) -> str:
    """The text that `widget` draws."""
    match widget:
        case PictureView() if widget.has_picture():
            return ""
        case QLabel() | QAbstractButton():
            return widget.text()
        case QLineEdit():
            return widget.text() or widget.placeholderText()
        case _:
            return ""


def parts(window: QWidget) -> list[QWidget]:
    """Every visible text and control."""
    found = [each for each in window.findChildren(QWidget) if each.isVisible()]
    return [each for each in found if said(each) or isinstance(each, QAbstractButton | QLineEdit)]


def seen_box(widget: QWidget, window: QWidget) -> QRect:
    """The part of `widget` that nothing it lies in cuts off, in the window."""
    box, holder = widget.rect(), widget
    while holder is not window:
        over = holder.parentWidget()
        if over is None:
            return QRect()
        box = box.translated(holder.pos()).intersected(over.rect())
        holder = over
    return box


def overlaps(window: QWidget) -> list[str]:
    """Every two texts or controls that lie on one another."""
    boxes = [(each, seen_box(each, window)) for each in parts(window)]
    return [
        f"{part_name(one)} lies on {part_name(other)}"
        for (one, mine), (other, its) in combinations(boxes, 2)
        if _meet(mine, its) and not one.isAncestorOf(other) and not other.isAncestorOf(one)
    ]


def _meet(one: QRect, other: QRect) -> bool:
    both = one.intersected(other)
    return both.width() > SLACK and both.height() > SLACK


def small(window: QWidget, wearing: Dress) -> list[str]:
    """Every control that can be touched and is smaller than 12 mm, and in the largest size small capitals."""
    least = wearing.metrics.target - SLACK
    return [*_small_targets(window, least), *_small_letters(window, wearing)]


def _small_targets(window: QWidget, least: int) -> Iterator[str]:
    for each in parts(window):
        touched = isinstance(each, QAbstractButton | QLineEdit) and each.isEnabled()
        if touched and min(each.width(), each.height()) < least:
            yield f"{part_name(each)} is {each.width()}×{each.height()}, less than {least}"


def _small_letters(window: QWidget, wearing: Dress) -> Iterator[str]:
    if wearing.metrics.text is not TextSize.LARGEST:
        return
    least = CAPITALS_MM / MM_AN_INCH * BASE_DPI * wearing.metrics.scale
    for each in parts(window):
        word = isinstance(each, KeyButton) and each.property("wide") is True
        high = QFontMetricsF(each.font()).capHeight()
        if said(each) and not word and high < least - SLACK:
            yield f"{part_name(each)}: capitals of {high:.1f}, less than {least:.1f}"


def out_of_sight(window: KioskWindow) -> list[str]:
    """What has to be there without scrolling: the focused control, the primary action; nothing sideways."""
    faults = [
        f"{area.objectName() or type(area).__name__} scrolls sideways"
        for area in window.findChildren(QScrollArea)
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0
    ]
    wanted = [window.focusWidget()]
    page = window.current()
    if page is not None and page.bar().primary:
        wanted.append(window.bottom.primary)
    stops = [each for each in wanted if isinstance(each, QAbstractButton | QLineEdit)]
    cut = [each for each in stops if seen_box(each, window).size() != each.size()]
    return [*faults, *(f"{part_name(each)} is not all in sight" for each in cut)]


# --- the picture -----------------------------------------------------------------------------------


def faint(window: KioskWindow) -> list[str]:
    """Every text under 4.5:1 and every control under 3:1 in the picture of the window."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return [fault for each in parts(window) for fault in _faint(each, window, picture)]


def _faint(part: QWidget, window: KioskWindow, picture: QImage) -> Iterator[str]:
    box = seen_box(part, window)
    if box.size() != part.size() or part.hasFocus():  # half scrolled away, or under the ring and the cursor
        return
    text = _text_box(part, box)
    if said(part).strip() and (found := apart(picture, text)) < READABLE:
        yield f"{part_name(part)}: text of {found:.1f}:1"
    if isinstance(part, QAbstractButton | QLineEdit) and part.isEnabled():
        found = _stands_out(part, picture, box)
        if found < SEEN:
            yield f"{part_name(part)}: control of {found:.1f}:1"


def _text_box(part: QWidget, box: QRect) -> QRect:
    """Where the text is: without the frame, and without the drawing that stands before it."""
    inner = box.adjusted(BORDER, BORDER, -BORDER, -BORDER) if not isinstance(part, QLabel) else box
    if not isinstance(part, QAbstractButton) or (part.icon().isNull() and not isinstance(part, QCheckBox)):
        return inner
    half = inner.width() // 2
    mirrored = part.layoutDirection().name == "RightToLeft"
    centred = inner.adjusted(0 if mirrored else half, 0, -half if mirrored else 0, 0)
    return inner if part.property("role") == "choice" else centred


def _stands_out(part: QWidget, picture: QImage, box: QRect) -> float:
    """How much the control's edge or drawing stands out from what is around or behind it."""
    if part.property("role") in FLAT or isinstance(part, QCheckBox):
        return apart(picture, box.adjusted(BORDER, BORDER, -BORDER, -BORDER))
    middle = box.center().y()
    edge = QRect(box.left() - AROUND, middle, 2 * AROUND, 1).intersected(picture.rect())
    around = picture.pixelColor(edge.left(), middle).name()
    colours = (picture.pixelColor(x, middle).name() for x in range(edge.left(), edge.right() + 1))
    return max(contrast(each, around) for each in colours)


def apart(picture: QImage, box: QRect) -> float:
    """The contrast of the two colours of `box`: the one it has most of, and the one farthest from it."""
    cut = picture.copy(box)  # kept: the bits are its own
    counts = Counter(memoryview(cut.constBits()).cast("I"))
    (ground, _), *rest = counts.most_common()
    inks = [colour for colour, count in rest if count >= STRAY]
    return max((_ratio(colour, ground) for colour in inks), default=1.0)


@cache
def _ratio(one: int, other: int) -> float:
    """The same few colours are met in every picture."""
    return contrast(_hex(one), _hex(other))


def _hex(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06x}"


def at(window: QWidget, widget: QWidget) -> QPoint:
    """Where `widget` begins in the window."""
    return widget.mapTo(window, QPoint(0, 0))
