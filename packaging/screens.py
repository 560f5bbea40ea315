"""`make screens`: a picture of every page, language, theme and size in `build/screens/`, nothing clipped.

Options: `--language` (or one of `packaging/pseudo.py`), `--theme`, `--size` and `--scene` (a part of
its name) restrict what is drawn; `--text-size` (in per cent) and `--reach` draw as a person may choose,
`--panel` with the panel open; `--dpi` draws for a denser screen; `--mark` and `--font` put on an
institution's own; `--docs` makes the pictures of the documentation in `docs/images/` instead. Returns 1
when a text has less room than it needs, or a window outgrew its screen.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pseudo
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit

import kiosk._generated.kiosk_rc  # noqa: F401 - registers the resources
from kiosk.adapters.qr import QrCodes
from kiosk.adapters.strength import ZxcvbnMeter
from kiosk.core.look import Reach, TextSize, Theme
from kiosk.qt import i18n, theme
from kiosk.qt.brand import Brand, load_brand
from kiosk.qt.fonts import load_fonts
from kiosk.qt.i18n import Translators, available
from kiosk.qt.pages.base import Tools
from kiosk.qt.pages.registry import make_pages
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.tokens import metrics
from kiosk.qt.window import KioskWindow
from tests.kiosk.clipping import hidden_height, offenders
from tests.kiosk.gallery import Hands, Scene, scenes
from tests.kiosk.machine import FakeMachine

OUT = ROOT / "build" / "screens"
SIZES = ("1280x800", "1920x1080", "1080x1920")
OTHER_SIZES = ("1024x768",)
"""Drawn when named."""
LANGUAGES = available()
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
    *("enrolling", "phone-link", "phone-digits", "contact-code", "maintenance", "waiting", "typing-sign-in"),
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


def application() -> QApplication:
    """The one application, with style and fonts."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101 - instance() is typed as the base class
    theme.prepare(app)
    load_fonts()
    return app


class Studio:
    """The application and one window, asked for scene after scene."""

    def __init__(self, size: str, dpi: float, brand: Brand) -> None:
        self.app = application()
        self.size = size
        pages = make_pages(Tools(ZxcvbnMeter(), QrCodes(), FakeMachine()))
        self.window = KioskWindow(pages, Translators(self.app), Shape(Mode.WINDOWED, metrics(dpi), brand))
        width, height = (int(part) for part in size.split("x"))
        self.window.resize(width, height)
        self.window.open()

    def draw(self, scene: Scene, folder: Path, *, panel: bool = False) -> Drawn:
        """Show `scene`, let it settle, save its picture."""
        self.window.wipe()
        self.window.show_state(scene.kiosk)
        self._settle()
        self._play(scene)
        if panel:
            self.window.comfort.toggle()
        self._settle()
        path = folder / f"{scene.name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = self.window.grab()
        if not picture.save(str(path)):
            raise OSError(f"{path} cannot be written")
        faults = (*self._wrong_size(picture), *offenders(self.window))
        return Drawn(path, faults, hidden_height(self.window))

    def _wrong_size(self, picture: QPixmap) -> Iterator[str]:
        """A window that grew beyond its screen shows nothing clipped, and yet nobody sees all of it."""
        drawn = f"{picture.width()}x{picture.height()}"
        if drawn != self.size:
            yield f"the picture is {drawn}, the screen {self.size}"

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
    application()
    brand = load_brand(wanted.mark, [wanted.font] if wanted.font else [])
    for size in wanted.size or SIZES:
        studio = Studio(size, wanted.dpi, brand)
        for colours in wanted.theme or [each.value for each in Theme]:
            for language in wanted.language or LANGUAGES:
                yield from draw_look(studio, wanted, colours, language)
        studio.window.dismiss()


def draw_look(studio: Studio, wanted: argparse.Namespace, colours: str, language: str) -> list[Drawn]:
    """Draw the scenes in one language and look, and their contact sheet."""
    text, reach = TextSize(wanted.text_size), Reach.LOWER if wanted.reach else Reach.WHOLE
    found = scenes(language, Theme(colours), text, reach)
    look = colours + (f"-{text.value}" if text is not TextSize.ORDINARY else "") + ("-reach" * wanted.reach)
    look += "-panel" * wanted.panel
    scenes_asked = [scene for scene in found if (wanted.scene or "") in scene.name]
    folder = OUT / studio.size / look / language
    drawn = [studio.draw(scene, folder, panel=wanted.panel) for scene in scenes_asked]
    sheet([one.path for one in drawn], OUT / f"sheet-{language}-{look}-{studio.size}.png")
    print(f"{studio.size} {look} {language}: {len(drawn)} pictures", flush=True)
    return drawn


def draw_docs() -> Iterator[Drawn]:
    """Draw the README's pictures: one a page, in French and light colours."""
    studio = Studio(SIZES[0], 96, Brand())
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
    wrong = f"{len(clipped)} clipped or of another size"
    print(f"{len(drawn)} pictures in {seconds:.0f} s, {wrong}, {longer} that scroll")
    return 1 if clipped else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Draw every page of the station.")
    parser.add_argument("--size", action="append", choices=(*SIZES, *OTHER_SIZES))
    parser.add_argument("--theme", action="append", choices=[each.value for each in Theme])
    parser.add_argument("--language", action="append")
    parser.add_argument("--scene")
    sizes = [each.value for each in TextSize]
    parser.add_argument("--text-size", type=int, choices=sizes, default=sizes[0])
    parser.add_argument("--reach", action="store_true")
    parser.add_argument("--panel", action="store_true")
    parser.add_argument("--docs", action="store_true")
    parser.add_argument("--dpi", type=float, default=96)
    parser.add_argument("--mark", type=Path)
    parser.add_argument("--font", type=Path)
    return parser.parse_args()


def main() -> int:
    begun = time.monotonic()
    wanted = arguments()
    with tempfile.TemporaryDirectory() as folder:
        if set(wanted.language or ()) & set(pseudo.MADE_OF):
            i18n.CATALOGUES = pseudo.beside(i18n.CATALOGUES, Path(folder))
        drawn = list(draw_docs() if wanted.docs else draw_all(wanted))
    return report(drawn, time.monotonic() - begun)


if __name__ == "__main__":
    sys.exit(main())
