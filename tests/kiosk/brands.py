"""Marks and fonts as an institution might bring them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QImage

FONT = Path(__file__).parents[2] / "resources" / "captcha_fonts" / "captcha_05.ttf"
"""Any other font than ours."""
RED, WHITE = QColor("#C8102E"), QColor("#FFFFFF")
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">
<rect width="100%" height="100%" fill="#C8102E"/></svg>
"""


def svg(folder: Path, width: int = 60, height: int = 60) -> Path:
    """A red mark of that shape."""
    path = folder / "mark.svg"
    path.write_text(SVG.format(width, height), encoding="utf-8")
    return path


def png(folder: Path, width: int = 60, height: int = 60) -> Path:
    path = folder / "mark.png"
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(RED)
    assert image.save(str(path))
    return path
