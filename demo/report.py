"""The page the unattended demonstration leaves behind: `build/demo/index.html`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape

from demo.search import SearchResult


@dataclass(frozen=True, slots=True)
class Picture:
    """One step of the journey; `files` maps a language to a picture beside the page."""

    title: str
    note: str
    at: float
    """Seconds since the start of the journey."""
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message or call as the phone received it."""

    channel: str
    destination: str
    text: str
    at: float


@dataclass(slots=True)
class Report:
    """Everything the demonstration did, in order."""

    setup: list[tuple[str, str]] = field(default_factory=list)
    """(what, how it is real)"""
    pictures: list[Picture] = field(default_factory=list)
    messages: list[Delivered] = field(default_factory=list)
    checks: list[tuple[str, str]] = field(default_factory=list)
    """(what was tried, what came of it)"""
    audit: list[str] = field(default_factory=list)
    found: SearchResult | None = None
    failure: str = ""
    seconds: float = 0.0

    def write(self, folder: Path) -> Path:
        """Write the page into `folder` and return its path."""
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent), autoescape=select_autoescape(), trim_blocks=True
        )
        page = folder / "index.html"
        page.write_text(environment.get_template("report.html").render(report=self), encoding="utf-8")
        return page
