"""`make sheets`: a printable page for students in each language, with pictures of the real pages.

The PDFs go to `build/sheets/`, with a small picture of each. Texts stand in `packaging/student_sheet/*.toml`,
one file a language; a language without one gets no sheet. Options: `--language`, and `--desk` and
`--institution` for an institution's own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from screens import ROOT, Studio  # isort: skip - makes the project importable
from kiosk.core.look import Theme
from kiosk.qt.brand import Brand
from kiosk.qt.i18n import available
from kiosk.qt.tokens import ARABIC_FAMILY, FONT_FAMILY, LIGHT
from tests.kiosk.gallery import scenes

OUT = ROOT / "build" / "sheets"
TEXTS = ROOT / "packaging" / "student_sheet"
SCENES = ("sign-in", "identify", "choose-method", "enter-code", "new-password", "done")
SIZE = "1280x800"
DOTS = 300
"""Per inch, of the printed page."""
MM = DOTS / 25.4
COLUMNS = 2
MARGINS = (26, 12, 26, 10)
"""Left, top, right and bottom, in millimetres."""
SENTENCE = 15
"""Room for the longest sentence, in millimetres, so that the pictures stand in line."""
RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})


class SheetTooFullError(Exception):
    """A text does not fit its place on the one page."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What one sheet says; `steps` has one sentence a picture."""

    title: str
    lead: str
    steps: tuple[str, ...]
    staff: str
    access: str
    safety: str

    @classmethod
    def of(cls, language: str) -> Texts:
        """Read the texts of `language`.

        Raises:
            TypeError: a text is missing, or there is one too many.
        """
        found = tomllib.loads((TEXTS / f"{language}.toml").read_text(encoding="utf-8"))
        return cls(**found | {"steps": tuple(found["steps"])})


def languages() -> tuple[str, ...]:
    """Those of the station that have a sheet."""
    return tuple(each for each in available() if (TEXTS / f"{each}.toml").exists())


def mm(size: float) -> int:
    return round(size * MM)


class Page:
    """One printed page, filled from top to bottom; sizes in millimetres."""

    def __init__(self, painter: QPainter, width: int, height: int, *, mirrored: bool) -> None:
        self._painter, self._width, self.height, self._mirrored = painter, width, height, mirrored
        self.top = 0

    def across(self, column: int, columns: int, gap: float) -> QRect:
        """That part of the width, counted from where reading begins."""
        place = columns - 1 - column if self._mirrored else column
        width = (self._width - (columns - 1) * mm(gap)) // columns
        return QRect(place * (width + mm(gap)), self.top, width, self.height - self.top)

    def say(self, text: str, points: float, room: QRect, *, bold: bool = False, colour: str = "") -> int:
        """Write `text` at the top of `room`; the height it took.

        Raises:
            SheetTooFullError: it is longer than that.
        """
        font = QFont([FONT_FAMILY, ARABIC_FAMILY])
        font.setPointSizeF(points)
        font.setBold(bold)
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour or LIGHT.text))
        # "Left" is where reading begins: the painter mirrors it.
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        took = self._painter.boundingRect(room, flags, text)
        if not room.contains(took):
            raise SheetTooFullError(f"no room for: {text}")
        self._painter.drawText(room, flags, text)
        return took.height()

    def picture(self, image: QImage, room: QRect) -> int:
        """Draw `image` as wide as `room`, with a hair line around it; the height it took."""
        height = room.width() * image.height() // image.width()
        place = QRect(room.left(), room.top(), room.width(), height)
        self._painter.drawImage(place, image)
        self._painter.setPen(QPen(QColor(LIGHT.edge), mm(0.2)))
        self._painter.drawRect(place)
        return height


def pictures(language: str) -> dict[str, QImage]:
    """The pages of the sheet as the station draws them."""
    studio = Studio(SIZE, 96, Brand())
    try:
        with tempfile.TemporaryDirectory() as folder:
            chosen = [one for one in scenes(language, Theme.LIGHT) if one.name in SCENES]
            drawn = [studio.draw(one, Path(folder)).path for one in chosen]
            return {path.stem: QImage(str(path)) for path in drawn}
    finally:
        studio.window.dismiss()


def writer(path: Path) -> QPdfWriter:
    made = QPdfWriter(str(path))
    made.setResolution(DOTS)
    margins = QMarginsF(*MARGINS)
    made.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    return made


def fill(page: Page, texts: Texts, images: dict[str, QImage], institution: str, desk: str) -> None:
    """Lay out the whole sheet."""
    page.top += page.say(institution, 11, page.across(0, 1, 0), colour=LIGHT.muted) + mm(1)
    page.top += page.say(texts.title, 30, page.across(0, 1, 0), bold=True, colour=LIGHT.accent) + mm(1)
    page.top += page.say(texts.lead, 13, page.across(0, 1, 0)) + mm(4)
    for first in range(0, len(SCENES), COLUMNS):
        page.top += max(row(page, texts, images, first)) + mm(4)
    for text, bold in ((texts.staff, True), (texts.access, False), (texts.safety, False)):
        page.top += page.say(text, 10.5, page.across(0, 1, 0), bold=bold) + mm(1.5)
    if desk:
        page.say(desk, 10.5, page.across(0, 1, 0), colour=LIGHT.muted)


def row(page: Page, texts: Texts, images: dict[str, QImage], first: int) -> Iterator[int]:
    """Pictures beside each other, each under its sentence; the height of each."""
    for number in range(first, min(first + COLUMNS, len(SCENES))):
        room = page.across(number - first, COLUMNS, 8)
        words = QRect(room.left(), room.top(), room.width(), mm(SENTENCE))
        page.say(f"{number + 1}. {texts.steps[number]}", 10.5, words, bold=True)
        below = QRect(room.left(), room.top() + mm(SENTENCE), room.width(), room.height())
        yield mm(SENTENCE) + page.picture(images[SCENES[number]], below)


def draw(target: QPdfWriter | QImage, language: str, institution: str, desk: str) -> None:
    """Draw the sheet of `language` on paper, or on a picture of it.

    Raises:
        SheetTooFullError: its texts do not fit on one page.
    """
    mirrored = language in RIGHT_TO_LEFT
    images = pictures(language)
    painter = QPainter(target)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    try:
        page = Page(painter, target.width(), target.height(), mirrored=mirrored)
        fill(page, Texts.of(language), images, institution, desk)
    finally:
        painter.end()


def paper(language: str, institution: str, desk: str, folder: Path) -> Path:
    """Make the sheet of `language` as PDF and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"password-{language}.pdf"
    made = writer(path)
    made.setTitle(Texts.of(language).title)
    draw(made, language, institution, desk)
    return path


def preview(language: str, institution: str, desk: str, folder: Path) -> Path:
    """Make a picture of that sheet's printed area, a third as fine, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    wide, high = 210 - MARGINS[0] - MARGINS[2], 297 - MARGINS[1] - MARGINS[3]
    image = QImage(mm(wide), mm(high), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(1000 * MM))
    image.setDotsPerMeterY(round(1000 * MM))
    image.fill(QColor("#FFFFFF"))
    draw(image, language, institution, desk)
    path = folder / f"sheet-{language}.png"
    small = image.scaledToWidth(image.width() // 3, Qt.TransformationMode.SmoothTransformation)
    if not small.save(str(path)):
        raise OSError(f"{path} cannot be written")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the printable sheet for students.")
    parser.add_argument("--language", action="append", choices=languages())
    parser.add_argument("--institution", default="")
    parser.add_argument("--desk", default="", help="where staff are found, as a last line")
    wanted = parser.parse_args()
    for language in wanted.language or languages():
        for make in (paper, preview):
            print(make(language, wanted.institution, wanted.desk, OUT).relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
