"""A student's whole way through the real program on a real domain controller."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backend.adapters.directories.ad.answers import Bind, of_bind
from backend.adapters.directories.ldap.transport import Transport
from backend.core.secret import Secret
from tests.backend.contracts.known import CARD, FRANCISCO, NEW, OLD, WRONG
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.samba_ad import DOMAIN
from tests.servers.samba_people import GROUPS, STRICT, SambaPeople
from tests.servers.station_client import Station, pad
from tests.servers_suite.samba import environment, quick, settings

pytestmark = [pytest.mark.servers, pytest.mark.timeout(1200)]
CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}
SECONDS = 60.0


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory, samba: SambaPeople) -> Iterator[RunningBackend]:
    folder = tmp_path_factory.mktemp("backend")
    with running_backend(folder, **environment(quick(settings(samba, folder)))) as made:
        yield made


@pytest.fixture(scope="module")
def station(backend: RunningBackend) -> Station:
    return backend.station()


@pytest.fixture
def dn(samba: SambaPeople) -> str:
    """Francisco, new in the directory at each test, so that no limit of one touches the next."""
    samba.empty()
    return samba.dn(samba.add_account(FRANCISCO))


@pytest.fixture
def dc(samba: SambaPeople, tmp_path: Path) -> Iterator[Transport]:
    made = Transport(settings(samba, tmp_path).connection)
    yield made
    made.close()


def bind(dc: Transport, dn: str, password: Secret) -> Bind:
    answer = dc.bind_as(dn, password)
    return of_bind(answer.code, answer.diagnostic)


def begin(station: Station, who: dict[str, str]) -> dict[str, object]:
    answer = station.post("/v1/resets", who | {"language": "fr", "challenge": CAPTCHA})
    assert answer.status_code == 200, answer.text
    view: dict[str, object] = answer.json()
    return view


def ask_for_a_code(station: Station, view: dict[str, object]) -> dict[str, object]:
    methods = view["methods"]
    assert isinstance(methods, list)
    method = next(one["id"] for one in methods if one["channel"] == "sms")
    wish = {"method_id": method, "destination": "0470 12 34 23", "resend": False, "pad": pad()}
    sent: dict[str, object] = station.post(f"/v1/resets/{view['id']}/challenges", wish).json()
    return sent


def prove(backend: RunningBackend, station: Station, who: dict[str, str]) -> str:
    """Identify and answer the code of the local channel; returns the path of the reset."""
    known = spool(backend)
    view = begin(station, who)
    sent = ask_for_a_code(station, view)
    assert sent["outcome"] == "sent"
    challenge = sent["challenge"]
    assert isinstance(challenge, dict)
    path = f"/v1/resets/{view['id']}"
    answer = {"challenge_id": challenge["id"], "code": code(backend, known), "pad": pad()}
    assert station.post(f"{path}/answers", answer).json()["outcome"] == "proved"
    return path


def spool(backend: RunningBackend) -> set[Path]:
    return set((backend.data / "spool" / "new").glob("message-*.json"))


def all_told(backend: RunningBackend) -> None:
    """Wait until the notices of the tests before have left."""
    waiting = "select count(*) from outbox where state in ('queued', 'leased')"
    end = time.monotonic() + SECONDS
    with closing(sqlite3.connect(backend.data / "repasse.sqlite")) as database:
        while database.execute(waiting).fetchone() != (0,):
            assert time.monotonic() < end, backend.log
            time.sleep(0.05)


def code(backend: RunningBackend, known: set[Path]) -> str:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for path in spool(backend) - known:
            found = re.search(r"\d{4}[ \u00a0]?\d{4}", json.loads(path.read_text(encoding="utf-8"))["body"])
            if found is not None:
                return found[0]
        time.sleep(0.05)
    raise AssertionError(backend.log)


def put(station: Station, path: str, password: Secret) -> dict[str, object]:
    body = {"password": password.reveal(), "current": None, "pad": pad()}
    view: dict[str, object] = station.put(f"{path}/password", body).json()
    return view


def broken(view: dict[str, object]) -> set[tuple[str, str]]:
    assert view["outcome"] == "password_refused", view
    told = view["broken"]
    assert isinstance(told, list)
    return {(one["rule"], one["detail"]) for one in told}


def test_a_locked_out_student_chooses_a_new_password(
    backend: RunningBackend, station: Station, samba: SambaPeople, dc: Transport, dn: str
) -> None:
    samba.join(dn, f"CN={STRICT},{GROUPS}")
    for _ in range(4):
        bind(dc, dn, WRONG)
    assert bind(dc, dn, OLD) is Bind.LOCKED
    path = prove(backend, station, {"identifier": "FerrerFr2017"})
    assert {rule for rule, _ in broken(put(station, path, Secret("court")))} >= {
        "too_short",
        "upper",
        "digit",
    }
    assert ("own_name", "francisco") in broken(put(station, path, Secret("8-Francisco")))
    # Long enough for the domain, too short for the fine-grained policy of the group.
    assert broken(put(station, path, Secret("Un-Tram-vert1"))) == {("too_short", "")}
    assert bind(dc, dn, OLD) is Bind.LOCKED
    done = put(station, path, NEW)
    assert done["outcome"] == "password_set"
    assert bind(dc, dn, NEW) is Bind.ACCEPTED
    assert bind(dc, dn, OLD) is Bind.WRONG
    body = {"identifier": "FerrerFr2017", "password": NEW.reveal(), "language": "fr", "pad": pad()}
    assert station.post("/v1/sign-ins", body).json()["outcome"] == "accepted"
    completed = done["completed"]
    assert isinstance(completed, dict)
    assert completed["reference"] in backend.cli("audit", "show", "--reference", completed["reference"])


def test_a_student_is_found_by_the_card(
    backend: RunningBackend, station: Station, dc: Transport, dn: str
) -> None:
    path = prove(backend, station, {"card": CARD.reveal(), "pad": pad()})
    assert put(station, path, NEW)["outcome"] == "password_set"
    assert bind(dc, dn, NEW) is Bind.ACCEPTED


def test_a_controller_that_hangs_is_told_and_the_proof_stays(
    backend: RunningBackend, station: Station, samba: SambaPeople, dc: Transport, dn: str
) -> None:
    path = prove(backend, station, {"identifier": "FerrerFr2017"})
    samba.domain.first.freeze()
    try:
        assert put(station, path, NEW)["outcome"] == "directory_down"
    finally:
        samba.domain.first.thaw()
    end = time.monotonic() + SECONDS
    while (view := put(station, path, NEW))["outcome"] == "directory_down":
        assert time.monotonic() < end
        time.sleep(0.2)
    assert view["outcome"] == "password_set"
    assert bind(dc, dn, NEW) is Bind.ACCEPTED


def test_a_privileged_account_looks_like_nobody_s(
    backend: RunningBackend, station: Station, samba: SambaPeople, dc: Transport, dn: str
) -> None:
    samba.join(dn, f"CN=Domain Admins,CN=Users,{DOMAIN}")
    all_told(backend)
    known = spool(backend)
    told = {}
    for name in ("FerrerFr2017", "NobodyAt2019"):
        view = begin(station, {"identifier": name})
        sent = ask_for_a_code(station, view) if _offers_sms(view) else {}
        told[name] = (sorted(view), sorted(sent), sent.get("outcome"))
    assert told["FerrerFr2017"][0] == told["NobodyAt2019"][0]
    assert spool(backend) == known
    assert bind(dc, dn, OLD) is Bind.ACCEPTED


def _offers_sms(view: dict[str, object]) -> bool:
    methods = view["methods"]
    assert isinstance(methods, list)
    return any(one["channel"] == "sms" for one in methods)


def test_nothing_of_it_is_logged(backend: RunningBackend, station: Station, dc: Transport, dn: str) -> None:
    path = prove(backend, station, {"identifier": "FerrerFr2017"})
    assert put(station, path, NEW)["outcome"] == "password_set"
    for secret in (NEW.reveal(), OLD.reveal(), "francisco", "ferrerfr2017", "470123423"):
        assert secret not in backend.log.casefold()
