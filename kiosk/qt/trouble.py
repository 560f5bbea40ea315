"""The sentence of the banner while the backend does not answer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.core.states import Attract, Enrolling, Faulted, Kiosk, Link, OutOfService, Starting


def trouble_text(kiosk: Kiosk) -> str:
    """Return the text, or nothing where the page itself says it or nobody is there to read it."""
    alone = isinstance(kiosk.page, Starting | Faulted | Enrolling | Attract | OutOfService)
    if alone or kiosk.link is Link.UP:
        return ""
    text = QCoreApplication.translate("Trouble", "Connection interrupted. We are trying again…")
    if not kiosk.link_reference:
        return text
    reference = QCoreApplication.translate("Trouble", "Reference {reference}")
    return f"{text} {reference.format(reference=kiosk.link_reference)}"
