"""Who cannot copy characters finds another way on the very page that asks for them (WCAG 2.2, 3.3.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from kiosk.core.events import Arrival, Event
from kiosk.core.flow import step
from kiosk.core.look import Theme
from kiosk.core.states import (
    AskStaff,
    Calling,
    ChooseMethod,
    Done,
    Enrolling,
    EnterCode,
    Identify,
    Kiosk,
    LostPhone,
    Maintenance,
    NewContact,
    OnPhone,
    Page,
)
from kiosk.qt.pages import base
from tests.kiosk.gallery import Scene, scenes
from tests.kiosk.qt.pages.conftest import Screen

ENTROPY = "0" * 32


@dataclass(frozen=True)
class Way:
    """A control that leads to `pages`, or a sentence of what a member of staff does instead."""

    name: str
    pages: tuple[type[Page], ...] = ()


HELP = Way("help", (AskStaff,))
COPIED: dict[tuple[type[Page], str], tuple[Way, ...]] = {
    (Identify, "answer"): (HELP,),
    (ChooseMethod, "destination"): (HELP,),
    (EnterCode, "code"): (HELP, Way("on_phone", (OnPhone,)), Way("administrator", (AskStaff,))),
    (Calling, "digit"): (HELP, Way("other_method", (ChooseMethod,))),
    (OnPhone, "digits"): (HELP,),
    (AskStaff, "request_code"): (Way("come_here"),),
    (AskStaff, "number"): (Way("typed_by_staff"),),
    (NewContact, "code"): (Way("without_code", (Done,)),),
    (LostPhone, "value"): (Way("unwritten"),),
}
"""What is copied, from the screen, a message or a person, and every way around it that its page must have."""
NOTHING = {"identifier", "password", "repeated", "destination", "remaining"}
"""What somebody types of their own, and the seconds of a warning: nobody copies them."""


def shown(page: base.Page) -> Iterator[str]:
    """The names of fields, and of characters to carry elsewhere, that stand on the page."""
    for widget in page.findChildren(QWidget):
        coded = isinstance(widget, QLabel) and widget.property("role") == "code" and bool(widget.text())
        if widget.isVisible() and (coded or isinstance(widget, QLineEdit)):
            yield widget.objectName()


def looked_at() -> Iterator[Scene]:
    """All but the pages of staff and operators, who have their code from a console at hand."""
    for scene in scenes("fr", Theme.LIGHT):
        if not isinstance(scene.kiosk.page, Maintenance | Enrolling):
            yield scene


def widget_of(screen: Screen, page: base.Page, name: str) -> QWidget | None:
    if name == HELP.name:
        return screen.window.bottom.help
    return page.findChild(QWidget, name)


def leads(screen: Screen, kiosk: Kiosk, button: QAbstractButton) -> Page:
    """Where the flow goes when `button` is pressed."""
    screen.taken()
    button.click()
    for event in screen.taken():
        kiosk = after(kiosk, event)
    return kiosk.page


def after(kiosk: Kiosk, event: Event) -> Kiosk:
    return step(kiosk, Arrival(event, ENTROPY))[0]


def test_every_page_that_asks_to_copy_offers_each_way_without(screen: Screen) -> None:
    met: set[tuple[type[Page], str]] = set()
    for scene in looked_at():
        screen.window.show_state(scene.kiosk)
        QApplication.processEvents()
        page = screen.window.current()
        assert page is not None
        for name in shown(page):
            asked = (type(scene.kiosk.page), name)
            assert name in NOTHING or asked in COPIED, f"{scene.name}: {name} has no way around it"
            for way in COPIED.get(asked, ()):
                offers(screen, scene, page, way)
                met.add(asked)
    assert met == set(COPIED)


def offers(screen: Screen, scene: Scene, page: base.Page, way: Way) -> None:
    widget = widget_of(screen, page, way.name)
    assert widget is not None, f"{scene.name}: {way.name}"
    assert widget.isVisible(), f"{scene.name}: {way.name}"
    if isinstance(widget, QAbstractButton):
        assert widget.isEnabled(), f"{scene.name}: {way.name}"
        assert isinstance(leads(screen, scene.kiosk, widget), way.pages), f"{scene.name}: {way.name}"
        screen.window.show_state(scene.kiosk)
    else:
        assert isinstance(widget, QLabel)
        assert widget.text()
