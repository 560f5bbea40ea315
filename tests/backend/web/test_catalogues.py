"""The catalogues of the backend: whole, with the same placeholders, and short; their words: test_terms.py."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from backend.core.audit import AuditKind
from backend.core.languages import CatalogueIncomplete, Direction, catalogues, language, languages, read
from backend.core.meter import OUTCOMES
from backend.web.staff.words import words
from tests.backend.web.wording import ROOT, bare, of_modules, of_templates, unmarked

FOLDER = ROOT / "backend" / "resources" / "languages"
WEB, CORE = ROOT / "backend" / "web", ROOT / "backend" / "core"
PLACES = ("phone", "console")
OTHERS = tuple(code for code in languages() if code != "en")
FOLDERS = {"phone": WEB / "phone", "console": WEB / "staff"}
OF_THE_CORE = tuple(
    CORE / f"{name}.py"
    for name in ("approval_rules", "decisions", "person_search", "staff_desk", "unblocking")
)
"""What these tell staff, the console shows."""
EVENTS = {words(kind.value) for kind in AuditKind} | {words(outcome) for outcome in OUTCOMES}
SAID = {
    "phone": of_templates(WEB / "phone" / "templates") | of_modules(*(WEB / "phone").glob("*.py")),
    "console": of_templates(WEB / "staff" / "templates")
    | of_modules(*(WEB / "staff").glob("*.py"), *OF_THE_CORE)
    | EVENTS,
}
NOT_SHOWN = {
    "This request has been decided.",
    "This request is not open any more.",
    "No open request has this code, or there were too many tries.",
    "Repasse",
    "Language",
}
"""Reasons in the log only, a name, and a class."""
PLACEHOLDER = re.compile(r"{\w*}")
SENTENCE = re.compile(r"[.?!؟…](?=\s|$)")


def texts(code: str, place: str) -> Mapping[str, str]:
    found: Mapping[str, str] = getattr(language(code), place)
    return found


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_every_text_and_no_other(code: str, place: str) -> None:
    there = set(texts(code, place))
    assert SAID[place] - there == set(), "missing"
    assert there - SAID[place] == set(), "said nowhere"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_same_placeholders(code: str, place: str) -> None:
    for english, text in texts(code, place).items():
        assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(text)), english
        assert text == text.strip() != "", english
        if language(code).direction is Direction.RIGHT_TO_LEFT:
            assert re.search(r"[\u0600-\u06ff]", PLACEHOLDER.sub("", text)), english


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("code", languages())
def test_nothing_says_more_than_two_sentences(code: str, place: str) -> None:
    said = SAID[place] if code == "en" else texts(code, place).values()
    assert [text for text in said if len(SENTENCE.findall(text)) > 2] == []


@pytest.mark.parametrize("place", PLACES)
def test_no_template_says_anything_by_itself(place: str) -> None:
    found = {path.name: bare(path) for path in sorted((FOLDERS[place] / "templates").glob("*.html"))}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_module_says_anything_unmarked() -> None:
    found = {path.name: unmarked(path) - NOT_SHOWN for path in [*(WEB / "staff").glob("*.py"), *OF_THE_CORE]}
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize("code", languages())
def test_messages_have_the_placeholders_of_the_reference(code: str) -> None:
    tables = {one: tomllib.loads((FOLDER / f"{one}.toml").read_text("utf-8")) for one in ("fr", code)}
    for table in ("messages", "ticket"):
        for name, text in tables[code][table].items():
            wanted = PLACEHOLDER.findall(tables["fr"][table][name])
            assert sorted(PLACEHOLDER.findall(text)) == sorted(wanted), name


@pytest.mark.parametrize("code", OTHERS)
def test_a_button_of_the_station_is_called_as_the_station_calls_it(code: str) -> None:
    """Where the station has that language."""
    for place in PLACES:
        assert list(called_otherwise(texts(code, place), of_the_station(code))) == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_button_of_the_phone_is_called_as_the_phone_calls_it(code: str) -> None:
    """Where the station has no button of that name itself."""
    station = of_the_station(code)
    buttons = {english: text for english, text in texts(code, "phone").items() if english not in station}
    assert "Continue on this phone" in buttons
    assert list(called_otherwise(station, buttons)) == []


def of_the_station(code: str) -> Mapping[str, str]:
    """The texts of the station; none where it has not that language."""
    catalogue = ROOT / "resources" / "i18n" / f"kiosk_{code}.ts"
    if not catalogue.exists():
        return {}
    entries = ET.parse(catalogue).iter("message")  # noqa: S314 - our own file
    return {one.findtext("source", ""): one.findtext("translation", "") for one in entries}


def called_otherwise(said: Mapping[str, str], there: Mapping[str, str]) -> Iterator[str]:
    """The texts that name something as its own screen does not."""
    for english, text in said.items():
        for button in re.findall("“([^”]+)”", english):
            named = there.get(button, "").replace("\N{NO-BREAK SPACE}", " ")
            if named not in text.replace("\N{NO-BREAK SPACE}", " "):
                yield text


def test_another_language_is_another_file(tmp_path: Path) -> None:
    for file in FOLDER.glob("*.toml"):
        shutil.copy(file, tmp_path)
    own = (FOLDER / "en.toml").read_text("utf-8").replace('name = "English"', 'name = "Italiano"')
    (tmp_path / "it.toml").write_text(own + '\n[phone]\n"Language" = "Lingua"\n', encoding="utf-8")
    found = catalogues(tmp_path)
    assert [*found] == ["fr", "nl", "en", "de", "ar", "it"]
    assert found["it"].name == "Italiano"
    assert found["it"].phone["Language"] == "Lingua"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name = "English"', ""),
        ('direction = "ltr"', 'direction = "down"'),
        ('minute = "{minutes} minute"', ""),
        ('minute = "{minutes} minute"', "minute = 1"),
        ("[voice]", "[throat]"),
    ],
)
def test_a_catalogue_that_cannot_be_used_is_named(old: str, new: str) -> None:
    text = (FOLDER / "en.toml").read_text("utf-8")
    assert old in text
    with pytest.raises(CatalogueIncomplete, match="xx: "):
        read("xx", text.replace(old, new))
