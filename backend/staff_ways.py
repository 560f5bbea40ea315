"""How staff prove who they are, as the settings say."""

from __future__ import annotations

from backend.adapters.openid.provider import AuthlibProvider
from backend.app import Backend
from backend.core.api import Unavailable
from backend.core.identifier import candidates
from backend.core.ports import DirectoryUnavailable
from backend.web.staff.passkeys import Passkeys
from backend.web.staff.ways import Ways


def ways_of(backend: Backend, console: str) -> Ways:
    """`console`: its configured address, which passkeys and the OpenID provider are bound to."""
    settings = backend.settings
    passkeys = Passkeys(backend.staff, backend.clock, console, settings.institution.name)

    def canonical(typed: str) -> str:
        try:
            return own_identifier(backend, typed)
        except DirectoryUnavailable as error:
            raise Unavailable(str(error)) from error

    openid = (
        AuthlibProvider(settings.oidc, console, canonical, backend.clock) if settings.oidc.issuer else None
    )
    return Ways(passkeys, openid, settings.staff.step_up_after)


def own_identifier(backend: Backend, typed: str) -> str:
    """As the directory writes it: an alias on the roll would let a colleague pass for a stranger."""
    account = backend.directory.find(candidates(typed, backend.settings.institution.identifier_rule))
    return typed if account is None else account.identifier
