"""Every page in every state worth a look can be worked by keyboard alone, and by touch alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from kiosk.core.events import Event
from kiosk.core.look import Theme
from kiosk.core.states import Page
from kiosk.qt.key_button import KeyButton
from kiosk.qt.keyboard_layouts import TextKey
from kiosk.qt.typing import is_writable
from tests.kiosk.gallery import Scene, scenes
from tests.kiosk.qt.pages.conftest import Screen

MOST_TABS = 60


@pytest.fixture
def every(qapp: QApplication) -> list[Scene]:
    """All scenes in which nothing was typed yet, so that the keyboard is down."""
    found = list(scenes("fr", Theme.LIGHT))
    assert {type(scene.kiosk.page) for scene in found} == set(Page.__args__)
    return found


def show(screen: Screen, scene: Scene) -> None:
    """As it is when one comes to it: nothing focused by hand, the on-screen keyboard down."""
    screen.window.keyboard.hide()
    screen.window.show_state(scene.kiosk)
    QApplication.processEvents()
    screen.taken()


def controls(screen: Screen) -> dict[str, QWidget]:
    """What can be pressed or typed into now, by name; without the keys of the on-screen keyboard."""
    page = screen.window.current()
    assert page is not None
    found: dict[str, QWidget] = {}
    for parent in (page, screen.window.bottom):
        for widget in parent.findChildren(QWidget):
            pressed = isinstance(widget, QAbstractButton) and not isinstance(widget, KeyButton)
            typed = isinstance(widget, QLineEdit) and is_writable(widget)
            if (pressed or typed) and widget.isVisible() and widget.isEnabled():
                found[widget.objectName() or str(id(widget))] = widget
    return found


def tabbed(screen: Screen) -> Iterator[QWidget]:
    """Where the focus goes, from the page's own first place on."""
    for _ in range(MOST_TABS):
        focused = QApplication.focusWidget() or screen.window
        yield focused
        QTest.keyClick(focused, Qt.Key.Key_Tab)


def test_tab_comes_to_everything_and_in_sight(screen: Screen, every: list[Scene]) -> None:
    for scene in every:
        show(screen, scene)
        wanted = controls(screen)
        for focused in tabbed(screen):
            name = focused.objectName() or str(id(focused))
            if wanted.get(name) is focused:
                assert not focused.visibleRegion().isEmpty(), f"{scene.name}: {name} has the focus unseen"
                del wanted[name]
            if not wanted:
                break
        assert not wanted, f"{scene.name}: Tab never comes to {sorted(wanted)}"


def test_a_key_does_what_a_touch_does(screen: Screen, every: list[Scene]) -> None:
    """Each button once, in the first scene that has it on that page."""
    done: set[tuple[type[object], str]] = set()
    for scene in every:
        show(screen, scene)
        for name in [one for one, widget in controls(screen).items() if isinstance(widget, QAbstractButton)]:
            if (type(scene.kiosk.page), name) in done:
                continue
            done.add((type(scene.kiosk.page), name))
            touched, keyed = touch(screen, scene, name), key(screen, scene, name)
            assert keyed == touched, f"{scene.name}: {name}"
    assert len(done) > 60


def touch(screen: Screen, scene: Scene, name: str) -> list[Event]:
    """Press it where it can be seen."""
    show(screen, scene)
    button = controls(screen)[name]
    seen = button.visibleRegion().boundingRect()
    assert not seen.isEmpty(), f"{scene.name}: {name} cannot be seen"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(seen.center()))
    return screen.taken()


def key(screen: Screen, scene: Scene, name: str) -> list[Event]:
    """Give it the focus, as Tab does, and press the space bar."""
    show(screen, scene)
    button = controls(screen)[name]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    return screen.taken()


def test_a_touched_field_is_typed_into_by_touch(screen: Screen, every: list[Scene]) -> None:
    for scene in every:
        show(screen, scene)
        for name in [one for one, widget in controls(screen).items() if isinstance(widget, QLineEdit)]:
            show(screen, scene)
            field = controls(screen)[name]
            assert isinstance(field, QLineEdit)
            field.clear()
            assert not field.visibleRegion().isEmpty(), f"{scene.name}: {name} cannot be seen"
            QTest.mouseClick(field, Qt.MouseButton.LeftButton)
            QApplication.processEvents()
            assert screen.window.keyboard.isVisible(), f"{scene.name}: {name}"
            keys = [one for one in screen.window.keyboard.findChildren(KeyButton) if one.isVisible()]
            first = next(one for one in keys if isinstance(one.key, TextKey))
            QTest.mouseClick(first, Qt.MouseButton.LeftButton)
            assert field.text() != "", f"{scene.name}: {name}"
