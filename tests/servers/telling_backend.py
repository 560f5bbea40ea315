"""For tests only: the real backend, whose pages tell which templates made them.

``python -m tests.servers.telling_backend FOLDER serve …`` serves as ``python -m backend serve …`` does. Each
page ends with a comment that names every template it was made of, parts included. Files in FOLDER (`Switch`)
give the directory photos, take it away, or put the clock forward.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from jinja2 import Environment, PackageLoader, Template

from backend import app, cli, directory_choice
from backend.adapters.directories.sql import SqlDirectory
from backend.core.ports import (
    Capabilities,
    DirectoryOutcomeUnknown,
    DirectoryUnavailable,
    WriteResult,
)
from backend.core.secret import Secret
from backend.core.views import PasswordRules
from backend.web.phone import pages as phone_pages
from backend.web.staff import pages as staff_pages

_made_of: ContextVar[list[str] | None] = ContextVar("made_of", default=None)


class Switch(Enum):
    """Names of files; their content says how much, where it matters."""

    PHOTO = "photo.png"
    """The photo of everybody."""
    DOUBT = "doubt"
    """A password is taken, and nobody can say what became of it."""
    DOWN = "down"
    """The directory does not answer."""
    LATER = "later"
    """How many seconds later it is."""


@dataclass(frozen=True, slots=True)
class Switches:
    folder: Path

    def on(self, switch: Switch) -> bool:
        return (self.folder / switch.value).exists()

    def content(self, switch: Switch) -> bytes:
        return (self.folder / switch.value).read_bytes()

    def turn(self, switch: Switch, content: bytes = b"") -> None:
        (self.folder / switch.value).write_bytes(content)

    def turn_off(self, switch: Switch) -> None:
        (self.folder / switch.value).unlink()


class TellingTemplate(Template):
    def render(self, *args: object, **kwargs: object) -> str:
        token = _made_of.set([])
        try:
            text = super().render(*args, **kwargs)
            parts = _made_of.get() or []
        finally:
            _made_of.reset(token)
        loader = self.environment.loader
        where = loader.package_name if isinstance(loader, PackageLoader) else ""
        return f"{text}\n<!-- {where}: {' '.join(sorted({str(self.name), *parts}))} -->"


class TellingEnvironment(Environment):
    template_class = TellingTemplate

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, object] | None = None,  # noqa: A002 - jinja2's own name
    ) -> Template:
        """Whatever a template extends, includes or imports is asked for here while it renders."""
        found = super().get_template(name, parent, globals)
        parts = _made_of.get()
        if parts is not None:
            parts.append(str(found.name))
        return found


def shown_directory(switches: Switches) -> type[SqlDirectory]:
    class ShownDirectory(SqlDirectory):
        @property
        def capabilities(self) -> Capabilities:
            return replace(super().capabilities, has_photos=True)

        def photo(self, key: str) -> bytes | None:
            return switches.content(Switch.PHOTO) if switches.on(Switch.PHOTO) else None

        def rules(self) -> PasswordRules:
            if switches.on(Switch.DOWN):
                raise DirectoryUnavailable("switched off by the test")
            return super().rules()

        def reset(self, key: str, password: Secret) -> WriteResult:
            done = super().reset(key, password)
            if switches.on(Switch.DOUBT):
                raise DirectoryOutcomeUnknown("lost by the test")
            return done

        def holds(self, key: str, password: Secret) -> bool | None:
            return None if switches.on(Switch.DOUBT) else super().holds(key, password)

    return ShownDirectory


def shifted_clock(switches: Switches) -> type[app.SystemClock]:
    class ShiftedClock(app.SystemClock):
        def now(self) -> datetime:
            later = float(switches.content(Switch.LATER)) if switches.on(Switch.LATER) else 0.0
            return super().now() + timedelta(seconds=later)

    return ShiftedClock


def main() -> int:
    switches = Switches(Path(sys.argv[1]))
    telling: Mapping[str, object] = {"Environment": TellingEnvironment}
    for pages in (staff_pages, phone_pages):
        vars(pages).update(telling)
    # The composition root takes these instead of the real ones.
    vars(app).update(SystemClock=shifted_clock(switches))
    vars(directory_choice).update(SqlDirectory=shown_directory(switches))
    return cli.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
