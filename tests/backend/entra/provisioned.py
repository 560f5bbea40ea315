"""Entra ID with the fake of Graph behind it, and an administrator who enters accounts."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from backend.adapters.directories.entra.budget import Ticks
from backend.adapters.directories.entra.directory import EntraDirectory
from backend.adapters.directories.entra.settings import EntraSettings
from backend.adapters.directories.sql_settings import AccountExistsError, NewAccount
from backend.adapters.phone import PhoneNumbers
from backend.core.ports import Clock
from backend.core.secret import Secret
from tests.servers.graph.server import FakeGraph
from tests.servers.graph.tenant import Method, Person

NUMBERS = PhoneNumbers("BE")
Setting = str | float | bool | tuple[str, ...] | dict[str, int]
SHEET: dict[str, int] = {"min_length": 8, "classes_needed": 4}
"""The college's rule, which is stricter than Entra's."""


PATIENT: dict[str, Setting] = {"connect_timeout": 10, "read_timeout": 10, "deadline": 14}
"""The most there is: a fake on a busy machine is slow, too."""


def settings(graph: FakeGraph, **more: Setting) -> EntraSettings:
    return TypeAdapter(EntraSettings).validate_python(graph.settings() | PATIENT | more)


class ProvisionedEntra(EntraDirectory):
    """`holds` asks the fake, as only Entra's own sign-in page could; the adapter answers None."""

    graph: FakeGraph
    clock: Clock

    def add_account(self, new: NewAccount) -> str:
        tenant = self.graph.tenant
        names = {name.casefold() for name in (new.identifier, *new.aliases)}
        numbers = {one.employee_id for one in tenant.people} - {""}
        if any(names & {one.upn.casefold(), *one.addresses} for one in tenant.people) or (
            new.student_number in numbers
        ):
            raise AccountExistsError(new.identifier)
        person = person_of(new, self.clock)
        tenant.people.append(person)
        return person.id

    def holds(self, key: str, password: Secret) -> bool | None:
        person = self.graph.tenant.by_id(key)
        return None if person is None else person.password == password.reveal()


def person_of(new: NewAccount, clock: Clock) -> Person:
    since = new.contacts_since or clock.now()
    person = Person(
        new.identifier,
        new.password.reveal(),
        new.given_name,
        new.family_name,
        addresses=new.aliases,
        employee_id=new.student_number,
        enabled=not new.disabled,
        language=new.language,
        changed=clock.now(),
        roles=int(new.privileged),
    )
    if new.mobile:
        person.phones["mobile"] = Method(NUMBERS.spaced(new.mobile.reveal()), since)
    if new.email:
        person.email = Method(new.email.reveal(), since)
    return person


def opened(
    graph: FakeGraph, clock: Clock, chosen: EntraSettings | None = None, ticks: Ticks | None = None
) -> ProvisionedEntra:
    made = ProvisionedEntra(
        chosen or settings(graph, registers_contacts=True, rules=SHEET), NUMBERS, clock, ticks
    )
    made.graph, made.clock = graph, clock
    return made


def folder_of(graph: FakeGraph) -> Path:
    return graph.ca.parent.parent
