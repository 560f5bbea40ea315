"""A student's whole way with the real program on OpenLDAP, by a station's signed requests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.sql_settings import NewAccount
from backend.core.secret import Secret
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.slapd import Slapd
from tests.servers.station_client import Station, pad
from tests.servers_suite import slapd_campus as campus
from tests.servers_suite.ldap_client import eventually, transport
from tests.servers_suite.ldap_client import settings as servers

pytestmark = pytest.mark.servers
OLD, NEW = "Tramway7!vert", "Tram-Flagey-81!"
CODE = re.compile(r"\d{4}[ \u00a0]?\d{4}")
STUDENT = NewAccount(
    identifier="FerrerFr2017@he-ferrer.eu",
    password=Secret(OLD),
    given_name="Francisco",
    family_name="Ferrer",
    mobile=Secret("0470 12 34 23"),
    contacts_since=datetime(2026, 1, 1, tzinfo=UTC),
)
DN = campus.dn_of(STUDENT.identifier)


@pytest.fixture(scope="module")
def running(module_slapd: Slapd, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    """Configured as docs/directories.md shows."""
    with running_backend(tmp_path_factory.mktemp("backend"), **campus.environment(module_slapd)) as made:
        made.station()
        yield made


@pytest.fixture
def backend(running: RunningBackend, slapd: Slapd) -> RunningBackend:
    """With the one student in the directory, as new."""
    campus.enter(slapd, STUDENT)
    return running


@pytest.fixture
def station(backend: RunningBackend) -> Station:
    return backend.stations[0]


@pytest.fixture
def opened(slapd: Slapd) -> Iterator[Transport]:
    with transport(servers(slapd)) as made:
        yield made


def signs_in(opened: Transport, password: str) -> bool:
    return opened.bind_as(DN, Secret(password)).done


def begin(station: Station, identifier: str = "ferrerfr2017") -> dict[str, object]:
    captcha = {"kind": "image", "tries": 1, "seconds": 8}
    answer = station.post("/v1/resets", {"identifier": identifier, "language": "fr", "challenge": captcha})
    assert answer.status_code == 200, answer.text
    view: dict[str, object] = answer.json()
    return view


def prove(backend: RunningBackend, station: Station) -> str:
    """A reset whose code was typed; returns its path."""
    view = begin(station)
    methods = view["methods"]
    assert isinstance(methods, list)
    method = next(one["id"] for one in methods if one["channel"] == "sms")
    path = f"/v1/resets/{view['id']}"
    wish = {"method_id": method, "destination": "+32470123423", "resend": False, "pad": pad()}
    known = spool(backend)
    sent = station.post(f"{path}/challenges", wish).json()
    assert sent["outcome"] == "sent", sent
    answer = {"challenge_id": sent["challenge"]["id"], "code": code(backend, known), "pad": pad()}
    assert station.post(f"{path}/answers", answer).json()["outcome"] == "proved"
    return path


def spool(backend: RunningBackend) -> set[Path]:
    return set((backend.data / "spool" / "new").glob("message-*.json"))


def code(backend: RunningBackend, known: set[Path]) -> str:
    """The one that came by SMS since; the notice of an earlier reset may come meanwhile."""
    codes: list[str] = []

    def look() -> bool:
        bodies = [json.loads(one.read_text(encoding="utf-8"))["body"] for one in spool(backend) - known]
        codes.extend(found[0] for found in map(CODE.search, bodies) if found is not None)
        return bool(codes)

    eventually(look)
    return codes[0]


def write(station: Station, path: str, password: str = NEW) -> dict[str, object]:
    body = {"password": password, "current": None, "pad": pad()}
    view: dict[str, object] = station.put(f"{path}/password", body).json()
    return view


def sign_in(station: Station, password: str) -> str:
    body = {"identifier": "FerrerFr2017", "password": password, "language": "fr", "pad": pad()}
    outcome: str = station.post("/v1/sign-ins", body).json()["outcome"]
    return outcome


def test_a_forgotten_password_is_reset(
    backend: RunningBackend, station: Station, slapd: Slapd, opened: Transport
) -> None:
    assert signs_in(opened, OLD)
    path = prove(backend, station)
    refused = write(station, path, OLD)
    assert (refused["outcome"], refused["broken"]) == (
        "password_refused",
        [{"rule": "history", "detail": ""}],
    )
    assert write(station, path)["outcome"] == "password_set"
    assert signs_in(opened, NEW)
    assert not signs_in(opened, OLD)
    assert sign_in(station, NEW) == "accepted"
    assert not re.search(f"{OLD}|{NEW}|{slapd.service_password}|470123423|470 12", backend.log)


def test_a_locked_account_is_unlocked_by_the_reset(
    backend: RunningBackend, station: Station, slapd: Slapd, opened: Transport
) -> None:
    for _ in range(3):
        assert not signs_in(opened, "Nuage9?gris")
    assert "pwdAccountLockedTime" in slapd.read(DN)
    path = prove(backend, station)
    assert station.post(f"{path}/unlocks", {}).json()["outcome"] == "unlocked"
    assert signs_in(opened, OLD)


def test_the_station_never_locks_anybody_out(
    backend: RunningBackend, station: Station, slapd: Slapd, opened: Transport
) -> None:
    for _ in range(6):
        assert sign_in(station, "Nuage9?gris") == "refused"
    assert signs_in(opened, OLD)


def test_strangers_disabled_and_known_look_alike(station: Station, slapd: Slapd) -> None:
    shapes = [shape(begin(station, one)) for one in ("FerrerFr2017", "MolenaPa2018")]
    slapd.set(DN, {"pwdAccountLockedTime": ["000001010000Z"]})
    shapes.append(shape(begin(station)))
    assert shapes[0] == shapes[1] == shapes[2]


def shape(view: dict[str, object]) -> set[str]:
    return {f"{name}:{type(value).__name__}" for name, value in view.items()}


def test_a_directory_that_is_away_comes_back_in_the_same_reset(
    backend: RunningBackend, station: Station, slapd: Slapd, opened: Transport
) -> None:
    path = prove(backend, station)
    slapd.kill()
    assert write(station, path)["outcome"] == "directory_down"
    slapd.start()
    assert write(station, path)["outcome"] == "password_set"
    assert signs_in(opened, NEW)


def test_the_program_starts_without_its_directory(
    backend: RunningBackend, station: Station, slapd: Slapd
) -> None:
    backend.stop()
    slapd.stop()
    backend.start()
    assert not station.get("/v1/station").json()["sign_in_checkable"]
    slapd.start()
    eventually(lambda: station.get("/v1/station").json()["sign_in_checkable"] is True)


def test_accounts_are_made_in_the_directory_itself(backend: RunningBackend) -> None:
    said = backend.cli("account", "add", "a@b", "--given-name=A", "--family-name=B", typed="x\n", check=False)
    assert 'directory.kind is "ldap": accounts are made in that directory itself' in said
