"""Every page of the phone, in every state and language, light and dark: axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backend.web.phone.parts import LANGUAGE
from tests.servers_suite.gallery import PHONE as UPRIGHT
from tests.servers_suite.gallery import Scene, hold, hold_again
from tests.servers_suite.hallway import Hallway, busy_hallway
from tests.servers_suite.phone_scenes import PHONE

pytestmark = [pytest.mark.servers, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hallway]:
    with busy_hallway(tmp_path_factory.mktemp("hallway")) as made:
        yield made


@pytest.fixture
def hallway(busy: Hallway) -> Iterator[Hallway]:
    yield busy
    busy.language = "en"
    busy.close_passing()


@pytest.mark.parametrize("scene", PHONE.scenes, ids=lambda scene: scene.name)
def test_axe_finds_nothing(hallway: Hallway, scene: Scene[Hallway]) -> None:
    page = scene.reach(hallway)
    hold(page, scene, "phone")
    for code in sorted(hold_again(page, scene, "phone", LANGUAGE)):
        hallway.language = code
        hold(scene.reach(hallway), scene, "phone", (UPRIGHT,), code)
