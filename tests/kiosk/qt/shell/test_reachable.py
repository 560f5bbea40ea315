"""Every page by keyboard alone: all is reached and seen, both ways round; no page has but one way on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kiosk.core.look import Theme
from kiosk.core.states import EnterCode, Identify, IdleWarning
from kiosk.qt.focus_ring import is_control
from kiosk.qt.key_button import KeyButton
from kiosk.qt.typing import is_writable
from kiosk.qt.window import KioskWindow
from tests.kiosk.gallery import Hands, Scene, scenes
from tests.kiosk.qt.shell.conftest import settle, show
from tests.kiosk.qt.shell.test_gallery import Make
from tests.kiosk.qt.shell.test_gallery import make as make

MOST_TABS = 60
SIZE = QSize(1280, 800)
SAMPLED = {
    "attract",
    "sign-in-refused",
    "identify-wrong",
    "choose-method",
    "enter-code",
    "calling",
    "ask-staff-approved",
    "new-password",
    "phone-digits",
    "idle-warning",
    "typing-sign-in",
}


def looked_at(*, sampled: bool) -> Iterator[Scene]:
    return (scene for scene in scenes("fr", Theme.LIGHT) if (scene.name in SAMPLED) is sampled)


def controls(window: KioskWindow) -> set[QWidget]:
    """What somebody at a keyboard must come to; the keys on the screen are passed over."""
    found = {
        one for one in window.findChildren(QWidget) if is_control(one) and not isinstance(one, KeyButton)
    }
    read_only = {one for one in found if isinstance(one, QLineEdit) and not is_writable(one)}
    return {one for one in found - read_only if one.isVisible() and one.isEnabled()}


def tabbed(window: KioskWindow, key: Qt.Key) -> list[QWidget]:
    """Where the focus goes with `key`, until it comes round again."""
    seen: list[QWidget] = []
    for _tab in range(MOST_TABS):
        QTest.keyClick(QApplication.focusWidget() or window, key)
        focused = QApplication.focusWidget()
        assert focused is not None
        if seen and focused is seen[0]:
            return seen
        seen.append(focused)
    raise AssertionError("the focus never comes round")


def faults(window: KioskWindow, scene: Scene) -> Iterator[str]:
    show(window, scene)
    forward, wanted = tabbed(window, Qt.Key.Key_Tab), controls(window)
    for missed in wanted - set(forward):
        yield f"{scene.name}: Tab never comes to {missed.objectName() or type(missed).__name__}"
    for twice in {one for one in forward if forward.count(one) > 1}:
        yield f"{scene.name}: Tab comes to {twice.objectName()} twice in a round"
    if set(tabbed(window, Qt.Key.Key_Backtab)) != set(forward):
        yield f"{scene.name}: Shift and Tab go elsewhere"
    for each in wanted & set(forward):
        each.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        if each.visibleRegion().isEmpty() or window.ring.target() is not each:
            yield f"{scene.name}: the focus on {each.objectName()} is not seen"


@pytest.mark.parametrize(
    "sampled",
    [pytest.param(True, id="sampled"), pytest.param(False, id="rest", marks=pytest.mark.exhaustive)],
)
def test_every_control_is_reached_by_tab_and_seen(make: Make, sampled: bool) -> None:
    window = make(SIZE, 96)
    assert [fault for scene in looked_at(sampled=sampled) for fault in faults(window, scene)] == []


def test_time_that_passes_never_moves_the_focus(make: Make) -> None:
    """The countdown ring, the seconds of a code and those of the warning."""
    window = make(SIZE, 96)
    for scene in looked_at(sampled=True):
        if scene.name == "attract" or scene.hands is Hands.TYPING:
            continue
        show(window, scene)
        target = window.bottom.back if window.bottom.back.isVisible() else window.top.look
        target.setFocus()
        for second in range(1, 4):
            later = replace(scene.kiosk, idle=scene.kiosk.idle + second, view_age=second)
            window.show_state(later)
            settle()
            assert QApplication.focusWidget() is target, scene.name


def test_an_answered_warning_leaves_the_focus_where_it_was(make: Make) -> None:
    window = make(SIZE, 96)
    scene = next(one for one in scenes("fr", Theme.LIGHT) if one.name == "sign-in")
    show(window, scene)
    field = window.findChild(QLineEdit, "password")
    assert field is not None
    field.setFocus()
    field.setText("Abc")
    window.show_state(replace(scene.kiosk, page=IdleWarning(scene.kiosk.page, 20)))
    settle()
    assert not field.hasFocus()
    window.show_state(scene.kiosk)
    settle()
    assert (field.hasFocus(), field.text()) == (True, "Abc")


def test_no_page_that_asks_to_copy_characters_is_without_another_way(make: Make) -> None:
    """WCAG 2.2, 3.3.8: staff on each of them; and beside a code, other ways to prove who one is."""
    window, looked = make(SIZE, 96), 0
    for scene in scenes("fr", Theme.LIGHT):
        if not isinstance(scene.kiosk.page, Identify | EnterCode):
            continue
        show(window, scene)
        looked += 1
        assert window.bottom.help.isVisible(), scene.name
        assert window.bottom.help.isEnabled(), scene.name
        if isinstance(scene.kiosk.page, EnterCode):
            page = window.current()
            assert page is not None
            names = {one.objectName() for one in page.findChildren(QWidget) if one.isVisible()}
            assert {name for name in names if name.startswith("method_")}, scene.name
    assert looked
