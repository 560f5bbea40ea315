"""The real program: cards from the command line and from a file, a reset by card, and what is left behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.backend import RunningBackend, running_backend
from tests.servers.station_client import Station, pad

NUMBER, STRAY = "HEF-0012345", "HEF-7654321"
CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}
ADD = (
    *("account", "add", "FerrerFr2017@he-ferrer.eu", "--given-name=Francisco", "--family-name=Ferrer"),
    *("--mobile=+32470123423", "--contacts-since=2026-01-01", f"--card={NUMBER.lower()}"),
)
CSV = """identifier,given_name,family_name,mobile,contacts_since,card
MolenaPa2018@he-ferrer.eu,Paul,Molenaar,+32470123424,2026-01-01,HEF-0012346
"""


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    with running_backend(tmp_path_factory.mktemp("backend")) as made:
        made.cli(*ADD, typed="Bonjour-2017\n")
        made.cli("account", "import", "-", typed=CSV)
        yield made


@pytest.fixture(scope="module")
def station(backend: RunningBackend) -> Station:
    return backend.station()


def body(**who: object) -> dict[str, object]:
    return {**who, "language": "fr", "challenge": CAPTCHA}


def masks(station: Station, **who: object) -> list[str]:
    answer = station.post("/v1/resets", body(**who))
    assert answer.status_code == 200, answer.text
    return sorted(method["mask"] for method in answer.json()["methods"])


@pytest.mark.parametrize(("number", "mask"), [(NUMBER, "23"), ("HEF-0012346", "24")])
def test_a_card_opens_the_reset_of_its_owner(station: Station, number: str, mask: str) -> None:
    shown = masks(station, card=number, pad=pad())
    assert len(shown) == 2
    assert all(one.endswith(mask) for one in shown)


def test_the_answer_about_a_stray_card_has_the_same_size(station: Station) -> None:
    answers = [
        station.post("/v1/resets", body(card=number, pad=pad())) for number in (NUMBER, STRAY, "0", "A" * 64)
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({len(answer.content) for answer in answers}) == 1
    assert masks(station, card=STRAY, pad=pad()) == masks(station, card=STRAY, pad=pad())


@pytest.mark.parametrize(
    "who",
    [
        {},
        {"identifier": "FerrerFr2017", "card": NUMBER, "pad": "x" * 32},
        {"identifier": "FerrerFr2017", "card": None},
        {"card": NUMBER},
        {"card": "", "pad": "x" * 32},
        {"card": "hef-0012345", "pad": "x" * 32},
        {"card": "12 34", "pad": "x" * 32},
        {"card": "1234\n", "pad": "x" * 32},
        {"card": "１２３４", "pad": "x" * 32},
        {"card": "A" * 65, "pad": "x" * 32},
        {"card": 12345678, "pad": "x" * 32},
    ],
)
def test_exactly_one_of_identifier_and_card_in_its_form(station: Station, who: dict[str, object]) -> None:
    answer = station.post("/v1/resets", body(**who))
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert NUMBER not in answer.text


def test_a_card_has_one_owner_and_a_bad_one_none(backend: RunningBackend) -> None:
    for card in (NUMBER, "12 34"):
        told = backend.cli(
            *("account", "add", "a@he-ferrer.eu", "--given-name=A", "--family-name=B", f"--card={card}"),
            typed="Bonjour-2017\n",
            check=False,
        )
        assert "card" in told
        assert card not in told


def test_no_number_is_in_the_backends_database_or_log(backend: RunningBackend, station: Station) -> None:
    masks(station, card=NUMBER, pad=pad())
    masks(station, card=STRAY, pad=pad())
    stored = backend.files()
    assert {path.name for path, held in stored.items() if NUMBER.encode() in held} <= {
        "directory.sqlite",
        "directory.sqlite-wal",
    }
    assert any(NUMBER.encode() in held for held in stored.values())
    assert not [path for path, held in stored.items() if STRAY.encode() in held]
    audit = backend.cli("audit", "show")
    assert "reset_started" in audit
    assert NUMBER not in audit
    assert STRAY not in audit
