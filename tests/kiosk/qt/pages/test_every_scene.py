"""What holds on every page in every state worth a look: language, stillness, and forgetting."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from kiosk.core.look import Theme
from kiosk.core.states import Attract, Kiosk
from kiosk.qt.banner import Banner
from kiosk.qt.pages.base import Page
from kiosk.qt.pages.picture_view import PictureView
from kiosk.qt.pages.wide_button import WideButton
from kiosk.qt.qr_view import QrView
from tests.kiosk import fakes
from tests.kiosk.gallery import Scene, scenes
from tests.kiosk.qt.pages.conftest import Screen

TYPED = "Zq7!gardenia 470123423"
PERSONAL = (
    *("FerrerFr2017", "Francisco", "*****23", "f•••@g•••.com", "K7M", "2QX", "RP-7K2M-94"),
    *("gardenia", "470123423"),
)
"""What a scene or these tests put on a page of one person."""


@pytest.fixture
def every(qapp: QApplication) -> list[Scene]:
    """All scenes; made in a fixture, as their pictures need the application."""
    found = list(scenes("fr", Theme.LIGHT))
    assert len(found) > 50
    return found


def show(screen: Screen, kiosk: Kiosk) -> Page:
    screen.window.show_state(kiosk)
    QApplication.processEvents()
    page = screen.window.current()
    assert page is not None
    return page


def in_english(scene: Scene) -> Kiosk:
    return replace(scene.kiosk, look=replace(scene.kiosk.look, language="en"))


def type_everywhere(page: Page) -> list[QLineEdit]:
    fields = page.findChildren(QLineEdit)
    for field in fields:
        field.setMaxLength(99)
        field.setText(TYPED)
    return fields


def words(page: QWidget) -> str:
    """Everything that a person, or a screen reader, could still find on the page."""
    found = [page.accessibleName(), page.accessibleDescription()]
    for widget in page.findChildren(QWidget):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        text = getattr(widget, "text", None)
        found.append(str(text()) if callable(text) else "")
    return "\n".join(found)


def personal(page: QWidget) -> set[str]:
    text = words(page)
    return {each for each in PERSONAL if each in text}


def test_every_page_says_its_name_in_the_language(screen: Screen, every: list[Scene]) -> None:
    for scene in every:
        french = show(screen, scene.kiosk).accessibleName()
        english = show(screen, in_english(scene)).accessibleName()
        assert french, scene.name
        assert english, scene.name
        assert french != english, scene.name


def test_switching_the_language_keeps_what_is_typed(screen: Screen, every: list[Scene]) -> None:
    for scene in every:
        screen.window.wipe()
        fields = type_everywhere(show(screen, scene.kiosk))
        show(screen, in_english(scene))
        assert [field.text() for field in fields] == [TYPED] * len(fields), scene.name


def test_showing_a_state_again_changes_and_sends_nothing(screen: Screen, every: list[Scene]) -> None:
    for scene in every:
        screen.window.wipe()
        page = show(screen, scene.kiosk)
        type_everywhere(page)
        show(screen, scene.kiosk)
        before = words(page)
        show(screen, scene.kiosk)
        assert words(page) == before, scene.name
    assert screen.events == []


def test_a_wipe_leaves_nothing_of_the_person(screen: Screen, every: list[Scene]) -> None:
    for scene in every:
        page = show(screen, scene.kiosk)
        fields = type_everywhere(page)
        assert not fields or personal(page) >= {"gardenia", "470123423"}, scene.name
        screen.window.wipe()
        assert personal(page) - examples(page) == set(), scene.name
        assert not any(field.text() or field.isUndoAvailable() for field in fields), scene.name
        assert all(code.is_empty() for code in page.findChildren(QrView)), scene.name
        assert not any(picture.has_picture() for picture in page.findChildren(PictureView)), scene.name
        assert not any(banner.text() for banner in page.findChildren(Banner)), scene.name


def examples(page: QWidget) -> set[str]:
    """The institution's example is nobody's identifier: it is a setting."""
    told = {field.placeholderText() for field in page.findChildren(QLineEdit)}
    return {"FerrerFr2017"} if any(fakes.IDENTIFIER_RULE.example in text for text in told) else set()


def test_the_gallery_shows_what_a_wipe_must_take_away(screen: Screen, every: list[Scene]) -> None:
    """The control: the search finds each personal thing while its page is open."""
    found: set[str] = set()
    for scene in every:
        page = show(screen, scene.kiosk)
        type_everywhere(page)
        found |= personal(page)
    assert found == set(PERSONAL)


def test_a_page_that_is_left_keeps_nothing_typed(screen: Screen, every: list[Scene]) -> None:
    for scene in every:
        page = show(screen, scene.kiosk)
        fields = type_everywhere(page)
        screen.show(Attract())
        if page is not screen.window.current():
            assert not any(field.text() for field in fields), scene.name


def test_what_can_be_pressed_has_a_name(screen: Screen, every: list[Scene]) -> None:
    for scene in every:
        page = show(screen, scene.kiosk)
        for button in page.findChildren(QPushButton):
            named = button.accessibleName() or button.text()
            assert named or not button.isVisible(), f"{scene.name}: {button.objectName()}"


def test_a_wide_button_is_named_for_all_that_it_says(screen: Screen, every: list[Scene]) -> None:
    for scene in every:
        for button in show(screen, scene.kiosk).findChildren(WideButton):
            assert button.title.text() in button.accessibleName(), scene.name
            assert button.detail.text() in button.accessibleName(), scene.name
