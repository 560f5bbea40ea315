"""The documents agree with the code: links lead somewhere, promised commands exist, pages are shown."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")
COMMAND = re.compile(r"`make ([a-z-]+)`")
PICTURE = re.compile(r"!\[[^\]]+\]\(images/([^)#\s]+)")
LARGEST_PICTURE = 100 * 1024
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")


def main() -> int:
    """Print every disagreement; return 1 when there is one."""
    faults = [*_missing(), *_dead_links(), *_unknown_commands(), *_version(), *_pictures()]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def _pages() -> list[Path]:
    return [ROOT / name for name in DOCUMENTS if (ROOT / name).exists()] + sorted(
        (ROOT / "docs").rglob("*.md")
    )


def _missing() -> list[str]:
    return [f"{name}: missing" for name in DOCUMENTS if not (ROOT / name).exists()]


def _dead_links() -> list[str]:
    return [
        f"{page.relative_to(ROOT)}: {target} does not exist"
        for page in _pages()
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]


def _unknown_commands() -> list[str]:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    return [
        f"{page.relative_to(ROOT)}: `make {name}` is no target of the Makefile"
        for page in _pages()
        for name in COMMAND.findall(page.read_text(encoding="utf-8"))
        if name not in targets
    ]


def _version() -> list[str]:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = ROOT / "CHANGELOG.md"
    if changelog.exists() and f"[{version}]" not in changelog.read_text(encoding="utf-8"):
        return [f"CHANGELOG.md: no section for {version}"]
    return []


PAGES = {"console": "staff", "phone-page": "phone"}
"""Where the pages are, by the beginning of the names of their pictures."""


def pictures_of(kind: str) -> list[str]:
    """One for each template that is a page; the others are parts of them."""
    folder = ROOT / "backend" / "web" / PAGES[kind] / "templates"
    pages = (path for path in folder.glob("*.html") if "{% extends" in path.read_text(encoding="utf-8"))
    return sorted(f"{kind}-{path.stem.replace('_', '-')}.png" for path in pages)


def _pictures() -> list[str]:
    """Every page of console and phone is shown in the documents, by a picture that is not large."""
    shown = {name for page in _pages() for name in PICTURE.findall(page.read_text(encoding="utf-8"))}
    wanted = {name for kind in PAGES for name in pictures_of(kind)}
    files = sorted(path for kind in PAGES for path in (ROOT / "docs" / "images").glob(f"{kind}-*.png"))
    return [
        *(f"docs/images/{name}: in no document, where every page must be" for name in sorted(wanted - shown)),
        *(f"docs/images/{path.name}: in no document" for path in files if path.name not in shown),
        *(
            f"docs/images/{path.name}: larger than {LARGEST_PICTURE} bytes"
            for path in files
            if path.stat().st_size > LARGEST_PICTURE
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
