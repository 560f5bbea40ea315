"""What members of staff may do in the console. A member holds any number of roles."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Role(Enum):
    DESK = "desk"
    """Open a request, approve or refuse it."""
    SUPERVISOR = "supervisor"
    """Block and unblock accounts and stations, read the audit."""
    OPERATOR = "operator"
    """Enrol, name and withdraw stations, see the settings."""


Roles = frozenset[Role]


def written(roles: Iterable[Role]) -> str:
    """The roles as one stored text, always in the same order: ``desk,operator``."""
    held = set(roles)
    return ",".join(role.value for role in Role if role in held)


def read(text: str) -> Roles:
    """The roles of a stored text; a word that names none is an error (`ValueError`)."""
    return frozenset(Role(word) for word in text.split(",") if word)
