"""The real program on Entra ID: a reset by SMS, and a lost phone that ends in a pass for its owner alone."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backend.adapters.directories.entra.checking import USER_ADMINISTRATOR
from tests.backend.web.test_staff_journey import Staff
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.graph.server import FakeGraph, Fault, Manner, running_graph
from tests.servers.graph.tenant import Method, Person
from tests.servers.station_client import Station, pad

OLD, NEW = "Bonjour-2017", "Tram-Flagey-81!"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
SENTENCE = {"proof": "student_card", "decision": "approve", "reason": "met at the desk"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeGraph]:
    with running_graph(tmp_path_factory.mktemp("graph")) as running:
        for name in ("FerrerFr2017", "MolenaPa2018", "DupontEl2020", "DeanDe2001"):
            one = Person(f"{name}@he-ferrer.eu", OLD, "Somebody", "Else", changed=LONG_AGO)
            one.phones["mobile"] = Method("+32 470123423", LONG_AGO)
            running.tenant.people.append(one)
        person(running, "DeanDe2001").roles = 1
        amina = Person("BenaliAm2024@he-ferrer.eu", OLD, "Amina", "Benali", changed=LONG_AGO)
        running.tenant.people.append(amina)
        yield running


@pytest.fixture(scope="module")
def backend(graph: FakeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    chosen = graph.settings() | {"temporary_access_pass": "true", "pass_minutes": "30"}
    chosen |= {"connect_timeout": "10", "read_timeout": "10"}
    settings = {f"directory__entra__{name}": value for name, value in chosen.items()}
    with running_backend(tmp_path_factory.mktemp("backend"), directory__kind="entra", **settings) as made:
        yield made


@pytest.fixture(scope="module")
def station(backend: RunningBackend) -> Station:
    return backend.station()


def person(graph: FakeGraph, name: str) -> Person:
    found = graph.tenant.by_id(f"{name}@he-ferrer.eu")
    assert found is not None
    return found


def letters(backend: RunningBackend) -> set[Path]:
    return set((backend.data / "spool" / "new").glob("message-*.json"))


def code(backend: RunningBackend, before: set[Path]) -> str:
    """The code that has come since; the notice of an earlier reset may come meanwhile."""
    end = time.monotonic() + 60
    while True:
        bodies = [json.loads(one.read_text(encoding="utf-8"))["body"] for one in letters(backend) - before]
        for body in bodies:
            if (found := re.search(r"\d{4}[ \u00a0]?\d{4}", body)) is not None:
                return found[0]
        assert time.monotonic() < end, backend.log
        time.sleep(0.05)


def start(station: Station, identifier: str) -> tuple[str, dict[str, object]]:
    captcha = {"kind": "image", "tries": 1, "seconds": 8}
    body = {"identifier": identifier, "language": "fr", "challenge": captcha}
    view: dict[str, object] = station.post("/v1/resets", body).json()
    return f"/v1/resets/{view['id']}", view


def proved(backend: RunningBackend, station: Station, identifier: str = "FerrerFr2017") -> str:
    path, view = start(station, identifier)
    methods = view["methods"]
    assert isinstance(methods, list)
    method = next(one["id"] for one in methods if one["channel"] == "sms")
    wish = {"method_id": method, "destination": "0470 12 34 23", "resend": False, "pad": pad()}
    before = letters(backend)
    sent = station.post(f"{path}/challenges", wish).json()
    assert sent["outcome"] == "sent"
    answer = {"challenge_id": sent["challenge"]["id"], "code": code(backend, before), "pad": pad()}
    assert station.post(f"{path}/answers", answer).json()["outcome"] == "proved"
    return path


def put(station: Station, path: str, password: str) -> dict[str, object]:
    body = {"password": password, "current": None, "pad": pad()}
    view: dict[str, object] = station.put(f"{path}/password", body).json()
    return view


def test_a_forgotten_password_is_reset_by_sms(
    graph: FakeGraph, backend: RunningBackend, station: Station
) -> None:
    info = station.get("/v1/station").json()
    assert not info["sign_in_checkable"]
    assert info["password_rules"]["classes_needed"] == 3
    assert [one["minutes"] for one in info["propagation"]] == [0, 5]
    tried = {"identifier": "FerrerFr2017", "password": OLD, "language": "fr", "pad": pad()}
    assert station.post("/v1/sign-ins", tried).json()["outcome"] == "not_checkable"
    path = proved(backend, station)
    refused = put(station, path, "Tram-Flagey-Rougé")
    assert (refused["outcome"], refused["broken"]) == (
        "password_refused",
        [{"rule": "character", "detail": "é"}],
    )
    banned = put(station, path, "Tram-Contoso-81!")
    assert (banned["outcome"], banned["broken"]) == ("password_refused", [{"rule": "common", "detail": ""}])
    done = put(station, path, NEW)
    assert (done["outcome"], done["pass_offered"]) == ("password_set", False)
    francisco = person(graph, "FerrerFr2017")
    assert (francisco.password, francisco.must_change, francisco.revocations) == (NEW, False, 1)


def test_a_lost_answer_is_settled_and_an_outage_is_told(
    graph: FakeGraph, backend: RunningBackend, station: Station
) -> None:
    path = proved(backend, station, "MolenaPa2018")
    key = person(graph, "MolenaPa2018").id
    graph.goes_wrong(Fault("PATCH", key, status=403))
    assert put(station, path, NEW)["outcome"] == "directory_down"
    graph.goes_wrong(Fault("PATCH", key, Manner.LOSE))
    assert put(station, path, NEW)["outcome"] == "password_set"
    assert graph.count("PATCH", key) == 2


def test_an_administrator_looks_like_everybody_and_is_not_reset(
    graph: FakeGraph, backend: RunningBackend, station: Station
) -> None:
    path, view = start(station, "DeanDe2001")
    assert view["allowed"] == "choose_method"
    methods = view["methods"]
    assert isinstance(methods, list)
    wish = {"method_id": methods[0]["id"], "destination": "0470 55 55 55", "resend": False, "pad": pad()}
    assert station.post(f"{path}/challenges", wish).json()["challenge"] is None
    assert put(station, path, NEW).get("code") == "not_allowed"
    assert person(graph, "DeanDe2001").password == OLD


def test_a_lost_phone_ends_in_a_pass_that_its_owner_alone_sees(
    graph: FakeGraph, backend: RunningBackend, station: Station
) -> None:
    path, _ = start(station, "BenaliAm2024")
    approval = station.post(f"{path}/approvals", {}).json()["approval"]
    ada = Staff(backend, "SomeoneEl2001")
    opened = ada.submit(ada.get("/"), "/open", {"code": approval["request_code"]})
    where = opened.url.removeprefix(backend.console)
    assert "No mobile phone number or personal address is registered." in opened.text
    approved = ada.submit(opened.text, f"{where}/decision", SENTENCE).text
    shown = re.search(r'class="number">(.*?)</p>', approved)
    assert shown is not None
    number = "".join(re.findall(r"\d", shown[1]))
    back = station.post(f"{path}/approvals/1/returns", {"number": number, "pad": pad()}).json()
    assert back["outcome"] == "return_accepted"
    assert station.post(f"{path}/passes", {}).json()["code"] == "not_allowed"
    done = put(station, path, NEW)
    assert (done["outcome"], done["pass_offered"]) == ("password_set", True)
    given = station.post(f"{path}/passes", {}).json()
    assert given["outcome"] == "issued"
    assert person(graph, "BenaliAm2024").passes == [given["value"]]
    assert timedelta(minutes=29) < timedelta(seconds=given["expires_in"]) <= timedelta(minutes=30)
    later = ada.get(where)
    assert "for a temporary pass. It works once" in later
    assert given["value"] not in later
    ada.close()
    assert given["value"] not in backend.log
    assert given["value"] not in backend.cli("audit", "show")
    everything = b"".join(backend.files().values())
    assert given["value"].encode() not in everything
    assert NEW.encode() not in everything


def test_the_log_holds_nothing_of_the_person_or_the_application(
    graph: FakeGraph, backend: RunningBackend, station: Station
) -> None:
    path = proved(backend, station, "DupontEl2020")
    graph.goes_wrong(Fault("PATCH", person(graph, "DupontEl2020").id, status=403))
    put(station, path, NEW)
    events = [json.loads(line) for line in backend.log.splitlines()]
    failed = [one for one in events if one["event"] == "graph_failed"][-1]
    assert (failed["kind"], failed["status"], failed["code"]) == ("forbidden", 403, "ScriptedFault")
    for secret in (OLD, NEW, "DupontEl2020", "0470 12 34 23", "470123423", *graph.login.issued):
        assert secret not in backend.log


def test_accounts_are_not_entered_here(backend: RunningBackend) -> None:
    add = ("account", "add", "a@b", "--given-name=A", "--family-name=B")
    assert 'directory.kind is "entra"' in backend.cli(*add, typed="x\n", check=False)


def test_an_operator_checks_the_directory(graph: FakeGraph, backend: RunningBackend) -> None:
    check = ("directory", "check", "--account", "FerrerFr2017")
    assert "1 of these will not work" in backend.cli(*check, check=False)
    graph.tenant.application_roles = [(USER_ADMINISTRATOR, "/")]
    told = backend.cli(*check)
    assert "note   the role User Administrator is over the whole directory" in told
    assert "works  the account may be reset here" in told
    assert "470123423" not in told
