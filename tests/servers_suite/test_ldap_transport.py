"""The transport against OpenLDAP: TLS, reading, writing, signing in."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.adapters.directories.ldap import passwords
from backend.adapters.directories.ldap.session import Session
from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.ldap.values import Answer, Change, Code, Control, Operation, Query, Scope
from backend.adapters.pki import Authority
from backend.core.ports import DirectoryOutcomeUnknown, DirectoryUnavailable
from backend.core.secret import Secret
from tests.servers import slapd_tree as tree
from tests.servers.fault_proxy import Clean, CutAnswers, FaultProxy, Mute, Reset, Silence, fault_proxy
from tests.servers.slapd import Slapd
from tests.servers_suite.ldap_client import (
    DN,
    HIM,
    PASSWORD,
    WRONG,
    Leap,
    add_somebody,
    eventually,
    mobile,
    quick,
    settings,
    sockets,
    transport,
)

pytestmark = pytest.mark.servers


@pytest.fixture
def proxy(slapd: Slapd) -> Iterator[FaultProxy]:
    """Between the transport and slapd, where the one person is."""
    add_somebody(slapd)
    with fault_proxy(("127.0.0.1", slapd.port)) as made:
        yield made


def url(proxy: FaultProxy) -> str:
    return f"ldaps://127.0.0.1:{proxy.port}"


def number(opened: Transport) -> str:
    return opened.search(HIM).entries[0].text("mobile")


def test_tls_from_the_start_or_by_start_tls(slapd: Slapd) -> None:
    add_somebody(slapd)
    for address in (slapd.url, slapd.start_tls_url):
        with transport(settings(slapd, address)) as opened:
            assert number(opened) == "1"
            assert opened.modify(DN, mobile("2")).done
            assert opened.bind_as(DN, PASSWORD).done
            assert "1.3.6.1.4.1.42.2.27.8.5.1" in opened.root().texts("supportedControl")
            assert opened.modify(DN, mobile("1")).done


def test_a_foreign_certificate_is_refused(slapd: Slapd, tmp_path: Path) -> None:
    Authority(tmp_path).identity(("127.0.0.1",), datetime.now(UTC))
    foreign = replace(settings(slapd), ca_file=str(tmp_path / "ca.pem"))
    for servers in (foreign.servers, (slapd.start_tls_url,)):
        with transport(replace(foreign, servers=servers)) as opened:
            with pytest.raises(DirectoryUnavailable, match="not trusted"):
                opened.search(HIM)
            with pytest.raises(DirectoryUnavailable, match="not trusted"):
                opened.bind_as(DN, PASSWORD)


def test_a_certificate_for_another_name_is_refused(slapd: Slapd) -> None:
    address = slapd.url.replace("127.0.0.1", "localhost")
    with (
        transport(settings(slapd, address)) as opened,
        pytest.raises(DirectoryUnavailable, match="not trusted"),
    ):
        opened.search(HIM)


def test_results_are_told_as_they_are(slapd: Slapd) -> None:
    add_somebody(slapd)
    with transport(settings(slapd)) as opened:
        assert opened.bind_as(DN, WRONG).code == Code.INVALID_CREDENTIALS
        assert opened.modify(DN, (Change(Operation.REPLACE, "sn", (b"x",)),)).code == Code.INSUFFICIENT_ACCESS
        assert opened.modify(f"uid=nobody,{tree.PEOPLE}", mobile("1")).code == Code.NO_SUCH_OBJECT
        assert opened.entry(f"uid=nobody,{tree.PEOPLE}", ("cn",)) is None
        assert opened.search(Query(tree.PEOPLE, "(uid=nobody)")).entries == ()


def test_several_changes_are_one(slapd: Slapd) -> None:
    add_somebody(slapd)
    changes = (*mobile("9"), Change(Operation.REPLACE, "sn", (b"x",)))
    with transport(settings(slapd)) as opened:
        assert not opened.modify(DN, changes).done
        assert number(opened) == "1"


@pytest.mark.logs_errors
def test_a_base_that_is_not_there_is_no_empty_answer(slapd: Slapd) -> None:
    """Else everybody would seem unknown because of a typing error in the settings."""
    with transport(settings(slapd)) as opened, pytest.raises(DirectoryUnavailable, match="result 32"):
        opened.search(Query("ou=nowhere,dc=he-ferrer,dc=eu", "(uid=x)"))


def test_more_than_wanted_is_told(slapd: Slapd) -> None:
    for one in range(4):
        slapd.add(f"cn=g{one},{tree.GROUPS}", ["groupOfNames"], {"cn": [f"g{one}"], "member": [DN]})
    every = Query(tree.GROUPS, "(cn=g*)", ("cn",), Scope.LEVEL)
    with transport(settings(slapd)) as opened:
        assert len(opened.search(every).entries) == 4
        few = opened.search(replace(every, most=2))
        assert (len(few.entries), few.complete) == (2, False)


def test_an_empty_or_broken_password_is_never_sent(slapd: Slapd) -> None:
    add_somebody(slapd)
    with transport(settings(slapd)) as opened:
        for bad in ("", "\ud800"):
            with pytest.raises(ValueError, match="empty") as met:
                opened.bind_as(DN, Secret(bad))
            assert met.value.__context__ is None


def test_a_read_is_tried_again_on_a_fresh_connection(slapd: Slapd, proxy: FaultProxy) -> None:
    with transport(settings(slapd, url(proxy))) as opened:
        assert number(opened) == "1"
        assert number(opened) == "1"
        assert proxy.accepted == 1
        proxy.fault = Reset()
        proxy.fault = Clean()
        assert number(opened) == "1"
        assert proxy.accepted == 2


def test_a_restarted_server_is_noticed(slapd: Slapd) -> None:
    add_somebody(slapd)
    with transport(settings(slapd)) as opened:
        for _ in range(2):
            assert number(opened) == "1"
            slapd.stop()
            slapd.start()
        assert opened.modify(DN, mobile("2")).done
        assert number(opened) == "2"


def test_a_lost_answer_to_a_write_is_unknown_and_not_sent_again(slapd: Slapd, proxy: FaultProxy) -> None:
    with transport(settings(slapd, url(proxy))) as opened:
        number(opened)
        before = slapd.log.count(f'MOD dn="{DN}"')
        proxy.fault = CutAnswers()
        with pytest.raises(DirectoryOutcomeUnknown):
            opened.modify(DN, mobile("7"))
        proxy.fault = Clean()
        assert number(opened) == "7"
        assert slapd.log.count(f'MOD dn="{DN}"') - before == 1


def test_a_write_is_not_sent_on_a_connection_that_died_unseen(slapd: Slapd, proxy: FaultProxy) -> None:
    clock = Leap()
    with transport(quick(settings(slapd, url(proxy))), clock) as opened:
        number(opened)
        clock.ahead += 10
        proxy.fault = Silence()
        with pytest.raises(DirectoryUnavailable) as met:
            opened.modify(DN, mobile("8"))
        assert not isinstance(met.value, DirectoryOutcomeUnknown)
        proxy.fault = Clean()
        assert number(opened) == "1"


def test_a_password_is_tried_once(slapd: Slapd, proxy: FaultProxy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice would count twice towards the lock."""
    really = Session.bind

    def unheard(
        self: Session, dn: str, password: Secret, controls: Sequence[Control], deadline: float
    ) -> Answer:
        proxy.fault = Mute() if dn == DN else Clean()
        return really(self, dn, password, controls, deadline)

    monkeypatch.setattr(Session, "bind", unheard)
    with (
        transport(quick(settings(slapd, url(proxy)))) as opened,
        pytest.raises(DirectoryUnavailable),
    ):
        opened.bind_as(DN, WRONG)
    assert len(slapd.read(DN)["pwdFailureTime"]) == 1


def test_never_more_connections_than_the_pool_has(slapd: Slapd) -> None:
    add_somebody(slapd)
    before = sockets()
    few = replace(settings(slapd), pool=3, pool_wait=20, patience=30)
    with transport(few) as opened, ThreadPoolExecutor(12) as threads:

        def ask(which: int) -> int:
            assert opened.bind_as(DN, PASSWORD).done if which % 4 == 0 else number(opened) == "1"
            return sockets() - before

        assert 1 <= max(threads.map(ask, range(60))) <= 3


def test_nothing_is_left_open(slapd: Slapd, proxy: FaultProxy) -> None:
    before = sockets()
    with transport(quick(settings(slapd, url(proxy)))) as opened:
        for fault in (Clean(), Silence(), CutAnswers(100), CutAnswers(4_000), Reset(), Clean()):
            proxy.fault = fault
            for work in (lambda: number(opened), lambda: opened.bind_as(DN, PASSWORD).code):
                try:
                    work()
                except DirectoryUnavailable:
                    assert not isinstance(fault, Clean)
        eventually(lambda: proxy.open <= 1)
    eventually(lambda: sockets() == before)


@pytest.mark.parametrize("fault", [CutAnswers(), Reset()])
def test_all_that_a_broken_server_gives_is_unavailable(
    slapd: Slapd, proxy: FaultProxy, fault: CutAnswers | Reset
) -> None:
    proxy.fault = fault
    with transport(quick(settings(slapd, url(proxy)))) as opened:
        with pytest.raises(DirectoryUnavailable):
            opened.search(HIM)
        with pytest.raises(DirectoryUnavailable):
            opened.modify(DN, mobile("5"))
    assert slapd.read(DN)["mobile"] == [b"1"]


def test_a_refused_service_account_is_not_tried_again_and_again(slapd: Slapd, tmp_path: Path) -> None:
    """It would be locked by its own program."""
    add_somebody(slapd)
    password = tmp_path / "password"
    password.write_text("not-this-one")
    clock = Leap()
    refused = f'BIND dn="{tree.SERVICE}" method=128'
    with transport(replace(settings(slapd), bind_password_file=str(password)), clock) as opened:
        before = slapd.log.count(refused)
        for _ in range(5):
            with pytest.raises(DirectoryUnavailable):
                opened.search(HIM)
        assert slapd.log.count(refused) - before == 1
        password.write_text(slapd.service_password)
        clock.ahead += 61
        assert number(opened) == "1"


def test_a_service_account_that_must_change_its_password_is_told(slapd: Slapd) -> None:
    """The directory lets it sign in, and then refuses all else: a reset by an administrator does that."""
    add_somebody(slapd)
    slapd.set(tree.SERVICE, {"pwdReset": ["TRUE"]})
    try:
        with (
            transport(settings(slapd)) as opened,
            pytest.raises(DirectoryUnavailable, match="until its password is changed"),
        ):
            opened.search(HIM)
    finally:
        slapd.set(tree.SERVICE, {"pwdReset": []})


def test_a_referral_is_not_followed(slapd: Slapd) -> None:
    """It would carry a password to a server that nobody configured."""
    with socket.create_server(("127.0.0.1", 0)) as elsewhere, transport(settings(slapd)) as opened:
        there = f"ldap://127.0.0.1:{elsewhere.getsockname()[1]}/{DN}"
        slapd.add(DN, ["referral", "extensibleObject"], {"uid": ["ferrer"], "ref": [there]})
        try:
            assert opened.search(HIM).entries == ()
            with pytest.raises(DirectoryUnavailable, match="takes no writes"):
                opened.modify(DN, mobile("1"))
            assert not opened.extended(passwords.MODIFY, passwords.request(DN, PASSWORD)).done
            assert not opened.bind_as(DN, PASSWORD).done
        finally:
            slapd.forget_referral(DN)
        elsewhere.settimeout(0)
        with pytest.raises(BlockingIOError):
            elsewhere.accept()
