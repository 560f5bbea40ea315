"""An operator at the backend's own machine: what its commands do, without a process for each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from backend import app, settings
from backend.core.roles import Role
from backend.staff_ways import own_identifier
from tests.servers.backend import RunningBackend
from tests.servers.station_client import Station

NAME = "the operator"


@dataclass(frozen=True, slots=True)
class Operator:
    """`parts` are those of a process of their own, on the data of the running `backend`."""

    backend: RunningBackend
    parts: app.Backend

    def enrol(self, name: str, place: str) -> Station:
        """A station that offered its key, approved by the code it showed."""
        made = Station(self.backend.station_api, self.backend.ca)
        self.approve(str(made.offer().json()["code"]), name, place)
        return made

    def approve(self, code: str, name: str, place: str) -> None:
        self.parts.desks.stations.approve(code, name, place, NAME)

    def invite(self, name: str, account: str, *roles: Role) -> str:
        """A one-time link for somebody new."""
        own = own_identifier(self.parts, account)
        token = self.parts.auth.invite(name, own, frozenset(roles), NAME)
        return f"{self.backend.console}/join/{token.reveal()}"


@contextmanager
def operator_of(backend: RunningBackend) -> Iterator[Operator]:
    """Beside the running backend, as `repasse-backend` itself would work on its data."""
    parts = app.build(
        settings.load(None, backend.environment),
        backend.data,
        app.Addresses(backend.station_api, backend.console, backend.phone),
    )
    try:
        yield Operator(backend, parts)
    finally:
        parts.close()
