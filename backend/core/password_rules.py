"""What a new password must be, told all at once, before the directory is asked.

Length and characters follow the directory's rule (`PasswordRules`); the word lists follow NIST SP 800-63B-4
§3.1.1.2 (compare with common and expected words, and say why) and, for words inside a password, the scoring
that Microsoft documents for Entra: a known word counts once, any other character once, and five are needed.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources

from backend.core.secret import Secret
from backend.core.views import BrokenRule, CharacterClass, PasswordRules, Rule

ENOUGH = 5
"""Points a password with a known word in it needs (Entra's banned-password score)."""

LONGEST_COMPARED = 256
"""Code points looked at by the word lists; a longer password is judged by its beginning."""

SHORTEST_COMMON = 4
SHORTEST_OWN = 3
CHARACTERS_NAMED = 4

_RESOURCES = "backend.resources"
_LEET = str.maketrans("04@35$7+8", "oaaessttb")
_LEET_L = str.maketrans("1", "l") | _LEET
_LEET_I = str.maketrans("1!", "ii") | _LEET
_WORTH_ONE = re.compile(
    r"(?:19|20)[0-9]{2}|0?123(?:4(?:5(?:6(?:7(?:8(?:9(?:0)?)?)?)?)?)?)?|abc(?:d(?:ef?)?)?|(.)\1+", re.DOTALL
)


def check(password: Secret, rules: PasswordRules, own_words: Sequence[str]) -> tuple[BrokenRule, ...]:
    """Every rule that `password` breaks; empty when it may be sent to the directory.

    `own_words` are the person's names and identifier (`Account.own_words`). Lengths are in code points.
    A word's `detail` names it, a character's `detail` is that character or, if invisible, its ``U+`` number.
    """
    text = password.reveal()
    return (
        *_length(text, rules),
        *_classes(text, rules),
        *_characters(text, rules.allowed),
        *_words(_base(text[:LONGEST_COMPARED]), own_words),
    )


# --- length, classes, characters ----------------------------------------------------------------


def _length(text: str, rules: PasswordRules) -> Iterator[BrokenRule]:
    if len(text) < rules.min_length:
        yield BrokenRule(Rule.TOO_SHORT)
    if len(text) > rules.max_length:
        yield BrokenRule(Rule.TOO_LONG)


def _classes(text: str, rules: PasswordRules) -> Iterator[BrokenRule]:
    present = {found for found in map(character_class, text) if found is not None}
    missing = [needed for needed in rules.classes if needed not in present]
    if len(rules.classes) - len(missing) >= rules.classes_needed:
        return
    if rules.classes_needed < len(rules.classes):
        yield BrokenRule(Rule.CLASSES)
        return
    yield from (BrokenRule(Rule(needed.value)) for needed in missing)


def character_class(mark: str) -> CharacterClass | None:
    """The class of one character; None for what no policy counts (blanks, letters without case)."""
    if mark.islower():
        return CharacterClass.LOWER
    if mark.isupper():
        return CharacterClass.UPPER
    if mark in "0123456789":
        return CharacterClass.DIGIT
    if mark.isprintable() and not mark.isalnum() and not mark.isspace():
        return CharacterClass.SPECIAL
    return None


def _characters(text: str, allowed: str) -> Iterator[BrokenRule]:
    """Control characters and half characters are refused under every rule: no keyboard types them."""
    wrong = [mark for mark in dict.fromkeys(text) if _refused(mark, allowed)]
    yield from (BrokenRule(Rule.CHARACTER, _named(mark)) for mark in wrong[:CHARACTERS_NAMED])


def _refused(mark: str, allowed: str) -> bool:
    return unicodedata.category(mark) in {"Cc", "Cs"} or (bool(allowed) and mark not in allowed)


def _named(mark: str) -> str:
    return mark if mark.isprintable() else f"U+{ord(mark):04X}"


# --- words --------------------------------------------------------------------------------------


def _words(base: str, own_words: Sequence[str]) -> Iterator[BrokenRule]:
    common = _common_word(base)
    if common is not None:
        yield BrokenRule(Rule.COMMON, "" if common == base else common)
    own = _own_terms(own_words)
    found, score = _score(base, own | _college_words())
    if score >= ENOUGH:
        return
    yield from (BrokenRule(Rule.COLLEGE_WORD, word) for word in found if word not in own)
    yield from (BrokenRule(Rule.OWN_NAME, word) for word in found if word in own)


def _base(text: str) -> str:
    """Folded for comparison, one character for each of `text`: lower case, without accents."""
    return "".join(_base_character(mark) for mark in text)


@lru_cache(maxsize=4096)
def _base_character(mark: str) -> str:
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", mark).casefold())[:1] or mark


def _readings(base: str) -> list[str]:
    """`base` as it stands, then with digits and signs read as letters; the length never changes."""
    return [base, base.translate(_LEET_L), base.translate(_LEET_I)]


def _common_word(base: str) -> str | None:
    """The listed password that `base` is, or is but for a few signs before or after it."""
    listed = common_passwords()
    for start, end in _cores(base):
        if end - start < SHORTEST_COMMON or 1 + _weight(base[:start]) + _weight(base[end:]) >= ENOUGH:
            continue
        for reading in _readings(base[start:end]):
            if reading in listed:
                return reading
    return None


def _cores(base: str) -> list[tuple[int, int]]:
    first = next((at for at, mark in enumerate(base) if mark.isalpha()), 0)
    last = next((at for at in range(len(base), 0, -1) if base[at - 1].isalpha()), len(base))
    return list(dict.fromkeys([(0, len(base)), (0, last), (first, len(base)), (first, last)]))


def _score(base: str, terms: frozenset[str]) -> tuple[list[str], int]:
    """The terms found in `base`, and the points of the whole; `ENOUGH` when there is none."""
    found: list[str] = []
    left = base
    for term in sorted(terms, key=lambda word: (-len(word), word)):
        spans = _spans(left, term)
        found += [term] if spans else []
        for start in spans:
            left = left[:start] + "\0" * len(term) + left[start + len(term) :]
    if not found:
        return [], ENOUGH
    pieces = [piece for piece in re.split("\0+", left) if piece]
    return found, len(found) + sum(map(_weight, pieces))


def _spans(base: str, term: str) -> list[int]:
    places = {at.start() for reading in _readings(base) for at in re.finditer(re.escape(term), reading)}
    apart: list[int] = []
    for at in sorted(places):
        if not apart or at >= apart[-1] + len(term):
            apart.append(at)
    return apart


def _weight(piece: str) -> int:
    """Points of what is not a known word: a year, a run of one character or 123… counts once."""
    return len(_WORTH_ONE.sub("·", piece))


def _own_terms(own_words: Sequence[str]) -> frozenset[str]:
    terms = set[str]()
    for word in map(_base, own_words):
        pieces = [piece for piece in re.split(r"[\W_]+", word) if piece]
        terms |= {*pieces, "".join(pieces)}
    return frozenset(term for term in terms if len(term) >= SHORTEST_OWN)


# --- lists --------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """Common and breached passwords and words, in the folded form (see backend/resources/README.md)."""
    packed = resources.files(_RESOURCES).joinpath("common_passwords.txt.gz").read_bytes()
    listed = gzip.decompress(packed).decode("ascii").split()
    return frozenset(listed) | _lines("common_words.txt")


@lru_cache(maxsize=1)
def _college_words() -> frozenset[str]:
    return _lines("college_words.txt")


def _lines(name: str) -> frozenset[str]:
    text = resources.files(_RESOURCES).joinpath(name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return frozenset(_base(line) for line in lines if line and not line.startswith("#"))
