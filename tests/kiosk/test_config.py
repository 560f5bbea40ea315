"""Settings: the defaults, every key, and every complaint."""

from __future__ import annotations

import re
from pathlib import Path

import platformdirs
import pytest

from kiosk import config
from kiosk.card_settings import CardReaderSettings, ReaderKind
from kiosk.config import SettingsError, find, is_loopback, load
from kiosk.core.cards.rule import CardRule

PAGE = Path("docs/station-configuration.md")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "station.toml"


def complaint(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load(file)
    return str(caught.value)


def test_without_a_file_everything_has_a_default() -> None:
    settings = load(None)
    assert settings.address == "https://127.0.0.1:8444"
    assert settings.ca_file == config.embedded_ca()
    assert settings.languages == ("fr", "en")
    assert settings.dpi == 96
    assert settings.card_reader == CardReaderSettings(ReaderKind.NONE, None, CardRule())
    assert settings.proxy is None
    assert not settings.windowed
    assert settings.state_folder.is_absolute()


def test_every_key(file: Path, tmp_path: Path) -> None:
    file.write_text(
        f"""
        [backend]
        address = "https://repasse.example:8443/"
        ca_file = "{tmp_path}/ca.pem"
        proxy = "http://proxy.example:3128"
        [station]
        languages = ["en", "fr"]
        windowed = true
        dpi = 141
        state_folder = "{tmp_path}"
        [card_reader]
        kind = "serial"
        device = "/dev/serial/by-id/reader"
        prefix = "]C0"
        suffix = "\\t"
        longest = 12
        pattern = '\\d{{8}}'
        """,
        encoding="utf-8",
    )
    settings = load(file)
    rule = CardRule("]C0", "\t", 12, r"\d{8}")
    assert settings.card_reader == CardReaderSettings(
        ReaderKind.SERIAL, Path("/dev/serial/by-id/reader"), rule
    )
    assert settings.address == "https://repasse.example:8443"
    assert settings.ca_file == tmp_path / "ca.pem"
    assert settings.proxy == "http://proxy.example:3128"
    assert settings.languages == ("en", "fr")
    assert settings.windowed
    assert settings.dpi == 141
    assert settings.state_folder == tmp_path


def test_another_host_is_verified_against_the_systems_store(file: Path) -> None:
    file.write_text('[backend]\naddress = "https://repasse.example"\n')
    assert load(file).ca_file is None


def test_a_fingerprint_as_openssl_prints_it(file: Path) -> None:
    printed = ":".join(["AB"] * 32)
    file.write_text(f'[backend]\nca_fingerprint = "{printed}"\n')
    settings = load(file)
    assert settings.ca_fingerprint == "ab" * 32
    assert settings.ca_file is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[backend", "not TOML"),
        ("a = " + "[" * 20_000, "not TOML"),
        ("a = " + "9" * 5_000, "not TOML"),
        ("[other]\nx = 1", "[other]"),
        ("backend = 1", "[backend]"),
        ("[backend]\nverify = false", "[backend] verify: no such key"),
        ("[backend]\naddress = 1", "[backend] address: must be text"),
        ('[backend]\naddress = "http://repasse.example"', "[backend] address: must be https://"),
        ('[backend]\naddress = "https://"', "[backend] address"),
        ('[backend]\naddress = "https://a.example:99999"', "[backend] address"),
        ('[backend]\naddress = "https://a.example/path"', "[backend] address"),
        ('[backend]\naddress = "https://user@a.example"', "[backend] address"),
        ('[backend]\naddress = "https://[::1"', "[backend] address"),
        ('[backend]\nca_file = "ca.pem"', "[backend] ca_file: must be an absolute path"),
        ('[backend]\nca_fingerprint = "abc"', "[backend] ca_fingerprint: must be 64 hex digits"),
        (f'[backend]\nca_fingerprint = "{"ab" * 32}"\nca_file = "/x"', "either ca_file or ca_fingerprint"),
        ('[backend]\nproxy = "socks://x:1"', "[backend] proxy"),
        ('[backend]\nproxy = "http://user:secret@x:1"', "[backend] proxy"),
        ('[station]\nlanguages = ["tlh"]', "[station] languages: must list some of, default first: fr, en"),
        ("[station]\nlanguages = []", "[station] languages"),
        ('[station]\nlanguages = "fr"', "[station] languages"),
        ("[station]\nlanguages = [[]]", "[station] languages"),
        ("[station]\nwindowed = 1", "[station] windowed: must be true or false"),
        ("[station]\ndpi = 20", "[station] dpi: must be a whole number from 72 to 300"),
        ("[station]\ndpi = true", "[station] dpi"),
        ('[station]\nstate_folder = "here"', "[station] state_folder: must be an absolute path"),
    ],
)
def test_a_complaint_names_file_key_and_what_is_allowed(text: str, named: str, file: Path) -> None:
    said = complaint(file, text)
    assert str(file) in said
    assert named in said


def test_all_complaints_come_at_once(file: Path) -> None:
    said = complaint(file, '[backend]\naddress = "x"\n[station]\ndpi = 1\nwindowed = "no"\n')
    assert len(said.splitlines()) == 3


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path / "nothing.toml")


def test_a_file_that_is_not_text(file: Path) -> None:
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="not TOML"):
        load(file)


def test_which_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given, named = tmp_path / "given", tmp_path / "named"
    monkeypatch.setattr(platformdirs, "site_config_path", lambda *_, **__: tmp_path)
    assert find(given, {config.VARIABLE: str(named)}) == given
    assert find(None, {config.VARIABLE: str(named)}) == named
    assert find(None, {}) is None
    (tmp_path / "station.toml").touch()
    assert find(None, {}) == tmp_path / "station.toml"


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("localhost.evil", False)],
)
def test_loopback(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_every_key_is_documented_and_no_other() -> None:
    page = PAGE.read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `\[(\w+)\] (\w+)`", page, re.MULTILINE))
    assert documented == {(table, key) for table, keys in config._KEYS.items() for key in keys}
