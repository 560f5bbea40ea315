"""The shipped icons: one drawing each, tinted with a colour of the theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kiosk.qt.theme import Dress, read_resource
from kiosk.qt.tokens import Palette

INK = "#000000"
ICON_PX = 28
GAP_PX = 8
PROPERTY = "glyph"
MIRRORED = {"back", "forward"}
"""They point along the way of reading; `left` and `right` point where they say."""


@cache
def pixmap(name: str, colour: str, side: int, ratio: float = 1.0, *, mirrored: bool = False) -> QPixmap:
    """Draw the icon `name` in `colour`, `side` logical pixels wide and high.

    Args:
        ratio: device pixels per logical pixel of the screen it is for.
        mirrored: whether the page is read from the right.
    """
    drawing = read_resource(f":/icons/{name}.svg").replace(INK, colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode("utf-8")))
    result = QPixmap(round(side * ratio), round(side * ratio))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    renderer.render(painter, QRectF(0, 0, result.width(), result.height()))
    painter.end()
    if mirrored and name in MIRRORED:
        result = result.transformed(QTransform.fromScale(-1, 1))
    result.setDevicePixelRatio(ratio)
    return result


@cache
def spaced(name: str, colour: str, side: int, gap: int, mirrored: bool, ratio: float) -> QPixmap:
    """Draw the icon with `gap` pixels of air towards the text, which Qt puts very near."""
    drawn = pixmap(name, colour, side, ratio, mirrored=mirrored)
    result = QPixmap(round((side + gap) * ratio), round(side * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.drawPixmap(gap if mirrored else 0, 0, drawn)
    painter.end()
    return result


@cache
def on_button(name: str, colour: str, dull: str, side: int, gap: int, mirrored: bool, ratio: float) -> QIcon:
    """The spaced icon, and the one in the colour `dull` for a button that cannot be pressed."""
    drawn = QIcon(spaced(name, colour, side, gap, mirrored, ratio))
    drawn.addPixmap(spaced(name, dull, side, gap, mirrored, ratio), QIcon.Mode.Disabled)
    return drawn


def dress_icons(root: QWidget, wearing: Dress) -> None:
    """Draw the icon of `root` and every widget in it that has the property `glyph`, in today's colours."""
    for widget in (root, *root.findChildren(QWidget)):
        name = widget.property(PROPERTY)
        if isinstance(name, str) and name:
            dress_icon(widget, name, wearing)


def dress_icon(widget: QWidget, name: str, wearing: Dress) -> None:
    """Put the icon `name` on one button or label; one that is there already is not drawn again."""
    scale = wearing.metrics.key_letters if widget.property("role") == "key" else wearing.metrics.px
    side = scale(ICON_PX)
    ratio = widget.devicePixelRatioF()
    colour = _ink(widget, wearing.palette)
    mirrored = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    if isinstance(widget, QAbstractButton):
        gap = wearing.metrics.air(GAP_PX) if widget.text() else 0
        icon = on_button(name, colour, wearing.palette.muted, side, gap, mirrored, ratio)
        if widget.icon().cacheKey() != icon.cacheKey():
            widget.setIcon(icon)
        widget.setIconSize(QSize(side + gap, side))
    elif isinstance(widget, QLabel):
        drawn = pixmap(name, colour, side, ratio, mirrored=mirrored)
        if widget.pixmap().cacheKey() != drawn.cacheKey():
            widget.setPixmap(drawn)


def _ink(widget: QWidget, colours: Palette) -> str:
    match widget.property("role"):
        case "primary":
            return colours.on_accent
        case "link" | "notice":
            return colours.accent
        case "problem":
            return colours.danger
        case "warning":
            return colours.warning
        case "success" | "met":
            return colours.success
        case "muted":
            return colours.muted
        case _:
            return colours.text
