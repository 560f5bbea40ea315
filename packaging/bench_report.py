"""What every benchmark hands over: rows of figures, printed as a table and kept as JSON."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "build" / "bench"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside its floor, measured in the same run; `floor` is empty where there is none."""

    what: str
    value: str
    floor: str = ""
    remark: str = ""


def publish(name: str, title: str, rows: Sequence[Row]) -> None:
    """Print the table and write `build/bench/NAME.json`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"title": title, "rows": [asdict(row) for row in rows]}, indent=2, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(f"\n{title}")
    cells = [("", "measured", "floor", ""), *((r.what, r.value, r.floor, r.remark) for r in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(4)]
    for row in cells:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def spread(seconds: Sequence[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"{1000 * statistics.median(ordered):.1f} ms (p95 {1000 * high:.1f})"
