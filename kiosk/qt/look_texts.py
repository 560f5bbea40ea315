"""What each preference is called: on the panel, and in the announcement after a key chose it."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.core.look import (
    Motion,
    Preference,
    PreferenceKind,
    Reach,
    Scanning,
    Speech,
    TextSize,
    Theme,
    Volume,
)


def row_name(kind: PreferenceKind) -> str:
    """What the choice is about."""
    names: dict[PreferenceKind, str] = {
        Theme: QCoreApplication.translate("Look", "Colours"),
        TextSize: QCoreApplication.translate("Look", "Text size"),
        Reach: QCoreApplication.translate("Look", "Buttons"),
        Motion: QCoreApplication.translate("Look", "Movement"),
        Speech: QCoreApplication.translate("Look", "Read aloud"),
        Volume: QCoreApplication.translate("Look", "Volume"),
        Scanning: QCoreApplication.translate("Look", "One switch"),
    }
    return names[kind]


def choice_name(preference: Preference) -> str:
    """What one choice is called, in one to three words."""
    match preference:
        case Theme():
            return _theme(preference)
        case TextSize():
            return QCoreApplication.translate("Look", "{number} %").format(number=preference.value)
        case Reach():
            return _reach(preference)
        case Motion():
            on = preference is Motion.FULL
            return _on() if on else _off()
        case Speech():
            return _speech(preference)
        case Volume():
            return _volume(preference)
        case Scanning():
            return _on() if preference is Scanning.ON else _off()
        case unreachable:
            assert_never(unreachable)


def spoken(preference: Preference) -> str:
    """The choice with what it is about: for screen readers and announcements."""
    return f"{row_name(type(preference))}: {choice_name(preference)}"


def _on() -> str:
    return QCoreApplication.translate("Look", "On")


def _off() -> str:
    return QCoreApplication.translate("Look", "Off")


def _theme(theme: Theme) -> str:
    names = {
        Theme.LIGHT: QCoreApplication.translate("Look", "Light"),
        Theme.DARK: QCoreApplication.translate("Look", "Dark"),
        Theme.CONTRAST: QCoreApplication.translate("Look", "White on black"),
        Theme.INVERTED: QCoreApplication.translate("Look", "Black on white"),
    }
    return names[theme]


def _reach(reach: Reach) -> str:
    names = {
        Reach.WHOLE: QCoreApplication.translate("Look", "Everywhere"),
        Reach.LOWER: QCoreApplication.translate("Look", "Low down"),
    }
    return names[reach]


def _speech(speech: Speech) -> str:
    names = {
        Speech.OFF: _off(),
        Speech.ORDINARY: _on(),
        Speech.SLOW: QCoreApplication.translate("Look", "Slower"),
    }
    return names[speech]


def _volume(volume: Volume) -> str:
    names = {
        Volume.QUIET: QCoreApplication.translate("Look", "Quiet"),
        Volume.ORDINARY: QCoreApplication.translate("Look", "Medium"),
        Volume.LOUD: QCoreApplication.translate("Look", "Loud"),
        Volume.LOUDEST: QCoreApplication.translate("Look", "Loudest"),
    }
    return names[volume]
