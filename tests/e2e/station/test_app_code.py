"""The code of an authenticator app at the real station: nothing is sent, and a new password set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest

from demo.private_keyring import private_keyring
from kiosk.core.states import CodeProblem, Done, EnterCode, NewPassword
from tests.e2e.station import people
from tests.e2e.station.conftest import World, world_of
from tests.e2e.station.visitor import Visitor
from tests.servers.backend import running_backend
from tests.servers.secret_service import entered

PERSON = 3
WITH_APP = people.COUNT


def key() -> str:
    return "".join(("JBSWY3DP", "EHPK3PXP")) * 2


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Where everybody is shown an app, and one person has one."""
    folder: Path = tmp_path_factory.mktemp("world")
    settings = {"decoys__authenticator": "100"}
    with running_backend(folder, **settings) as backend, entered(private_keyring(folder / "session")):
        made = world_of(backend, PERSON)
        backend.cli(
            *("account", "add", people.identifier(WITH_APP), "--given-name=Pia", "--family-name=Vand"),
            *("--mobile", people.international(people.number(WITH_APP)), "--contacts-since=2025-01-01"),
            "--authenticator=-",
            typed=f"{people.old_password(WITH_APP)}\n{key()}\n",
        )
        yield made


def test_a_new_password_by_the_code_of_an_app(visitor: Visitor) -> None:
    visitor.to_method(WITH_APP)
    visitor.actor.choose("authenticator")
    visitor.on(EnterCode)
    visitor.type_code("000000")
    visitor.submit()
    visitor.problem(CodeProblem.WRONG)
    assert "Attendez le code suivant" in visitor.said() or "Wait for the next code" in visitor.said()
    visitor.type_code(pyotp.TOTP(key()).now())
    visitor.submit()
    visitor.on(NewPassword)
    for name in ("password", "repeated"):
        visitor.type(name, people.new_password(WITH_APP))
    visitor.submit()
    visitor.on(Done)
