"""Tells a page that it was left, so that what was typed there does not outlive its use."""

from __future__ import annotations

from kiosk.qt.pages.base import Page


class Leaving:
    """Knows which page the session is on; one that lies over it (waiting, idle warning) does not count."""

    def __init__(self) -> None:
        self._on: Page | None = None

    def pass_to(self, core: Page) -> None:
        """The session is on `core` now."""
        before, self._on = self._on, core
        if before is not None and before is not core:
            before.leave()
