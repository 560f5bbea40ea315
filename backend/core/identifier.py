"""The institution's identifier rule: one canonical form, and the rewrite of a common wrong form.

The rule is a setting (`IdentifierRule`), so nothing here may raise on a broken one: `problems` names what
is wrong with it, and everything else then behaves as if the broken half were not there.
"""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from backend.core.views import IdentifierRule

LONGEST = 320
"""Code points of the longest address there can be (RFC 5321 §4.5.3.1: 64 + ``@`` + 255)."""

GROUPS = ("given", "family", "year")

_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
    | {"Ł": "L", "Ø": "O", "Đ": "D", "Ð": "D", "Þ": "Th", "Æ": "Ae", "Œ": "Oe"}
)
_PUNCTUATION = str.maketrans(dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("‐‑‒–—−", "-"))
_PARTICLE_WORDS = """van vande vanden vander von zu den der de del della delle des di du da das dos do
la las le les los ter ten 't 's d' l' el al ben bin bint ibn abu ait ould st saint"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_FORMAT_SPEC = re.compile(r"(\.\d{1,2})?")


def canonical(typed: str, rule: IdentifierRule) -> str:
    """The one form under which an identifier is looked up, counted and hashed.

    NFKC, invisible characters dropped, trimmed, case-folded, and the institution's domain added when the
    part after ``@`` is missing. Idempotent; text without any visible character gives ``""``.
    """
    local, at, domain = _folded(typed).partition("@")
    local, domain = local.strip(), domain.strip()
    if not local and not domain:
        return ""
    if at and domain:
        return f"{local}@{domain}"
    own = _own_domain(rule)
    return f"{local}@{own}" if own else local


def candidates(typed: str, rule: IdentifierRule) -> tuple[str, ...]:
    """Every canonical identifier that `typed` may mean: itself first, then its rewritten form."""
    first = canonical(typed, rule)
    rewritten = rewrite(typed, rule)
    second = canonical(rewritten, rule) if rewritten is not None else first
    return (first,) if second == first else (first, second)


def rewrite(typed: str, rule: IdentifierRule) -> str | None:
    """The right form of a common wrong one, with its domain, to be confirmed by the person.

    ``Francisco.Ferrer.2017@he-ferrer.eu`` gives ``FerrerFr2017@he-ferrer.eu``. Accents are stripped,
    particles joined to the family name, hyphens, apostrophes and spaces dropped. None when `typed` has
    another domain, is right already, does not fit the wrong pattern, or the rule is broken.
    """
    compiled = _compiled(rule)
    local, _, domain = _visible(typed).partition("@")
    own = _own_domain(rule)
    if compiled is None or len(typed) > LONGEST or domain.strip().casefold() not in ("", own):
        return None
    plain = _plain(local.strip())
    if compiled.right.fullmatch(plain):
        return None
    better = _rewritten(plain, compiled)
    if better is None or not compiled.right.fullmatch(better):
        return None
    return f"{better}@{own}" if own else better


def matches(typed: str, rule: IdentifierRule) -> bool:
    """Whether `typed` has the institution's form; true for everything when the pattern is broken."""
    right = _expression(rule.pattern)
    return right is None or right.fullmatch(canonical(typed[:LONGEST], rule).partition("@")[0]) is not None


def problems(rule: IdentifierRule) -> tuple[str, ...]:
    """What is wrong with the setting, one plain sentence each; empty when it can be used."""
    broken = [*_pattern_problems(rule), *_rewrite_problems(rule)]
    if not _own_domain(rule) or re.search(r"[\s@]", _own_domain(rule)):
        broken.append("domain: must be the part after @, without @ or spaces")
    if not broken:
        broken += _example_problems(rule)
    return tuple(broken)


# --- reading the rule ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Compiled:
    right: re.Pattern[str]
    wrong: re.Pattern[str]
    template: str


@lru_cache(maxsize=64)
def _compiled(rule: IdentifierRule) -> _Compiled | None:
    right, wrong = _expression(rule.pattern), _expression(rule.wrong_pattern)
    if right is None or wrong is None or _pattern_problems(rule) or _rewrite_problems(rule):
        return None
    return _Compiled(right, wrong, rule.rewrite)


@lru_cache(maxsize=256)
def _expression(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern, re.IGNORECASE) if pattern else None
    except (re.error, OverflowError, RecursionError):
        return None


def _pattern_problems(rule: IdentifierRule) -> list[str]:
    return [] if _expression(rule.pattern) else ["pattern: is not a regular expression"]


def _rewrite_problems(rule: IdentifierRule) -> list[str]:
    if not rule.wrong_pattern and not rule.rewrite:
        return []
    wrong = _expression(rule.wrong_pattern)
    if wrong is None:
        return ["wrong_pattern: is not a regular expression"]
    missing = [name for name in GROUPS if name not in wrong.groupindex]
    return [f"wrong_pattern: has no group {name}" for name in missing] + _template_problems(rule.rewrite)


def _template_problems(template: str) -> list[str]:
    try:
        fields = [part[1:] for part in string.Formatter().parse(template) if part[1] is not None]
    except ValueError:
        return ["rewrite: is not a template"]
    if not fields:
        return ["rewrite: uses none of given, family, year"]
    return [
        f"rewrite: cannot use {{{name}}} in this form"
        for name, spec, conversion in fields
        if name not in GROUPS or conversion or not _FORMAT_SPEC.fullmatch(spec or "")
    ]


def _example_problems(rule: IdentifierRule) -> list[str]:
    broken = [] if matches(rule.example, rule) else ["example: does not fit the pattern"]
    if rule.wrong_pattern and rewrite(rule.wrong_example, rule) is None:
        broken.append("wrong_example: is not rewritten by wrong_pattern and rewrite to a right form")
    return broken


def _own_domain(rule: IdentifierRule) -> str:
    return _folded(rule.domain).removeprefix("@").strip()


# --- text ---------------------------------------------------------------------------------------


def _visible(text: str) -> str:
    kept = "".join(mark for mark in text if unicodedata.category(mark) not in _INVISIBLE)
    return unicodedata.normalize("NFKC", kept).strip()


def _folded(text: str) -> str:
    """Case-folded NFKC. Folding may undo the normal form and the reverse, hence the second round."""
    for _ in range(3):
        text = _visible(text).casefold()
    return unicodedata.normalize("NFKC", text).strip()


def _plain(text: str) -> str:
    """Accents stripped, one kind of hyphen and apostrophe, spaces around dots gone; case kept."""
    parts = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED).translate(_PUNCTUATION))
    bare = "".join(mark for mark in parts if not unicodedata.combining(mark))
    return re.sub(r"\s*\.\s*", ".", re.sub(r"\s+", " ", bare)).strip()


def _rewritten(plain: str, compiled: _Compiled) -> str | None:
    for form in (plain, re.sub(r"[ _]+", ".", plain)):
        found = compiled.wrong.fullmatch(form)
        if found is not None:
            return _filled(found, compiled.template)
    return None


def _filled(found: re.Match[str], template: str) -> str | None:
    given, family = _with_particles(_words(found["given"]), _words(found["family"]))
    year = "".join(mark for mark in found["year"] or "" if mark in string.digits)
    names = {"given": _joined(given), "family": _joined(family), "year": year}
    return template.format(**names) if all(names.values()) else None


def _words(name: str | None) -> list[str]:
    return [word for word in re.split(r"[\s._]+", name or "") if word]


def _with_particles(given: list[str], family: list[str]) -> tuple[list[str], list[str]]:
    """``Marie.Van.Den | Berghe`` is ``Marie | Van Den Berghe``: trailing particles belong to the family."""
    while len(given) > 1 and given[-1].casefold() in _PARTICLES:
        given, family = given[:-1], [given[-1], *family]
    return given, family


def _joined(words: list[str]) -> str:
    pieces = [piece for word in words for piece in re.split(r"[^A-Za-z]+", word) if piece]
    return "".join(piece.capitalize() for piece in pieces)
