"""Preferences at the real window: the panel, the keys that need no sight, and reach mode."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScroller, QWidget
from pytestqt.qtbot import QtBot

from kiosk.core.events import Left, PreferenceChosen, Touched
from kiosk.core.look import Look, Motion, Preference, Reach, Speech, TextSize, Theme, chosen, preferring
from kiosk.core.states import Attract, SignInPage
from kiosk.qt.preference_keys import HOLD_MS, KEYS
from kiosk.qt.stillness import Metric
from kiosk.qt.window import KioskWindow
from tests.kiosk.gallery import Hands, Scene, scenes
from tests.kiosk.qt.pages.conftest import Screen
from tests.kiosk.qt.shell.conftest import settle

PAD = Qt.KeyboardModifier.KeypadModifier
PORTRAIT, LANDSCAPE = QSize(1080, 1920), QSize(1280, 800)
Close = Callable[[Screen], None]


def at_panel(screen: Screen, preference: Preference = Theme.LIGHT) -> Screen:
    """The panel open over the attract page, where nobody has begun."""
    screen.kiosk = replace(screen.kiosk, look=preferring(Look("en"), preference))
    screen.window.show_state(screen.kiosk)
    screen.window.top.look.click()
    settle()
    assert screen.window.look.isVisible()
    screen.taken()
    return screen


def test_every_preference_is_offered_and_marked_without_colour(screen: Screen) -> None:
    panel = at_panel(screen).window.look
    assert {type(each) for each in panel.choices} == {type(each) for each in chosen(Look())}
    marked = {each for each, button in panel.choices.items() if button.property("glyph") == "check"}
    assert marked == set(chosen(Look())) == {each for each, b in panel.choices.items() if b.isChecked()}
    assert all(not panel.choices[each].icon().isNull() for each in marked)
    assert panel.choices[TextSize.LARGEST].accessibleName() == "Text size: 200 %"


def test_choices_are_sent_from_the_attract_page_and_nobody_begins(screen: Screen) -> None:
    panel = at_panel(screen).window.look
    panel.choices[Theme.INVERTED].click()
    panel.choices[Speech.SLOW].click()
    QTest.mouseClick(panel.title, Qt.MouseButton.LeftButton)
    QTest.keyClick(panel, Qt.Key.Key_A)
    assert screen.taken() == [PreferenceChosen(Theme.INVERTED), PreferenceChosen(Speech.SLOW)]
    assert panel.isVisible()


def by_button(screen: Screen) -> None:
    screen.window.look.close_button.click()


def by_escape(screen: Screen) -> None:
    QTest.keyClick(screen.window.look.choices[Theme.DARK], Qt.Key.Key_Escape)


def by_touch_outside(screen: Screen) -> None:
    QTest.mouseClick(screen.window.look, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))


@pytest.mark.parametrize("close", [by_button, by_escape, by_touch_outside])
def test_the_panel_closes_and_gives_the_focus_back(screen: Screen, close: Close) -> None:
    close(at_panel(screen))
    assert not screen.window.look.isVisible()
    assert screen.window.top.look.hasFocus()
    assert screen.taken() == []


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_the_panel_is_complete_by_keyboard(screen: Screen) -> None:
    """Tab goes round through every choice and the way out, and nowhere else."""
    panel = at_panel(screen).window.look
    wanted = {*panel.choices.values(), *panel.languages.buttons.values(), panel.close_button}
    seen: list[QWidget] = []
    for _ in wanted:
        seen.append(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert set(seen) == wanted
    assert focused() is seen[0]
    QTest.keyClick(seen[0], Qt.Key.Key_Backtab)
    assert focused() is seen[-1]
    QTest.keyClick(panel.choices[Reach.LOWER], Qt.Key.Key_Return)
    assert screen.taken() == [PreferenceChosen(Reach.LOWER)]


# --- keys ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_keys_choose_on_the_first_page_and_are_announced(screen: Screen, key: Qt.Key) -> None:
    said: list[str] = []
    screen.window.comfort.said.connect(said.append)
    page = screen.show(Attract())
    QTest.keyClick(page, key)
    (event,) = screen.taken()
    assert isinstance(event, PreferenceChosen)
    assert isinstance(event.preference, KEYS[key])
    assert event.preference not in chosen(Look())
    assert said == [screen.window.look.choices[event.preference].accessibleName()]


def test_keys_choose_while_somebody_types_and_on_the_panel(screen: Screen) -> None:
    field = screen.show(SignInPage()).findChildren(QLineEdit)[0]
    QTest.keyClick(field, Qt.Key.Key_F2)
    screen.window.comfort.toggle()
    QTest.keyClick(screen.window.look.choices[Theme.DARK], Qt.Key.Key_F2)
    assert screen.taken() == [PreferenceChosen(TextSize.LARGE)] * 2
    assert field.text() == ""


def test_the_raised_key_held_down_turns_the_voice_on(screen: Screen, qtbot: QtBot) -> None:
    page = screen.show(Attract())
    screen.window.comfort.keys._hold.setInterval(0)
    QTest.keyPress(page, Qt.Key.Key_5, PAD)
    qtbot.waitUntil(lambda: bool(screen.events), timeout=60_000)
    QTest.keyRelease(page, Qt.Key.Key_5, PAD)
    screen.window.comfort.keys._hold.setInterval(HOLD_MS)
    assert screen.taken() == [PreferenceChosen(Speech.ORDINARY)]


def test_the_raised_key_pressed_begins_and_types_as_ever(screen: Screen) -> None:
    QTest.keyClick(screen.show(Attract()), Qt.Key.Key_5, PAD)
    assert screen.taken() == [Touched()]
    field = screen.show(SignInPage()).findChildren(QLineEdit)[0]
    QTest.keyClick(field, Qt.Key.Key_5, PAD)
    assert field.text() == "5"


# --- reach mode ------------------------------------------------------------------------------------


def controls(window: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit)
    return [each for kind in kinds for each in window.findChildren(kind) if each.isVisible()]


class Part(Enum):
    SAMPLED = "sampled"
    REST = "rest"


def looked_at(part: Part) -> list[Scene]:
    """Each fourth scene, or the rest; while somebody types, the keyboard has the lower half."""
    found = [one for one in scenes("en", Theme.LIGHT, reach=Reach.LOWER) if one.hands is not Hands.TYPING]
    return [one for place, one in enumerate(found) if (place % 4 == 0) is (part is Part.SAMPLED)]


def too_high(window: KioskWindow, within: QWidget) -> list[str]:
    """The controls of `within` that begin above the middle of the window."""
    tops = {each: each.mapTo(window, QPoint(0, 0)).y() for each in controls(within)}
    return [str(each) for each, top in tops.items() if top < window.height() // 2]


@pytest.mark.parametrize("part", [Part.SAMPLED, pytest.param(Part.REST, marks=pytest.mark.exhaustive)])
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_in_reach_mode_every_control_stands_in_the_lower_half(
    screen: Screen, size: QSize, part: Part
) -> None:
    window = screen.window
    window.resize(size)
    high: dict[str, list[str]] = {}
    for scene in looked_at(part):
        window.show_state(scene.kiosk)
        settle()
        window.stage.verticalScrollBar().setValue(0)
        if found := too_high(window, window):
            high[scene.name] = found
    assert high == {}


@pytest.mark.exhaustive
@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_in_reach_mode_the_open_panel_stands_low_on_every_page(
    screen: Screen, size: QSize, part: Part
) -> None:
    window = screen.window
    window.resize(size)
    high: dict[str, list[str]] = {}
    for scene in looked_at(part):
        window.show_state(scene.kiosk)
        window.comfort.toggle()
        settle()
        assert window.look.isVisible(), scene.name
        if found := too_high(window, window.look):
            high[scene.name] = found
        window.comfort.close()
    assert high == {}


def test_in_reach_mode_the_panel_too_stands_in_the_lower_half(screen: Screen) -> None:
    panel = at_panel(screen, Reach.LOWER).window.look
    half = screen.window.height() // 2
    assert all(each.mapTo(screen.window, QPoint(0, 0)).y() >= half for each in controls(panel))


def test_reach_mode_ends_where_it_began(screen: Screen) -> None:
    screen.show(Attract())
    settle()
    before = screen.window.grab().toImage()
    for reach in Reach.LOWER, Reach.WHOLE:
        screen.window.show_state(replace(screen.kiosk, look=replace(screen.kiosk.look, reach=reach)))
        settle()
    assert screen.window.grab().toImage() == before


def test_nothing_moves_by_itself_in_reduced_motion(screen: Screen) -> None:
    """No widget of the program is animated; what Qt moves by itself stays still."""
    view = screen.window.stage.viewport()
    blinking = QApplication.cursorFlashTime()
    fastest = Metric.MaximumVelocity
    screen.window.show_state(replace(screen.kiosk, look=Look("en", motion=Motion.REDUCED)))
    assert QScroller.scroller(view).scrollerProperties().scrollMetric(fastest) == 0
    assert QApplication.cursorFlashTime() == 0
    assert screen.window.findChildren(QAbstractAnimation) == []
    screen.show(Attract())
    assert QScroller.scroller(view).scrollerProperties().scrollMetric(fastest) > 0
    assert QApplication.cursorFlashTime() == blinking


def test_left_is_left(screen: Screen) -> None:
    """Escape leaves the session again once the panel is closed."""
    field = screen.show(SignInPage()).findChildren(QLineEdit)[0]
    screen.window.comfort.toggle()
    QTest.keyClick(screen.window.look.choices[Theme.DARK], Qt.Key.Key_Escape)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert screen.taken() == [Left()]
