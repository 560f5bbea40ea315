"""Properties of every picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from kiosk.captcha.chance import SystemChance
from kiosk.captcha.colours import choose_colours, contrast
from kiosk.captcha.faces import FacesMissing, Typeface, load_faces
from kiosk.captcha.picture import SCALE, draw
from kiosk.captcha.scheme import CALM, HEIGHT, LEAST_CONTRAST, STRONG, SYMBOLS, WIDTH, Scheme
from tests.kiosk.captcha.conftest import Seeded

TEXTS = st.text(alphabet=SYMBOLS, min_size=6, max_size=6)
SCHEMES = st.sampled_from([CALM, STRONG])
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(TEXTS, SCHEMES, st.integers(0, 2**32))
def test_every_text_fits_in_two_colours(
    qapp: object, faces: tuple[Typeface, ...], text: str, scheme: Scheme, seed: int
) -> None:
    image = draw(text[: scheme.length], scheme, faces, Seeded(seed))
    assert (image.width(), image.height()) == (WIDTH * SCALE, HEIGHT * SCALE)
    assert ink_share(image) > 0.04


@quick
@given(TEXTS, SCHEMES, st.integers(0, 2**32))
def test_ink_stays_off_the_edge_of_any_warp(
    qapp: object, faces: tuple[Typeface, ...], text: str, scheme: Scheme, seed: int
) -> None:
    wilder = replace(scheme, stripes=None, wave_y=((20, 40), (100, 190)), wave_x=((20, 40), (60, 110)))
    image = draw(text[: scheme.length], wilder, faces, Seeded(seed))
    ground = image.pixel(0, 0)
    width, height = image.width(), image.height()
    assert all(image.pixel(x, y) == ground for x in range(0, width, 3) for y in (0, height - 1))
    assert all(image.pixel(x, y) == ground for x in (0, width - 1) for y in range(0, height, 3))


@quick
@given(TEXTS, SCHEMES, st.integers(0, 2**32))
def test_the_pictures_own_two_colours_have_contrast(
    qapp: object, faces: tuple[Typeface, ...], text: str, scheme: Scheme, seed: int
) -> None:
    image = draw(text[: scheme.length], scheme, faces, Seeded(seed)).scaled(192, 96)
    counts = Counter(image.pixel(x, y) for x in range(192) for y in range(96))
    (one, _), (other, _) = counts.most_common(2)
    assert contrast(QColor(one), QColor(other)) >= LEAST_CONTRAST


@given(st.integers(0, 2**32))
def test_contrast_is_enough(seed: int) -> None:
    colours = choose_colours(Seeded(seed))
    assert contrast(colours.dark, colours.light) >= LEAST_CONTRAST


class Told:
    """`Chance` that says what it was told to."""

    def __init__(self, *said: float) -> None:
        self._said = list(said)

    def random(self) -> float:
        return self._said.pop(0)

    def below(self, limit: int) -> int:
        return int(limit * self.random())


def test_colours_too_near_are_drawn_again() -> None:
    pale_olive_on_blue = (1 / 6, 0, 0.99, 2 / 3, 0.99, 0)
    colours = choose_colours(Told(*pale_olive_on_blue, 0, 0.99, 0, 0, 0, 0.99))
    assert colours.dark.hueF() == pytest.approx(0, abs=0.01)
    assert contrast(colours.dark, colours.light) > 10


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


def test_the_same_randomness_draws_the_same_picture(qapp: object, faces: tuple[Typeface, ...]) -> None:
    assert draw("ACEHMP", STRONG, faces, Seeded(3)) == draw("ACEHMP", STRONG, faces, Seeded(3))
    assert draw("ACEHMP", STRONG, faces, Seeded(3)) != draw("ACEHMP", STRONG, faces, Seeded(4))


def test_stripes_cover_half_of_a_strong_picture(qapp: object, faces: tuple[Typeface, ...]) -> None:
    assert 0.35 < ink_share(draw("ACEHMP", STRONG, faces, Seeded(3))) < 0.65
    assert ink_share(draw("ACEHM", CALM, faces, Seeded(3))) < 0.35


def test_missing_fonts_are_an_error_that_says_what_to_do() -> None:
    with pytest.raises(FacesMissing, match="build_assets"):
        load_faces(":/nowhere")


def test_the_systems_randomness_keeps_its_ranges() -> None:
    chance = SystemChance()
    assert all(0 <= chance.random() < 1 for _ in range(200))
    assert {chance.below(3) for _ in range(200)} == {0, 1, 2}


def ink_share(image: QImage) -> float:
    """The share of dark pixels."""
    small = image.scaled(96, 48)
    lightness = [QColor(small.pixel(x, y)).lightness() for x in range(96) for y in range(48)]
    middle = (min(lightness) + max(lightness)) / 2
    return sum(value < middle for value in lightness) / len(lightness)
