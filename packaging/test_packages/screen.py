"""What the installed station shows, read by its accessibility bus, and pressed where it stands."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hands import Hands, picture

from tests.servers.accessible_tree import ENABLED, Node, Reader, Role

BUS = "unix:path=/run/reader/bus"
PROGRAM = "repasse-kiosk"
PICTURES = Path("/root/debs/pictures")
CLOSED = frozenset({"keyboard", "top_bar", "TrailView"})
"""What is not looked into where the page is looked at: each object costs six questions."""
PATIENCE = 300.0
"""Seconds; a bound on hangs."""
PRESSED = (Role.PUSH_BUTTON, Role.CHECK_BOX, Role.TOGGLE_BUTTON)
CHANGING = (IndexError, KeyError, TypeError, TimeoutError)
"""What reading a page meets that goes away meanwhile."""
Seen = TypeVar("Seen")
Place = tuple[int, int, int, int]
Keys = dict[str, Node]


class NotSeenError(Exception):
    """What was waited for did not come."""


def plain(text: str) -> str:
    """Without the marks that keep a code's parts in their order."""
    return "".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069").strip()


@dataclass
class Screen:
    reader: Reader
    hands: Hands

    def look(self) -> Node | None:
        """Everything that is shown; nothing while it changes under our eyes."""
        try:
            return self.reader.tree(self.reader.application(PROGRAM), CLOSED)
        except CHANGING:
            return None

    def until(self, what: str, find: Callable[[Node], Seen | None]) -> Seen:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            tree = self.look()
            found = find(tree) if tree is not None else None
            if found is not None:
                return found
            time.sleep(0.2)
        self.keep("failed")
        raise NotSeenError(f"{what}; the screen has: {self.words()}")

    def words(self) -> str:
        tree = self.look()
        return " | ".join(node.name for node in tree.walk() if node.name) if tree is not None else "nothing"

    def rests(self, name: str, tells: Callable[[Node], bool] = lambda _node: True) -> tuple[Node, Node]:
        """The object of that name and the tree around it, once two looks agree on its place."""
        places: list[Place] = []

        def twice(tree: Node) -> tuple[Node, Node] | None:
            node = named(tree, name)
            if node is None or not tells(node):
                return None
            places.append(node.place)
            return (node, tree) if places[-2:] == [node.place] * 2 else None

        return self.until(name, twice)

    def text(self, name: str) -> str:
        return plain(self.rests(name)[0].name)

    def page(self, name: str) -> None:
        """Wait for the page of that name, and keep its picture."""
        self.rests(name)
        self.keep(name)

    def press(self, name: str) -> None:
        """With the finger, once it can be pressed and is in sight."""
        node, tree = self.rests(name, usable)
        board = named(tree, "keyboard")
        if board is not None and out_of_sight(tree, node):
            self._touch(self._keys(board)["key_hide"])
            node, _ = self.rests(name, usable)
        self._touch(node)

    def _touch(self, node: Node) -> None:
        x, y, width, height = node.place
        self.hands.touch(x + width // 2, y + height // 2)

    def fill(self, name: str, text: str) -> None:
        """On the keys of the screen."""
        self.press(name)
        board, _ = self.rests("keyboard")
        keys = self._keys(board)
        for letter in text:
            keys = self._letter(board, keys, letter)

    def write(self, name: str, text: str) -> None:
        """On a keyboard that stands on the desk."""
        self.press(name)
        self.hands.write(text)

    def _keys(self, board: Node) -> Keys:
        """The keys of the screen: by their letter, or by their object's name where they have none."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(*CHANGING):
                nodes = [node for node in self.reader.tree(board.where).walk() if node.role in PRESSED]
                return {one.own if one.own.startswith("key_") else one.name: one for one in nodes}
        raise NotSeenError("keys")

    def _letter(self, board: Node, keys: Keys, letter: str) -> Keys:
        """Press its key on the board that has it; returns the keys that are there afterwards."""
        for act in ("", "key_shift", "key_letters", "key_symbols", "key_accents"):
            if act in keys and (act != "key_shift" or letter.isupper()):
                keys = self._turned(board, keys, act)
            if letter in keys:
                self._touch(keys[letter])
                return self._other(board, keys) if act == "key_shift" else keys
        self.keep("failed")
        raise NotSeenError(f"a key for {letter!r}")

    def _turned(self, board: Node, keys: Keys, act: str) -> Keys:
        self._touch(keys[act])
        return self._other(board, keys)

    def _other(self, board: Node, before: Keys) -> Keys:
        """Other keys than `before`, once they stand still."""
        seen = [before]

        def changed(_tree: Node) -> Keys | None:
            seen.append(self._keys(board))
            new = set(seen[-1]) != set(before)
            return seen[-1] if new and places(seen[-1]) == places(seen[-2]) else None

        return self.until("other keys", changed)

    def keep(self, name: str) -> None:
        PICTURES.mkdir(exist_ok=True)
        picture(PICTURES / f"{len(list(PICTURES.iterdir())) + 1:02}-{name}.png")


def named(tree: Node | None, name: str) -> Node | None:
    nodes = tree.walk() if tree is not None else ()
    return next((node for node in nodes if node.own == name and node.showing), None)


def usable(node: Node) -> bool:
    return ENABLED in node.states


def places(keys: Keys) -> dict[str, Place]:
    return {name: node.place for name, node in keys.items()}


def out_of_sight(tree: Node, node: Node) -> bool:
    """Whether its middle is scrolled away from what the keys of the screen leave of the page."""
    stage = named(tree, "Stage")
    if stage is None or not node.id.startswith(stage.id):
        return False
    return not 0 <= node.place[1] + node.place[3] // 2 - stage.place[1] <= stage.place[3]
