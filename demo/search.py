"""Looks for secrets where none may be: in every file the backend wrote and every line it logged."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

BELGIAN = 9
"""Digits of a mobile number after its country code or its 0: typed as ``0470 12 34 23``."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A secret found; `name` says which one, never its text."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    files: int
    bytes_read: int
    secrets: int
    control: bool
    """The search found the thing planted for it to find, so that an empty result means something."""
    findings: tuple[Finding, ...]


def search(
    folders: Iterable[Path], secrets: Mapping[str, str | bytes], control: bytes, skip: tuple[str, ...]
) -> SearchResult:
    """Search all files below `folders`, except path parts in `skip`, for any spelling of the secrets.

    Args:
        secrets: name to text or key; digits are also looked for in groups, as codes and numbers are
            written, keys in hex and base64.
        control: bytes known to be in one of the files.
        skip: folder names that hold what was delivered, where the secrets belong.
    """
    spellings = {name: _spellings(text) for name, text in secrets.items()}
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if _wanted(path, skip)]
    findings: list[Finding] = []
    total, control_seen = 0, False
    for path in files:
        content = path.read_bytes()
        total += len(content)
        control_seen = control_seen or control in content
        findings += [
            Finding(name, path.name)
            for name, forms in spellings.items()
            if any(form in content for form in forms)
        ]
    return SearchResult(len(files), total, len(secrets), control_seen, tuple(findings))


def _wanted(path: Path, skip: tuple[str, ...]) -> bool:
    return path.is_file() and not set(skip) & set(path.parts)


def _spellings(secret: str | bytes) -> tuple[bytes, ...]:
    if isinstance(secret, bytes):
        return (secret, secret.hex().encode(), base64.b64encode(secret), base64.urlsafe_b64encode(secret))
    return _text_spellings(secret)


def _text_spellings(text: str) -> tuple[bytes, ...]:
    forms = {text, text.upper(), text.lower()}
    if text.isdigit() and len(text) == BELGIAN:
        parts = (text[:3], text[3:5], text[5:7], text[7:])
        forms |= {between.join(parts) for between in (" ", "-", ".", "/", "\u00a0")}
    if text.isdigit() and len(text) % 4 == 0:
        groups = [text[i : i + 4] for i in range(0, len(text), 4)]
        forms |= {" ".join(groups), "-".join(groups), "\u00a0".join(groups)}
    return tuple(form.encode() for form in forms)
