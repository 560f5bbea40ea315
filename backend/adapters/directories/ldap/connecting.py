"""From an address to a connection that is secured, and signed in where it is the service account's."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from enum import Enum

from backend.adapters.directories.ldap import dialling, ppolicy
from backend.adapters.directories.ldap.session import Session, SessionBroken
from backend.adapters.directories.ldap.settings import Address, LdapServers, Wrapping
from backend.adapters.directories.ldap.values import Code


class Step(Enum):
    """How far a connection came."""

    REACH = "reach it"
    SECURE = "secure the connection"
    SIGN_IN = "sign in as the service account"


class NotConnected(Exception):
    """`step` failed; the text says why, in words for operators."""

    def __init__(self, step: Step, why: str, *, refused: bool = False) -> None:
        super().__init__(why)
        self.step = step
        self.refused = refused
        """Whether the server said no to the service account's password."""


class Connector:
    """Makes connections. Certificates are always verified, names included; TLS is 1.2 or newer."""

    def __init__(self, settings: LdapServers, monotonic: Callable[[], float]) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._context = ssl.create_default_context(cafile=settings.ca_file or None)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2

    def secured(self, address: Address, deadline: float) -> Session:
        """Nobody is signed in. Raises `NotConnected`."""
        deadline = min(deadline, self._monotonic() + self._settings.connect)
        try:
            wire = dialling.dial(address, deadline, self._monotonic)
        except OSError as error:
            why = "no answer in time" if isinstance(error, TimeoutError) else _told(error)
            raise NotConnected(Step.REACH, why) from None
        session = Session(wire, self._monotonic)
        try:
            self._secure(session, address, deadline)
        except SessionBroken as error:
            raise NotConnected(Step.SECURE, str(error)) from None
        return session

    def _secure(self, session: Session, address: Address, deadline: float) -> None:
        match address.wrapping:
            case Wrapping.TLS:
                session.secure(self._context, address.host, deadline)
            case Wrapping.START_TLS:
                answer = session.start_tls(self._context, address.host, deadline)
                if not answer.done:
                    session.close()
                    raise NotConnected(Step.SECURE, f"StartTLS was refused (result {answer.code})")

    def service(self, address: Address, deadline: float) -> Session:
        """Signed in as the service account. Raises `NotConnected`."""
        deadline = min(deadline, self._monotonic() + self._settings.connect)
        session = self.secured(address, deadline)
        try:
            password = self._settings.bind_password()
            answer = session.bind(self._settings.bind_dn, password, (ppolicy.ASK,), deadline)
        except SessionBroken as error:
            raise NotConnected(Step.SIGN_IN, str(error)) from None
        except ValueError as error:
            session.close()
            raise NotConnected(Step.SIGN_IN, str(error)) from None
        if not answer.done:
            session.close()
            why = f"the server refused bind_dn or its password (result {answer.code})"
            raise NotConnected(Step.SIGN_IN, why, refused=answer.code == Code.INVALID_CREDENTIALS)
        if ppolicy.said(answer).error is ppolicy.PolicyError.CHANGE_AFTER_RESET:
            session.close()
            why = "the directory lets the service account do nothing until its password is changed"
            raise NotConnected(Step.SIGN_IN, why)
        return session


def _told(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__
