"""A member with chosen roles, signed in."""

from __future__ import annotations

from backend.core.roles import Role
from tests.backend.web.staff.browser import NOW, Browser, Office


def member_with(office: Office, *roles: Role, name: str = "ada") -> Browser:
    browser = office.signed_in(name)
    assert office.store.set_roles(name, frozenset(roles), NOW, "cli:root")
    return browser
