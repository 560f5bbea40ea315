"""A CA certificate known by its fingerprint, taken from the backend's own TLS chain.

The connection that fetches it carries nothing and is trusted for nothing: only a certificate whose
SHA-256 the operator typed is kept, and every later connection is verified against that file.
"""

from __future__ import annotations

import _ssl
import hashlib
import socket
import ssl
from pathlib import Path
from urllib.parse import urlsplit

PATIENCE = 5.0
"""Seconds for the connection and for the handshake."""


class CaUnavailableError(Exception):
    """The CA certificate cannot be had; the sentence says why and what to do."""


def pinned_ca(address: str, fingerprint: str, folder: Path) -> Path:
    """Return the file of the CA with `fingerprint` (SHA-256, hex), fetched once from `address`.

    Raises:
        CaUnavailableError: the backend is not reached, or sends no certificate with that fingerprint.
        OSError: `folder` cannot be written.
    """
    kept = kept_ca(fingerprint, folder)
    if kept is not None:
        return kept
    try:
        chain = _chain(address)
    except OSError as error:
        raise CaUnavailableError(f"{address} cannot be reached to fetch its CA: {error}") from None
    for certificate in chain:
        if _fingerprint(certificate) == fingerprint:
            file = _file(fingerprint, folder)
            _keep(file, ssl.DER_cert_to_PEM_cert(certificate))
            return file
    raise CaUnavailableError(
        f"{address} sent no certificate with the fingerprint {fingerprint}. Compare it with the one that the "
        "backend printed, or copy the CA's file here and name it under [backend] ca_file."
    )


def kept_ca(fingerprint: str, folder: Path) -> Path | None:
    """Return the file of the CA with `fingerprint` if it was fetched before; asks nobody."""
    file = _file(fingerprint, folder)
    return file if _kept(file) == fingerprint else None


def _file(fingerprint: str, folder: Path) -> Path:
    return folder / f"ca-{fingerprint[:16]}.pem"


def _kept(file: Path) -> str:
    """Return the fingerprint of the certificate in `file`; empty when there is none."""
    try:
        return _fingerprint(ssl.PEM_cert_to_DER_cert(file.read_text("ascii")))
    except (OSError, ValueError):
        return ""


def _fingerprint(certificate: bytes) -> str:
    return hashlib.sha256(certificate).hexdigest()


def _chain(address: str) -> list[bytes]:
    parts = urlsplit(address)
    host = parts.hostname or ""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # see the module's own words: nothing is sent or believed
    with (
        socket.create_connection((host, parts.port or 443), timeout=PATIENCE) as plain,
        context.wrap_socket(plain, server_hostname=host) as secured,
    ):
        return _certificates(secured)


def _certificates(secured: ssl.SSLSocket) -> list[bytes]:
    """Return the chain as sent, in DER: public since Python 3.13, one level deeper before."""
    public = getattr(secured, "get_unverified_chain", None)
    if public is not None:
        return list(public())
    sent = secured._sslobj.get_unverified_chain()  # type: ignore[attr-defined]  # noqa: SLF001 - see above
    return [one.public_bytes(_ssl.ENCODING_DER) for one in sent]


def _keep(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_suffix(".new")
    fresh.write_text(text, "ascii")
    fresh.replace(file)
