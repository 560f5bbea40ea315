"""Telephone numbers in E.164, read with `phonenumbers`; implements the core's `Numbers`."""

from __future__ import annotations

import re

import phonenumbers

LONGEST = 40
"""Characters of the longest thing that is still looked at as a number."""

_TYPED = re.compile(r"[\d+()/.\-\s‐‑‒–—−]+")
_BLANK = re.compile(r"\s")
_NATIONAL_DIGITS = range(9, 16)
"""Digits of a foreign national number that is readable without knowing its country (E.164 has 15 at most)."""

_MOBILE = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)


class PhoneNumbers:
    """Reads numbers as people type them. Pure, without state; shared between threads.

    `default_region` is the ISO 3166 code of the country whose national form and ``00`` prefix are meant.
    """

    def __init__(self, default_region: str = "BE") -> None:
        self._region = default_region

    def e164(self, typed: str) -> str | None:
        """``0470 12 34 23`` as ``+32470123423``; None when it cannot be a number.

        Judged by the length alone (`is_possible_number`): the tables of ranges in use age, and a number
        that the directory holds must never become unprovable.
        """
        return self._read(typed, self._region)

    def mobile(self, number: str) -> bool:
        """Whether messages may reach it; in some countries a number does not tell, and then it may."""
        try:
            kind = phonenumbers.number_type(phonenumbers.parse(number, None))
        except phonenumbers.NumberParseException:
            return False
        return kind in _MOBILE

    def country(self, number: str) -> str | None:
        """The ISO 3166 code of the country of an E.164 `number`; None where it has none."""
        return self._region_of(number)

    def same(self, typed: str, stored: str) -> bool | None:
        """Whether `typed` is the `stored` E.164 number, also in the national form of that number's country.

        None when `typed` is unreadable, which never depends on `stored`: a typing error, not an attempt.
        """
        reading = self.e164(typed)
        if reading is None and not self._has_national_length(typed):
            return None
        own = self._read(typed, self._region_of(stored))
        return stored in {reading, own}

    def spaced(self, number: str) -> str:
        """An E.164 `number` with a blank behind its country code, as Microsoft Graph keeps them."""
        try:
            read = phonenumbers.parse(number, None)
        except phonenumbers.NumberParseException:
            return number
        zeros = "0" * (read.number_of_leading_zeros or 1) if read.italian_leading_zero else ""
        return f"+{read.country_code} {zeros}{read.national_number}"

    def _read(self, typed: str, region: str | None) -> str | None:
        if len(typed) > LONGEST or not _TYPED.fullmatch(typed):
            return None
        try:
            number = phonenumbers.parse(_BLANK.sub(" ", typed), region)
        except phonenumbers.NumberParseException:
            return None
        if not phonenumbers.is_possible_number(number):
            return None
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def _has_national_length(self, typed: str) -> bool:
        digits = sum(mark.isdecimal() for mark in typed)
        return bool(_TYPED.fullmatch(typed)) and "+" not in typed and digits in _NATIONAL_DIGITS

    def _region_of(self, stored: str) -> str | None:
        try:
            return phonenumbers.region_code_for_number(phonenumbers.parse(stored, None))
        except phonenumbers.NumberParseException:
            return None
