"""The examination of a domain, on a real domain controller: true, and without a trace."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from backend.adapters.directories.ad.checking import AdCheck
from backend.adapters.directories.ad.settings import AdSettings, ContactAttributes
from backend.adapters.directories.ldap.transport import Transport
from backend.core.directory_check import Finding, Verdict
from tests.backend.contracts.known import FRANCISCO, NAME, OLD
from tests.servers.backend import RunningBackend
from tests.servers.samba_ad import DOMAIN
from tests.servers.samba_people import RIGHTS, SambaPeople
from tests.servers_suite.samba import environment, opened, quick, settings

pytestmark = [pytest.mark.servers, pytest.mark.timeout(1200)]


@pytest.fixture
def dn(samba: SambaPeople) -> str:
    samba.empty()
    return samba.dn(samba.add_account(FRANCISCO))


def examined(samba: SambaPeople, chosen: AdSettings, *names: str) -> list[Finding]:
    directory = opened(samba, chosen)
    try:
        return list(AdCheck(chosen, directory).examine(names))
    finally:
        directory.close()


def of(findings: list[Finding], verdict: Verdict) -> list[str]:
    return [one.text for one in findings if one.verdict is verdict]


def test_nothing_fails_in_a_good_domain_and_nothing_is_changed(
    samba: SambaPeople, tmp_path: Path, dn: str
) -> None:
    chosen = settings(samba, tmp_path)
    before = samba.read(dn, "uSNChanged")
    findings = examined(samba, chosen, NAME)
    assert of(findings, Verdict.FAILS) == []
    told = " ".join(of(findings, Verdict.WORKS))
    for words in (
        "asks for 8 characters, complexity, a history of 3, and locks after 3 failures",
        "fine-grained policies that can be read: 1",
        "contacts: email, sms, voice",
        "may set its password",
        "may unlock it",
    ):
        assert words in told
    assert of(findings, Verdict.NOTE) == [
        "no policy hints are offered: a reset may set a password used before"
    ]
    assert samba.read(dn, "uSNChanged") == before
    transport = Transport(chosen.connection)
    assert transport.bind_as(dn, OLD).done
    transport.close()


def test_a_missing_right_is_named(samba: SambaPeople, tmp_path: Path, dn: str) -> None:
    weak = f"CN=svc-weak,CN=Users,{DOMAIN}"
    samba.delegate(weak, samba.service_password, RIGHTS[1:2])
    chosen = settings(samba, tmp_path)
    contacts = ContactAttributes(register_mobile="mobile", register_email="otherMailbox")
    chosen = replace(chosen, connection=replace(chosen.connection, bind_dn=weak), contacts=contacts)
    told = of(examined(samba, chosen, NAME), Verdict.FAILS)
    assert [text.rpartition("delegate ")[2] for text in told] == [
        "Reset Password",
        "write lockoutTime",
        "write mobile",
        "write otherMailbox",
    ]


def test_what_is_not_there_is_named(samba: SambaPeople, tmp_path: Path, dn: str) -> None:
    chosen = quick(settings(samba, tmp_path, samba.domain.first.url, samba.domain.second.url))
    (dead,) = of(examined(samba, chosen, NAME), Verdict.FAILS)
    assert dead.startswith("ldaps://127.0.0.3:636: cannot reach it: ")
    nobody = examined(samba, settings(samba, tmp_path), "nobody@he-ferrer.eu")
    assert of(nobody, Verdict.FAILS) == ["the account named is not found, or several fit"]
    elsewhere = replace(settings(samba, tmp_path), base=f"OU=Nowhere,{DOMAIN}")
    assert any("base: there is no" in text for text in of(examined(samba, elsewhere), Verdict.FAILS))


def test_a_wrong_password_of_the_service_account_is_named(
    samba: SambaPeople, tmp_path: Path, dn: str
) -> None:
    chosen = settings(samba, tmp_path)
    Path(chosen.connection.bind_password_file).write_text("wrong", encoding="utf-8")
    (told,) = examined(samba, chosen, NAME)
    assert told.verdict is Verdict.FAILS
    assert "cannot sign in as the service account" in told.text


def test_a_privileged_account_is_no_test_account(samba: SambaPeople, tmp_path: Path, dn: str) -> None:
    samba.join(dn, f"CN=Domain Admins,CN=Users,{DOMAIN}")
    findings = examined(samba, settings(samba, tmp_path), NAME)
    assert "it is privileged" in of(findings, Verdict.NOTE)
    assert not any("may set its password" in one.text for one in findings)


def test_the_command_says_it(samba: SambaPeople, tmp_path: Path, dn: str) -> None:
    named = environment(settings(samba, tmp_path)) | {"times__write_lease": "300"}
    told = {f"REPASSE_{name.upper()}": value for name, value in named.items()}
    backend = RunningBackend(tmp_path / "data", os.environ | told)
    assert "works  the service account may set its password" in backend.cli(
        "directory", "check", "--account", "FerrerFr2017"
    )
    assert "1 of these will not work" in backend.cli(
        "directory", "check", "--account", "Nobody2017", check=False
    )
