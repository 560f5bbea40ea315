"""Settings that cannot work are refused before anything starts, with a word on what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.adapters.directories.entra.settings import CHARACTERS, EntraSettings
from backend.adapters.phone import PhoneNumbers
from tests.servers.graph.certificate import Credential, credential
from tests.servers.graph.login import CLIENT, TENANT


@pytest.fixture
def made(tmp_path: Path) -> Credential:
    return credential(tmp_path)


def entra(made: Credential, **changes: object) -> EntraSettings:
    good: dict[str, object] = {
        "tenant": TENANT,
        "client_id": CLIENT,
        "certificate_file": str(made.certificate),
        "key_file": str(made.key),
    }
    return EntraSettings(**good | changes)  # type: ignore[arg-type]  # wrong values are what is tested


def test_the_public_cloud_is_the_default_and_other_clouds_have_other_addresses(made: Credential) -> None:
    settings = entra(made)
    assert settings.authority == f"https://login.microsoftonline.com/{TENANT}"
    assert settings.scope == "https://graph.microsoft.com/.default"
    other = entra(made, login_url="https://login.microsoftonline.us/", graph_url="https://graph.microsoft.us")
    assert other.authority == f"https://login.microsoftonline.us/{TENANT}"
    assert not EntraSettings().configured
    assert made.key.read_text() not in repr(settings)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"tenant": "a b"}, "tenant"),
        ({"tenant": "../common"}, "tenant"),
        ({"client_id": "repasse"}, "client_id"),
        ({"certificate_file": ""}, "certificate_file is needed"),
        ({"key_file": "/nowhere.pem"}, "key_file cannot be read"),
        ({"ca_file": "/nowhere.pem"}, "ca_file cannot be read"),
        ({"login_url": "http://login.microsoftonline.com"}, "login_url must be https"),
        ({"graph_url": "https://graph.microsoft.com/v1.0"}, "graph_url must be https"),
        ({"graph_url": "https://user:pass@graph.microsoft.com"}, "graph_url must be https"),
        ({"graph_url": "https://"}, "graph_url must be https"),
        ({"connect_timeout": 0}, "connect_timeout"),
        ({"deadline": 60}, "deadline must be between 2 and 14"),
        ({"names": ()}, "names and contacts"),
        ({"privileged_groups": ("Administrators",)}, "privileged_groups must hold object ids"),
        ({"deny": ("ada@he-ferrer.eu",)}, "deny must hold object ids"),
        ({"pass_minutes": 5}, "pass_minutes"),
    ],
)
def test_what_cannot_work_is_refused(made: Credential, changes: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        entra(made, **changes)


def test_the_alphabet_is_entras() -> None:
    documented = "@#$%^&*-_!+=[]{}|\\:',.?/`~\"();<> " + "azAZ09"
    assert set(documented) <= set(CHARACTERS)
    assert not set("éèçàù§£€²³µ°\t\n\x7f") & set(CHARACTERS)


@pytest.mark.parametrize(
    ("number", "spaced"),
    [
        ("+32470123423", "+32 470123423"),
        ("+14251234567", "+1 4251234567"),
        ("+390612345678", "+39 0612345678"),
        ("nonsense", "nonsense"),
    ],
)
def test_a_number_gets_its_blank(number: str, spaced: str) -> None:
    assert PhoneNumbers("BE").spaced(number) == spaced
