"""Settings before they have types: tables from a file and the environment, and what is wrong with them."""

from __future__ import annotations

import dataclasses
import json
import tomllib
import types
import typing
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from pydantic import ValidationError

PREFIX = "REPASSE_"
OWN_VARIABLES = frozenset({"REPASSE_CONFIG", "REPASSE_DATA"})

Table = dict[str, object]


class SettingsError(Exception):
    """The settings are refused; every line names the source, the key and what is allowed."""


def read(path: Path) -> Table:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: is not TOML: {error}") from error


def from_environment(environment: Mapping[str, str]) -> Table:
    """`REPASSE_STATION_API__PORT=0` is `port = 0` in `[station_api]`; lists and tables are JSON."""
    table: Table = {}
    for name, text in environment.items():
        if name.startswith(PREFIX) and "__" in name and name not in OWN_VARIABLES:
            here = table
            *sections, key = name.removeprefix(PREFIX).lower().split("__")
            for section in sections:
                inner = here.setdefault(section, {})
                if not isinstance(inner, dict):
                    raise SettingsError(f"{name}: {section} is not a section")
                here = inner
            here[key] = _value(name, text)
    return table


def _value(name: str, text: str) -> object:
    if not text.startswith(("[", "{")):
        return text
    try:
        value: object = json.loads(text)
    except ValueError as error:
        raise SettingsError(f"{name}: is not JSON: {error}") from error
    return value


def merged(below: Table, above: Table) -> Table:
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        result[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def unknown_keys(value: object, kind: object, where: tuple[str, ...]) -> list[str]:
    """Keys that no setting has, and truth values where a number is meant (pydantic would take true as 1)."""
    inner = _dataclass_in(kind)
    if inner is None:
        wrong = isinstance(value, bool) and kind is not bool
        return [f"{'.'.join(where)}: must not be true or false"] if wrong else []
    if isinstance(value, list):
        pairs = enumerate(value)
        return [line for i, item in pairs for line in unknown_keys(item, inner, (*where, str(i)))]
    if not isinstance(value, dict):
        return []
    hints = typing.get_type_hints(inner)
    known = ", ".join(sorted(hints))
    found = []
    for key, item in value.items():
        here = (*where, str(key))
        if key not in hints:
            found.append(f"{'.'.join(here)}: no such setting; allowed here: {known}")
        else:
            found += unknown_keys(item, hints[key], here)
    return found


def seconds(value: object, kind: object) -> object:
    """Durations that came as text from the environment, as the whole seconds they are in a file."""
    if kind is timedelta and isinstance(value, str) and value.isdecimal():
        return int(value)
    if isinstance(value, dict) and isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return {key: seconds(item, hints.get(key)) for key, item in value.items()}
    return value


def _dataclass_in(kind: object) -> type | None:
    """The dataclass that `kind` is, or that it is a tuple of."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return kind
    if typing.get_origin(kind) in (tuple, types.UnionType):
        return next((found for one in typing.get_args(kind) if (found := _dataclass_in(one))), None)
    return None


def lines(error: ValidationError) -> list[str]:
    """Key and rule of every fault; never the value, which may be a password in a database address."""
    told = error.errors(include_url=False, include_input=False, include_context=True)
    return [f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in told]


def negative(value: object, where: tuple[str, ...]) -> list[str]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [(f.name, getattr(value, f.name)) for f in dataclasses.fields(value)]
        return [line for name, inner in fields for line in negative(inner, (*where, name))]
    seconds = value.total_seconds() if hasattr(value, "total_seconds") else value
    bad = isinstance(seconds, int | float) and seconds < 0
    return [f"{'.'.join(where)}: must not be negative"] if bad else []
