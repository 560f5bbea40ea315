"""The comparison, on any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.captcha.answers import fits_digits, fits_picture, folded
from kiosk.captcha.scheme import SYMBOLS
from kiosk.core.secret import Secret

TEXTS = st.text(alphabet=SYMBOLS, min_size=5, max_size=6)


@given(st.text(max_size=12), TEXTS)
def test_it_takes_any_text(typed: str, text: str) -> None:
    fits_picture(Secret(typed), Secret(text))
    fits_digits(Secret(typed), Secret(text))


@given(TEXTS, TEXTS)
def test_it_forgives_exactly_one_substitution(one: str, other: str) -> None:
    different = sum(a != b for a, b in zip(one, other, strict=False))
    expected = len(one) == len(other) and different <= 1
    assert fits_picture(Secret(one), Secret(other)) is expected


@given(st.text(alphabet="0123456789", min_size=6, max_size=6), st.text(max_size=8))
def test_digits_are_exact_in_any_script(digits: str, typed: str) -> None:
    arabic = digits.translate({ord("0") + n: 0x660 + n for n in range(10)})
    assert fits_digits(Secret(f"{arabic[:3]} {arabic[3:]}"), Secret(digits))
    assert not fits_digits(Secret(digits[:-1] + str((int(digits[-1]) + 1) % 10)), Secret(digits))
    assert fits_digits(Secret(typed), Secret(digits)) is (folded(typed) == digits)


def test_a_lone_surrogate_is_only_wrong() -> None:
    assert not fits_picture(Secret("\ud800\ud800\ud800\ud800\ud800"), Secret("ACEHM"))
