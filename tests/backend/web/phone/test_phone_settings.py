"""The phones' address: beside the others, on loopback by default, and not there at all when that is set."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.app import Addresses, known_addresses
from backend.core.station_info import GuestWifi
from backend.settings import BackendSettings, load
from backend.settings_tables import SettingsError
from tests.backend.web.phone.hall import Hall
from tests.servers.backend import running_backend

CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}
START = {"identifier": "NobodyNo2020", "language": "fr", "challenge": CAPTCHA}


def loaded(folder: Path, text: str) -> BackendSettings:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, {})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "repasse.example"])  # noqa: S104 - must be refused
def test_the_embedded_default_stays_on_loopback(tmp_path: Path, host: str) -> None:
    with pytest.raises(SettingsError) as refused:
        loaded(tmp_path, f'[phone]\nhost = "{host}"\n')
    assert "phone.host" in str(refused.value)
    assert "tls.source = own" in str(refused.value)
    assert "channels.sms" in str(refused.value)


def test_a_section_that_names_one_setting_keeps_the_others(tmp_path: Path) -> None:
    assert loaded(tmp_path, '[phone]\nurl = "https://reset.he-ferrer.eu"\n').phone.port == 8445
    with pytest.raises(SettingsError):
        loaded(tmp_path, '[phone]\nurl = "http://reset.he-ferrer.eu"\n')
    with pytest.raises(SettingsError):
        loaded(tmp_path, '[phone]\nhandoff = "maybe"\n')


def test_the_guest_network(tmp_path: Path, hall: Hall) -> None:
    text = '[institution.guest_wifi]\nname = "Guests"\npassword = "calm boats"\n'
    institution = loaded(tmp_path, text).institution
    assert institution.guest_wifi == GuestWifi("Guests", "calm boats")
    assert "calm boats" not in repr(institution)
    hall.at.set(institution=institution)
    assert hall.at.desks.resets.station_info(hall.station).guest_wifi == institution.guest_wifi
    assert hall.at.desks.resets.station_info(hall.station).handoff
    hall.at.set(phone_url="")
    told = hall.at.desks.resets.station_info(hall.station)
    assert (told.handoff, told.guest_wifi) == (False, None)
    open_one = loaded(tmp_path, '[institution.guest_wifi]\nname = "Guests"\n').institution
    assert open_one.guest_wifi == GuestWifi("Guests", "")


def test_addresses_of_before_there_were_phones(tmp_path: Path) -> None:
    (tmp_path / "addresses.json").write_text('{"station_api": "https://a", "console": "https://b"}')
    assert known_addresses(BackendSettings(), tmp_path) == Addresses("https://a", "https://b", "")


def test_the_address_is_told_and_serves_a_real_link(tmp_path: Path) -> None:
    with running_backend(tmp_path, phone__url="https://phone.test:8445") as backend:
        station = backend.station()
        assert station.get("/v1/station").json()["handoff"] is True
        reset = station.post("/v1/resets", START).json()
        offered = station.post(f"/v1/resets/{reset['id']}/handoffs", {}).json()
        assert offered["outcome"] == "handoff_offered"
        assert offered["handoff"]["url"].startswith("https://phone.test:8445/h/")
        ended = station.post(f"/v1/resets/{reset['id']}/handoffs/1/confirmations", {"decision": "end"})
        assert ended.json()["outcome"] == "handoff_ended"
        early = station.post(f"/v1/resets/{reset['id']}/handoffs/1/confirmations", {"decision": "yes"})
        assert early.status_code == 422
        assert offered["handoff"]["url"].rpartition("/")[2] not in backend.log


def test_none_serves_no_phone(tmp_path: Path) -> None:
    with running_backend(tmp_path, phone__handoff="none") as backend:
        assert backend.phone == ""
        station = backend.station()
        assert station.get("/v1/station").json()["handoff"] is False
        reset = station.post("/v1/resets", START).json()
        refused = station.post(f"/v1/resets/{reset['id']}/handoffs", {})
        assert (refused.status_code, refused.json()["code"]) == (409, "not_allowed")
