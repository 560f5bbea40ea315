"""The settings of the card reader, checked like every other, and the reader they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from kiosk.core.cards.rule import ENTER, LONGEST, TAB, CardRule
from kiosk.core.ports import CardReader

KEYS = ("kind", "device", "prefix", "suffix", "longest", "pattern")
MARK_LONGEST = 8
PATTERN_LONGEST = 200
DEFAULT = CardRule()

Complain = Callable[[str, str], None]


class ReaderKind(Enum):
    NONE = "none"
    KEYBOARD = "keyboard"
    SERIAL = "serial"
    EVDEV = "evdev"


_WITH_DEVICE = frozenset({ReaderKind.SERIAL, ReaderKind.EVDEV})


@dataclass(frozen=True, slots=True)
class CardReaderSettings:
    """`device` is None for a reader without one of its own."""

    kind: ReaderKind = ReaderKind.NONE
    device: Path | None = None
    rule: CardRule = DEFAULT


NO_READER = CardReaderSettings()


def read_card_reader(table: Mapping[str, object], platform: str, complain: Complain) -> CardReaderSettings:
    """Return what `table` means.

    Args:
        platform: as `sys.platform` names it.
        complain: is told the key and what is allowed.
    """
    read = _Reader(table, complain)
    kind = read.kind(platform)
    rule = CardRule(read.mark("prefix", ""), read.suffix(), read.longest(), read.pattern())
    return CardReaderSettings(kind, read.device(kind), rule)


class _Reader:
    def __init__(self, table: Mapping[str, object], complain: Complain) -> None:
        self._table = table
        self._complain = complain

    def kind(self, platform: str) -> ReaderKind:
        here = [one for one in ReaderKind if _possible(one, platform)]
        named = self._table.get("kind")
        if named is None:
            return ReaderKind.NONE
        for one in here:
            if named == one.value:
                return one
        self._complain("kind", f"must be one of: {', '.join(one.value for one in here)}")
        return ReaderKind.NONE

    def device(self, kind: ReaderKind) -> Path | None:
        value = self._table.get("device")
        if kind in _WITH_DEVICE and not (isinstance(value, str) and Path(value).is_absolute()):
            self._complain("device", "must be the absolute path of the reader's device")
            return None
        if kind not in _WITH_DEVICE and value is not None:
            self._complain("device", "only for the kinds serial and evdev")
        return Path(str(value)) if kind in _WITH_DEVICE else None

    def suffix(self) -> str:
        value = self._table.get("suffix")
        if value in ("\r", "\r\n"):
            return ENTER
        return str(value) if value in (ENTER, TAB) else self.mark("suffix", DEFAULT.suffix)

    def mark(self, key: str, default: str) -> str:
        value = self._table.get(key)
        if value is None:
            return default
        if isinstance(value, str) and re.fullmatch(rf"[!-~]{{0,{MARK_LONGEST}}}", value):
            return value
        enter = r', or "\n" (Enter) or "\t" (Tab)' if key == "suffix" else ""
        self._complain(
            key, f"must be at most {MARK_LONGEST} printable ASCII characters without spaces{enter}"
        )
        return default

    def longest(self) -> int:
        value = self._table.get("longest")
        if value is None:
            return DEFAULT.longest
        if type(value) is int and 1 <= value <= LONGEST:
            return value
        self._complain("longest", f"must be a whole number from 1 to {LONGEST}")
        return DEFAULT.longest

    def pattern(self) -> str:
        value = self._table.get("pattern")
        if value is None:
            return DEFAULT.pattern
        if isinstance(value, str) and len(value) <= PATTERN_LONGEST and _compiles(value):
            return value
        self._complain("pattern", f"must be a regular expression of at most {PATTERN_LONGEST} characters")
        return DEFAULT.pattern


def _possible(kind: ReaderKind, platform: str) -> bool:
    match kind:
        case ReaderKind.NONE | ReaderKind.KEYBOARD:
            return True
        case ReaderKind.SERIAL:
            return platform != "win32"
        case ReaderKind.EVDEV:
            return platform.startswith("linux")


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def card_reader(settings: CardReaderSettings) -> CardReader | None:
    """Return the reader that has a device of its own; None for any other.

    Imported only where it is used: other systems have neither termios nor input devices.
    """
    if settings.device is None:
        return None
    if settings.kind is ReaderKind.SERIAL:
        from kiosk.adapters.card_reader.serial_line import serial_reader

        return serial_reader(settings.device, settings.rule)
    from kiosk.adapters.card_reader.evdev import evdev_reader

    return evdev_reader(settings.device, settings.rule)
