"""Settings that say where the directory's servers are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from backend.adapters.directories.ldap.settings import Address, LdapServers, Wrapping


@pytest.fixture
def good(tmp_path: Path) -> LdapServers:
    path = tmp_path / "password"
    path.write_text("sécret\n", encoding="utf-8")
    return LdapServers(("ldaps://a",), bind_dn="cn=x", bind_password_file=str(path))


def test_addresses_and_their_ports(good: LdapServers) -> None:
    urls = ("ldaps://a.example", "ldap://b.example/", "ldaps://[::1]:1636")
    assert replace(good, servers=urls).addresses == (
        Address("a.example", 636, Wrapping.TLS),
        Address("b.example", 389, Wrapping.START_TLS),
        Address("::1", 1636, Wrapping.TLS),
    )
    assert str(replace(good, servers=urls).addresses[2]) == "ldaps://[::1]:1636"


def test_the_password_is_read_anew(good: LdapServers) -> None:
    assert good.bind_password().reveal() == "sécret"
    Path(good.bind_password_file).write_text("another")
    assert good.bind_password().reveal() == "another"
    assert "another" not in repr(good)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"servers": ("http://a",)}, "must be ldaps://"),
        ({"servers": ("ldapi://%2Frun",)}, "must be ldaps://"),
        ({"servers": ("ldaps://",)}, "must be ldaps://"),
        ({"servers": ("ldaps://a/dc=x",)}, "must be ldaps://"),
        ({"servers": ("ldaps://u:p@a",)}, "must be ldaps://"),
        ({"servers": ("ldaps://a:x",)}, "must be ldaps://"),
        ({"servers": ("ldaps://a", "ldaps://a")}, "twice"),
        ({"bind_dn": ""}, "bind_dn is needed"),
        ({"bind_password_file": ""}, "bind_password_file is needed"),
        ({"bind_password_file": "/nowhere/at/all"}, "cannot be read: FileNotFoundError"),
        ({"bind_password_file": "/dev/null"}, "is empty"),
        ({"ca_file": "/nowhere/at/all"}, "ca_file: there is no such file"),
        ({"ca_file": __file__}, "ca_file holds no certificate"),
        ({"pool": 0}, "pool must be"),
        ({"connect": 0.0}, "connect must be"),
        ({"operation": 31.0}, "operation must be"),
        ({"patience": 1.0}, "patience must be"),
        ({"pause": 0.5}, "pause must be"),
    ],
)
def test_what_cannot_work_is_named(good: LdapServers, wrong: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        replace(good, **wrong)  # type: ignore[arg-type]  # on purpose
