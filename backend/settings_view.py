"""The settings in force as text for operators. What is or may hold a secret is never shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass
from datetime import time, timedelta
from enum import Enum
from urllib.parse import urlsplit, urlunsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from backend.settings import BackendSettings
from backend.web.staff.parts import SettingsSection

HIDDEN = "(set, not shown)"
_TELLING = ("password", "secret", "token", "credential", "passphrase")
_PATHS = ("_file", "_path")
_DATABASES = {"database.url", "directory.url"}


def shown(settings: BackendSettings) -> tuple[SettingsSection, ...]:
    """Every setting by section, in the order of `docs/configuration.md`'s tables."""
    return tuple(
        SettingsSection(section.name, tuple(_rows(section.name, getattr(settings, section.name))))
        for section in fields(settings)
    )


def texts(settings: BackendSettings) -> dict[str, str]:
    """The whole text of every section, secrets and all: only keyed digests of it may be kept."""
    return {one.name: repr(asdict(getattr(settings, one.name))) for one in fields(settings)}


def _rows(name: str, value: object) -> Iterator[tuple[str, str]]:
    if not is_dataclass(value) or isinstance(value, type):
        yield name, _text(name, value)
        return
    for field in fields(value):
        inner, here = getattr(value, field.name), f"{name}.{field.name}"
        if _secret(field.name, shows=field.repr):
            yield here, HIDDEN if inner else ""
        else:
            yield from _rows(here, inner)


def _secret(name: str, *, shows: bool) -> bool:
    """By its name, or by keeping itself out of `repr`; the path of a secret's file may be seen."""
    return not shows or (any(word in name for word in _TELLING) and not name.endswith(_PATHS))


def _text(name: str, value: object) -> str:
    match value:
        case str() if name in _DATABASES:
            return _address(value)
        case str() if "://" in value:
            return _link(value)
        case tuple():
            return ", ".join(_item(name, one) for one in value)
        case timedelta():
            return f"{value.total_seconds():g} seconds"
        case Enum():
            return str(value.value)
        case time():
            return f"{value:%H:%M}"
        case None:
            return ""
        case _:
            return str(value)


def _item(name: str, value: object) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        told = (f"{key.rpartition('.')[2]} {text}" for key, text in _rows(name, value))
        return "(" + ", ".join(told) + ")"
    return _text(name, value)


def _link(url: str) -> str:
    """An address without who signs in there, and without a query."""
    try:
        read = urlsplit(url)
    except ValueError:
        return HIDDEN
    return urlunsplit((read.scheme, read.netloc.rpartition("@")[2], read.path, "", ""))


def _address(url: str) -> str:
    """Kind, host and name of a database: neither user nor password, nor options that may hold one."""
    if not url:
        return ""
    try:
        read = make_url(url)
    except ArgumentError:
        return HIDDEN
    where = f"{read.host or ''}:{read.port}" if read.port else read.host or ""
    return f"{read.drivername}://{where}/{read.database or ''}"
