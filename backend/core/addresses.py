"""E-mail addresses as people type them."""

from __future__ import annotations

import unicodedata

from backend.core.secret import Secret

LONGEST_ADDRESS = 254
"""Characters of an address in an SMTP path (RFC 5321 section 4.5.3.1.3)."""


def readable(typed: Secret) -> Secret | None:
    """An address as it was typed, without the blanks around it."""
    text = unicodedata.normalize("NFKC", typed.reveal().strip())
    local, at, domain = text.rpartition("@")
    plain = text.isprintable() and not any(mark.isspace() or mark in '<>,;:"()[]\\' for mark in text)
    if not (at and local and plain) or "@" in local or len(text) > LONGEST_ADDRESS:
        return None
    labels = domain.split(".")
    return Secret(text) if len(labels) > 1 and all(labels) else None
