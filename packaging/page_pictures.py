"""`make pages`: axe over every page of console and phone, in every language; pictures for `docs/images/`.

The pictures of every state, size and theme are left in `build/screens/pages/`; the documents show one a
template. `--drawn` takes those that are there already. Returns 1 when axe or a size found something.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from check_docs import LARGEST_PICTURE, PAGES, pictures_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
DRAWN = ROOT / "build" / "screens" / "pages"
DOCS = ROOT / "docs" / "images"
TESTS = ("tests/servers_suite/test_console_axe.py", "tests/servers_suite/test_phone_axe.py")
VIEW = {"console": "desk-en", "phone-page": "phone-en"}
COLOURS = 256
"""What a small PNG may have; a page has few, but for the edges of its letters."""
BESIDES = {"console": ("request-approved",)}
"""States worth a picture of their own."""


def draw() -> int:
    """Run the browser over every page; returns pytest's status."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", *TESTS]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "REPASSE_EVERY_LANGUAGE": "yes"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    status = 0 if "--drawn" in sys.argv[1:] else draw()
    DOCS.mkdir(parents=True, exist_ok=True)
    large = [name for kind in PAGES for name in _names(kind) if not _kept(kind, name)]
    for name in large:
        print(f"{name}: larger than {LARGEST_PICTURE} bytes")
    return 1 if status or large else 0


def _names(kind: str) -> list[str]:
    return pictures_of(kind) + [f"{kind}-{state}.png" for state in BESIDES.get(kind, ())]


def _kept(kind: str, name: str) -> bool:
    """Put one picture where the documents find it; whether it is small enough."""
    folder = DRAWN / kind.removesuffix("-page")
    state = name.removeprefix(f"{kind}-").removesuffix(".png")
    drawn = QImage(str(folder / f"{state}-{VIEW[kind]}.png"))
    if drawn.isNull():
        raise FileNotFoundError(f"{state} was not drawn")
    few = drawn.convertToFormat(
        QImage.Format.Format_Indexed8, _colours(drawn), Qt.ImageConversionFlag.ThresholdDither
    )
    few.save(str(DOCS / name), quality=0)  # of PNG: compressed as much as it can be
    return (DOCS / name).stat().st_size <= LARGEST_PICTURE


def _colours(picture: QImage) -> list[int]:
    """Those that are there most often, so that every surface keeps its own."""
    pixels = memoryview(picture.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    return [colour for colour, _times in Counter(pixels).most_common(COLOURS)]


if __name__ == "__main__":
    sys.exit(main())
