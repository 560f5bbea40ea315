"""Draws one challenge: outlines of bundled fonts, placed, warped and, when strong, striped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPainterPath, QRawFont, QTransform

from kiosk.captcha.colours import Colours, choose_colours
from kiosk.captcha.faces import Typeface
from kiosk.captcha.geometry import (
    Chance,
    Noise,
    Point,
    Warp,
    Wave,
    between,
    bounds,
    moved,
    outline,
    to_polygon,
    warped,
)
from kiosk.captcha.scheme import HEIGHT, PAD, WIDTH, Scheme, Stripes

SCALE = 3
"""Device pixels a logical one: 960 x 480, sharp wherever the page shows it."""
BIN = 2.0
"""Height of the slices in which the gap between two glyphs is measured, in logical pixels."""
LINE = 2.0
REACH = 6.0
"""How far a usual warp moves ink, kept free at the edges."""
LARGEST = 1.15

Polygons = list[list[Point]]


def draw(text: str, scheme: Scheme, faces: tuple[Typeface, ...], chance: Chance) -> QImage:
    """A picture of `text`, 960 x 480 device pixels."""
    line = _fit(_line([_glyph(c, scheme, faces, chance) for c in text], scheme, chance), scheme, chance)
    inked = warped(line, _warp(scheme, chance))
    mask = _mask(_inside(inked), scheme, chance)
    return _coloured(mask, choose_colours(chance))


def png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def _glyph(character: str, scheme: Scheme, faces: tuple[Typeface, ...], chance: Chance) -> Polygons:
    """One outline around the origin, turned and sheared."""
    face = faces[chance.below(len(faces))]
    font = QRawFont(face.data, between(chance, *scheme.size))
    (index,) = font.glyphIndexesForString(character)
    polygons = outline(font.pathForGlyph(index))
    left, top, right, bottom = bounds(polygons)
    transform = QTransform()
    transform.rotate(between(chance, -scheme.turn, scheme.turn))
    transform.shear(between(chance, -scheme.shear, scheme.shear), 0)
    transform.translate(-(left + right) / 2, -(top + bottom) / 2)
    return moved(polygons, transform)


def _line(glyphs: list[Polygons], scheme: Scheme, chance: Chance) -> Polygons:
    """The glyphs side by side, as near to one another as the scheme wants."""
    placed: Polygons = []
    before: Polygons | None = None
    for glyph in glyphs:
        y = between(chance, -scheme.jitter, scheme.jitter)
        here = moved(glyph, QTransform.fromTranslate(0, y))
        if before is not None:
            here = moved(here, QTransform.fromTranslate(_advance(before, here, scheme, chance), 0))
        placed += here
        before = here
    return placed


def _advance(before: Polygons, here: Polygons, scheme: Scheme, chance: Chance) -> float:
    """How far right `here` must go for the wanted gap at the closest approach."""
    edge = _extents(before, _rightmost)
    start = _extents(here, _leftmost)
    close = [edge[y] - start[z] for y in edge for z in (y - 1, y, y + 1) if z in start]
    wanted = max(close) + between(chance, *scheme.gap) if close else 0.0
    left, _, right, _ = bounds(before)
    centre = (left + right) / 2
    return max(wanted, centre + scheme.least_advance * (right - left))


def _extents(polygons: Polygons, outer: Callable[[float, float], float]) -> dict[int, float]:
    """The outermost x in every slice of height `BIN`."""
    found: dict[int, float] = {}
    for polygon in polygons:
        for x, y in polygon:
            row = int(y // BIN)
            found[row] = outer(found.get(row, x), x)
    return found


def _rightmost(one: float, other: float) -> float:
    return max(one, other)


def _leftmost(one: float, other: float) -> float:
    return min(one, other)


def _fit(line: Polygons, scheme: Scheme, chance: Chance) -> Polygons:
    """Turn the whole line, scale it into the canvas, and leave it somewhere in the free space."""
    turned = moved(line, QTransform().rotate(between(chance, -scheme.line_turn, scheme.line_turn)))
    left, top, right, bottom = bounds(turned)
    edge = PAD + REACH
    room_x, room_y = WIDTH - 2 * edge, HEIGHT - 2 * edge
    scale = min(LARGEST, room_x / (right - left), room_y / (bottom - top))
    x = edge + chance.random() * (room_x - scale * (right - left))
    y = edge + chance.random() * (room_y - scale * (bottom - top))
    transform = QTransform.fromTranslate(x, y).scale(scale, scale).translate(-left, -top)
    return moved(turned, transform)


def _warp(scheme: Scheme, chance: Chance) -> Warp:
    wave_y, wave_x = Wave(chance, *scheme.wave_y), Wave(chance, *scheme.wave_x)
    noise_x = Noise(chance, scheme.elastic_cell, WIDTH, HEIGHT)
    noise_y = Noise(chance, scheme.elastic_cell, WIDTH, HEIGHT)

    def warp(x: float, y: float) -> Point:
        return (
            x + wave_x.at(y) + scheme.elastic * noise_x.at(x, y),
            y + wave_y.at(x) + scheme.elastic * noise_y.at(x, y),
        )

    return warp


def _inside(polygons: Polygons) -> Polygons:
    """Moved back onto the canvas where the warp pushed ink over its edge."""
    left, top, right, bottom = bounds(polygons)
    scale = min(1.0, (WIDTH - 4) / (right - left), (HEIGHT - 4) / (bottom - top))
    x = max(2.0 - left * scale, 0.0) + min(WIDTH - 2.0 - right * scale, 0.0)
    y = max(2.0 - top * scale, 0.0) + min(HEIGHT - 2.0 - bottom * scale, 0.0)
    return moved(polygons, QTransform.fromTranslate(x, y).scale(scale, scale))


def _mask(ink: Polygons, scheme: Scheme, chance: Chance) -> QImage:
    """Coverage in the alpha channel: ink, inverted inside the stripes."""
    image = QImage(WIDTH * SCALE, HEIGHT * SCALE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SCALE, SCALE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("black"))
    painter.drawPath(_path(ink))
    if scheme.stripes is not None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Xor)
        painter.drawPath(_path(_bands(scheme.stripes, chance)))
    painter.end()
    return image


def _path(polygons: Polygons) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for polygon in polygons:
        path.addPolygon(to_polygon(polygon))
        path.closeSubpath()
    return path


def _bands(stripes: Stripes, chance: Chance) -> Polygons:
    """Every second band of a swaying, tilted pattern over the whole canvas."""
    period = between(chance, *stripes.period)
    tilt = between(chance, -stripes.tilt, stripes.tilt)
    phase = between(chance, 0, period)
    noise = Noise(chance, stripes.cell, WIDTH, HEIGHT)

    def border(k: float) -> list[Point]:
        points = []
        for step in range(int(HEIGHT / LINE) + 3):
            y = (step - 1) * LINE
            x = phase + k * period - tilt * y
            points.append((x + stripes.sway * noise.at(x, y), y))
        return points

    reach = int((WIDTH + abs(tilt) * HEIGHT) / period) + 2
    return [border(k) + border(k + 0.5)[::-1] for k in range(-reach, reach)]


def _coloured(mask: QImage, colours: Colours) -> QImage:
    ink = QPainter(mask)
    ink.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    ink.fillRect(mask.rect(), colours.dark)
    ink.end()
    image = QImage(mask.size(), QImage.Format.Format_RGB32)
    image.fill(colours.light)
    painter = QPainter(image)
    painter.drawImage(QRectF(image.rect()), mask, QRectF(mask.rect()))
    painter.end()
    return image
