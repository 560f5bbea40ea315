"""The real program: enrolment by the operator, a reset by SMS, staff's approval, and what is left behind."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.servers.backend import RunningBackend, running_backend
from tests.servers.station_client import Station, pad

OLD, NEW = "Bonjour-2017", "Tram-Flagey-81!"
MOBILE = "+32470123423"
ADD = (
    "account",
    "add",
    "FerrerFr2017@he-ferrer.eu",
    "--given-name=Francisco",
    "--family-name=Ferrer",
    f"--mobile={MOBILE}",
    "--contacts-since=2026-01-01",
)


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    with running_backend(tmp_path_factory.mktemp("backend")) as made:
        made.cli(*ADD, typed=OLD + "\n")
        yield made


@pytest.fixture(scope="module")
def station(backend: RunningBackend) -> Station:
    return backend.station()


def start(station: Station, identifier: str = "FerrerFr2017") -> dict[str, object]:
    captcha = {"kind": "image", "tries": 1, "seconds": 8}
    answer = station.post("/v1/resets", {"identifier": identifier, "language": "fr", "challenge": captcha})
    assert answer.status_code == 200, answer.text
    view: dict[str, object] = answer.json()
    return view


def sms(backend: RunningBackend) -> str:
    """The newest code that came by SMS."""
    import re
    import time

    end = time.monotonic() + 60
    while time.monotonic() < end:
        found = sorted(
            (backend.data / "spool" / "new").glob("message-*.json"), key=lambda p: p.stat().st_mtime
        )
        if found:
            body = json.loads(found[-1].read_text(encoding="utf-8"))["body"]
            code = re.search(r"\d{4}[ \u00a0]?\d{4}", body)
            assert code is not None, body
            return code[0]
        time.sleep(0.05)
    raise AssertionError(backend.log)


def test_a_station_is_enrolled_and_served(backend: RunningBackend, station: Station) -> None:
    info = station.get("/v1/station").json()
    assert (info["name"], info["captcha"]) == ("Library", "asked")
    assert "Library" in backend.cli("station", "list")


@pytest.mark.parametrize(
    ("kind", "status"), [("image", 200), ("audio", 200), ("waived", 200), ("attended", 200), ("none", 422)]
)
def test_what_became_of_the_captcha_is_one_of_four(station: Station, kind: str, status: int) -> None:
    """None of them is asked whether it is true: this station was never told to leave the CAPTCHA out."""
    body = {"identifier": "X", "language": "fr", "challenge": {"kind": kind, "tries": 0, "seconds": 0}}
    assert station.post("/v1/resets", body).status_code == status


def test_a_forgotten_password_is_reset_by_sms(backend: RunningBackend, station: Station) -> None:
    view = start(station)
    methods = view["methods"]
    assert isinstance(methods, list)
    method = next(m["id"] for m in methods if m["channel"] == "sms")
    path = f"/v1/resets/{view['id']}"
    wish = {"method_id": method, "destination": "0470 12 34 23", "resend": False, "pad": pad()}
    sent = station.post(f"{path}/challenges", wish).json()
    assert sent["outcome"] == "sent"
    answer = {"challenge_id": sent["challenge"]["id"], "code": sms(backend), "pad": pad()}
    assert station.post(f"{path}/answers", answer).json()["outcome"] == "proved"
    weak = station.put(f"{path}/password", {"password": "short", "current": None, "pad": pad()}).json()
    assert weak["outcome"] == "password_refused"
    done = station.put(f"{path}/password", {"password": NEW, "current": None, "pad": pad()}).json()
    assert done["outcome"] == "password_set"
    reference = done["completed"]["reference"]
    assert reference in backend.cli("audit", "show", "--reference", reference)
    assert sign_in(station, OLD) == "refused"
    assert sign_in(station, NEW) == "accepted"


def sign_in(station: Station, password: str) -> str:
    body = {"identifier": "FerrerFr2017", "password": password, "language": "fr", "pad": pad()}
    outcome: str = station.post("/v1/sign-ins", body).json()["outcome"]
    return outcome


def test_known_and_unknown_answers_have_one_shape(station: Station) -> None:
    known, unknown = start(station), start(station, "NobodyNo2019")
    assert known.keys() == unknown.keys()
    assert known["allowed"] == unknown["allowed"] == "choose_method"


def test_the_log_and_the_data_hold_no_secret(backend: RunningBackend, station: Station) -> None:
    start(station)
    for secret in (OLD, NEW, "0470 12 34 23", MOBILE, "FerrerFr2017"):
        assert secret not in backend.log
    for line in backend.log.splitlines():
        assert "event" in json.loads(line)


def test_the_data_folder_is_for_its_owner_only(backend: RunningBackend) -> None:
    for path in [backend.data, *backend.data.rglob("*")]:
        with suppress(FileNotFoundError):  # the draft of a message, say
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_withdrawn_station_is_refused(backend: RunningBackend) -> None:
    made = backend.station("Cafeteria")
    station_id = made.get("/v1/station").json()["station_id"]
    backend.cli("station", "withdraw", station_id)
    assert made.get("/v1/station").json()["code"] == "key_withdrawn"


def test_a_boot_counter_that_goes_back_suspends_the_key(backend: RunningBackend) -> None:
    made = backend.station("Copied disk")
    beat = {"version": "0.1.0", "page_kind": "attract", "last_error": "", "clock": 1}
    assert made.post("/v1/heartbeats", beat | {"boot_counter": 7}).json() == {"accepted": True}
    made.post("/v1/heartbeats", beat | {"boot_counter": 6})
    assert made.get("/v1/station").json()["code"] == "key_withdrawn"


def test_a_station_is_tied_to_a_network(backend: RunningBackend) -> None:
    made = backend.station("Carried away")
    station_id = made.get("/v1/station").json()["station_id"]
    backend.cli("station", "tie", station_id, "10.20.0.0/16, 2001:db8::/48")
    refused = made.get("/v1/station")
    assert (refused.status_code, refused.json()["code"]) == (403, "network_refused")
    assert "only in 10.20.0.0/16 2001:db8::/48" in backend.cli("station", "list")
    assert '"kind": "station_elsewhere"' in backend.cli("audit", "show")
    backend.cli("station", "tie", station_id, "127.0.0.1")
    assert made.get("/v1/station").status_code == 200


def test_each_address_serves_only_its_own(backend: RunningBackend, station: Station) -> None:
    console = Station(backend.console, backend.ca, station.key)
    assert console.get("/v1/station").status_code == 404
    assert console.get("/healthz").status_code == 404
    assert station.get("/sign-in").status_code == 404
    assert station.get("/healthz").json() == {"status": "ok"}
    assert station.get("/metrics").status_code == console.get("/metrics").status_code == 404
    watching = Station(backend.metrics, backend.ca, station.key)
    assert watching.get("/v1/station").status_code == watching.get("/sign-in").status_code == 404
    assert watching.get("/healthz").json() == {"status": "alive"}
    assert watching.get("/readyz").status_code == 200
    assert 'repasse_ready{part="outbox"} 1.0' in watching.get("/metrics").text


def test_commands_say_what_is_wrong(backend: RunningBackend, tmp_path: Path) -> None:
    assert "No station waits" in backend.cli(
        "station", "approve", "XXXX", "--name=a", "--place=b", check=False
    )
    assert "already" in backend.cli(*ADD, typed="x\n", check=False)
    assert "SHA-256" in backend.cli("ca", "show")
    bad = tmp_path / "bad.toml"
    bad.write_text("[nope]\n", encoding="utf-8")
    assert "nope: no such setting" in backend.cli("check", "--config", str(bad), check=False)


def test_it_ends_on_sigterm_and_starts_again(tmp_path: Path) -> None:
    with running_backend(tmp_path) as backend:
        station = backend.station()
        assert backend.stop() == 0
        backend.start()
        assert station.get("/v1/station").status_code == 200
        backend.kill()
        backend.start()
        assert station.get("/v1/station").status_code == 200
