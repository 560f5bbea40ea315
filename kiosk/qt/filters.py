"""The one event filter of the application, which asks the others about the kinds of events that they watch.

A filter of the application meets every event of every widget, and one in Python takes some microseconds for
each. To dress the window anew sends thousands, so that seven such filters took longer than the dressing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from shiboken6 import isValid


class Filters(QObject):
    """Asks as Qt does: who came last first, until one takes the event."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._kinds: dict[QObject, frozenset[QEvent.Type]] = {}
        self._asked: Mapping[QEvent.Type, tuple[QObject, ...]] = {}
        application.installEventFilter(self)

    def add(self, one: QObject, kinds: Collection[QEvent.Type]) -> None:
        others = {other: its for other, its in self._kinds.items() if isValid(other) and other is not one}
        self._kinds = others | {one: frozenset(kinds)}
        self._sort()

    def remove(self, one: QObject) -> None:
        if self._kinds.pop(one, None) is not None:
            self._sort()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        asked = self._asked.get(event.type())
        return asked is not None and any(isValid(one) and one.eventFilter(watched, event) for one in asked)

    def _sort(self) -> None:
        newest_first = list(reversed(self._kinds.items()))
        self._asked = {
            kind: tuple(one for one, its in newest_first if kind in its)
            for kind in frozenset().union(*self._kinds.values())
        }


def listen(one: QObject, kinds: Collection[QEvent.Type]) -> None:
    """Ask `one.eventFilter` about all events of `kinds` in the application, before all who listen already."""
    application = QCoreApplication.instance()
    if application is not None:
        (_of(application) or Filters(application)).add(one, kinds)


def leave(one: QObject) -> None:
    """Ask `one` no more; a filter must not outlive its window."""
    application = QCoreApplication.instance()
    filters = _of(application) if application is not None else None
    if filters is not None:
        filters.remove(one)


def _of(application: QCoreApplication) -> Filters | None:
    found = [child for child in application.children() if isinstance(child, Filters)]
    return found[0] if found else None
