"""The revisions lead to the tables the program uses."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from backend.adapters.store.engine import open_engine
from backend.adapters.store.migrate import differences, downgrade, upgrade
from backend.adapters.store.tables import metadata


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(f"sqlite:///{tmp_path / 'new.sqlite'}")


def test_the_revisions_make_every_table(engine: Engine) -> None:
    assert differences(engine)
    upgrade(engine)
    assert differences(engine) == []
    engine.dispose()


def test_an_upgrade_twice_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    upgrade(engine)
    assert differences(engine) == []
    engine.dispose()


def test_every_revision_can_be_taken_back(engine: Engine) -> None:
    upgrade(engine)
    downgrade(engine)
    assert not set(metadata.tables) & set(inspect(engine).get_table_names())
    engine.dispose()
