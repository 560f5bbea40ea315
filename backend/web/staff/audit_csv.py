"""Audit records as CSV (RFC 4180) that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import tzinfo

from backend.core.audit_search import ShownAudit

MARK = "\ufeff"
"""Tells spreadsheets that this is UTF-8."""
HEAD = ("at", "kind", "actor", "station", "station_id", "reset", "subject", "reference", "detail", "genuine")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def lines(records: Iterator[ShownAudit], zone: tzinfo) -> Iterator[str]:
    """A line at a time; times with their offset in `zone`."""
    yield MARK + _line(HEAD)
    for one in records:
        yield _line(
            (
                one.at.astimezone(zone).isoformat(timespec="microseconds"),
                one.kind,
                one.actor,
                one.station,
                one.station_id,
                one.reset,
                one.subject,
                one.reference,
                one.detail,
                "yes" if one.genuine else "no",
            )
        )


def _line(cells: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow([safe(cell) for cell in cells])
    return text.getvalue()


def safe(cell: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP, CSV Injection)."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
