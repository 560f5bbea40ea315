"""Numbered sheets of fresh pictures, the answers in a file of their own: read first, then compare.

Writes `build/captcha/calm.png`, `strong.png` and the answers `*.txt`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kiosk._generated import kiosk_rc  # noqa: F401 - registers the fonts
from kiosk.captcha.chance import SystemChance
from kiosk.captcha.faces import load_faces
from kiosk.captcha.picture import draw
from kiosk.captcha.scheme import SCHEMES, SYMBOLS
from kiosk.core.results import Strength

FOLDER = ROOT / "build" / "captcha"
COUNT, COLUMNS = 30, 3
WIDTH, HEIGHT, NUMBER, GAP = 320, 160, 44, 16


def main() -> int:
    application = QGuiApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for strength in Strength:
        _sheet(strength)
    print(f"{FOLDER}: read the sheets, then open the answers")
    application.quit()
    return 0


def _sheet(strength: Strength) -> None:
    chance, faces, scheme = SystemChance(), load_faces(), SCHEMES[strength]
    sheet = QImage(
        COLUMNS * (WIDTH + NUMBER + GAP), COUNT // COLUMNS * (HEIGHT + GAP), QImage.Format.Format_RGB32
    )
    sheet.fill(QColor("white"))
    painter = QPainter(sheet)
    painter.setFont(QFont("DejaVu Sans", 16))
    answers = []
    for number in range(COUNT):
        text = "".join(SYMBOLS[chance.below(len(SYMBOLS))] for _ in range(scheme.length))
        x, y = number % COLUMNS * (WIDTH + NUMBER + GAP), number // COLUMNS * (HEIGHT + GAP)
        picture = draw(text, scheme, faces, chance)
        painter.drawText(x + 4, y + HEIGHT // 2, str(number + 1))
        painter.drawImage(
            x + NUMBER, y, picture.scaled(WIDTH, HEIGHT, mode=Qt.TransformationMode.SmoothTransformation)
        )
        answers.append(text)
    painter.end()
    sheet.save(str(FOLDER / f"{strength.value}.png"))
    (FOLDER / f"{strength.value}.txt").write_text("\n".join(answers) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
