"""Which pages the header offers to whom."""

from __future__ import annotations

from dataclasses import dataclass

from backend.core.languages import en
from backend.core.roles import Role, Roles


@dataclass(frozen=True, slots=True)
class Entry:
    """One link; it stands only in the header of members with one of `roles`."""

    path: str
    words: str
    roles: Roles


@dataclass(frozen=True, slots=True)
class Link:
    path: str
    words: str
    current: bool


EVERY = frozenset(Role)
BOARD = frozenset(Role)
STATIONS = frozenset({Role.OPERATOR, Role.SUPERVISOR})
AUDIT = frozenset({Role.SUPERVISOR})
FIGURES = frozenset({Role.SUPERVISOR})
UNBLOCK = frozenset({Role.SUPERVISOR})
SETTINGS = frozenset({Role.OPERATOR})
NOTICES = frozenset({Role.OPERATOR, Role.SUPERVISOR})
ENTRIES = (
    Entry("/now", en("Now"), BOARD),
    Entry("/", en("Requests"), frozenset({Role.DESK})),
    Entry("/stations", en("Stations"), STATIONS),
    Entry("/notices", en("Notices"), NOTICES),
    Entry("/unblock", en("Unblock"), UNBLOCK),
    Entry("/audit", en("Audit"), AUDIT),
    Entry("/figures", en("Figures"), FIGURES),
    Entry("/settings", en("Settings"), SETTINGS),
)


def links(roles: Roles, here: str) -> tuple[Link, ...]:
    """The links for somebody with `roles` who looks at the path `here`."""
    return tuple(
        Link(one.path, one.words, current=_within(here, one.path)) for one in ENTRIES if one.roles & roles
    )


def _within(here: str, path: str) -> bool:
    if path == "/":
        return here == "/" or here.startswith("/requests/")
    return here == path or here.startswith(f"{path}/")
