"""TLS towards those who keep checkpoints; the certificate is always verified."""

from __future__ import annotations

import ssl

from backend.core.audit_ports import CheckpointNotKept

PATIENCE = 10.0
"""Seconds for each step with a server."""


def verified(ca_file: str, certificate: str = "", key: str = "") -> ssl.SSLContext:
    """TLS 1.2 or newer, trusting the system's CAs or only those of `ca_file`.

    Raises:
        CheckpointNotKept: one of the files cannot be used.
    """
    try:
        context = ssl.create_default_context(cafile=ca_file or None)
        if certificate:
            context.load_cert_chain(certificate, key)
    except (OSError, ValueError) as error:
        raise CheckpointNotKept(f"a certificate file cannot be used: {type(error).__name__}") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
