"""Which languages a browser asks for."""

from __future__ import annotations

import re

from backend.core.languages import Direction, Language, languages, plain

MOST = 12
"""Wishes that are read; browsers send fewer."""
_WISH = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")


def wished(accept_language: str) -> list[str]:
    """Codes of languages, the most wanted first (RFC 9110 section 12.5.4); unreadable ones are left out."""
    read = (_WISH.fullmatch(part) for part in accept_language[:256].split(",")[:MOST])
    weighed = [(plain(one[1]), float(one[2] or 1)) for one in read if one]
    return [code for code, weight in sorted(weighed, key=lambda one: -one[1]) if weight > 0]


def first_known(*codes: str) -> Language:
    """The first of `codes` that has a catalogue; the reference when none has."""
    known = languages()
    found = next((code for code in codes if code in known), "")
    return known[found] if found else next(iter(known.values()))


def listed(tongue: Language, parts: list[str]) -> str:
    """Several words in a row."""
    return ("، " if tongue.direction is Direction.RIGHT_TO_LEFT else ", ").join(parts)
