"""The institution's identifier rule: what the common wrong form should have been.

The sheet stresses ``FerrerFr2017@he-ferrer.eu``, not ``Francisco.Ferrer.2017@he-ferrer.eu``: family name, the
first two letters of the given name, and the year. The pattern and the template are settings.
"""

from __future__ import annotations

import re
import unicodedata

from kiosk.core.results import IdentifierRule

LONGEST = 128
"""No identifier is longer; a longer text is not looked at, so that no pattern can take long over it."""

_PARTICLES = frozenset(
    {"al", "ben", "bin", "da", "dal", "de", "del", "della", "den", "der", "des", "di", "dos", "du", "el"}
    | {"la", "le", "les", "los", "ten", "ter", "van", "vande", "vanden", "vander", "von"}
)
"""Words that begin a family name rather than end the given names (Belgian and neighbouring usage)."""

_WORDS = re.compile(r"[^\s._]+")
_PARTS = re.compile(r"[A-Za-z0-9]+")
_MARKS = dict.fromkeys(range(768, 880))
_PLACE = re.compile(r"\{(given|family|year)(?::\.(\d{1,2}))?\}")
_LETTERS = {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}


def rewrite(typed: str, rule: IdentifierRule) -> str | None:
    """The identifier that `typed`, in the institution's wrong form, stands for.

    Args:
        typed: what is in the field, with or without the domain.
        rule: the institution's setting; a pattern that is no regular expression offers nothing.

    Returns:
        The rewritten identifier, with the domain if one was typed; None when `typed` is not of the
        wrong form, is right already, or would not become a right one. Never raises.
    """
    local, at, domain = typed.strip().partition("@")
    if len(typed) > LONGEST or (at and domain.casefold() != rule.domain.casefold()):
        return None
    if _matches(rule.pattern, local):
        return None
    parts = _matches(rule.wrong_pattern, local)
    rewritten = _filled(rule.rewrite, parts.groupdict("")) if parts else ""
    if not _matches(rule.pattern, rewritten):
        return None
    return f"{rewritten}@{rule.domain}" if at else rewritten


def _matches(pattern: str, text: str) -> re.Match[str] | None:
    try:
        return re.fullmatch(pattern, text, re.IGNORECASE)
    except (re.error, ValueError, OverflowError, RecursionError):
        return None


def _filled(template: str, groups: dict[str, str]) -> str:
    given, family = _names(groups.get("given", ""), groups.get("family", ""))
    values = {"given": given, "family": family, "year": groups.get("year", "")}
    return _PLACE.sub(lambda place: _cut(values[place[1]], place[2]), template)


def _cut(value: str, length: str | None) -> str:
    return value if length is None else value[: int(length)]


def _names(given: str, family: str) -> tuple[str, str]:
    """Divide the words anew: a family name is the last word, or all from its first particle on.

    ``Jean.Pierre.Dupont`` has two given names, ``Jan.Van.Damme`` a particle; no pattern tells which.
    """
    words = _WORDS.findall(given) + _WORDS.findall(family)
    later = range(1, len(words))
    start = next((place for place in later if words[place].casefold() in _PARTICLES), len(words) - 1)
    start = max(start, 0)
    return "".join(map(_plain, words[:start])), "".join(map(_plain, words[start:]))


def _plain(word: str) -> str:
    """ASCII letters and digits, each part of a hyphenated word with its capital."""
    spelled = "".join(_LETTERS.get(letter, letter) for letter in word)
    marked = unicodedata.normalize("NFKD", spelled)
    return "".join(_capital(part) for part in _PARTS.findall(marked.translate(_MARKS)))


def _capital(part: str) -> str:
    mixed = part != part.lower() and part != part.upper()
    return part[:1].upper() + (part[1:] if mixed else part[1:].lower())
