"""The figures and the alert rules, as Prometheus' own tool reads them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.backend.operation.watched import figures
from tests.backend.web.test_journey import ADD
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.promtool import promtool
from tests.servers.station_client import Station, pad

pytestmark = pytest.mark.servers
RULES = Path(__file__).resolve().parents[2] / "packaging" / "prometheus"
NAME = re.compile(r"\brepasse_[a-z_]+")
NAMING = ("FerrerFr2017", "Francisco", "0470", "32470", "ferrer")


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    with running_backend(
        tmp_path_factory.mktemp("watched"), institution__id="i", metrics__patience="10"
    ) as made:
        made.cli(*ADD, typed="Bonjour-2017\n")
        yield made


def scraped(backend: RunningBackend) -> str:
    answer = requests.get(f"{backend.metrics}/metrics", verify=str(backend.ca), timeout=30)
    assert answer.status_code == 200
    return answer.text


@pytest.fixture(scope="module")
def text(backend: RunningBackend) -> str:
    """The figures after somebody asked for a code, mistyped it, and a route that does not exist was asked."""
    station = backend.station("Hall")
    _ask_for_a_code(station)
    station.get("/v1/FerrerFr2017")
    return scraped(backend)


def _ask_for_a_code(station: Station) -> None:
    captcha = {"kind": "image", "tries": 1, "seconds": 8}
    body = {"identifier": "FerrerFr2017", "language": "fr", "challenge": captcha}
    view = station.post("/v1/resets", body).json()
    method = next(one["id"] for one in view["methods"] if one["channel"] == "sms")
    wish = {"method_id": method, "destination": "0470 12 34 23", "resend": False, "pad": pad()}
    view = station.post(f"/v1/resets/{view['id']}/challenges", wish).json()
    while view["challenge"]["delivery"] == "queued":
        view = station.get(f"/v1/resets/{view['id']}?after={view['revision']}").json()


def test_every_rule_is_well_formed_and_proved() -> None:
    promtool("check", "rules", str(RULES / "repasse.rules.yml"))
    promtool("test", "rules", str(RULES / "repasse.rules.test.yml"))


def test_a_rule_that_is_wrong_is_found(tmp_path: Path) -> None:
    rules = (RULES / "repasse.rules.yml").read_text(encoding="utf-8")
    (tmp_path / "repasse.rules.yml").write_text(rules.replace("up{job=", "down{job="), encoding="utf-8")
    tests = (RULES / "repasse.rules.test.yml").read_text(encoding="utf-8")
    (tmp_path / "repasse.rules.test.yml").write_text(tests, encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        promtool("test", "rules", str(tmp_path / "repasse.rules.test.yml"))


def test_every_alert_is_proved_and_documented() -> None:
    rules = (RULES / "repasse.rules.yml").read_text(encoding="utf-8")
    alerts = re.findall(r"alert: (\w+)", rules)
    tests = (RULES / "repasse.rules.test.yml").read_text(encoding="utf-8")
    document = (RULES.parents[1] / "docs" / "operation.md").read_text(encoding="utf-8")
    assert [one for one in alerts if f"alertname: {one}" not in tests] == []
    assert [one for one in alerts if f"`{one}`" not in document] == []


def test_the_figures_read_well(text: str) -> None:
    promtool("check", "metrics", typed=text)


def test_rules_ask_only_for_figures_that_exist_and_all_are_documented(text: str) -> None:
    there = set(re.findall(r"^# TYPE (\S+)", text, re.MULTILINE))
    rules = (RULES / "repasse.rules.yml").read_text(encoding="utf-8")
    assert set(NAME.findall(rules)) - there == set()
    document = (RULES.parents[1] / "docs" / "operation.md").read_text(encoding="utf-8")
    assert {one for one in there if f"`{one}" not in document} == set()


def test_what_was_done_is_counted(text: str) -> None:
    seen = figures(text)
    assert seen['repasse_steps_total{channel="sms",outcome="sent",step="challenge"}'] == 1
    assert seen['repasse_gateway_working{channel="sms",gateway="local"}'] == 1
    assert seen['repasse_gateway_resting{channel="sms",gateway="local"}'] == 0
    unused = 'channel="email",gateway="local",result="deferred"'
    assert seen[f"repasse_gateway_deliveries_total{{{unused}}}"] == 0
    assert seen['repasse_ready{part="directory"}'] == 1
    timed = 'address="station_api",method="POST",route="/v1/resets"'
    assert seen[f"repasse_request_seconds_count{{{timed}}}"] == 1
    assert any('route="/v1/resets/{reset_id}?after"' in name for name in seen)


def test_a_ready_backend_says_so(backend: RunningBackend) -> None:
    answer = requests.get(f"{backend.metrics}/readyz", verify=str(backend.ca), timeout=30)
    parts = {"database": "ready", "directory": "ready", "outbox": "ready"}
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "parts": parts, "resting": []})


def test_no_figure_names_anybody(text: str) -> None:
    assert [word for word in NAMING if word in text] == []


def test_the_address_serves_nothing_else(backend: RunningBackend) -> None:
    for path in ("/", "/v1/station", "/sign-in", "/h/x"):
        assert requests.get(backend.metrics + path, verify=str(backend.ca), timeout=30).status_code == 404
    for address in (backend.station_api, backend.console, backend.phone):
        for path in ("/metrics", "/readyz"):
            answer = requests.get(address + path, verify=str(backend.ca), timeout=30, allow_redirects=False)
            assert answer.status_code == 404, (address, path)
