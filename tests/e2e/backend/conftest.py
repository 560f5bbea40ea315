"""One server a module, one world a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.backend.world import Front, Hall, World, serving, world


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with serving(tmp_path_factory.mktemp("front")) as made:
        yield made


@pytest.fixture
def at(front: Front) -> Iterator[World]:
    with world(front) as made:
        made.account("FerrerFr2017", "+32470123423", "francisco@gmail.com")
        yield made


@pytest.fixture
def hall(at: World) -> Iterator[Hall]:
    made = at.hall()
    yield made
    made.session.close()
