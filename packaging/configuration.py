"""The example of a settings file, made from docs/configuration.md (the words) and the code (the values).

Without an argument it writes backend/resources/repasse.toml; `--check` says what does not agree instead.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import time, timedelta
from enum import Enum
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from backend.settings import BackendSettings, load

DOCUMENT = ROOT / "docs" / "configuration.md"
EXAMPLE = ROOT / "backend" / "resources" / "repasse.toml"
WIDTH = 100
HEAD = """\
# Settings of repasse-backend: `repasse-backend serve --config THIS_FILE`. Every setting is here with
# its default; take the # away from what you change. Durations are whole seconds. Passwords and keys
# stand in files of their own, which settings name, or in the environment.
# `repasse-backend config check --config THIS_FILE` checks it.
"""
_HEADING = re.compile(r"^##+ (.+?)(?:: (?:`\[|\[).*)?$")
_SECTION = re.compile(r"`\[([a-z0-9_.]+)\]`")
_ROW = re.compile(r"^\| `([a-z0-9_.]+)` \| `(.*?)` \| (.*) \|$")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_PROSE = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True)
class Row:
    """One documented setting. `default` is its cell, without the backticks."""

    name: str
    default: str
    meaning: str


@dataclass(frozen=True)
class Setting:
    """One setting of the code. `needs_all`: its section stands with every key or not at all."""

    name: str
    value: object
    needs_all: bool


def main(arguments: list[str]) -> int:
    document = DOCUMENT.read_text(encoding="utf-8")
    found = faults(document)
    if not found:
        made = example(document)
        if "--check" not in arguments:
            EXAMPLE.write_text(made, encoding="utf-8")
            return 0
        fresh = EXAMPLE.exists() and EXAMPLE.read_text(encoding="utf-8") == made
        found = [] if fresh else [f"{EXAMPLE.relative_to(ROOT)}: is old; run packaging/configuration.py"]
    for fault in found:
        print(fault)
    return 1 if found else 0


# --- the two sides ------------------------------------------------------------------------------


def documented(document: str) -> list[Row]:
    """Every row of every table of settings."""
    matches = (_ROW.match(line) for line in document.splitlines())
    return [Row(*match.groups()) for match in matches if match is not None]


def settings() -> list[Setting]:
    """Every setting with its default, in the order of the code."""
    return list(_settings(load(None, {}), "", needs_all=False))


def _settings(value: object, above: str, *, needs_all: bool) -> Iterator[Setting]:
    if not is_dataclass(value):
        raise TypeError(above)
    bare = needs_all or any(
        one.default is MISSING and one.default_factory is MISSING for one in fields(value)
    )
    inner = []
    for one in fields(value):
        item, name = getattr(value, one.name), f"{above}{one.name}"
        if is_dataclass(item):
            inner.append((item, name))
        else:
            yield Setting(name, item, bare)
    for item, name in inner:
        yield from _settings(item, f"{name}.", needs_all=bare)


def faults(document: str) -> list[str]:
    """What the document says otherwise than the code, a line for each fault."""
    rows, real = documented(document), {one.name: one for one in settings()}
    names = [row.name for row in rows]
    told = [f"{name}: is documented twice" for name in sorted({one for one in names if names.count(one) > 1})]
    told += [f"{name}: is not documented" for name in real if name not in names]
    for row in rows:
        if row.name not in real:
            told.append(f"{row.name}: is documented, but no setting")
        elif not _agrees(row.default, real[row.name].value):
            told.append(f"{row.name}: the default is {toml(real[row.name].value)}, not {row.default}")
        elif not row.meaning.strip():
            told.append(f"{row.name}: has no meaning")
    sections = {one.name for one in fields(BackendSettings)}
    headed = set(_SECTION.findall(document))
    told += [f"[{name}]: has no heading" for name in sorted(sections - headed)]
    return [f"{DOCUMENT.relative_to(ROOT)}: {line}" for line in told]


def _agrees(cell: str, value: object) -> bool:
    if value is None:
        return _PROSE.sub("", cell) == "none"
    read = _read(cell)
    if read is None:
        read = _read(_PROSE.sub("", cell))
    if read is None:  # words stand for a list of tables only
        return isinstance(value, tuple) and any(is_dataclass(one) for one in value)
    return read == _read(toml(value))


def _read(text: str) -> object | None:
    try:
        read: object = tomllib.loads(f"x = {text}")["x"]
    except tomllib.TOMLDecodeError:
        return None
    return read


# --- the example --------------------------------------------------------------------------------


def example(document: str) -> str:
    """The whole file."""
    words = {row.name: row.meaning for row in documented(document)}
    titles = dict(_titles(document))
    lines, section = [HEAD], ""
    for one in settings():
        above, _, key = one.name.rpartition(".")
        if above != section:
            section = above
            title = titles.get(section)
            lines += ["", *([f"# {title}"] if title else []), f"{'# ' if one.needs_all else ''}[{section}]"]
        lines += textwrap.wrap(plain(words[one.name]), WIDTH, initial_indent="## ", subsequent_indent="## ")
        lines.append(f"# {key} = {toml(one.value)}" if one.value is not None else f"## {key} is not set")
    return "\n".join(lines) + "\n"


def _titles(document: str) -> Iterator[tuple[str, str]]:
    for line in document.splitlines():
        match = _HEADING.match(line)
        if match is not None:
            yield from ((name, match[1]) for name in _SECTION.findall(line))


def plain(text: str) -> str:
    """Without the marks of Markdown that mean nothing here."""
    linked = _LINK.sub(lambda match: f"{match[1]} (docs/{match[2]})", text)
    return linked.replace("*", "").replace("\\|", "|")


def toml(value: object) -> str:
    """A value as it is written in TOML."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case timedelta():
            return str(int(value.total_seconds()))
        case time():
            return f'"{value:%H:%M}"'
        case None:
            return "none"
        case Enum():
            return toml(value.value)
        case str():
            return json.dumps(value, ensure_ascii=False)
        case tuple() | list() | frozenset():
            return f"[{', '.join(toml(one) for one in value)}]"
    if not is_dataclass(value):
        raise TypeError(value)
    items = ((one.name, getattr(value, one.name)) for one in fields(value))
    return "{" + ", ".join(f"{name} = {toml(item)}" for name, item in items if item is not None) + "}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
