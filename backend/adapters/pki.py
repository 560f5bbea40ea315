"""Our own certificate authority and server certificate, for the embedded default on loopback."""

from __future__ import annotations

import ipaddress
import os
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CA_LIFE = timedelta(days=3650)
SERVER_LIFE = timedelta(days=397)
RENEW_BEFORE = timedelta(days=30)
BACKDATED = timedelta(hours=1)


class CertificateUnusableError(Exception):
    """A certificate or key file cannot be used; the sentence says which and why."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Files of a server certificate with its chain, and of its key."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Authority:
    """Our own CA in `folder`."""

    folder: Path

    @property
    def certificate(self) -> Path:
        return self.folder / "ca.pem"

    @property
    def _key(self) -> Path:
        return self.folder / "ca.key"

    def fingerprint(self) -> str:
        """SHA-256 of the CA certificate, in the colon form that browsers and openssl show."""
        digest = _read_certificate(self.certificate).fingerprint(hashes.SHA256())
        return digest.hex(":").upper()

    def identity(self, names: Sequence[str], now: datetime) -> Identity:
        """A server certificate for `names` (host names or IP addresses), made or renewed when needed."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (self.certificate.exists() and self._key.exists()):
            self._make(now)
        identity = Identity(self.folder / "server.pem", self.folder / "server.key")
        if not _still_good(identity, names, now, _read_certificate(self.certificate)):
            self._issue(identity, names, now)
        return identity

    def _make(self, now: datetime) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Repasse backend's own authority")])
        usage = _usage(sign_certificates=True)
        certificate = (
            _builder(name, name, key.public_key(), now, CA_LIFE)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .sign(key, hashes.SHA256())
        )
        _write(self._key, _pem(key))
        _write(self.certificate, certificate.public_bytes(Encoding.PEM))

    def _issue(self, identity: Identity, names: Sequence[str], now: datetime) -> None:
        ca = _read_certificate(self.certificate)
        ca_key = load_pem_private_key(self._key.read_bytes(), None)
        if not isinstance(ca_key, ec.EllipticCurvePrivateKey):
            raise CertificateUnusableError(f"{self._key} is not the key of our own authority")
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Repasse backend")])
        certificate = (
            _builder(subject, ca.subject, key.public_key(), now, SERVER_LIFE)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(sign_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectAlternativeName([_alternative(n) for n in names]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False
            )
            .sign(ca_key, hashes.SHA256())
        )
        _write(identity.key, _pem(key))
        # The CA goes with it: a station that knows only its fingerprint takes it from the handshake.
        chain = (certificate, ca)
        _write(identity.certificate, b"".join(one.public_bytes(Encoding.PEM) for one in chain))


def server_context(identity: Identity) -> ssl.SSLContext:
    """TLS 1.2 and up with the library's own cipher choice; nothing can lower it (RFC 9325 section 3.1).

    Raises:
        CertificateUnusableError: a file is missing, or the key is not that of the certificate.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    try:
        context.load_cert_chain(identity.certificate, identity.key)
    except (OSError, ssl.SSLError) as error:
        raise CertificateUnusableError(
            f"The certificate {identity.certificate} with the key {identity.key} cannot be used: {error}"
        ) from error
    return context


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, sign_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=sign_certificates,
        crl_sign=sign_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _still_good(identity: Identity, names: Sequence[str], now: datetime, ca: x509.Certificate) -> bool:
    if not (identity.certificate.exists() and identity.key.exists()):
        return False
    certificate = _read_certificate(identity.certificate)
    if ca not in _read_chain(identity.certificate):
        return False
    covered = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    try:
        certificate.verify_directly_issued_by(ca)
    except (ValueError, TypeError, InvalidSignature):
        return False
    fresh = certificate.not_valid_after_utc - RENEW_BEFORE > now
    return fresh and all(_alternative(name) in covered for name in names)


def _read_certificate(path: Path) -> x509.Certificate:
    return _read_chain(path)[0]


def _read_chain(path: Path) -> list[x509.Certificate]:
    """The certificates of the file in its order, at least one."""
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise CertificateUnusableError(f"The certificate {path} cannot be read") from error


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(path: Path, content: bytes) -> None:
    """Replace `path` in one step, readable by its owner only."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
