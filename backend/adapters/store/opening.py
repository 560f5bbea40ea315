"""The database at the start of a program: opened, brought up to date, or said in one line why not."""

from __future__ import annotations

from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from backend.adapters.store.engine import open_engine
from backend.adapters.store.migrate import upgrade
from backend.core.store import StoreUnavailable


def open_database(url: str) -> Engine:
    """Return the engine of `url`, its tables up to date.

    Raises:
        StoreUnavailable: with what an operator can mend; never with a password of `url`.
    """
    try:
        engine = open_engine(url)
        upgrade(engine)
    except (ArgumentError, ValueError):
        raise StoreUnavailable("database.url: no address of a database that is known here") from None
    except ImportError as error:
        raise StoreUnavailable(f"database.url: the driver {error.name} is not installed") from None
    except CommandError as error:
        raise StoreUnavailable(f"{_named(url)} is of another version of this program: {error}") from None
    except SQLAlchemyError as error:
        raise StoreUnavailable(f"{_named(url)} cannot be used: {_reason(error)}") from None
    return engine


def _named(url: str) -> str:
    """Without user and password, and without options, which may hold one too."""
    parts = make_url(url)
    server = f"{parts.host}:{parts.port}" if parts.host and parts.port else parts.host
    return f"the database {parts.database or ''}" + (f" at {server}" if server else "")


def _reason(error: SQLAlchemyError) -> str:
    """The first line of what the driver says; what SQLAlchemy adds has the statement in it."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    told = str(cause or "").strip().splitlines()
    return told[0] if told else type(cause or error).__name__
