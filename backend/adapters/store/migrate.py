"""Bringing a database to the schema this program needs."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine

from backend.adapters.store import web_tables as web_tables  # its tables join the metadata
from backend.adapters.store.engine import reading, writing
from backend.adapters.store.tables import metadata

_FOLDER = str(Path(__file__).parent / "migrations")


def upgrade(engine: Engine) -> None:
    """Apply every revision that is missing, all of them in one transaction."""
    with writing(engine) as connection:
        command.upgrade(configured(connection), "head")


def downgrade(engine: Engine) -> None:
    """Take every revision back: the tables are gone, and all that was in them."""
    with writing(engine) as connection:
        command.downgrade(configured(connection), "base")


def differences(engine: Engine) -> list[object]:
    """What a database that was brought up to date still lacks; empty unless a revision was forgotten."""
    with reading(engine) as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def configured(connection: Connection) -> Config:
    """Alembic, for programs: no file, no logging of its own, this connection."""
    config = Config()
    config.set_main_option("script_location", _FOLDER.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
