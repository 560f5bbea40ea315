"""What stands on the page, as data: the texts that are read out, and the control that has the focus."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QProgressBar, QWidget

from kiosk.core.controls import Control, Mark, Role
from kiosk.core.narration import Entry
from kiosk.core.secret import Secret

OPEN_FIELDS = {"answer"}
"""Fields that hold nothing of the person."""
SECRET_FIELDS = {"password", "repeated"}
"""Fields whose characters are hidden, also while the person looks at them."""


def entry_of(field: QLineEdit) -> Entry:
    if field.echoMode() is not QLineEdit.EchoMode.Normal or field.objectName() in SECRET_FIELDS:
        return Entry.MASKED
    return Entry.OPEN if field.objectName() in OPEN_FIELDS else Entry.PERSONAL


def control_of(widget: QWidget) -> Control | None:
    """The control as Qt tells it to a screen reader; None where the focus is on no control."""
    told = QAccessible.queryAccessibleInterface(widget)
    if told is None or not isinstance(widget, QAbstractButton | QLineEdit):
        return None
    name = plain(told.text(QAccessible.Text.Name))
    if isinstance(widget, QLineEdit):
        return Control(name, Role.FIELD, (), None, entry_of(widget), Secret(widget.text()))
    role = Role.TICK if widget.isCheckable() else Role.BUTTON
    language, shown = str(widget.property("language") or ""), plain(widget.text())
    kind = name.removesuffix(shown) if language and shown and name.endswith(shown) else ""
    marks = tuple(_marks(widget))
    return Control(name.removeprefix(kind), role, marks, _place(widget), language=language, kind=kind)


def _marks(button: QAbstractButton) -> Iterator[Mark]:
    if button.isCheckable():
        yield Mark.TICKED if button.isChecked() else Mark.UNTICKED
    if not button.isEnabled():
        yield Mark.UNAVAILABLE


def _place(button: QAbstractButton) -> tuple[int, int] | None:
    """Which of the choices beside it this is; only choices are counted."""
    holder = button.parentWidget()
    if button.property("role") != "choice" or holder is None:
        return None
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    alike = [one for one in holder.findChildren(QAbstractButton, options=direct) if one.isVisible()]
    alike = [one for one in alike if one.property("role") == "choice"]
    return (alike.index(button) + 1, len(alike)) if button in alike and len(alike) > 1 else None


def texts_of(page: QWidget) -> list[str]:
    """Everything on the page that is no control, from the top down, each text once."""
    found = sorted(_texts(page), key=lambda text: _line(text[0], page))
    return list(dict.fromkeys(text for _, text in found if text))


def _texts(widget: QWidget) -> Iterator[tuple[QWidget, str]]:
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isVisible() or isinstance(child, QAbstractButton | QLineEdit | QProgressBar):
            continue
        if isinstance(child, QLabel):
            yield from _label(child)
            continue
        name = plain(child.accessibleName())
        if name and not child.findChildren(QAbstractButton):
            yield child, name
        if not name or not any(plain(one.text()) in name for one in _labels(child)):
            yield from _texts(child)


def _labels(widget: QWidget) -> list[QLabel]:
    return [label for label in widget.findChildren(QLabel) if plain(label.text())]


def _label(label: QLabel) -> Iterator[tuple[QWidget, str]]:
    """A field's own label is said with the field."""
    buddy = label.buddy()
    if buddy is not None and buddy.isVisible():
        return
    text, name = plain(label.text()), plain(label.accessibleName())
    if label.property("role") == "code":
        text = spelled(text)
    yield label, f"{name}: {text}" if name and text and name != text else name or text


def _line(widget: QWidget, page: QWidget) -> tuple[int, int]:
    """Where it begins: from top to bottom, and in a line as the language is read."""
    place = widget.mapTo(page, QPoint(0, 0))
    mirrored = page.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return place.y(), page.width() - place.x() - widget.width() if mirrored else place.x()


def plain(text: str) -> str:
    """Without line ends; the signs that set words apart stay, as not every word is for every ear."""
    return ". ".join(line.strip() for line in text.splitlines() if line.strip())


def spelled(code: str) -> str:
    """A code, character by character."""
    return ", ".join(sign for sign in code if not sign.isspace())
