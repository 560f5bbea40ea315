"""The keys and chords sent to a station, and the state that docs/keys.md says each leaves it in: data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

MODIFIERS = ("shift", "ctrl", "alt", "super")
"""As xdotool names them; every set of them is held with every key."""
FUNCTION = tuple(f"F{number}" for number in range(1, 25))
NAVIGATION = (
    *("Home", "End", "Prior", "Next", "Insert", "Delete", "Up", "Down", "Left", "Right", "Tab"),
    *("Escape", "Return", "KP_Enter", "BackSpace", "space"),
)
SYSTEM = ("Menu", "Print", "Pause", "Scroll_Lock", "Caps_Lock", "Num_Lock")
PAD = ("KP_Home", "KP_Up", "KP_Begin", "KP_Insert", "KP_Delete", "KP_Add", "KP_Subtract", "KP_Divide")
MEDIA = tuple(
    f"XF86{name}"
    for name in (
        *("AudioMute", "AudioLowerVolume", "AudioRaiseVolume", "AudioPlay", "HomePage", "Search", "Mail"),
        *("Calculator", "WWW", "Explorer", "Back", "Forward", "Reload", "Eject", "Sleep", "PowerOff"),
    )
)
LETTERS = tuple("acdefhlnopqrstvwxyz")
"""Of the chords that programs and desktops know: open, print, quit, copy, paste, find, settings and so on."""
GROUPS = {
    "function": FUNCTION,
    "navigation": NAVIGATION,
    "system": SYSTEM,
    "pad": PAD,
    "media": MEDIA,
    "letters": LETTERS,
}
_CHOSEN = ("speech", "size", "theme", "reach", "volume", "motion", "scanning")
PREFERENCES = {f"F{number}": name for number, name in enumerate(_CHOSEN, 1)}
VOLUME = {"XF86AudioLowerVolume", "XF86AudioRaiseVolume"}
QUIET_AT_REST = {"Tab", "Escape", "Caps_Lock", "Num_Lock"}


@dataclass(frozen=True, slots=True)
class Chord:
    modifiers: tuple[str, ...]
    key: str

    def __str__(self) -> str:
        return "+".join((*self.modifiers, self.key))


@dataclass(frozen=True, slots=True)
class State:
    """What can be told of a station: its page and the choices of its look that are not the first ones."""

    page: str
    changed: frozenset[str] = frozenset()


def chords(group: str) -> Iterator[Chord]:
    """Every set of modifiers with every key of `group`."""
    for count in range(len(MODIFIERS) + 1):
        for modifiers in combinations(MODIFIERS, count):
            yield from (Chord(modifiers, key) for key in GROUPS[group])


def held_back(chord: Chord) -> bool:
    """The X server keeps these for itself: other terminals, other screen modes. No program hears of them."""
    keys = {*FUNCTION[:12], "KP_Add", "KP_Subtract"}
    return {"ctrl", "alt"} <= set(chord.modifiers) and "shift" not in chord.modifiers and chord.key in keys


def at_rest(chord: Chord) -> State:
    """The first page, nobody there: any key begins, save those that choose a preference or do nothing."""
    changed = _preference(chord)
    alt_alone = chord.modifiers == ("alt",) and not chord.key.startswith("KP_")
    quiet = chord.key in QUIET_AT_REST or alt_alone or held_back(chord)
    return State("Attract", changed) if changed or quiet else State("SignInPage")


def _preference(chord: Chord) -> frozenset[str]:
    if chord.key in VOLUME:
        return frozenset({"volume"})
    return frozenset({PREFERENCES[chord.key]} if not chord.modifiers and chord.key in PREFERENCES else ())


def on_a_form(chord: Chord) -> State:
    """The sign-in page with nothing typed: Escape leaves, staff's chord opens their page, the rest stays."""
    if chord.key == "Escape" and chord.modifiers != ("alt",):
        return State("Attract")
    if chord == Chord(("shift", "ctrl"), "F8"):
        return State("Maintenance")
    return State("SignInPage", _preference(chord))
