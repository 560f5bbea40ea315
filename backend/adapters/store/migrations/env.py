"""Alembic's entry: it runs on the connection that `migrate.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from backend.adapters.store import staff_tables as staff_tables  # its tables join the metadata
from backend.adapters.store import web_tables as web_tables  # these too
from backend.adapters.store.migrations.rendering import render_item
from backend.adapters.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=render_item,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
