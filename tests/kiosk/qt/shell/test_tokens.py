"""Colours can be read, sizes grow with the screen, and nobody else sets either."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.core.look import Theme
from kiosk.qt import theme
from kiosk.qt.tokens import CONTRAST, LIGHT, READABLE, Palette, contrast, metrics, palette

ROOT = Path(__file__).resolve().parents[4]
GRAPHIC = 3.0
"""Least contrast of what is not text (WCAG 2.2, success criterion 1.4.11)."""


@pytest.mark.parametrize("colours", Theme)
@pytest.mark.parametrize("name", ["text", "muted", "accent", "success", "danger", "warning"])
def test_text_can_be_read_on_both_grounds(colours: Theme, name: str) -> None:
    worn = palette(colours)
    assert contrast(getattr(worn, name), worn.page) >= READABLE
    assert contrast(getattr(worn, name), worn.surface) >= READABLE


@pytest.mark.parametrize("colours", Theme)
def test_buttons_fields_and_focus_can_be_seen(colours: Theme) -> None:
    worn = palette(colours)
    assert contrast(worn.on_accent, worn.accent) >= READABLE
    assert contrast(worn.on_accent, worn.pressed) >= READABLE
    assert contrast(worn.text, worn.wash) >= READABLE
    assert contrast(worn.edge, worn.page) >= GRAPHIC
    assert contrast(worn.focus, worn.page) >= GRAPHIC


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_an_institution_may_set_an_accent_that_can_be_read() -> None:
    worn = palette(Theme.LIGHT, "#7A0019")
    assert worn.accent == worn.focus == "#7A0019"
    assert contrast(worn.on_accent, worn.accent) >= READABLE


@pytest.mark.parametrize(
    ("colours", "kept"), [(Theme.LIGHT, LIGHT), (Theme.CONTRAST, CONTRAST)], ids=["pale", "contrast"]
)
def test_an_accent_that_cannot_be_read_is_not_worn(colours: Theme, kept: Palette) -> None:
    assert palette(colours, "#FFE680") == kept


@pytest.mark.parametrize(("dpi", "least_mm"), [(96, 12), (141, 12), (200, 12)])
def test_targets_keep_twelve_millimetres(dpi: float, least_mm: float) -> None:
    sizes = metrics(dpi)
    for side in (sizes.target, sizes.key, sizes.px(64)):
        assert side / dpi * 25.4 >= least_mm - 0.2


def test_a_key_is_never_under_56_pixels() -> None:
    assert metrics(60).key == 56


@pytest.mark.parametrize("colours", Theme)
@pytest.mark.parametrize("dpi", [96, 141])
def test_the_style_sheet_leaves_no_placeholder(colours: Theme, dpi: float) -> None:
    sheet = theme.style_sheet(theme.dress(colours, metrics(dpi)))
    assert "$" not in sheet
    assert palette(colours).page in sheet


def test_colours_and_sizes_stand_in_the_tokens_only() -> None:
    """The QR code is black on white in every theme, and the drawings are tinted from black."""
    literal = re.compile(r"""["']#[0-9A-Fa-f]{3,8}["']|font-size|setPointSize""")
    allowed = {"tokens.py", "qr_view.py", "icons.py"}
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted((ROOT / "kiosk" / "qt").rglob("*.py"))
        if path.name not in allowed
        for line in path.read_text(encoding="utf-8").splitlines()
        if literal.search(line)
    ]
    assert found == []


def test_the_template_names_no_colour_and_no_size() -> None:
    sheet = (ROOT / "resources" / "styles" / "kiosk.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=\s*[;}])|[1-9]\d*px", sheet) == []
