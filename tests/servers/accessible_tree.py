"""The tree that a screen reader finds on an accessibility bus (AT-SPI 2).

Needs jeepney and nothing else of ours: `make test-packages` reads the installed station with it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, new_method_call  # type: ignore[import-untyped]  # ships no types
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

PATIENCE = 60.0
"""Seconds; a bound on hangs."""
ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
ROOT = "/org/a11y/atspi/accessible/root"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN = 0
"""``ATSPI_COORD_TYPE_SCREEN``."""
CHECKED, ENABLED, FOCUSABLE, SHOWING, CHECKABLE = 4, 8, 11, 25, 41
"""Bits of AtspiStateType."""


Where = tuple[str, str]
"""A program's name on the bus, and one of its objects."""
Question = tuple[Where, str, str, str, tuple[object, ...]]
"""Of whom, the interface, the method, and its arguments with their signature."""


Body = tuple[Any, ...]
"""Of a reply; empty where the question has no answer."""


class Role(IntEnum):
    """Some of AtspiRole."""

    CHECK_BOX = 7
    DIALOG = 16
    LABEL = 29
    PANEL = 39
    PASSWORD_TEXT = 40
    PROGRESS_BAR = 42
    PUSH_BUTTON = 43
    TEXT = 61
    TOGGLE_BUTTON = 62


CONTROLS = {Role.CHECK_BOX, Role.PASSWORD_TEXT, Role.PUSH_BUTTON, Role.TEXT, Role.TOGGLE_BUTTON}


@dataclass(frozen=True)
class Node:
    """One accessible object, with those below it in the order that a screen reader goes through them."""

    name: str
    role: int
    description: str
    states: frozenset[int]
    place: tuple[int, int, int, int]
    id: str
    """The names of the objects that lead to it, with dots between."""
    where: tuple[str, str]
    children: tuple[Node, ...] = field(default=(), repr=False)

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def own(self) -> str:
        """Its own name among those of `id`."""
        return self.id.rpartition(".")[2]

    @property
    def showing(self) -> bool:
        return SHOWING in self.states


class Reader:
    """Asks the accessibility bus as a screen reader does."""

    def __init__(self, address: str) -> None:
        self._bus = open_dbus_connection(address)
        self._signals: list[Any] = []

    def close(self) -> None:
        self._bus.close()

    def application(self, name: str) -> tuple[str, str]:
        """Wait for the program of that name."""
        registry = ("org.a11y.atspi.Registry", ROOT)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for one in map(_where, self._ask(registry, ACCESSIBLE, "GetChildren")[0]):
                if self._property(one, "Name") == name:
                    return one
            time.sleep(0.05)
        raise TimeoutError(name)

    def tree(self, where: Where, closed: frozenset[str] = frozenset()) -> Node:
        """Everything from `where` down that is shown now; a level at a time, as each question costs a way.

        Nothing is asked of what lies below an object with a name in `closed`.
        """
        found, children = {where: self._nodes([where])[0]}, dict[Where, list[Where]]()
        level = [where]
        while level:
            answers = self._ask_all([(one, ACCESSIBLE, "GetChildren", "", ()) for one in level])
            below = [[_where(child) for child in body[0]] for body in answers]
            flat = [child for each in below for child in each]
            found |= dict(zip(flat, self._nodes(flat), strict=True))
            for parent, each in zip(level, below, strict=True):
                children[parent] = [child for child in each if found[child].showing]
            shown = [child for parent in level for child in children[parent]]
            level = [child for child in shown if found[child].own not in closed]
        return _whole(where, found, children)

    def _nodes(self, places: list[Where]) -> list[Node]:
        questions: list[Question] = []
        for one in places:
            questions += [
                (one, PROPERTIES, "Get", "ss", (ACCESSIBLE, "Name")),
                (one, PROPERTIES, "Get", "ss", (ACCESSIBLE, "Description")),
                (one, ACCESSIBLE, "GetRole", "", ()),
                (one, ACCESSIBLE, "GetState", "", ()),
                (one, COMPONENT, "GetExtents", "u", (SCREEN,)),
                (one, PROPERTIES, "Get", "ss", (ACCESSIBLE, "AccessibleId")),
            ]
        answers = self._ask_all(questions)
        six = [answers[start : start + 6] for start in range(0, len(answers), 6)]
        return [_node(one, *each) for one, each in zip(places, six, strict=True)]

    def listen(self) -> None:
        """From now on keep what is announced; programs send it only while somebody says to want it."""
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement")
        self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=PATIENCE)
        registry = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry")
        interface, wanted = "org.a11y.atspi.Registry", "object:announcement"
        self._ask(registry, interface, "RegisterEvent", "sass", wanted, [], "")

    def announced(self, again: Callable[[], object]) -> str:
        """The next text that is announced; `again` has it announced, until the program knows who listens."""
        for _ in range(int(PATIENCE)):
            again()
            with suppress(TimeoutError):
                return self._announcement()
        raise TimeoutError("announcement")

    def _announcement(self) -> str:
        while True:
            message = self._signals.pop(0) if self._signals else self._bus.receive(timeout=1.0)
            if message.header.fields.get(HeaderFields.member) == "Announcement":
                return str(message.body[3][1])

    def _property(self, where: Where, name: str) -> object:
        body = self._ask(where, PROPERTIES, "Get", "ss", ACCESSIBLE, name)
        return body[0][1] if body else ""

    def _ask(self, where: Where, interface: str, method: str, signature: str = "", *body: object) -> Body:
        return self._ask_all([(where, interface, method, signature, body)])[0]

    def _ask_all(self, questions: list[Question]) -> list[Body]:
        """Send all, then take the answers as they come; one without an answer is empty."""
        serials = [self._send(*question) for question in questions]
        answers: dict[int, Body] = {}
        while len(answers) < len(serials):
            message = self._bus.receive(timeout=PATIENCE)
            serial = message.header.fields.get(HeaderFields.reply_serial)
            if serial is not None:
                wrong = message.header.message_type is MessageType.error
                answers[serial] = () if wrong else message.body
            elif message.header.message_type is MessageType.signal:
                self._signals.append(message)
        return [answers[serial] for serial in serials]

    def _send(
        self, where: Where, interface: str, method: str, signature: str, body: tuple[object, ...]
    ) -> int:
        address = DBusAddress(where[1], bus_name=where[0], interface=interface)
        serial = next(self._bus.outgoing_serial)
        self._bus.send(new_method_call(address, method, signature or None, body), serial=serial)
        return int(serial)


def _where(pair: Body) -> Where:
    return str(pair[0]), str(pair[1])


def _node(
    where: Where, name: Body, description: Body, role: Body, state: Body, place: Body, identity: Body
) -> Node:
    low, high = state[0] if state else (0, 0)
    bits = frozenset(bit for bit in range(64) if (low | high << 32) >> bit & 1)
    x, y, width, height = place[0] if place else (0, 0, 0, 0)
    known = str(identity[0][1]) if identity else ""
    return Node(name[0][1], role[0], description[0][1], bits, (x, y, width, height), known, where)


def _whole(where: Where, found: dict[Where, Node], children: dict[Where, list[Where]]) -> Node:
    below = tuple(_whole(child, found, children) for child in children.get(where, ()))
    return replace(found[where], children=below)
