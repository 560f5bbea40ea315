"""Values inside search filters and names, escaped by ldap3's own functions."""

from __future__ import annotations

from collections.abc import Iterable

from backend.adapters.directories.ldap.library import escape_bytes, escape_rdn


def value(text: str | bytes) -> str:
    """Every octet as ``\\xx`` (RFC 4515 section 3), so that no character of `text` means anything.

    ldap3 would trim blanks from what is left in clear; nothing is.

    Raises:
        ValueError: `text` has half a surrogate pair, which is no UTF-8.
    """
    escaped: str = escape_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return escaped


def equals(attribute: str, text: str | bytes) -> str:
    return f"({attribute}={value(text)})"


def begins(attribute: str, text: str, before: str = "") -> str:
    """Some value begins with `text`; with `before`, a part of one that stands after those characters."""
    inner = f"*{value(before + text)}*" if before else f"{value(text)}*"
    return f"({attribute}={inner})"


def every(parts: Iterable[str]) -> str:
    return f"(&{''.join(part for part in parts if part)})"


def some(parts: Iterable[str]) -> str:
    return f"(|{''.join(parts)})"


def rdn(attribute: str, text: str) -> str:
    """``attribute=text`` as part of a distinguished name (RFC 4514)."""
    return f"{attribute}={escape_rdn(text)}"
