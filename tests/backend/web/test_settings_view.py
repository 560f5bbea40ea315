"""What operators see of the settings: everything but secrets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from backend.core.settings import InstitutionSettings
from backend.core.station_info import GuestWifi
from backend.settings import BackendSettings, DatabaseSettings, load
from backend.settings_view import HIDDEN, _rows, shown
from tests.backend.web.test_settings import names

SECRET = "hunter2-and-more"


def told(settings: BackendSettings) -> dict[str, str]:
    return dict(row for section in shown(settings) for row in section.rows)


def test_every_setting_is_shown() -> None:
    settings = load(None, {})
    assert sorted(told(settings)) == sorted(names(settings))


def test_values_read_as_people_write_them() -> None:
    rows = told(load(None, {}))
    assert rows["times.reset"] == "1200 seconds"
    assert rows["tls.names"] == "localhost, 127.0.0.1, ::1"
    assert rows["database.url"] == ""
    assert "weekday 0, opens 08:00, closes 18:00" in rows["institution.desk.hours"]


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql+psycopg://repasse:{SECRET}@db.example:5432/repasse",
        f"postgresql+psycopg://db.example:5432/repasse?password={SECRET}",
        f"postgresql+psycopg://{SECRET}@db.example:5432/repasse",
    ],
)
def test_an_address_shows_no_password(url: str) -> None:
    rows = told(replace(load(None, {}), database=DatabaseSettings(url)))
    assert rows["database.url"] == "postgresql+psycopg://db.example:5432/repasse"


def test_an_address_that_cannot_be_read_is_hidden() -> None:
    assert told(replace(load(None, {}), database=DatabaseSettings(SECRET)))["database.url"] == HIDDEN


def test_the_guest_network_keeps_its_password() -> None:
    wifi = InstitutionSettings(guest_wifi=GuestWifi("campus", SECRET))
    rows = told(replace(load(None, {}), institution=wifi))
    assert rows["institution.guest_wifi.name"] == "campus"
    assert rows["institution.guest_wifi.password"] == HIDDEN
    assert SECRET not in str(rows)


@dataclass(frozen=True)
class Gateway:
    """A section of tomorrow: a field that keeps itself out of `repr` is a secret, whatever its name."""

    key_file: str = "/etc/key"
    secret_file: str = "/etc/secret"
    api_token: str = SECRET
    pin: str = field(default=SECRET, repr=False)
    url: str = f"https://user:{SECRET}@sms.example/send?key={SECRET}"
    other_url: str = f"https://[{SECRET}"


def test_secrets_of_any_section_are_hidden_and_the_paths_of_their_files_are_not() -> None:
    assert dict(_rows("gateway", Gateway())) == {
        "gateway.key_file": "/etc/key",
        "gateway.secret_file": "/etc/secret",
        "gateway.api_token": HIDDEN,
        "gateway.pin": HIDDEN,
        "gateway.url": "https://sms.example/send",
        "gateway.other_url": HIDDEN,
    }
