"""The embedded database of tests in one process: a file of its own each; what is costly to make is shared."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from backend.adapters.store.engine import open_engine
from backend.adapters.store.tables import metadata


def embedded(path: Path) -> Engine:
    """A new SQLite database at `path` with every table of the backend, opened as the backend opens it."""
    made, content = _first()
    path.write_bytes(content)
    engine = open_engine(f"sqlite:///{path}")
    # Statements are compiled once a process, as they are for the engine of a backend that runs.
    engine.dialect, engine._compiled_cache = made.dialect, made._compiled_cache
    return engine


@cache
def _first() -> tuple[Engine, bytes]:
    """An engine that has connected, and the file of an empty database."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.sqlite"
        engine = open_engine(f"sqlite:///{path}")
        metadata.create_all(engine)
        engine.dispose()  # the last connection takes the log into the file
        return engine, path.read_bytes()
