"""`repasse-backend directory check` on OpenLDAP: it says what will not work, and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from backend import cli
from tests.backend.contracts.fakes import FakeClock
from tests.backend.contracts.known import FRANCISCO, NAME
from tests.servers import slapd_tree as tree
from tests.servers.slapd import Slapd
from tests.servers_suite.ldap_directory import PRIVILEGED, ProvisionedLdap, SlapdClock, ahead, dn_of, mapped

pytestmark = pytest.mark.servers
DN = dn_of(FRANCISCO.identifier)
CONFIGURATION = """
[directory]
kind = "ldap"
[directory.ldap]
base = "{base}"
policy = "{policy}"
register_mobile = "mobile"
register_email = "campusPrivateMail"
[directory.ldap.connection]
servers = ["{url}"]
ca_file = "{ca}"
bind_dn = "{service}"
bind_password_file = "{password}"
[directory.ldap.attributes]
aliases = ["campusAlias"]
card = "campusCard"
emails = ["campusPrivateMail"]
mobile_changed = "{since}"
email_changed = "campusMailSince"
expires = "campusEnds"
student_number = "campusAlias"
[directory.ldap.privileged]
groups = ["{group}"]
"""


@dataclass(frozen=True)
class Checked:
    status: int
    said: list[str]
    complaint: str

    def tells(self, verdict: str, text: str) -> bool:
        return any(line.startswith(verdict) and text in line for line in self.said)


@dataclass(frozen=True)
class Operator:
    """Runs the command on a configuration; keywords replace parts of it."""

    slapd: Slapd
    folder: Path
    capsys: pytest.CaptureFixture[str]

    def check(self, *arguments: str, **other: str) -> Checked:
        parts = {
            "base": tree.PEOPLE,
            "policy": tree.POLICY,
            "url": self.slapd.url,
            "ca": self.slapd.ca_file,
            "service": tree.SERVICE,
            "password": self.slapd.password_file,
            "group": PRIVILEGED,
            "since": "campusMobileSince",
        }
        config = self.folder / "repasse.toml"
        config.write_text(CONFIGURATION.format(**(parts | other)), encoding="utf-8")
        given = ["--config", str(config), "--data", str(self.folder / "data"), "directory", "check"]
        status = cli.main([*given, *arguments])
        told = self.capsys.readouterr()
        return Checked(status, told.out.splitlines(), told.err)


@pytest.fixture
def operator(
    slapd: Slapd, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    monkeypatch.setattr("backend.logs.configure", lambda _level: None)
    clock: FakeClock = SlapdClock(ahead(slapd), slapd)
    directory = ProvisionedLdap(slapd, mapped(slapd), clock)
    directory.add_account(FRANCISCO)
    directory.close()
    slapd.add(PRIVILEGED, ["groupOfNames"], {"cn": ["administrators"], "member": [tree.SERVICE]})
    return Operator(slapd, tmp_path, capsys)


def test_all_is_well(operator: Operator) -> None:
    checked = operator.check("--account", NAME)
    assert checked.status == 0, checked
    assert not any(line.startswith("FAILS") for line in checked.said)
    for text in (
        "its certificate is good",
        "RFC 3062",
        "accounts are found under",
        "a station uses 1 at most",
        "the privileged group",
        "it is active",
        "contacts: email, sms, voice",
        "may set its password",
        "may unlock it without a new password",
        "may take back a failed sign-in",
        "may register a contact in mobile",
        "may date a contact in campusMailSince",
    ):
        assert checked.tells("works", text), text
    assert checked.tells("note", "attribute campusEnds: in none of 1")


def test_nothing_is_changed(operator: Operator, slapd: Slapd) -> None:
    before = slapd.read(DN)
    operator.check("--account", NAME)
    assert slapd.read(DN) == before


def test_missing_rights_are_told(operator: Operator, slapd: Slapd) -> None:
    fewer = tree.ACCESS.replace("=w by self", "=s by self").replace(" manage by", " read by")
    slapd.rights(fewer.replace('" write by self', '" read by self'))
    before = slapd.read(DN)
    checked = operator.check("--account", NAME)
    assert checked.status == 1
    assert "will not work" in checked.complaint
    assert checked.tells("FAILS", "may not set its password (userPassword)")
    assert checked.tells("FAILS", "may not register a contact in mobile")
    assert checked.tells("note", "may not unlock it without a new password")
    assert checked.tells("note", "may not take back a failed sign-in")
    assert slapd.read(DN) == before


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (
            {"service": "cn=nobody,dc=he-ferrer,dc=eu"},
            "cannot sign in as the service account: the server refused",
        ),
        ({"url": "ldaps://127.0.0.1:1"}, "cannot reach it: Connection refused"),
        ({"base": "ou=nowhere,dc=he-ferrer,dc=eu"}, "base: there is no ou=nowhere"),
        ({"base": tree.GROUPS}, "no account under ou=groups"),
        ({"policy": "cn=nowhere,dc=he-ferrer,dc=eu"}, "policy: there is no cn=nowhere"),
        ({"group": "cn=nowhere,dc=he-ferrer,dc=eu"}, "privileged.groups: there is no cn=nowhere"),
    ],
)
def test_what_will_not_work_is_told(operator: Operator, other: dict[str, str], told: str) -> None:
    checked = operator.check(**other)
    assert checked.status == 1
    assert checked.tells("FAILS", told), checked.said


def test_a_certificate_that_is_not_trusted_is_told(operator: Operator, another_slapd: Slapd) -> None:
    checked = operator.check(ca=another_slapd.ca_file)
    assert checked.status == 1
    assert checked.tells("FAILS", "cannot secure the connection: its certificate is not trusted")


def test_an_account_that_is_not_found_is_told(operator: Operator) -> None:
    assert operator.check("--account", "nobody").tells("FAILS", "not found, or several fit")
    assert operator.check().tells("note", "rights to write were not looked at")


def test_contacts_without_a_date_are_told(operator: Operator) -> None:
    assert operator.check(since="").tells("note", "mobile_changed is not set")


def test_numbers_that_cannot_be_read_are_counted(operator: Operator, slapd: Slapd) -> None:
    slapd.set(DN, {"mobile": ["ask my mother"]})
    checked = operator.check()
    assert checked.tells("note", "attribute mobile: 1 of 1 have a value that cannot be read")
    assert "mother" not in "".join(checked.said)
