"""What the texts of the catalogues say: plain, in the terms of docs/glossary.md, and in their own language.

Plain means at most two sentences a message and eighteen words a sentence (WCAG 2.2, 3.1.5 asks for the
reading level of lower secondary school; the length of sentences is what every measure of it counts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

GLOSSARY = Path(__file__).resolve().parent.parent / "docs" / "glossary.md"
COLUMNS = {"English": "en", "français": "fr", "Nederlands": "nl", "Deutsch": "de", "العربية": "ar"}
MOST_SENTENCES = 2
MOST_WORDS = 18
THE_SHEET = "Pour protéger votre compte, nous vous demandons de bien renseigner"
"""The college's own sentence, which the French pages keep."""
SAME = {
    "fr": {"Code", "Accents", "Service", "E-mail", "Volume", "apostrophe"}
    | {"Active", "CAPTCHA", "Maintenance", "Message", "Pages", "Version", "version {version}"},
    "nl": {"Code", "Letters", "Starts", "E-mail", "App", "Volume"}
    | {"Account", "CAPTCHA", "account {mark}", "operator"},
    "de": {"CAPTCHA", "Code", "Starts", "App", "E-Mail", "Name", "Station", "Version"},
}
"""Words that are spelled as in English."""
FORMATS = {"Date", "List"}
"""Contexts whose texts are no words."""
KIOSK_MODE = {("nl", "kiosk"), ("en", "kiosk")}
"""Allowed in the name of the mode, see the glossary."""

_SENTENCE = re.compile(r"(?<=[.!?؟…])\s+|\n")
_WORD = re.compile(r"[^\W_]+(?:['’\-.@][^\W_]+)*")
_PLACE = re.compile(r"\{\w+\}|%n")
Terms = Mapping[str, tuple[str, ...]]
"""The forms of one concept by language; those of English name it."""


def rows(heading: str) -> Iterator[list[str]]:
    """The cells of the table under `heading` of the glossary, its head line first."""
    part = GLOSSARY.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    for line in part.splitlines():
        if line.startswith("|") and not line.startswith("| ---"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


@cache
def terms() -> list[Terms]:
    head, *body = rows("Terms")
    return [{COLUMNS[name]: _forms(cell) for name, cell in zip(head, row, strict=True)} for row in body]


@cache
def never() -> dict[str, tuple[str, ...]]:
    _head, *body = rows("Never")
    return {COLUMNS[language]: _forms(words) for language, words, _instead in body}


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form.strip().casefold() for form in cell.split(","))


def faults(language: str, context: str, source: str, text: str) -> Iterator[str]:
    """Name what is wrong with `text`, which says `source` in `language`."""
    if context in FORMATS:
        return
    lettered = _WORD.search(_PLACE.sub("", source)) is not None
    if language != "en" and lettered and text == source and text not in SAME.get(language, set()):
        yield f"is English: {text!r}"
    yield from _too_long(text)
    yield from wrong_terms(language, source, text)


def _too_long(text: str) -> Iterator[str]:
    sentences = [part for part in _SENTENCE.split(_PLACE.sub("X", text)) if part.strip()]
    if len(sentences) > MOST_SENTENCES:
        yield f"{len(sentences)} sentences, {MOST_SENTENCES} at most: {text!r}"
    for sentence in sentences:
        words = len(_WORD.findall(sentence))
        if words > MOST_WORDS and not sentence.startswith(THE_SHEET):
            yield f"{words} words in a sentence, {MOST_WORDS} at most: {sentence!r}"


def wrong_terms(language: str, source: str, text: str) -> Iterator[str]:
    """Name the terms of `source` that `text` has not in `language`, and the words that it must never have."""
    said, meant = (_PLACE.sub("", one).casefold() for one in (text, source))
    for concept in terms():
        english = next((term for term in concept["en"] if has(meant, term)), None)
        if english and not any(form in said for form in concept.get(language, ("",))):
            yield f"“{english}” is “{concept[language][0]}” (docs/glossary.md): {text!r}"
    for word in never().get(language, ()):
        mode = (language, word) in KIOSK_MODE and "kiosk mode" in meant
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) and not mode:
            yield f"“{word}” is never said (docs/glossary.md): {text!r}"


def has(text: str, term: str) -> bool:
    """Whether `term` stands in the English `text`, also in the plural."""
    return _in_the_singular_or_plural(term).search(text) is not None


@cache
def _in_the_singular_or_plural(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(term)}(?:e?s)?(?![\w-])")
