"""Hung, killed, slow and lying directory servers: bounded waits, fail-over, recovery."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from backend.adapters.directories.ldap.settings import LdapServers
from backend.adapters.directories.ldap.transport import Transport
from backend.core.ports import DirectoryOutcomeUnknown, DirectoryUnavailable
from tests.servers.fault_proxy import Clean, Delay, Mute, Trickle, fault_proxy
from tests.servers.slapd import Slapd
from tests.servers_suite.ldap_client import (
    DN,
    HIM,
    LIMIT,
    PASSWORD,
    Leap,
    add_somebody,
    eventually,
    mobile,
    quick,
    settings,
    transport,
)

pytestmark = pytest.mark.servers


@pytest.fixture
def second(another_slapd: Slapd, slapd: Slapd, tmp_path: Path) -> Slapd:
    """Has the same person, with the number 2; its service account has the same password."""
    another_slapd.restore()
    for one in (slapd, another_slapd):
        add_somebody(one)
    another_slapd.set(DN, {"mobile": ["2"]})
    return another_slapd


def both(slapd: Slapd, second: Slapd, folder: Path) -> LdapServers:
    """`slapd` first. Each has a CA of its own, and the service account one password."""
    trusted = folder / "both.pem"
    trusted.write_text(Path(slapd.ca_file).read_text() + Path(second.ca_file).read_text())
    second.give_service_password(slapd.service_password)
    return replace(quick(settings(slapd, slapd.url, second.url)), ca_file=str(trusted), pause=30)


def number(opened: Transport) -> str:
    return opened.search(HIM).entries[0].text("mobile")


@contextmanager
def bounded() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < LIMIT


def test_a_frozen_server_costs_the_timeout_and_no_more(slapd: Slapd) -> None:
    add_somebody(slapd)
    with transport(quick(settings(slapd))) as opened:
        assert number(opened) == "1"
        slapd.freeze()
        with bounded():
            for _ in range(2):
                with pytest.raises(DirectoryUnavailable):
                    opened.search(HIM)
            with pytest.raises(DirectoryUnavailable):
                opened.bind_as(DN, PASSWORD)
        slapd.thaw()
        assert number(opened) == "1"


def test_a_write_into_a_frozen_server_is_unknown(slapd: Slapd) -> None:
    add_somebody(slapd)
    with transport(quick(settings(slapd))) as opened:
        assert number(opened) == "1"
        slapd.freeze()
        with bounded(), pytest.raises(DirectoryOutcomeUnknown):
            opened.modify(DN, mobile("3"))
        slapd.thaw()
        eventually(lambda: number(opened) == "3")


@contextmanager
def listener() -> Iterator[int]:
    """The kernel accepts connections; nobody ever says anything."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made.getsockname()[1]


def test_a_listener_that_says_nothing_costs_the_timeout(slapd: Slapd) -> None:
    with listener() as port:
        for scheme in ("ldaps", "ldap"):
            made = quick(settings(slapd, f"{scheme}://127.0.0.1:{port}"))
            with transport(made) as opened, bounded(), pytest.raises(DirectoryUnavailable):
                opened.search(HIM)


def test_bytes_that_trickle_in_do_not_make_the_wait_longer(slapd: Slapd) -> None:
    add_somebody(slapd)
    with (
        fault_proxy(("127.0.0.1", slapd.port)) as proxy,
        transport(quick(settings(slapd, f"ldaps://127.0.0.1:{proxy.port}"))) as opened,
    ):
        assert number(opened) == "1"
        proxy.fault = Trickle(0.3)
        with bounded(), pytest.raises(DirectoryUnavailable):
            opened.search(HIM)


def test_a_slow_server_is_waited_for(slapd: Slapd) -> None:
    add_somebody(slapd)
    with (
        fault_proxy(("127.0.0.1", slapd.port)) as proxy,
        transport(
            replace(settings(slapd, f"ldaps://127.0.0.1:{proxy.port}"), connect=20, operation=20, patience=30)
        ) as opened,
    ):
        proxy.fault = Delay(0.1)
        assert number(opened) == "1"
        assert opened.bind_as(DN, PASSWORD).done


def test_a_killed_server_gives_way_to_the_next_and_comes_back(
    slapd: Slapd, second: Slapd, tmp_path: Path
) -> None:
    clock = Leap()
    with transport(both(slapd, second, tmp_path), clock) as opened:
        assert number(opened) == "1"
        slapd.kill()
        assert number(opened) == "2"
        assert opened.bind_as(DN, PASSWORD).done
        assert opened.modify(DN, mobile("22")).done
        slapd.start()
        assert number(opened) == "22"
        clock.ahead += 31
        assert number(opened) == "1"
        second.kill()
        assert number(opened) == "1"


def test_a_frozen_server_drains_no_pool(slapd: Slapd, second: Slapd, tmp_path: Path) -> None:
    with (
        transport(replace(both(slapd, second, tmp_path), patience=20)) as opened,
        ThreadPoolExecutor(24) as threads,
    ):
        assert number(opened) == "1"
        slapd.freeze()
        with bounded():
            assert set(threads.map(lambda _: number(opened), range(48))) == {"2"}
            assert number(opened) == "2"
        slapd.thaw()


def test_with_no_server_left_it_says_so_and_recovers_at_once(
    slapd: Slapd, second: Slapd, tmp_path: Path
) -> None:
    with transport(both(slapd, second, tmp_path)) as opened:
        slapd.kill()
        second.kill()
        with bounded(), pytest.raises(DirectoryUnavailable):
            opened.search(HIM)
        second.start()
        assert number(opened) == "2"


def test_a_lost_write_at_the_first_is_not_done_at_the_second(
    slapd: Slapd, second: Slapd, tmp_path: Path
) -> None:
    with fault_proxy(("127.0.0.1", slapd.port)) as proxy:
        made = both(slapd, second, tmp_path)
        made = replace(made, servers=(f"ldaps://127.0.0.1:{proxy.port}", second.url))
        with transport(made) as opened:
            assert number(opened) == "1"
            proxy.fault = Mute()
            with pytest.raises(DirectoryOutcomeUnknown):
                opened.modify(DN, mobile("5"))
            assert slapd.read(DN)["mobile"] == [b"5"]
            assert second.read(DN)["mobile"] == [b"2"]
            proxy.fault = Clean()


@contextmanager
def lying(answer: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """A server that answers the first message with `answer`; what it was sent is kept."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.settimeout(LIMIT)

        def serve() -> None:
            with made.accept()[0] as client:
                client.settimeout(LIMIT)
                heard.append(client.recv(4096))
                client.sendall(answer)
                while data := client.recv(4096):
                    heard.append(data)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield made.getsockname()[1], heard
        thread.join(LIMIT)


@pytest.mark.parametrize(
    "answer",
    [
        # An extended response: protocolError, unwillingToPerform; then what is no LDAP at all.
        bytes.fromhex("300c02010178070a010204000400"),
        bytes.fromhex("300c02010178070a013504000400"),
        bytes.fromhex("300c02017f78070a010004000400"),
        bytes.fromhex("3005020101ffff"),
        bytes.fromhex("3000"),
        b"HTTP/1.1 400 Bad Request\r\n\r\n" * 9,
    ],
)
def test_without_tls_nothing_is_said(slapd: Slapd, answer: bytes) -> None:
    with lying(answer) as (port, heard):
        made = replace(quick(settings(slapd, f"ldap://127.0.0.1:{port}")), patience=3.0)
        with transport(made) as opened, bounded(), pytest.raises(DirectoryUnavailable):
            opened.search(HIM)
    said = b"".join(heard)
    assert b"1.3.6.1.4.1.1466.20037" in said
    assert slapd.service_password.encode() not in said
    assert b"repasse" not in said
