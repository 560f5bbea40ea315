"""No page of console or phone is without a scene that axe looks at, and without a picture of its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers_suite.console_care_scenes import CONSOLE
from tests.servers_suite.gallery import Gallery
from tests.servers_suite.hallway import Hallway
from tests.servers_suite.office import Office
from tests.servers_suite.phone_scenes import PHONE

GALLERIES = pytest.mark.parametrize("gallery", [CONSOLE, PHONE], ids=["console", "phone"])


@GALLERIES
def test_every_template_is_shown_by_a_scene(gallery: Gallery[Office] | Gallery[Hallway]) -> None:
    assert gallery.uncovered() == set()


@GALLERIES
def test_every_page_has_a_scene_of_its_name(gallery: Gallery[Office] | Gallery[Hallway]) -> None:
    assert gallery.without_picture() == set()


def test_a_template_without_a_scene_is_found(tmp_path: Path) -> None:
    """The positive control."""
    (tmp_path / "base.html").touch()
    (tmp_path / "forgotten_page.html").write_text('{% extends "base.html" %}', encoding="utf-8")
    gallery: Gallery[object] = Gallery(tmp_path)
    assert gallery.uncovered() == {"forgotten_page.html"}
    assert gallery.without_picture() == {"forgotten-page.html"}
