"""Settings are checked whole before anything starts; every fault names its source, key and rule."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from backend.settings import BackendSettings, load
from backend.settings_tables import SettingsError

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "configuration.md"


def faults(tmp_path: Path, text: str, **environment: str) -> list[str]:
    path = tmp_path / "repasse.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as met:
        load(path, environment)
    found = str(met.value).splitlines()
    assert all(line.startswith(f"{path}: ") for line in found)
    return [line.removeprefix(f"{path}: ") for line in found]


def test_no_configuration_is_loopback_with_own_ca_and_local_channels() -> None:
    settings = load(None, {})
    assert (settings.station_api.host, settings.console.host) == ("127.0.0.1", "127.0.0.1")
    assert settings.tls.source == "own"
    assert settings.channels.any_local


def test_a_file_and_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "repasse.toml"
    path.write_text('[limits]\nsends_per_account = 3\n[institution]\nname = "École"\n', encoding="utf-8")
    settings = load(path, {"REPASSE_LIMITS__SENDS_PER_ACCOUNT": "4", "REPASSE_TIMES__RESET": "600"})
    assert settings.limits.sends_per_account == 4
    assert settings.institution.name == "École"
    assert settings.times.reset == timedelta(minutes=10)
    assert settings.console.port == 8443


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[nope]\n", "nope: no such setting; allowed here: channels, code,"),
        ("[limits]\nsend = 3\n", "limits.send: no such setting; allowed here:"),
        ('[limits]\ncountries = [{prefix = "+32", x = 1}]\n', "limits.countries.0.x: no such setting"),
        ('[tls]\nsource = "none"\n', "tls.source: Input should be 'own' or 'files'"),
        ('[tls]\nsource = "files"\n', "tls: Value error, source = files needs certificate and key"),
        ("[code]\ndigits = 5\n", "code: Value error, code.digits must be between 6 and 10"),
        ('[code]\ndigits = "many"\n', "code.digits: Input should be a valid integer"),
        ("[limits]\nsign_ins = true\n", "limits.sign_ins: must not be true or false"),
        ("[limits]\nsends_window = -1\n", "limits.sends_window: must not be negative"),
        ("[web]\ndeadline_ms = 10\n", "web: Value error, deadline_ms must be between 300 and 5000"),
        ("[console]\nport = 70000\n", "console: Value error, port must be between 0"),
        ('[console]\nurl = "http://x"\n', "console: Value error, url must be https://"),
        ('[console]\nurl = "https://x/path"\n', "console: Value error, url must be https://"),
        ('[institution]\ntimezone = "Mars"\n', "institution.timezone: no such time zone"),
        ('[channels]\nsms = "pigeon"\n', "channels.sms: Input should be 'local' or 'none'"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, told: str) -> None:
    assert any(line.startswith(told) for line in faults(tmp_path, text))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, '[tls]\nsource = "x"\n[code]\ndigits = "x"\n')) == 2


@pytest.mark.parametrize("section", ["station_api", "console"])
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "repasse.example"])  # noqa: S104 - must be refused
def test_the_embedded_default_stays_on_loopback(tmp_path: Path, section: str, host: str) -> None:
    told = "\n".join(faults(tmp_path, f'[{section}]\nhost = "{host}"\n'))
    assert f"{section}.host" in told
    assert "tls.source = own" in told
    assert "channels.sms" in told


def test_a_real_address_needs_both(tmp_path: Path) -> None:
    files = '[tls]\nsource = "files"\ncertificate = "/c"\nkey = "/k"\n'
    silent = '[channels]\nemail = "none"\nsms = "none"\nvoice = "none"\n'
    host = '[console]\nhost = "192.0.2.1"\n'
    assert len(faults(tmp_path, host + files)) == 1
    assert len(faults(tmp_path, host + silent)) == 1
    path = tmp_path / "good.toml"
    path.write_text(host + files + silent, encoding="utf-8")
    assert load(path, {}).console.host == "192.0.2.1"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_loopback_is_loopback(tmp_path: Path, host: str) -> None:
    path = tmp_path / "good.toml"
    path.write_text(f'[console]\nhost = "{host}"\n', encoding="utf-8")
    assert load(path, {}).console.host == host


def test_a_value_is_never_repeated(tmp_path: Path) -> None:
    told = faults(tmp_path, '[database]\nurl = ["postgresql://me:hunter2@db"]\n')
    assert "hunter2" not in "\n".join(told)


@pytest.mark.parametrize("text", ["[limits", "x = ", "\xff\xfe"])
def test_a_file_that_is_no_toml(tmp_path: Path, text: str) -> None:
    path = tmp_path / "repasse.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"repasse\.toml: is not TOML"):
        load(path, {})


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"absent\.toml: cannot be read"):
        load(tmp_path / "absent.toml", {})


def names(settings: object, above: str = "") -> list[str]:
    assert is_dataclass(settings)
    found = []
    for field in fields(settings):
        value, name = getattr(settings, field.name), f"{above}{field.name}"
        found += names(value, name + ".") if is_dataclass(value) else [name]
    return found


def test_every_setting_is_documented() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    missing = [name for name in names(BackendSettings()) if f"`{name}`" not in text]
    assert not missing
