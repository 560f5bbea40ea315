"""The real program: keys of apps from a file and from stdin, and a reset by a code, over HTTPS."""

from __future__ import annotations

from collections.abc import Iterator

import pyotp
import pytest

from tests.servers.backend import RunningBackend, running_backend
from tests.servers.station_client import Station, pad

KEY, BESIDE, IMPORTED = (one * 4 for one in ("JBSWY3DP", "KRSXG5CT", "GEZDGNBV"))
CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}
NEW = "Zk!4rivulet-Ost"
PERSON = ("--given-name=F", "--family-name=F", "--contacts-since=2026-01-01")
CSV = f"""identifier,given_name,family_name,contacts_since,authenticator
DupontEl2020@he-ferrer.eu,Élodie,Dupont,2026-01-01,otpauth://totp/x?secret={IMPORTED}&digits=8&period=60
"""


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    folder = tmp_path_factory.mktemp("backend")
    with running_backend(folder, decoys__authenticator="100") as made:
        key = folder / "key"
        key.write_text(f"otpauth://totp/He-Ferrer:f?secret={KEY}&issuer=x\n", encoding="utf-8")
        first = ("account", "add", "FerrerFr2017@he-ferrer.eu", *PERSON, "--authenticator", str(key))
        made.cli(*first, typed="Bonjour-2017\n")
        key.unlink()
        second = ("account", "add", "MolenaPa2018@he-ferrer.eu", *PERSON, "--authenticator=-")
        made.cli(*second, typed=f"Bonjour-2018\n{BESIDE}\n")
        made.cli("account", "import", "-", typed=CSV)
        yield made


@pytest.fixture(scope="module")
def station(backend: RunningBackend) -> Station:
    return backend.station()


def asked(station: Station, identifier: str) -> tuple[str, str]:
    """A reset whose next step is the code of an app: its path and the challenge."""
    body = {"identifier": identifier, "language": "fr", "challenge": CAPTCHA}
    view = station.post("/v1/resets", body).json()
    method = next(one for one in view["methods"] if one["channel"] == "authenticator")
    assert method["mask"] == ""
    path = f"/v1/resets/{view['id']}"
    wanted = {"method_id": method["id"], "destination": "", "resend": False, "pad": pad()}
    view = station.post(f"{path}/challenges", wanted).json()
    assert (view["outcome"], view["allowed"]) == ("code_awaited", "answer_code")
    assert view["challenge"]["delivery"] == "none"
    return path, view["challenge"]["id"]


def answered(station: Station, path: str, challenge: str, code: str) -> str:
    answer = station.post(f"{path}/answers", {"challenge_id": challenge, "code": code, "pad": pad()})
    return str(answer.json()["outcome"])


@pytest.mark.parametrize(
    ("identifier", "app"),
    [
        ("MolenaPa2018", pyotp.TOTP(BESIDE)),
        ("DupontEl2020", pyotp.TOTP(IMPORTED, digits=8, interval=60)),
        ("FerrerFr2017", pyotp.TOTP(KEY)),
    ],
)
def test_a_reset_by_the_code_of_an_app(station: Station, identifier: str, app: pyotp.TOTP) -> None:
    path, challenge = asked(station, identifier)
    code = app.now()
    assert answered(station, path, challenge, code) == "proved"
    body = {"password": NEW, "current": None, "pad": pad()}
    assert station.put(f"{path}/password", body).json()["outcome"] == "password_set"
    path, challenge = asked(station, identifier)
    assert answered(station, path, challenge, code) == "wrong_code"


def test_a_stranger_is_asked_and_answered_alike(station: Station) -> None:
    path, challenge = asked(station, "nobodyno2020")
    assert answered(station, path, challenge, "000000") == "wrong_code"


def test_another_method_wants_its_destination_still(station: Station) -> None:
    body = {"identifier": "nobodyno2021", "language": "fr", "challenge": CAPTCHA}
    view = station.post("/v1/resets", body).json()
    method = next((one for one in view["methods"] if one["channel"] != "authenticator"), None)
    assert method is not None
    wanted = {"method_id": method["id"], "destination": "", "resend": False, "pad": pad()}
    answer = station.post(f"/v1/resets/{view['id']}/challenges", wanted).json()
    assert answer["outcome"] == "destination_unreadable"


@pytest.mark.parametrize(
    ("given", "typed", "why"),
    [
        ("-", "Bonjour-2019\n", "one line"),
        ("-", "Bonjour-2019\nnot-a-key-018\n", "must be base32"),
        ("/no/such/file", "Bonjour-2019\n", "No such file"),
    ],
)
def test_a_key_that_cannot_be_read_enters_nobody(
    backend: RunningBackend, given: str, typed: str, why: str
) -> None:
    add = ("account", "add", "someoneso2022@he-ferrer.eu", *PERSON, f"--authenticator={given}")
    told = backend.cli(*add, typed=typed, check=False)
    assert why in told
    assert "not-a-key" not in told
    again = backend.cli(*add[:-1], typed="Bonjour-2019\n", check=False)
    assert "entered" in again or "already" in again


def test_no_key_is_left_on_disk_or_in_the_log(backend: RunningBackend, station: Station) -> None:
    asked(station, "FerrerFr2017")
    files = backend.files() | {backend.log_path: backend.log_path.read_bytes()}
    assert backend.data / "directory.sqlite" in files
    for path, held in files.items():
        for key in (KEY, BESIDE, IMPORTED):
            assert key.encode() not in held, path
