"""How fast a CAPTCHA is drawn, and how often shipped solvers read it: raw, cropped, cropped and binarised.

The crop is an oracle's: exactly the ink's own bounds, which a real attacker must first find.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import captcha_whisperer
from bench_report import Row, publish, spread
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kiosk._generated import kiosk_rc  # noqa: F401 - registers the fonts
from kiosk.captcha.answers import folded
from kiosk.captcha.faces import Typeface, load_faces
from kiosk.captcha.picture import draw, png
from kiosk.captcha.scheme import SCHEMES, SYMBOLS
from kiosk.core.results import Strength

SHOWN = (640, 320)
"""The size on the page, which is what a camera sees."""
MARGIN = 6
DRAWN = 60
FLOOR = "floor: an empty PNG of that size"
RAW_LIMITS = {"whisperer": 2.0, "tesseract": 1.0}
"""The highest raw solve rates, in percent, that the strong pictures may have."""

Solver = Callable[[bytes], str]


class Seeded:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def random(self) -> float:
        return self._random.random()

    def below(self, limit: int) -> int:
        return self._random.randrange(limit)


@dataclass(frozen=True, slots=True)
class Sample:
    text: str
    raw: bytes
    cropped: bytes
    binarised: bytes


def main() -> int:
    """Draw, solve, print; 1 when a strong picture is read more often than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    count: int = parser.parse_args().count
    application = QGuiApplication([])
    faces = load_faces()
    rows = [row for strength in Strength for row in _drawing(strength, faces)]
    too_weak = False
    for strength in Strength:
        samples = [_sample(strength, faces, seed) for seed in range(count)]
        for name, solver in _solvers().items():
            raw, rates = _rates(solver, samples)
            limit = RAW_LIMITS[name]
            bound = f"at most {limit:.0f} % raw" if strength is Strength.STRONG else ""
            too_weak = too_weak or (strength is Strength.STRONG and raw > limit)
            rows.append(Row(f"{strength.value}, {name}", rates, "", bound))
    publish("captcha", f"CAPTCHA: drawing, and what solvers read of {count} pictures each", rows)
    application.quit()
    return 1 if too_weak else 0


def _drawing(strength: Strength, faces: tuple[Typeface, ...]) -> list[Row]:
    scheme = SCHEMES[strength]
    picture = partial(draw, "ACEHMP"[: scheme.length], scheme, faces)
    drawn = [_timed(partial(picture, Seeded(10_000 + seed))) for seed in range(DRAWN)]
    floor = [_timed(_plain) for _ in range(DRAWN)]
    return [
        Row(f"{strength.value} picture, {clock}", spread(times), spread(floors), FLOOR)
        for clock, times, floors in zip(
            ("wall", "CPU"), zip(*drawn, strict=True), zip(*floor, strict=True), strict=True
        )
    ]


def _timed(make: Callable[[], QImage]) -> tuple[float, float]:
    """Seconds on the wall and of this process until the PNG is there."""
    wall, processor = time.perf_counter(), time.process_time()
    png(make())
    return time.perf_counter() - wall, time.process_time() - processor


def _plain() -> QImage:
    image = QImage(960, 480, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


def _sample(strength: Strength, faces: tuple[Typeface, ...], seed: int) -> Sample:
    scheme = SCHEMES[strength]
    chance = Seeded(seed)
    text = "".join(SYMBOLS[chance.below(len(SYMBOLS))] for _ in range(scheme.length))
    image = _shown(draw(text, scheme, faces, Seeded(seed)))
    ink = _ink(_shown(draw(text, replace(scheme, stripes=None), faces, Seeded(seed))))
    cropped = image.copy(ink)
    return Sample(text, png(image), png(cropped), png(_binarised(cropped)))


def _shown(image: QImage) -> QImage:
    return image.scaled(*SHOWN, mode=Qt.TransformationMode.SmoothTransformation)


def _binarised(image: QImage) -> QImage:
    mono = image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    return mono.convertToFormat(QImage.Format.Format_RGB32)


def _ink(image: QImage) -> QRect:
    ground = image.pixel(0, 0)
    places = [
        (x, y) for y in range(0, SHOWN[1], 2) for x in range(0, SHOWN[0], 2) if image.pixel(x, y) != ground
    ]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    rect = QRect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return rect.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN).intersected(image.rect())


def _solvers() -> dict[str, Solver]:
    if shutil.which("tesseract") is None:
        raise SystemExit("tesseract is missing: apt-get install tesseract-ocr")
    return {"whisperer": _whisperer, "tesseract": _tesseract}


def _whisperer(picture: bytes) -> str:
    return str(captcha_whisperer.recognize(picture))


def _tesseract(picture: bytes) -> str:
    command = ["tesseract", "-", "-", "--psm", "8", "-c", f"tessedit_char_whitelist={SYMBOLS}"]
    return subprocess.run(command, input=picture, capture_output=True, check=True).stdout.decode()


def _rates(solver: Solver, samples: list[Sample]) -> tuple[float, str]:
    """The raw rate in percent, and all three as text."""
    raw = _rate(solver, [(s.text, s.raw) for s in samples])
    cropped = _rate(solver, [(s.text, s.cropped) for s in samples])
    binarised = _rate(solver, [(s.text, s.binarised) for s in samples])
    return raw, f"{raw:.1f} % raw, {cropped:.1f} % cropped, {binarised:.1f} % binarised"


def _rate(solver: Solver, pictures: list[tuple[str, bytes]]) -> float:
    """Percent read without a fault."""
    return 100 * sum(folded(solver(picture)) == text for text, picture in pictures) / len(pictures)


if __name__ == "__main__":
    sys.exit(main())
