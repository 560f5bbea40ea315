"""Looks for what people typed in everything that outlives a station's process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path


def spellings(secret: str) -> Iterator[bytes]:
    """As Python writes a text to a file, as Qt keeps it, and as JSON escapes it."""
    yield secret.encode()
    yield secret.encode("utf-16-le")


def left_in(data: bytes, secrets: Iterable[str]) -> set[str]:
    """Those of `secrets` that `data` holds."""
    return {one for one in secrets if any(spelling in data for spelling in spellings(one))}


def left_below(folders: Iterable[Path], secrets: Iterable[str]) -> set[str]:
    """The files below `folders` in whose name or bytes one of `secrets` stands."""
    wanted = list(secrets)
    return {
        str(file)
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if left_in(str(file).encode(), wanted) or (file.is_file() and left_in(file.read_bytes(), wanted))
    }


def memory_images(folders: Iterable[Path]) -> list[str]:
    """Core files, by their names and by what an ELF core begins with."""
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return [str(file) for file in files if file.name.startswith("core") or _is_core(file)]


def _is_core(file: Path) -> bool:
    with file.open("rb") as bytes_of_it:
        head = bytes_of_it.read(18)
    return head[:4] == b"\x7fELF" and head[16:18] == b"\x04\x00"
