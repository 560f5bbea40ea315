"""What `repasse-backend staff …` does."""

from __future__ import annotations

import argparse

from backend import app
from backend.adapters.store.web_store.staff_members import Member, StaffStanding
from backend.commands import CommandError, Context, operator, say
from backend.core import roles as role_texts
from backend.core.roles import Role, Roles
from backend.staff_ways import own_identifier

LONGEST_NAME = 64


def invite(context: Context, given: argparse.Namespace) -> None:
    name = given.name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise CommandError(f"A name has 1 to {LONGEST_NAME} characters.", 2)
    with context.backend() as backend:
        roles = _roles(given.role) or frozenset({Role.DESK})
        account = own_identifier(backend, given.account or name)
        token = backend.auth.invite(name, account, roles, operator())
        say(f"{backend.addresses.console}/join/{token.reveal()}")


def listing(context: Context, _given: argparse.Namespace) -> None:
    with context.backend() as backend:
        for member in backend.staff.members():
            say(_line(member))


def roles(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend:
        member = _member(backend, given.name)
        if member.subject:
            raise CommandError(f"The roles of {member.name} come from the OpenID provider at each sign-in.")
        wanted = _roles(given.role)
        backend.staff.set_roles(member.name, wanted, backend.clock.now(), operator())
        say(f"{member.name}: {role_texts.written(wanted)}")


def remove(context: Context, given: argparse.Namespace) -> None:
    with context.backend() as backend:
        member = _member(backend, given.name)
        backend.staff.remove(member.name, backend.clock.now(), operator())
        say(f"removed: {member.name}; every session has ended, open approvals count no more")


def _member(backend: app.Backend, name: str) -> Member:
    member = backend.staff.member(name.strip())
    if member is None:
        raise CommandError(f"There is no member {name.strip()}.")
    return member


def _roles(words: list[str]) -> Roles:
    return frozenset(Role(word) for word in words)


def _line(member: Member) -> str:
    if member.standing is StaffStanding.REMOVED:
        return f"{member.name}  removed"
    by = "OpenID" if member.subject else "own link"
    return f"{member.name}  {role_texts.written(member.roles) or 'no role'}  {member.account}  by {by}"
