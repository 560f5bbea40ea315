"""Short references: what a fault page shows and what staff search the log for."""

from __future__ import annotations

import secrets

ALPHABET = "ACDEFHJKLMNPQRTUVWXY34679"
"""No letter or digit that is mistaken for another when read aloud or from a screen."""
LENGTH = 8


def new_reference() -> str:
    """Return eight speakable characters (37 random bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
