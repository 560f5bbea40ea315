"""Scenes: how a page is reached in a real browser, which templates it then shows, and what holds for it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Literal, TypeVar
from zlib import crc32

from playwright.sync_api import FloatRect, Page

from backend.core.languages import languages
from tests.servers import axe
from tests.servers.backend import ROOT
from tests.servers.chromium import until

PICTURES = ROOT / "build" / "screens" / "pages"
HIGHEST = 1600
"""Pixels of a page that a picture shows at most."""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOLD = """(() => {
    const told = [], walk = document.createNodeIterator(document, NodeFilter.SHOW_COMMENT);
    for (let one = walk.nextNode(); one; one = walk.nextNode()) { told.push(one.data); }
    return told;
})()"""
SHOWN = f"""(() => {{
    const whole = Math.max(300, document.documentElement.getBoundingClientRect().height);
    const ends = [...document.querySelectorAll("main > *, .list > li")]
        .map(one => one.getBoundingClientRect().bottom + scrollY + 16);
    return whole <= {HIGHEST} ? whole : Math.max(300, ...ends.filter(end => end <= {HIGHEST}));
}})()"""
"""The height of a picture: of the whole page, or so much that it is not cut within a card."""
COMMENT = re.compile(r" [\w.]+: ([\w. ]+) ")

Scheme = Literal["light", "dark"]
W = TypeVar("W")
Reach = Callable[[W], Page]


@dataclass(frozen=True, slots=True)
class View:
    """A window of so many CSS pixels."""

    name: str
    width: int
    height: int
    scheme: Scheme


DESK, PHONE = View("desk", 1100, 760, "light"), View("phone", 390, 844, "light")
EVERY = "REPASSE_EVERY_LANGUAGE"
VIEWS = (
    DESK,
    View("desk-dark", 1100, 760, "dark"),
    View("phone-dark", 390, 844, "dark"),
    PHONE,
)


@dataclass(frozen=True, slots=True)
class Scene(Generic[W]):
    """One state of one page; `templates` are what it shows at least, `name` is that of its pictures."""

    name: str
    templates: frozenset[str]
    reach: Reach[W]


@dataclass
class Gallery(Generic[W]):
    """All scenes of one address; `templates` is the folder that they must cover."""

    templates: Path
    scenes: list[Scene[W]] = field(default_factory=list)

    def scene(self, *templates: str, name: str = "") -> Callable[[Reach[W]], Reach[W]]:
        """Enter the function that brings a browser there, under its own name or `name`."""

        def entered(reach: Reach[W]) -> Reach[W]:
            called = name or reach.__name__.replace("_", "-")
            self.scenes.append(Scene(called, frozenset(f"{one}.html" for one in templates), reach))
            return reach

        return entered

    def uncovered(self) -> set[str]:
        """Files of templates that no scene shows."""
        shown = {one for scene in self.scenes for one in scene.templates} | {"base.html"}
        return {path.name for path in self.templates.glob("*.html")} ^ shown

    def without_picture(self) -> set[str]:
        """Pages whose name no scene, and so no picture, has."""
        named = {f"{scene.name}.html" for scene in self.scenes}
        return {page.name.replace("_", "-") for page in pages_in(self.templates)} - named


def pages_in(folder: Path) -> list[Path]:
    """The templates that are pages; the others are parts of them."""
    return [
        path
        for path in sorted(folder.glob("*.html"))
        if '{% extends "base.html" %}' in path.read_text(encoding="utf-8")
    ]


def made_of(page: Page) -> set[str]:
    """The templates of what the page shows, as `tests.servers.telling_backend` tells."""
    told = [COMMENT.fullmatch(comment) for comment in page.evaluate(TOLD)]
    return {name for one in told if one for name in one[1].split()}


def hold(
    page: Page, scene: Scene[W], folder: str, views: tuple[View, ...] = VIEWS, language: str = "en"
) -> None:
    """The page is of the templates the scene says, and axe finds nothing in any of `views`."""
    shown = made_of(page)
    assert scene.templates | {"base.html"} <= shown, f"{scene.name} shows {sorted(shown)}"
    assert page.evaluate("document.documentElement.lang") == language
    found: list[str] = []
    for view in views:
        _turn(page, view)
        found += [f"{scene.name}, {view.name}: {one}" for one in axe.violations(page)]
        _picture(page, PICTURES / folder / f"{scene.name}-{view.name}-{language}.png")
    assert not found, "\n".join(found)


def _others(scene: Scene[W], seen: str) -> list[str]:
    """One language for each scene, so that every language has its share; with `EVERY` set, all of them."""
    others = sorted(code for code in languages() if code != seen)
    return others if EVERY in os.environ else [others[crc32(scene.name.encode()) % len(others)]]


def hold_again(page: Page, scene: Scene[W], folder: str, cookie: str) -> set[str]:
    """The same page in another language, or in all others, by loading it again: one look each, upright.

    Returns:
        The languages in which it was not to be had again, since the page had moved on.
    """
    left, seen = set[str](), page.evaluate("document.documentElement.lang")
    origin = "/".join(page.url.split("/")[:3])
    for code in _others(scene, seen):
        page.context.add_cookies([{"name": cookie, "value": code, "url": origin, "secure": True}])
        page.reload()
        if not scene.templates <= made_of(page):
            left.add(code)
            continue
        assert page.evaluate("document.documentElement.dir") == languages()[code].direction.value
        hold(page, scene, folder, (PHONE,), code)
    page.context.clear_cookies(name=cookie)
    return left


def _turn(page: Page, view: View) -> None:
    page.set_viewport_size({"width": view.width, "height": view.height})
    page.emulate_media(color_scheme=view.scheme, reduced_motion="reduce")
    # The new size reaches the page a frame later; no page scrolls sideways.
    until(page, f"innerWidth === {view.width} && {TOO_WIDE} === 0")


def _picture(page: Page, path: Path) -> None:
    clip: FloatRect = {"x": 0, "y": 0, "width": page.evaluate("innerWidth"), "height": page.evaluate(SHOWN)}
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True, clip=clip)
