"""Every page of the console, in every state, light and dark, at a desk and on a phone: axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backend.web.staff.language import LANGUAGE
from tests.servers import axe
from tests.servers_suite.console_care_scenes import CONSOLE
from tests.servers_suite.gallery import Scene, hold, hold_again
from tests.servers_suite.office import Office, staffed_office

pytestmark = [pytest.mark.servers, pytest.mark.timeout(900)]


MOVES_ON = frozenset({"maintenance", "rest-lifted"})
"""Scenes that are over when they are loaded again; the same template is seen in another."""


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with staffed_office(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture
def office(staffed: Office) -> Iterator[Office]:
    yield staffed
    staffed.close_passing()


@pytest.mark.parametrize("scene", CONSOLE.scenes, ids=lambda scene: scene.name)
def test_axe_finds_nothing(office: Office, scene: Scene[Office]) -> None:
    page = scene.reach(office)
    hold(page, scene, "console")
    left = hold_again(page, scene, "console", LANGUAGE)
    assert bool(left) == (scene.name in MOVES_ON), left


def test_axe_finds_what_is_wrong(office: Office) -> None:
    """The positive control."""
    page = office.visit("/unblock")
    page.evaluate("document.querySelector('label').remove()")
    assert any(found.startswith("label ") for found in axe.violations(page))
