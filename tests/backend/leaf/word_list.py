"""Makes backend/resources/common_passwords.txt.gz: run ``python -m tests.backend.leaf.word_list``.

The source is the list of passwords in the Python package zxcvbn (MIT licence), most frequent first, to
which backend/resources/common_words.txt is added when the backend reads it.
"""

from __future__ import annotations

import gzip
import importlib
from importlib import resources
from pathlib import Path

TARGET = Path(__file__).resolve().parents[3] / "backend" / "resources" / "common_passwords.txt.gz"
WORDS = 15_000
SHORTEST = 4


def derive() -> str:
    lists: dict[str, list[str]] = importlib.import_module("zxcvbn.frequency_lists").FREQUENCY_LISTS
    ranked = (word.casefold() for word in lists["passwords"])
    kept = [word for word in ranked if len(word) >= SHORTEST and word.isascii()]
    return "\n".join(sorted(kept[:WORDS])) + "\n"


def write() -> None:
    TARGET.write_bytes(gzip.compress(derive().encode("ascii"), compresslevel=9, mtime=0))


def stored() -> str:
    packed = resources.files("backend.resources").joinpath("common_passwords.txt.gz").read_bytes()
    return gzip.decompress(packed).decode("ascii")


if __name__ == "__main__":
    write()
