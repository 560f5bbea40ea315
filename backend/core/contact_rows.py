"""A row of the table of contacts of our own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class ContactKind(Enum):
    EMAIL = "email"
    MOBILE = "mobile"
    """Takes messages and calls."""
    PHONE = "phone"
    """Takes calls only."""
    AUTHENTICATOR = "authenticator"
    """Takes nothing: the packed key of an app (`backend.core.authenticator`)."""


@dataclass(frozen=True, slots=True)
class StoredContact:
    """`mark` names the destination without telling it; `sealed` holds it, for this account, kind and time."""

    account: str
    kind: ContactKind
    mark: str
    sealed: bytes
    changed_at: datetime
