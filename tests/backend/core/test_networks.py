"""Networks that stations are tied to, and what proxies say of clients."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core.audit import AuditKind
from backend.core.networks import NetworkUnreadable, Proxies, checked, networks, within
from tests.backend.core.stage import Stage

PROXY = "10.0.0.5"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("10.20.0.0/16", "10.20.0.0/16"),
        ("10.20.0.0/16, 2001:DB8::/48", "10.20.0.0/16 2001:db8::/48"),
        ("192.0.2.7", "192.0.2.7/32"),
    ],
)
def test_networks_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert networks(typed) == kept


@pytest.mark.parametrize("typed", ["campus", "10.20.0.1/16", "10.20.0.0/33", "10.0.0.0/8 " * 9])
def test_what_is_no_network_is_refused_with_a_reason(typed: str) -> None:
    with pytest.raises(NetworkUnreadable, match="network"):
        networks(typed)


@pytest.mark.parametrize(
    ("address", "tied", "inside"),
    [
        ("10.20.3.4", "10.20.0.0/16", True),
        ("10.21.3.4", "10.20.0.0/16", False),
        ("::ffff:10.20.3.4", "10.20.0.0/16", True),
        ("2001:db8::1", "10.20.0.0/16 2001:db8::/48", True),
        ("anything", "", True),
        ("", "10.20.0.0/16", False),
        ("unix:", "0.0.0.0/0", False),
    ],
)
def test_an_address_is_within_or_not(address: str, tied: str, inside: bool) -> None:
    assert within(address, tied) is inside


def test_only_a_trusted_proxy_is_believed() -> None:
    assert Proxies().client(PROXY, ["10.20.0.1"]) == PROXY
    assert checked(["10.0.0.0/24"]).client("192.0.2.1", ["10.20.0.1"]) == "192.0.2.1"
    assert checked(["10.0.0.0/24"]).client(PROXY, ["10.20.0.1"]) == "10.20.0.1"
    assert checked(["10.0.0.0/24"]).client(PROXY, []) == PROXY


@given(st.lists(st.text(max_size=40), max_size=4))
def test_an_invention_left_of_the_proxys_word_counts_for_nothing(invented: list[str]) -> None:
    proxies = checked(["10.0.0.0/24"])
    assert proxies.client(PROXY, [*invented, "192.0.2.9"]) == "192.0.2.9"
    assert proxies.client(PROXY, [*invented, "192.0.2.9, 10.0.0.6"]) == "192.0.2.9"


def test_straying_goes_on_record_once_an_hour(at: Stage, hall: str) -> None:
    stations = at.desks.stations
    stations.tie(hall, "10.20.0.0/16", "operator")
    for _ in range(3):
        stations.elsewhere(hall, "192.0.2.9")
    at.clock.advance(minutes=61)
    stations.elsewhere(hall, "192.0.2.9")
    with at.store.reading() as tx:
        kinds = [AuditKind.STATION_ELSEWHERE.value, AuditKind.STATION_TIED.value]
        told = [one.kind for one in tx.audit.of_kinds(kinds, at.clock.now().replace(year=2000))]
    assert sorted(told) == ["station_elsewhere", "station_elsewhere", "station_tied"]
