"""Looks through all that this program can reach for a text, without holding the text itself."""

from __future__ import annotations

import gc
import hashlib
import io
import linecache
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, filterfalse
from types import FrameType
from typing import TypeVar, cast

from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

HEAD = 3
AT_ONCE = 10_000
"""So many texts are searched as one: the program holds half a million."""
_UNTRACKED: tuple[type[object], ...] = (tuple, dict, frozenset)
"""Containers that the collector may leave untracked when it sees nothing in them to follow."""
_HOLDING: tuple[type[object], ...] = (str, bytes, bytearray, *_UNTRACKED)
T = TypeVar("T")


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
    wanted, texts = tuple(traces), _texts()
    seen: set[str] = set()
    for start in range(0, len(texts), AT_ONCE):
        joined = "\0".join(texts[start : start + AT_ONCE])
        seen |= {one.name for one in wanted if one.within(joined)}
    return seen


def pieces(symbols: str, lengths: Iterable[int]) -> set[int]:
    """What can be reached now of so many of these symbols in a row, by its hash."""
    runs = {run for text in _texts() for run in re.findall(f"[{re.escape(symbols)}]+", text)}
    spans = ((run, at, length) for length in lengths for run in runs for at in range(len(run) - length + 1))
    return {hash(run[at : at + length]) for run, at, length in spans}


def _texts() -> list[str]:
    linecache.clearcache()  # PySide reads the source of every module that is loaded; most texts are its lines
    gc.collect()
    # Frames come first: what a search read of them before is brought up to date by reading them again.
    return [*_frame_texts(), *_python_texts(), *_qt_texts()]


def _frame_texts() -> list[str]:
    """Every text in a local of any thread's stack, the search itself left out.

    In CPython a frame that runs is no tracked object, and the collector does not visit its locals. What only
    an argument of a C function holds, for as long as that function runs, is seen by neither way.
    """
    return _texts_below([list(frame.f_locals.values()) for frame in _running_frames()])


def _running_frames() -> Iterator[FrameType]:
    """The frames of all threads; those of a running generator or coroutine stand among them."""
    for top in sys._current_frames().values():
        frame: FrameType | None = top
        while frame is not None:
            if frame.f_code.co_filename != __file__:
                yield frame
            frame = frame.f_back


def _python_texts() -> list[str]:
    """Every text and buffer that a tracked object refers to, also through containers that are untracked.

    Exceptions and the frames they keep, generators and coroutines that wait, log records, the HTTP client
    and its pools are tracked objects like any other; what a buffer in memory holds must be asked of it.
    """
    holders = gc.get_objects()
    buffers = [one for one in holders if isinstance(one, (io.StringIO, io.BytesIO)) and not one.closed]
    return _texts_below(holders) + [_plain(one.getvalue()) for one in buffers]


def _texts_below(holders: Sequence[object]) -> list[str]:
    """The texts that `holders` refer to, each once. There are millions: only few are looked at one by one."""
    seen: dict[int, object] = {}
    texts: set[str] = set()
    while holders:
        referents = list(_of(gc.get_referents(*holders), *_HOLDING))
        # A class of its own may compare and print itself as it likes.
        texts.update(map(str.__str__, _of(referents, str)))
        texts.update(map(_plain, _of(referents, bytes)), map(_plain, _of(referents, bytearray)))
        untracked = list(filterfalse(gc.is_tracked, _of(referents, *_UNTRACKED)))
        referred = dict(zip(map(id, untracked), untracked, strict=True))
        holders = [referred[key] for key in referred.keys() - seen.keys()]
        seen |= referred
    return list(texts)


def _of(values: Sequence[object], *wanted: type[T]) -> Iterator[T]:
    """Those that are of these types or one below them."""
    kinds = {one for one in set(map(type, values)) if issubclass(one, wanted)}
    return cast("Iterator[T]", compress(values, map(kinds.__contains__, map(type, values))))


def _plain(value: str | bytes | bytearray) -> str:
    return value if isinstance(value, str) else bytes(value).decode("latin-1")


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
