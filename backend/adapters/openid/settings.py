"""The settings of an OpenID provider: `[oidc]`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from backend.core.roles import Role, Roles


@dataclass(frozen=True, slots=True)
class RoleNames:
    """What the provider's claim says for each of our roles; any of them is enough."""

    desk: tuple[str, ...] = ()
    supervisor: tuple[str, ...] = ()
    operator: tuple[str, ...] = ()

    def roles(self, said: frozenset[str]) -> Roles:
        return frozenset(role for role in Role if said & set(self._of(role)))

    @property
    def any(self) -> bool:
        return bool(self.desk or self.supervisor or self.operator)

    def _of(self, role: Role) -> tuple[str, ...]:
        match role:
            case Role.DESK:
                return self.desk
            case Role.SUPERVISOR:
                return self.supervisor
            case Role.OPERATOR:
                return self.operator


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """`issuer` empty: no provider. A claim is named as it stands, or by its path (``realm_access.roles``)."""

    issuer: str = ""
    client_id: str = ""
    client_secret_file: str = ""
    ca_file: str = ""
    label: str = "your organisation's account"
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    name_claim: str = "preferred_username"
    account_claim: str = "preferred_username"
    roles_claim: str = "roles"
    roles: RoleNames = field(default_factory=RoleNames)

    def __post_init__(self) -> None:
        if not self.issuer:
            return
        if urlsplit(self.issuer).scheme != "https" or not urlsplit(self.issuer).hostname:
            raise ValueError("issuer must be an https:// address")
        if not self.client_id:
            raise ValueError("client_id is needed with an issuer")
        if not self.roles.any:
            raise ValueError("roles must name, for desk, supervisor or operator, what the roles claim says")
        if "openid" not in self.scopes:
            raise ValueError('scopes must contain "openid"')
        self._readable("client_secret_file", self.client_secret_file)
        self._readable("ca_file", self.ca_file)

    def secret(self) -> str:
        """The client's secret; "" for a public client, which PKCE alone protects."""
        if not self.client_secret_file:
            return ""
        return Path(self.client_secret_file).read_text(encoding="utf-8").strip()

    def _readable(self, name: str, path: str) -> None:
        if not path:
            return
        try:
            empty = not Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"{name} cannot be read: {type(error).__name__}") from None
        if empty:
            raise ValueError(f"{name} is empty")
