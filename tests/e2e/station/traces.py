"""Looks through all that this program can reach for a text, without holding the text itself."""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

HEAD = 3


@dataclass(frozen=True, slots=True)
class Trace:
    """What is left of a secret to know it again: SHA-256, length, and the first letters to search fast."""

    name: str
    head: str
    length: int
    digest: bytes

    def within(self, text: str) -> bool:
        for place in re.finditer(re.escape(self.head), text):
            piece = text[place.start() : place.start() + self.length]
            if hashlib.sha256(piece.encode("utf-8", "surrogatepass")).digest() == self.digest:
                return True
        return False


def trace(name: str, text: str) -> Trace:
    return Trace(name, text[:HEAD], len(text), hashlib.sha256(text.encode()).digest())


def found(traces: Iterable[Trace]) -> set[str]:
    """The names of those traces whose text Python or Qt can reach now."""
    wanted = tuple(traces)
    gc.collect()
    seen: set[str] = set()
    for text in (*_python_texts(), *_qt_texts()):
        seen |= {one.name for one in wanted if one.head in text and one.within(text)}
    return seen


def _python_texts() -> Iterator[str]:
    """Every text and buffer that a tracked object refers to, also through containers that are untracked.

    Frames, exceptions, log records, the HTTP client and its pools are tracked objects like any other.
    """
    seen: set[int] = set()
    for holder in gc.get_objects():
        yield from _below(holder, seen)


def _below(holder: object, seen: set[int]) -> Iterator[str]:
    for one in gc.get_referents(holder):
        if id(one) in seen:
            continue
        if isinstance(one, str):
            seen.add(id(one))
            yield one
        elif isinstance(one, (bytes, bytearray)):
            yield bytes(one).decode("latin-1")
        elif isinstance(one, (tuple, dict, frozenset)) and not gc.is_tracked(one):
            seen.add(id(one))
            yield from _below(one, seen)


def _qt_texts() -> Iterator[str]:
    yield QGuiApplication.clipboard().text()
    for widget in QApplication.allWidgets():
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        yield widget.windowTitle()
        yield from _own_text(widget)
        yield from _spoken(widget)


def _own_text(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLineEdit():
            yield from (widget.text(), widget.placeholderText(), widget.selectedText())
        case QLabel():
            yield widget.text()
        case _:
            yield str(widget.property("text") or "")


def _spoken(widget: QWidget) -> Iterator[str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
            yield interface.text(kind)


def undone(widgets: Iterable[QLineEdit], traces: Iterable[Trace]) -> set[str]:
    """What *undo* and *redo* bring back in the fields; call it last, it changes them."""
    wanted = tuple(traces)
    seen: set[str] = set()
    for field in widgets:
        for _ in range(40):
            seen |= {one.name for one in wanted if one.within(field.text())}
            field.undo()
        for _ in range(40):
            seen |= {one.name for one in wanted if one.within(field.text())}
            field.redo()
    return seen
