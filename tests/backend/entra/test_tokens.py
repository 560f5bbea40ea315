"""Signing in as the application: by certificate, verified, cached, renewed, bounded."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.adapters.directories.entra.budget import Budget, Ticks
from backend.adapters.directories.entra.line import Line
from backend.adapters.directories.entra.tokens import CertificateTokens, roles_of
from backend.core.ports import DirectoryUnavailable
from backend.core.secret import Secret
from tests.backend.contracts.fakes import FakeClock
from tests.backend.contracts.known import FRANCISCO, NAME, NEW
from tests.backend.entra.provisioned import ProvisionedEntra, opened, settings
from tests.servers.graph.certificate import credential
from tests.servers.graph.server import FakeGraph, Fault, Manner, running_graph

TOKEN = "/oauth2/v2.0/token"
DISCOVERY = "/openid-configuration"


def test_one_token_serves_many_questions(graph: FakeGraph, directory: ProvisionedEntra) -> None:
    for _ in range(4):
        directory.find([NAME])
    assert (graph.count("GET", DISCOVERY), graph.count("POST", TOKEN)) == (1, 1)
    assert graph.login.refusals == []


def test_a_refused_token_is_renewed_once(graph: FakeGraph, directory: ProvisionedEntra) -> None:
    key = directory.add_account(FRANCISCO)
    directory.find([NAME])
    graph.login.issued.clear()
    assert directory.find([NAME]) is not None
    graph.login.issued.clear()
    directory.reset(key, NEW)
    assert directory.holds(key, NEW)
    assert graph.count("POST", TOKEN) == 3


def test_tokens_that_are_never_taken_end_in_a_fault(graph: FakeGraph, directory: ProvisionedEntra) -> None:
    graph.login.life = -1
    with pytest.raises(DirectoryUnavailable, match=r"^token 401 InvalidAuthenticationToken$"):
        directory.find([NAME])
    assert graph.count("POST", "/$batch") == 2


def test_another_key_is_refused_and_told_without_a_word_of_theirs(
    graph: FakeGraph, clock: FakeClock, tmp_path: Path
) -> None:
    other = credential(tmp_path, "other")
    made = opened(graph, clock, settings(graph, key_file=str(other.key)))
    with pytest.raises(DirectoryUnavailable, match=r"^token invalid_client AADSTS700027$"):
        made.find([NAME])
    assert graph.login.refusals == ["InvalidSignatureError"]
    made.close()


def test_another_certificate_is_refused(graph: FakeGraph, clock: FakeClock, tmp_path: Path) -> None:
    other = credential(tmp_path, "other")
    chosen = settings(graph, key_file=str(other.key), certificate_file=str(other.certificate))
    made = opened(graph, clock, chosen)
    with pytest.raises(DirectoryUnavailable, match="token"):
        made.find([NAME])
    assert graph.login.refusals == ["thumbprint"]
    made.close()


def test_a_key_file_without_a_key_is_a_fault_and_no_trace(
    graph: FakeGraph, clock: FakeClock, tmp_path: Path
) -> None:
    file = tmp_path / "no-key.pem"
    file.write_text("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n")
    made = opened(graph, clock, settings(graph, key_file=str(file)))
    with pytest.raises(DirectoryUnavailable) as raised:
        made.find([NAME])
    assert "c2VjcmV0" not in repr(raised.value)
    assert raised.value.__cause__ is None
    made.close()


def test_a_login_that_is_down_is_told_and_comes_back(graph: FakeGraph, directory: ProvisionedEntra) -> None:
    graph.goes_wrong(Fault("GET", DISCOVERY, status=503), Fault("GET", DISCOVERY, Manner.DROP))
    for _ in range(2):
        with pytest.raises(DirectoryUnavailable):
            directory.find([NAME])
    directory.find([NAME])


def test_a_foreign_certificate_of_the_server_is_refused(
    graph: FakeGraph, clock: FakeClock, tmp_path: Path
) -> None:
    (tmp_path / "foreign").mkdir()
    with running_graph(tmp_path / "foreign") as foreign:
        made = opened(graph, clock, settings(graph, ca_file=str(foreign.ca)))
        with pytest.raises(DirectoryUnavailable, match="SSLError"):
            made.find([NAME])
        made.close()
    assert graph.calls == []


def test_the_permissions_of_a_token_can_be_read(graph: FakeGraph) -> None:
    line = Line(settings(graph))
    graph.tenant.permissions = {"User.Read.All", "User.RevokeSessions.All"}
    token = CertificateTokens(settings(graph), line).access(Budget(20, Ticks()))
    assert roles_of(token) == ("User.Read.All", "User.RevokeSessions.All")
    line.close()


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "..", "a.bm9uZQ.c"])
def test_what_is_no_token_of_that_shape_has_no_permissions(token: str) -> None:
    assert roles_of(Secret(token)) == ()
