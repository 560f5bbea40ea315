"""The words of the backend's catalogues: plain and in the terms of docs/glossary.md, as the station's are.

Texts of the phone's pages and of the console are held to every rule of `wording.py`. Messages, calls and the
letter to the desk are held to the terms only: a code must carry its warnings, however long they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import wording

FOLDER = Path(__file__).resolve().parent.parent / "backend" / "resources" / "languages"
SOURCE = "en"
"""The language of the code, whose catalogue has the messages; its pages are the keys of the others."""
FULLEST = "fr"
"""A catalogue that holds every text."""
PAGES = ("phone", "console")
MESSAGES = ("messages", "ticket")


def faults(folder: Path = FOLDER) -> Iterator[str]:
    """Name what is wrong with the words of every catalogue in `folder`."""
    for path in sorted(folder.glob("*.toml")):
        for fault in (*_of_pages(path), *_of_messages(path)):
            yield f"{path.name}: {fault}"


def _of_pages(path: Path) -> Iterator[str]:
    whole = path.with_stem(FULLEST) if path.stem == SOURCE else path
    for place in PAGES:
        for source, text in table(whole, place).items():
            said = source if path.stem == SOURCE else text
            yield from wording.faults(path.stem, place, source, said)


def _of_messages(path: Path) -> Iterator[str]:
    for place in MESSAGES:
        sources = table(path.with_stem(SOURCE), place)
        for name, text in table(path, place).items():
            yield from wording.wrong_terms(path.stem, sources.get(name, ""), text)


def table(path: Path, place: str) -> Mapping[str, str]:
    """The texts of one place; none where a catalogue has no such table."""
    found: Mapping[str, str] = tomllib.loads(path.read_text(encoding="utf-8")).get(place, {})
    return found
