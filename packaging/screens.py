"""`make screens`: a picture of every page, language, theme and size in `build/screens/`, nothing clipped.

Options: `--language`, `--theme`, `--size` and `--scene` (a part of its name) restrict what is drawn; `--dpi`
draws for a denser screen; `--docs` makes the README's pictures in `docs/images/` instead. Returns 1 when a
text has less room than it needs.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit

import kiosk._generated.kiosk_rc  # noqa: F401 - registers the resources
from kiosk.adapters.qr import QrCodes
from kiosk.adapters.strength import ZxcvbnMeter
from kiosk.core.events import Theme
from kiosk.qt import theme
from kiosk.qt.fonts import load_fonts
from kiosk.qt.i18n import Translators
from kiosk.qt.pages.base import Tools
from kiosk.qt.pages.registry import make_pages
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.tokens import metrics
from kiosk.qt.window import KioskWindow
from tests.kiosk.clipping import hidden_height, offenders
from tests.kiosk.gallery import Hands, Scene, scenes

OUT = ROOT / "build" / "screens"
SIZES = ("1280x800", "1920x1080", "1080x1920")
LANGUAGES = ("fr", "en")
DOCS = ROOT / "docs" / "images"
DOCS_SCENES = (
    *(
        "attract",
        "sign-in",
        "sign-in-refused",
        "identify",
        "choose-method",
        "enter-code",
        "calling",
        "ask-staff",
    ),
    *("new-password", "done", "accepted", "unlock-only", "write-unknown", "idle-warning", "out-of-service"),
    "enrolling",
)
SETTLE = 6
"""Rounds of events after which every layout has come to rest."""
SHEET_COLUMNS = 5
THUMB = 420


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that was made, and what is wrong with it."""

    path: Path
    faults: tuple[str, ...]
    hidden: int


class Studio:
    """The application and one window, asked for scene after scene."""

    def __init__(self, size: str, dpi: float) -> None:
        self.app = QApplication.instance() or QApplication([])
        assert isinstance(self.app, QApplication)  # noqa: S101 - instance() is typed as the base class
        theme.prepare(self.app)
        load_fonts()
        self.size = size
        pages = make_pages(Tools(ZxcvbnMeter(), QrCodes()))
        self.window = KioskWindow(pages, Translators(self.app), Shape(Mode.WINDOWED, metrics(dpi)))
        width, height = (int(part) for part in size.split("x"))
        self.window.resize(width, height)
        self.window.open()

    def draw(self, scene: Scene, folder: Path) -> Drawn:
        """Show `scene`, let it settle, save its picture."""
        self.window.wipe()
        self.window.show_state(scene.kiosk)
        self._settle()
        self._play(scene)
        self._settle()
        path = folder / f"{scene.name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self.window.grab().save(str(path)):
            raise OSError(f"{path} cannot be written")
        return Drawn(path, tuple(offenders(self.window)), hidden_height(self.window))

    def _play(self, scene: Scene) -> None:
        page = self.window.current()
        fields = [] if page is None else page.findChildren(QLineEdit)
        for name, text in scene.typed:
            for field in fields:
                if field.objectName() == name:
                    field.setText(text)
        shown = [field for field in fields if field.isVisible() and field.isEnabled()]
        if scene.hands is Hands.TYPING and shown:
            self.window.keyboard.raise_for(shown[0])
            shown[0].setFocus()

    def _settle(self) -> None:
        for _round in range(SETTLE):
            self.app.processEvents()


def sheet(pictures: list[Path], target: Path) -> None:
    """Put small copies of `pictures` on one page."""
    thumbs = [
        QImage(str(path)).scaledToWidth(THUMB, Qt.TransformationMode.SmoothTransformation)
        for path in pictures
    ]
    if not thumbs:
        return
    height = thumbs[0].height() + 12
    rows = -(-len(thumbs) // SHEET_COLUMNS)
    page = QImage(SHEET_COLUMNS * (THUMB + 12), rows * height, QImage.Format.Format_RGB32)
    page.fill(QColor("#8A8F98"))
    painter = QPainter(page)
    for number, thumb in enumerate(thumbs):
        row, column = divmod(number, SHEET_COLUMNS)
        painter.drawImage(QRect(column * (THUMB + 12) + 6, row * height + 6, THUMB, thumb.height()), thumb)
    painter.end()
    page.save(str(target))


def draw_all(wanted: argparse.Namespace) -> Iterator[Drawn]:
    """Draw every combination asked for, a contact sheet for each."""
    for size in wanted.size or SIZES:
        studio = Studio(size, wanted.dpi)
        for colours in wanted.theme or [each.value for each in Theme]:
            for language in wanted.language or LANGUAGES:
                chosen = [s for s in scenes(language, Theme(colours)) if (wanted.scene or "") in s.name]
                drawn = [studio.draw(scene, OUT / size / colours / language) for scene in chosen]
                sheet([one.path for one in drawn], OUT / f"sheet-{language}-{colours}-{size}.png")
                print(f"{size} {colours} {language}: {len(drawn)} pictures", flush=True)
                yield from drawn
        studio.window.dismiss()


def draw_docs() -> Iterator[Drawn]:
    """Draw the README's pictures: one a page, in French and light colours."""
    studio = Studio(SIZES[0], 96)
    for scene in scenes("fr", Theme.LIGHT):
        if scene.name in DOCS_SCENES:
            yield studio.draw(scene, DOCS)
    studio.window.dismiss()


def report(drawn: list[Drawn], seconds: float) -> int:
    """Say what was made and what does not fit."""
    clipped = [one for one in drawn if one.faults]
    for one in clipped:
        print(f"clipped: {one.path.relative_to(ROOT)}")
        for fault in one.faults:
            print(f"    {fault}")
    for one in drawn:
        if one.hidden:
            print(f"scrolls by {one.hidden} px: {one.path.relative_to(ROOT)}")
    longer = sum(one.hidden > 0 for one in drawn)
    print(f"{len(drawn)} pictures in {seconds:.0f} s, {len(clipped)} with clipped text, {longer} that scroll")
    return 1 if clipped else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Draw every page of the station.")
    parser.add_argument("--size", action="append", choices=SIZES)
    parser.add_argument("--theme", action="append", choices=[each.value for each in Theme])
    parser.add_argument("--language", action="append")
    parser.add_argument("--scene")
    parser.add_argument("--docs", action="store_true")
    parser.add_argument("--dpi", type=float, default=96)
    return parser.parse_args()


def main() -> int:
    begun = time.monotonic()
    wanted = arguments()
    drawn = draw_docs() if wanted.docs else draw_all(wanted)
    return report(list(drawn), time.monotonic() - begun)


if __name__ == "__main__":
    sys.exit(main())
