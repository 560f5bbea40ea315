"""The forms themselves: what Designer, the theme, the keyboard and a screen reader find in them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

FORMS = sorted((Path(__file__).parents[4] / "ui").glob("*.ui"))
NAMES = [form.stem for form in FORMS]
DOCUMENTED = {
    *("attract", "sign_in", "accepted", "identify", "choose_method", "enter_code", "calling", "ask_staff"),
    *("new_password", "unlock_only", "write_unknown", "done", "waiting", "idle_warning", "out_of_service"),
    "enrol",
}
SECRET = {"password", "repeated", "answer", "code", "number"}
BOARDS = {"letters", "digits", "captcha"}
LOOKS = {"styleSheet", "font", "palette", "icon", "pixmap", "minimumSize", "maximumSize"}


def root(form: Path) -> ET.Element:
    return ET.parse(form).getroot()  # noqa: S314 - our own file


def said(widget: ET.Element) -> dict[str, str]:
    """The widget's own properties as text."""
    return {str(entry.get("name")): "".join(entry.itertext()).strip() for entry in widget.findall("property")}


def fields(form: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for widget in root(form).iter("widget"):
        if widget.get("class") == "QLineEdit":
            yield str(widget.get("name")), said(widget)


def test_every_documented_page_has_its_form() -> None:
    assert set(NAMES) >= DOCUMENTED


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_a_form_leaves_the_looks_to_the_theme(form: Path) -> None:
    assert not {str(entry.get("name")) for entry in root(form).iter("property")} & LOOKS


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_a_form_is_a_named_page_with_its_reading_above_its_controls(form: Path) -> None:
    page = root(form).find("widget")
    assert page is not None
    assert page.get("class") == "QWizardPage"
    assert said(page)["accessibleName"]
    parts = [part.get("name") for part in page.findall("layout/item/widget")]
    assert parts == ["reading", "controls"]


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_a_field_says_what_it_is_and_how_it_is_typed(form: Path) -> None:
    buddies = {widget.findtext("cstring") for widget in root(form).iter("property")}
    for name, properties in fields(form):
        assert properties["accessibleName"], name
        assert properties["keyboard"] in BOARDS, name
        assert name in buddies, f"no label names {name}"
        for hint in ("ImhNoPredictiveText", "ImhSensitiveData", "ImhNoAutoUppercase"):
            assert hint in properties["inputMethodHints"], name
        assert properties["dragEnabled"] == "false", name


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_a_secret_cannot_be_copied_out_of_its_field(form: Path) -> None:
    for name, properties in fields(form):
        if name in SECRET:
            assert properties["contextMenuPolicy"] == "Qt::NoContextMenu", name
            assert properties["acceptDrops"] == "false", name
        if name in {"password", "repeated"}:
            assert properties["echoMode"] == "QLineEdit::Password", name
            assert "ImhHiddenText" in properties["inputMethodHints"], name


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_a_button_says_what_it_does(form: Path) -> None:
    filled_by_code = {"keep_typed", "resend", "call_again"}
    for widget in root(form).iter("widget"):
        if widget.get("class") in {"QPushButton", "WideButton"} and widget.get("name") not in filled_by_code:
            properties = said(widget)
            assert properties["text"] or properties["accessibleName"], widget.get("name")
