"""How our column types are written in a revision: as what the database sees, which never changes again."""

from __future__ import annotations

from typing import Literal

from alembic.autogenerate.api import AutogenContext

from backend.adapters.store.types import Instant, Methods, Named


def render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    if kind != "type":
        return False
    match item:
        case Instant():
            return "sa.BigInteger()"
        case Named():
            return "sa.String(length=24)"
        case Methods():
            return "sa.Text()"
        case _:
            return False
