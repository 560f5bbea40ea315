"""The card reader's settings: what each means, every complaint, and the reader they make."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.adapters.card_reader.device import DeviceReader
from kiosk.card_settings import (
    NO_READER,
    CardReaderSettings,
    ReaderKind,
    card_reader,
    read_card_reader,
)
from kiosk.core.cards.rule import CardRule

DEVICE = "/dev/serial/by-id/reader"


def read(table: dict[str, object], platform: str = "linux") -> tuple[CardReaderSettings, list[str]]:
    complaints: list[str] = []

    def complain(key: str, allowed: str) -> None:
        complaints.append(f"{key}: {allowed}")

    return read_card_reader(table, platform, complain), complaints


def test_without_a_table_there_is_no_reader() -> None:
    assert read({}) == (NO_READER, [])
    assert card_reader(NO_READER) is None


@pytest.mark.parametrize("suffix", ["\n", "\r", "\r\n"])
def test_every_end_of_line_is_enter(suffix: str) -> None:
    settings, complaints = read({"kind": "keyboard", "suffix": suffix})
    assert settings == CardReaderSettings(ReaderKind.KEYBOARD, None, CardRule(suffix="\n"))
    assert complaints == []
    assert card_reader(settings) is None


@pytest.mark.parametrize("suffix", ["\t", "", "#", "]E0"])
def test_other_suffixes_are_taken_as_they_are(suffix: str) -> None:
    settings, complaints = read({"kind": "keyboard", "suffix": suffix})
    assert (settings.rule.suffix, complaints) == (suffix, [])


@pytest.mark.parametrize("kind", ["serial", "evdev"])
def test_a_reader_with_a_device_is_made(kind: str) -> None:
    settings, complaints = read({"kind": kind, "device": DEVICE})
    assert complaints == []
    assert settings.device == Path(DEVICE)
    assert isinstance(card_reader(settings), DeviceReader)


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ({"kind": "usb"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"kind": 1}, "kind"),
        ({"kind": "serial"}, "device"),
        ({"kind": "evdev", "device": "input0"}, "device"),
        ({"kind": "evdev", "device": 3}, "device"),
        ({"kind": "keyboard", "device": DEVICE}, "device"),
        ({"device": DEVICE}, "device"),
        ({"kind": "keyboard", "prefix": "a b"}, "prefix"),
        ({"kind": "keyboard", "prefix": "\n"}, "prefix"),
        ({"kind": "keyboard", "prefix": "é"}, "prefix"),
        ({"kind": "keyboard", "prefix": "123456789"}, "prefix"),
        ({"kind": "keyboard", "suffix": "\n\n"}, "suffix"),
        ({"kind": "keyboard", "suffix": " "}, "suffix"),
        ({"kind": "keyboard", "suffix": 7}, "suffix"),
        ({"kind": "keyboard", "longest": 0}, "longest"),
        ({"kind": "keyboard", "longest": 65}, "longest"),
        ({"kind": "keyboard", "longest": True}, "longest"),
        ({"kind": "keyboard", "longest": "8"}, "longest"),
        ({"kind": "keyboard", "pattern": "("}, "pattern"),
        ({"kind": "keyboard", "pattern": "a" * 201}, "pattern"),
        ({"kind": "keyboard", "pattern": 8}, "pattern"),
    ],
)
def test_every_fault_names_its_key(table: dict[str, object], key: str) -> None:
    _, complaints = read(table)
    assert [one.partition(":")[0] for one in complaints] == [key]


@pytest.mark.parametrize(("platform", "kind"), [("win32", "serial"), ("win32", "evdev"), ("darwin", "evdev")])
def test_a_kind_that_this_system_lacks_is_a_fault(platform: str, kind: str) -> None:
    settings, complaints = read({"kind": kind, "device": DEVICE}, platform)
    assert settings.kind is ReaderKind.NONE
    assert complaints[0].startswith("kind: must be one of: none, keyboard")
    assert kind not in complaints[0]
