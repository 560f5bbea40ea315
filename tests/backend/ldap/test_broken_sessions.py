"""What is told of a connection that broke: ldap3 derives classes of its own from the errors of `ssl`."""

from __future__ import annotations

import ssl
from importlib import import_module

import pytest

from backend.adapters.directories.ldap.session import _why

ERRORS = {
    ssl.SSLEOFError: "TLS failed: unknown",
    ssl.SSLCertVerificationError: "its certificate is not trusted: unknown",
    ConnectionResetError: "the connection broke (LDAPSocketSendError)",
}


@pytest.mark.parametrize("raised", ERRORS)
def test_an_error_that_ldap3_made_has_none_of_the_attributes_of_its_bases(raised: type[OSError]) -> None:
    exceptions = import_module("ldap3.core.exceptions")  # not before the adapter, which silences its warnings
    made = exceptions.communication_exception_factory(exceptions.LDAPSocketSendError, raised("at 7"))
    assert _why(made("socket sending error"), hung=False) == ERRORS[raised]
