"""What counts as the right answer to a challenge."""

from __future__ import annotations

import hmac
import unicodedata

from kiosk.core.secret import Secret

TOLERATED = 1
"""Substituted characters that a picture forgives: people confuse one, and guessing stays at 1.5e-5."""


def folded(answer: str) -> str:
    """Upper case, compatibility forms and any script's digits made plain, white space and hyphens dropped."""
    plain = unicodedata.normalize("NFKC", answer).upper()
    return "".join(_digit(c) for c in plain if not c.isspace() and c != "-")


def _digit(character: str) -> str:
    """An Arabic keyboard types ٣ for the 3 that was heard."""
    return str(unicodedata.decimal(character, character))


def fits_picture(answer: Secret, text: Secret) -> bool:
    """The same length and at most one character wrong; every character is compared, always."""
    given, wanted = folded(answer.reveal()), text.reveal()
    if len(given) != len(wanted):
        return False
    wrong = sum(not _same(a, b) for a, b in zip(given, wanted, strict=True))
    return wrong <= TOLERATED


def fits_digits(answer: Secret, digits: Secret) -> bool:
    """Exactly the digits that were spoken."""
    return _same(folded(answer.reveal()), digits.reveal())


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
