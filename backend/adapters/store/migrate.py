"""Bringing a database to the schema this program needs."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, func, select

from backend.adapters.store import staff_tables as staff_tables  # its tables join the metadata
from backend.adapters.store import web_tables as web_tables  # these too
from backend.adapters.store.engine import reading, writing
from backend.adapters.store.tables import metadata

_LOCK = 0x7265706173736501  # "repasse", 1: any number that no other program on this database takes
_FOLDER = str(Path(__file__).parent / "migrations")


def upgrade(engine: Engine) -> None:
    """Apply every revision that is missing, all of them in one transaction, one process at a time."""
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            # SQLite's writers queue by themselves; here two processes would both create the tables.
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
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
