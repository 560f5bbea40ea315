"""The station's real window on a real directory, as the journey's modules share it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.sql_settings import NewAccount
from backend.core.secret import Secret
from demo.private_keyring import private_keyring
from kiosk.core.states import Done, NewPassword, UnlockOnly
from tests.e2e.station import people
from tests.e2e.station.conftest import World, world_on
from tests.e2e.station.visitor import Visitor
from tests.servers.backend import running_backend
from tests.servers.secret_service import entered

PERSON = 3
WRONG = "Nuage9?gris"


@contextmanager
def directory_world(folder: Path, chosen: dict[str, str]) -> Iterator[World]:
    """As for the embedded directory, with the one that `chosen` names in its place.

    Args:
        chosen: settings of `running_backend` that begin with ``directory__``.
    """
    patient = {"times__write_lease": "300"}
    with (
        running_backend(folder, **chosen, **patient) as backend,
        entered(private_keyring(folder / "session")),
    ):
        yield world_on(backend)


def student() -> NewAccount:
    """The visitor `PERSON`, as identity management enters them."""
    return NewAccount(
        identifier=people.identifier(PERSON),
        password=Secret(people.old_password(PERSON)),
        given_name="Pia",
        family_name="Vandel",
        mobile=Secret(people.number(PERSON)),
        contacts_since=datetime(2025, 1, 1, tzinfo=UTC),
    )


class Account:
    """The student's account as the directory itself sees it: who signs in, and who does not."""

    def __init__(self, server: Transport, dn: str) -> None:
        self._server, self._dn = server, dn

    def signs_in(self, password: str) -> bool:
        return self._server.bind_as(self._dn, Secret(password)).done

    def lock(self) -> None:
        """Fail as often as the policy allows; then the right password is refused too."""
        for _ in range(3):
            assert not self.signs_in(WRONG)
        assert not self.signs_in(people.old_password(PERSON))

    def has_the_new_password(self) -> bool:
        """And the old one is refused."""
        accepted = self.signs_in(people.new_password(PERSON))
        return accepted and not self.signs_in(people.old_password(PERSON))


class WindowJourneys:
    """The tests; a module's subclass fills in `world`, `settings` and `account`."""

    def test_a_student_signs_in_with_what_was_typed_at_the_station(
        self, account: Account, visitor: Visitor
    ) -> None:
        assert account.signs_in(people.old_password(PERSON))
        visitor.to_done(PERSON)
        assert account.has_the_new_password()

    def test_a_locked_out_student_chooses_a_new_password(self, account: Account, visitor: Visitor) -> None:
        account.lock()
        self._to_unlock(visitor)
        visitor.actor.press("change")
        visitor.on(NewPassword)
        visitor.type_password(people.new_password(PERSON))
        visitor.submit()
        visitor.on(Done)
        assert account.has_the_new_password()

    def test_a_locked_out_student_keeps_the_password(self, account: Account, visitor: Visitor) -> None:
        account.lock()
        self._to_unlock(visitor)
        visitor.actor.press("unlock")
        visitor.on(Done)
        assert account.signs_in(people.old_password(PERSON))

    def _to_unlock(self, visitor: Visitor) -> None:
        visitor.to_code(PERSON)
        visitor.submit()
        visitor.on(UnlockOnly)
