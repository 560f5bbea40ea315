"""What the adapter asks of the connections: a part of `ldap.transport.Transport`, which tests fake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from backend.adapters.directories.ldap.values import Answer, Change, Control, Found, Query
from backend.core.secret import Secret


class Wire(Protocol):
    """Every method may raise `DirectoryUnavailable`, and every wait is bounded."""

    def search(self, query: Query) -> Found:
        """Of a base-scope search: a base that does not exist has no entry."""

    def modify(self, dn: str, changes: Sequence[Change], controls: Sequence[Control] = ()) -> Answer:
        """Raises `DirectoryOutcomeUnknown` when it was sent and no answer came."""

    def bind_as(self, dn: str, password: Secret) -> Answer:
        """Try to sign in, once; the password is not empty and can be written as UTF-8."""

    def close(self) -> None: ...
