"""Wrapped text: lines 1.4 sizes apart, plain, and of the height that it says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.qt.paragraph import Paragraph
from kiosk.qt.tokens import FONT_FAMILY

WORDS = "Choisissez la méthode de contact à utiliser pour la vérification de votre compte"
SHEET = f"* {{ font-family: '{FONT_FAMILY}'; font-size: %dpx; color: #000000; background: #FFFFFF; }}"


def made(qtbot: QtBot, text: str, size: int = 22, width: int = 300) -> Paragraph:
    label = Paragraph()
    qtbot.addWidget(label)
    label.setWordWrap(True)
    label.setStyleSheet(SHEET % size)
    label.setText(text)
    label.ensurePolished()
    label.resize(width, label.heightForWidth(width))
    return label


def inked_rows(label: QLabel) -> list[int]:
    """The rows of pixels that hold ink, counted from the top."""
    image = label.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    dark = QColor("#808080").lightness()
    return [
        row
        for row in range(image.height())
        if any(image.pixelColor(place, row).lightness() < dark for place in range(image.width()))
    ]


def tops(rows: list[int]) -> list[int]:
    """The first row of each line of ink."""
    return [row for before, row in zip([-2, *rows], rows, strict=False) if row > before + 1]


@pytest.mark.parametrize("size", [18, 22, 28, 44])
def test_lines_are_one_and_four_tenths_apart(qtbot: QtBot, size: int) -> None:
    label = made(qtbot, "HHH HHH HHH", size, width=4 * size)
    first, second, third = tops(inked_rows(label))
    assert second - first == third - second == label.pitch()
    assert label.pitch() / size == pytest.approx(1.4, abs=0.03)


def test_one_line_is_as_high_as_a_plain_label(qtbot: QtBot) -> None:
    label = made(qtbot, "Mot de passe", width=600)
    assert label.height() == label.fontMetrics().height()


@pytest.mark.parametrize("width", [120, 300, 700])
def test_its_height_holds_all_of_its_ink(qtbot: QtBot, width: int) -> None:
    label = made(qtbot, WORDS, width=width)
    needed = inked_rows(label)
    label.resize(width, label.height() + 200)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    assert len(inked_rows(label)) == len(needed)


def test_a_line_break_breaks_the_line(qtbot: QtBot) -> None:
    label = made(qtbot, "HH\nHH", width=600)
    assert len(tops(inked_rows(label))) == 2
    assert label.text() == "HH\nHH"


def test_markup_is_text(qtbot: QtBot) -> None:
    """Names and masks are shown as they are, whatever is in them."""
    label = made(qtbot, "<b>H</b> & <i>H</i>", width=600)
    plain = label.fontMetrics().horizontalAdvance("<b>H</b> & <i>H</i>")
    assert label.text() == "<b>H</b> & <i>H</i>"
    assert inked_width(label) > plain * 0.9


def test_right_to_left_text_stands_at_the_right(qtbot: QtBot) -> None:
    label = made(qtbot, "HH", width=600)
    left = ink(label)
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right = ink(label)
    assert left.left() < 10
    assert right.right() > 590


def test_a_new_text_or_font_is_measured_anew(qtbot: QtBot) -> None:
    label = made(qtbot, "H")
    single = label.heightForWidth(300)
    label.setText(WORDS)
    wrapped = label.heightForWidth(300)
    label.setStyleSheet(SHEET % 44)
    label.ensurePolished()
    assert single < wrapped < label.heightForWidth(300)


def ink(label: QLabel) -> QRect:
    image = label.grab().toImage()
    columns = [
        place
        for place in range(image.width())
        if any(image.pixelColor(place, row).lightness() < 128 for row in range(image.height()))
    ]
    return QRect(columns[0], 0, columns[-1] - columns[0] + 1, image.height())


def inked_width(label: QLabel) -> int:
    return ink(label).width()
