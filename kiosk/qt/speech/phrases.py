"""The words of the station's voice, from the same catalogues as what it shows."""

from __future__ import annotations

import unicodedata
from typing import assert_never

from PySide6.QtCore import QCoreApplication, QObject

from kiosk.core.controls import Control, Mark, Role
from kiosk.core.keypad import Case
from kiosk.core.look import Speech, Volume
from kiosk.core.narration import Audience, Echo, Entry, SpeechFault, Wish, echo
from kiosk.core.states import Kiosk


class SpokenCounts(QObject):
    """Sentences with a number; see `kiosk.qt.counted`."""

    def characters(self, number: int) -> str:
        return self.tr("%n character(s)", "", number)

    def seconds_left(self, number: int) -> str:
        return self.tr("%n second(s) left", "", number)


def hidden() -> str:
    """Stands for what only a headset may hear."""
    return QCoreApplication.translate("Speech", "not read aloud")


def phrase(control: Control, hears: Audience, wish: Wish) -> str:
    """The control's name, what it is, its state, its value and its place, as a screen reader says them."""
    parts = [control.name.rstrip(":"), _role(control.role), *map(_mark, control.marks)]
    if control.role is Role.FIELD:
        parts += [_value(control, hears, wish), _advice(control.entry, hears, wish)]
    if control.place is not None:
        here, of = control.place
        parts.append(
            QCoreApplication.translate("Speech", "{place} of {number}").format(place=here, number=of)
        )
    return ", ".join(part for part in parts if part)


def _role(role: Role) -> str:
    match role:
        case Role.BUTTON:
            return QCoreApplication.translate("Speech", "button")
        case Role.TICK:
            return QCoreApplication.translate("Speech", "choice")
        case Role.FIELD:
            return QCoreApplication.translate("Speech", "field")
        case Role.OTHER:
            return ""
        case unreachable:
            assert_never(unreachable)


def _mark(mark: Mark) -> str:
    match mark:
        case Mark.TICKED:
            return QCoreApplication.translate("Speech", "chosen")
        case Mark.UNTICKED:
            return QCoreApplication.translate("Speech", "not chosen")
        case Mark.UNAVAILABLE:
            return QCoreApplication.translate("Speech", "not available")
        case unreachable:
            assert_never(unreachable)


def _value(control: Control, hears: Audience, wish: Wish) -> str:
    if not control.value:
        return QCoreApplication.translate("Speech", "empty")
    if echo(control.entry, hears, wish) is Echo.WORD:
        return SpokenCounts().characters(len(control.value))
    if control.entry is Entry.MASKED:
        return ", ".join(map(sign_name, control.value.reveal()))
    return control.value.reveal()


def _advice(entry: Entry, hears: Audience, wish: Wish) -> str:
    """How the characters of a field can be heard, where they are not."""
    if echo(entry, hears, wish) is Echo.CHARACTER:
        return ""
    if hears is Audience.ROOM:
        return QCoreApplication.translate("Speech", "Plug in a headset to hear the characters.")
    return QCoreApplication.translate("Speech", "Show the password to hear its characters.")


def typed(sign: str, said: Echo) -> str:
    if said is Echo.WORD:
        return QCoreApplication.translate("Speech", "character")
    return sign_name(sign)


def erased() -> str:
    return QCoreApplication.translate("Speech", "deleted")


def kept() -> str:
    """Enter has kept the letter that repeated presses chose."""
    return QCoreApplication.translate("Speech", "kept")


def sign_name(sign: str) -> str:
    """A character as it is heard: capitals are told from small letters, and marks have names."""
    names = {
        " ": QCoreApplication.translate("Speech", "space"),
        ".": QCoreApplication.translate("Speech", "dot"),
        ",": QCoreApplication.translate("Speech", "comma"),
        "-": QCoreApplication.translate("Speech", "hyphen"),
        "_": QCoreApplication.translate("Speech", "underscore"),
        "@": QCoreApplication.translate("Speech", "at sign"),
        "!": QCoreApplication.translate("Speech", "exclamation mark"),
        "?": QCoreApplication.translate("Speech", "question mark"),
        "'": QCoreApplication.translate("Speech", "apostrophe"),
        '"': QCoreApplication.translate("Speech", "quotation mark"),
        ":": QCoreApplication.translate("Speech", "colon"),
        ";": QCoreApplication.translate("Speech", "semicolon"),
        "(": QCoreApplication.translate("Speech", "open bracket"),
        ")": QCoreApplication.translate("Speech", "close bracket"),
    }
    if sign in names:
        return names[sign]
    if sign.isupper():
        return QCoreApplication.translate("Speech", "capital {letter}").format(letter=sign.lower())
    return sign if unicodedata.category(sign)[0] in "LNSP" else ""


def case(now: Case) -> str:
    match now:
        case Case.SMALL:
            return QCoreApplication.translate("Speech", "small letters")
        case Case.CAPITAL:
            return QCoreApplication.translate("Speech", "capital letters")
        case Case.DIGITS:
            return QCoreApplication.translate("Speech", "digits")
        case unreachable:
            assert_never(unreachable)


def volume(now: Volume) -> str:
    return QCoreApplication.translate("Speech", "Volume {percent} per cent").format(percent=now.value)


def speech(now: Speech) -> str:
    """What is said when speech is turned on, made slower, or turned off."""
    match now:
        case Speech.ORDINARY:
            return QCoreApplication.translate(
                "Speech",
                "Speech on. On the number pad, plus goes on, minus goes back, Enter chooses, slash repeats.",
            )
        case Speech.SLOW:
            return QCoreApplication.translate("Speech", "Slower")
        case Speech.OFF:
            return QCoreApplication.translate("Speech", "Speech off")
        case unreachable:
            assert_never(unreachable)


def fault(kiosk: Kiosk) -> str:
    """For the eye: why nothing is heard although speech is on; empty when all is well."""
    if kiosk.look.speech is Speech.OFF:
        return ""
    match kiosk.speech_fault:
        case None:
            return ""
        case SpeechFault.NO_SYNTHESISER | SpeechFault.NO_DEVICE:
            return QCoreApplication.translate("Speech", "Speech is not available at this station: ask staff.")
        case SpeechFault.NO_VOICE:
            return QCoreApplication.translate("Speech", "Speech is not available in this language.")
        case unreachable:
            assert_never(unreachable)
