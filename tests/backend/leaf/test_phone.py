from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.adapters.phone import PhoneNumbers

NUMBERS = PhoneNumbers()
MOBILE = "+32470123423"


@pytest.mark.parametrize(
    "typed",
    [
        "0470 12 34 23",
        "0470123423",
        "+32470123423",
        "+32 470 12 34 23",
        "0032470123423",
        "00 32 470 12 34 23",
        "(0)470/12.34.23",
        "+32 (0)470 12 34 23",
        "0032 (0)470/12.34.23",
        "0470-12-34-23",
        "0470–12–34–23",
        "\u00a00470\u202f12\u202f34\u202f23 ",
        "٠٤٧٠١٢٣٤٢٣",
    ],
)
def test_every_way_of_writing_it_is_one_number(typed: str) -> None:
    assert NUMBERS.e164(typed) == MOBILE
    assert NUMBERS.same(typed, MOBILE) is True
    assert NUMBERS.same(typed, "+32470123424") is False


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "23",
        "*****23",
        "francisco@example.org",
        "0470 FLOWER",
        "+",
        "0470 12 34 23 ext 5",
        "1" * 41,
        "tel:0470123423",
    ],
)
def test_what_is_no_number_is_a_typing_error(typed: str) -> None:
    assert NUMBERS.e164(typed) is None
    assert NUMBERS.same(typed, MOBILE) is None


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0151 23456789", "+4915123456789"),
        ("0612-345678", "+212612345678"),
        ("347 123 4567", "+393471234567"),
        ("02 511 11 11", "+3225111111"),
    ],
)
def test_numbers_match_in_the_national_form_of_their_own_country(typed: str, stored: str) -> None:
    assert NUMBERS.same(typed, stored) is True
    assert NUMBERS.same(typed, stored[:-1] + "0") is False


@given(st.one_of(st.text(max_size=45), st.from_regex(r"[+0-9() ./-]{0,20}", fullmatch=True)))
def test_readable_never_depends_on_what_is_stored(typed: str) -> None:
    answers = {
        NUMBERS.same(typed, stored) is None for stored in (MOBILE, "+33612345678", "+3545812345", "", "x")
    }
    assert len(answers) == 1


@given(st.text())
def test_no_text_makes_it_raise(typed: str) -> None:
    number = NUMBERS.e164(typed)
    assert number is None or NUMBERS.e164(number) == number
