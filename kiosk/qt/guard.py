"""What a public terminal must not do, and what counts as somebody being there."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QDynamicPropertyChangeEvent, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kiosk.qt.filters import leave, listen
from kiosk.qt.icons import PROPERTY

GLYPH = QByteArray(PROPERTY.encode())
PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}
"""A second touch soon after the first is another press here, whatever lay under the first."""
ACTIVITY = PRESSES | {
    QEvent.Type.KeyPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.Wheel,
}
BANNED = {
    QEvent.Type.ContextMenu,
    QEvent.Type.ToolTip,
    QEvent.Type.WhatsThis,
    QEvent.Type.DragEnter,
    QEvent.Type.DragMove,
    QEvent.Type.Drop,
}
WATCHED = ACTIVITY | BANNED | {QEvent.Type.ShortcutOverride, QEvent.Type.DynamicPropertyChange}
COPIES = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class Guard(QObject):
    """Filters the events of one window, and keeps the clipboard empty while somebody types there.

    Other windows of the program are left alone.

    Signals:
        activity: a key, a touch or a press reached the window.
        pressed: the widget that was pressed or touched.
        glyph_changed: the widget that wants another icon.
    """

    activity = Signal()
    pressed = Signal(object)
    glyph_changed = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        listen(self, WATCHED)
        QGuiApplication.clipboard().changed.connect(self._forget_copied)

    def stop(self) -> None:
        """Let every event through from now on; a filter must not outlive its window."""
        leave(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        kind = event.type()
        if kind not in WATCHED or not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if kind in BANNED:
            return True
        if kind in ACTIVITY:
            self.activity.emit()
        if kind in PRESSES:
            self.pressed.emit(watched)
        if isinstance(event, QDynamicPropertyChangeEvent) and event.propertyName() == GLYPH:
            self.glyph_changed.emit(watched)
        if isinstance(event, QKeyEvent) and (is_mnemonic(event) or self._copies(event)):
            event.accept()
            return True
        return False

    def _copies(self, event: QKeyEvent) -> bool:
        """Whether the key would put what was typed where another program or the next visitor finds it."""
        return isinstance(QApplication.focusWidget(), QLineEdit) and any(event.matches(one) for one in COPIES)

    @Slot(QClipboard.Mode)
    def _forget_copied(self, mode: QClipboard.Mode) -> None:
        """What was marked by touch or mouse is copied too, on systems with a selection of their own."""
        focused, clipboard = QApplication.focusWidget(), QGuiApplication.clipboard()
        if focused is not None and focused.window() is self._window and clipboard.text(mode):
            clipboard.clear(mode)


def is_mnemonic(event: QKeyEvent) -> bool:
    """Tell whether the key is Alt and a letter, which would press a button nobody sees marked.

    AltGr is Ctrl+Alt on Windows and no Alt at all elsewhere, so that it still types.
    """
    return event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() != Qt.Key.Key_Alt
