"""The sentences of the banner: the backend does not answer, the voice is missing, time runs out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.core.flow.limits import ending
from kiosk.core.states import Attract, Enrolling, Faulted, Kiosk, Link, OutOfService, Starting
from kiosk.qt.limit_texts import limit_text
from kiosk.qt.pages.parts import ltr
from kiosk.qt.speech import phrases


def trouble_text(kiosk: Kiosk) -> str:
    """What is worth knowing on any page: what is wrong, and which limit of time ends soon."""
    return " ".join(text for text in (_fault_text(kiosk), limit_text(ending(kiosk))) if text)


def _fault_text(kiosk: Kiosk) -> str:
    """Return the text, or nothing where the page itself says it or nobody is there to read it."""
    silent = phrases.fault(kiosk)
    if silent:
        return silent
    alone = isinstance(kiosk.page, Starting | Faulted | Enrolling | Attract | OutOfService)
    if alone or kiosk.link is Link.UP:
        return ""
    text = QCoreApplication.translate("Trouble", "Connection interrupted. We are trying again…")
    if not kiosk.link_reference:
        return text
    reference = QCoreApplication.translate("Trouble", "Reference {reference}")
    return f"{text} {reference.format(reference=ltr(kiosk.link_reference))}"
