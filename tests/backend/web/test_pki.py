"""Our own CA and server certificate: made, kept, renewed, and refused when unusable."""

from __future__ import annotations

import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from backend.adapters.pki import Authority, CertificateUnusableError, Identity, server_context

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NAMES = ("localhost", "127.0.0.1", "::1")


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "tls")


def certificate(identity: Identity) -> x509.Certificate:
    return x509.load_pem_x509_certificate(identity.certificate.read_bytes())


def test_it_is_made_once(authority: Authority) -> None:
    first = certificate(authority.identity(NAMES, NOW))
    again = certificate(authority.identity(NAMES, NOW + timedelta(days=300)))
    assert first == again


def test_it_is_renewed_a_month_before_its_end_by_the_same_ca(authority: Authority) -> None:
    first = certificate(authority.identity(NAMES, NOW))
    fingerprint = authority.fingerprint()
    renewed = certificate(authority.identity(NAMES, NOW + timedelta(days=368)))
    assert renewed != first
    assert authority.fingerprint() == fingerprint


def test_a_new_name_renews_it(authority: Authority) -> None:
    first = certificate(authority.identity(NAMES, NOW))
    assert certificate(authority.identity((*NAMES, "repasse.test"), NOW)) != first


def test_a_certificate_of_another_ca_is_replaced(authority: Authority, tmp_path: Path) -> None:
    identity = authority.identity(NAMES, NOW)
    foreign = Authority(tmp_path / "other").identity(NAMES, NOW)
    identity.certificate.write_bytes(foreign.certificate.read_bytes())
    identity.key.write_bytes(foreign.key.read_bytes())
    assert certificate(authority.identity(NAMES, NOW)) != certificate(foreign)


def test_the_ca_is_served_with_the_leaf(authority: Authority) -> None:
    identity = authority.identity(NAMES, NOW)
    leaf, *rest = x509.load_pem_x509_certificates(identity.certificate.read_bytes())
    ca = x509.load_pem_x509_certificate(authority.certificate.read_bytes())
    leaf.verify_directly_issued_by(ca)
    assert rest == [ca]


def test_a_certificate_without_its_ca_is_replaced(authority: Authority) -> None:
    """As a backend of before left it."""
    identity = authority.identity(NAMES, NOW)
    alone = certificate(identity)
    identity.certificate.write_bytes(alone.public_bytes(Encoding.PEM))
    assert certificate(authority.identity(NAMES, NOW)) != alone
    assert len(x509.load_pem_x509_certificates(identity.certificate.read_bytes())) == 2


def test_files_are_for_their_owner_only(authority: Authority) -> None:
    authority.identity(NAMES, NOW)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in authority.folder.iterdir()}
    assert set(modes) == {"ca.pem", "ca.key", "server.pem", "server.key"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(authority.folder.stat().st_mode) == 0o700


def test_the_leaf_signs_nothing_and_the_ca_serves_nothing(authority: Authority) -> None:
    leaf = certificate(authority.identity(NAMES, NOW))
    ca = x509.load_pem_x509_certificate(authority.certificate.read_bytes())
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    constraints = ca.extensions.get_extension_for_class(x509.BasicConstraints)
    assert constraints.critical
    assert constraints.value.path_length == 0


def test_python_trusts_it_strictly(authority: Authority) -> None:
    authority.identity(NAMES, NOW)
    context = ssl.create_default_context(cafile=str(authority.certificate))
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    assert len(context.get_ca_certs()) == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CertificateUnusableError, match=r"absent\.pem"):
        server_context(Identity(tmp_path / "absent.pem", tmp_path / "absent.key"))


def test_a_key_of_another_certificate_is_refused(authority: Authority, tmp_path: Path) -> None:
    one = authority.identity(NAMES, NOW)
    other = Authority(tmp_path / "other").identity(NAMES, NOW)
    with pytest.raises(CertificateUnusableError, match="cannot be used"):
        server_context(Identity(one.certificate, other.key))


def test_nothing_below_tls_1_2(authority: Authority) -> None:
    context = server_context(authority.identity(NAMES, NOW))
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
