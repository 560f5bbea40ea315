"""Writes `docs/openapi.json` from the code, or with `--check` says whether it is stale."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "openapi.json"


def generated() -> str:
    """The OpenAPI document of the station API as text, the same for the same code."""
    from backend.web.station_api import bare_api

    return json.dumps(bare_api().openapi(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    text = generated()
    if arguments == ["--check"]:
        fresh = DOCUMENT.exists() and DOCUMENT.read_text(encoding="utf-8") == text
        if not fresh:
            print("docs/openapi.json is stale; run: python packaging/openapi.py")
        return 0 if fresh else 1
    DOCUMENT.write_text(text, encoding="utf-8")
    print(f"wrote {DOCUMENT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
