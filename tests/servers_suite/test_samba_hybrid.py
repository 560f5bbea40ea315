"""Entra ID beside a real Active Directory: the password is set in the domain, sessions end in the cloud."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from backend.adapters.directories.ad.answers import Bind, of_bind
from backend.adapters.directories.hybrid.directory import HybridDirectory
from backend.adapters.directories.hybrid.keys import Cloud, Premises, side_of
from backend.adapters.directories.hybrid.settings import HybridSettings
from backend.adapters.directories.ldap.transport import Transport
from backend.core.ports import RefusedWrite, Standing, Written
from backend.core.secret import Secret
from tests.backend.contracts.fakes import FakeClock
from tests.backend.contracts.known import FRANCISCO, NAME, NEW, OLD, WRONG
from tests.backend.entra.provisioned import opened as opened_entra
from tests.backend.entra.provisioned import person_of, settings
from tests.backend.hybrid.test_hybrid import PAULA, PAULAS
from tests.servers.graph.server import running_graph
from tests.servers.graph.tenant import Person, Tenant
from tests.servers.samba_people import SambaPeople
from tests.servers_suite.samba import opened
from tests.servers_suite.samba import settings as of_domain

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]


@dataclass
class College:
    directory: HybridDirectory
    francisco: Person
    """Synchronised from the domain."""
    paula: Person
    """Of the cloud alone."""
    dn: str
    dc: Transport

    def bind(self, password: Secret) -> Bind:
        answer = self.dc.bind_as(self.dn, password)
        return of_bind(answer.code, answer.diagnostic)


@pytest.fixture
def college(tmp_path: Path, samba: SambaPeople) -> Iterator[College]:
    samba.empty()
    clock, chosen = FakeClock(), of_domain(samba, tmp_path)
    with running_graph(tmp_path, Tenant(now=clock.now)) as graph:
        domain = opened(samba, chosen)
        key = samba.add_account(FRANCISCO)
        francisco, paula = person_of(FRANCISCO, clock), person_of(PAULA, clock)
        francisco.synced, francisco.premises_upn = True, FRANCISCO.identifier
        francisco.immutable_id = base64.b64encode(UUID(key).bytes_le).decode()
        graph.tenant.people += [francisco, paula]
        entra = opened_entra(graph, clock, settings(graph))
        directory, dc = HybridDirectory(entra, domain, HybridSettings()), Transport(chosen.connection)
        yield College(directory, francisco, paula, samba.dn(key), dc)
        directory.close()
        dc.close()


def key_of(college: College, name: str = NAME) -> str:
    account = college.directory.find([name])
    assert account is not None
    return account.key


def test_a_synchronised_account_is_reset_in_the_domain(college: College) -> None:
    assert isinstance(side_of(key_of(college)), Premises)
    assert college.directory.reset(key_of(college), NEW) == Written()
    assert (college.bind(NEW), college.bind(OLD)) == (Bind.ACCEPTED, Bind.WRONG)
    assert (college.francisco.password, college.francisco.revocations) == (OLD.reveal(), 1)


def test_what_the_domain_refuses_ends_no_session(college: College) -> None:
    assert isinstance(college.directory.reset(key_of(college), Secret("court")), RefusedWrite)
    assert (college.bind(OLD), college.francisco.revocations) == (Bind.ACCEPTED, 0)


def test_the_lock_of_the_domain_is_seen_and_undone(college: College) -> None:
    for _ in range(4):
        college.bind(WRONG)
    found = college.directory.find([NAME])
    assert found is not None
    assert found.standing is Standing.LOCKED
    assert college.directory.unlock(found.key) == Written()
    assert college.bind(OLD) is Bind.ACCEPTED


def test_an_account_of_the_cloud_stays_out_of_the_domain(college: College) -> None:
    assert isinstance(side_of(key_of(college, PAULAS)), Cloud)
    assert college.directory.reset(key_of(college, PAULAS), NEW) == Written()
    assert college.paula.password == NEW.reveal()


def test_another_object_s_anchor_leads_nowhere(college: College) -> None:
    """An account of the same name, made anew in the domain since the last synchronisation."""
    college.francisco.immutable_id = base64.b64encode(UUID(int=1).bytes_le).decode()
    assert isinstance(college.directory.reset(key_of(college), NEW), RefusedWrite)
    assert college.bind(OLD) is Bind.ACCEPTED
