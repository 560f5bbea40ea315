"""`repasse-backend station attended`: an operator at the machine says who stands beside a station."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.backend import RunningBackend, running_backend
from tests.servers.station_client import Station


@pytest.fixture(scope="module")
def lenient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    folder = tmp_path_factory.mktemp("lenient")
    with running_backend(folder, institution__captcha="unless_attended") as made:
        yield made


def asked(station: Station) -> str:
    told: str = station.get("/v1/station").json()["captcha"]
    return told


def identity(station: Station) -> str:
    told: str = station.get("/v1/station").json()["station_id"]
    return told


def records(backend: RunningBackend, station: str) -> list[tuple[str, str]]:
    lines = [json.loads(line) for line in backend.cli("audit", "show").splitlines()]
    found = [one for one in lines if one["station"] == station and one["kind"].endswith("attended")]
    assert all(one["genuine"] for one in found)
    return [(one["kind"], one["actor"].partition(":")[0]) for one in found]


def test_an_attended_station_asks_for_no_captcha_until_that_is_taken_back(lenient: RunningBackend) -> None:
    station = lenient.station("Desk")
    name = identity(station)
    assert asked(station) == "asked"
    assert lenient.cli("station", "attended", name).strip() == f"attended: {name}"
    assert asked(station) == "waived"
    assert "Desk, Ground floor, attended" in lenient.cli("station", "list")
    assert lenient.cli("station", "unattended", name).strip() == f"unattended: {name}"
    assert asked(station) == "asked"
    assert ", attended" not in lenient.cli("station", "list")
    assert records(lenient, name) == [("station_attended", "cli"), ("station_unattended", "cli")]


def test_what_is_said_already_or_of_no_station_is_told(lenient: RunningBackend) -> None:
    name = identity(lenient.station("Corner"))
    said = lenient.cli("station", "unattended", name, check=False)
    assert f"{name} is unattended already, or withdrawn." in said
    assert "There is no station nowhere." in lenient.cli("station", "attended", "nowhere", check=False)
    assert records(lenient, name) == []


def test_the_institutions_rule_goes_first(tmp_path: Path) -> None:
    with running_backend(tmp_path) as strict:
        station = strict.station("Hallway")
        said = strict.cli("station", "attended", identity(station), check=False)
        assert "institution.captcha has every station ask" in said
        assert asked(station) == "asked"
        assert records(strict, identity(station)) == []
