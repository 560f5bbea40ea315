"""What an ID token says, and whether it is for us, from whom we asked, now, and for this sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError

from backend.core.openid import OpenIdRefused

SKEW_SECONDS = 60
Claims = dict[str, object]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the token must name."""

    issuer: str
    client_id: str
    nonce: str
    access_token: str


def checked(header: Mapping[str, object], claims: Claims, expected: Expected, now: datetime) -> Claims:
    """The claims, if the token is good (OpenID Connect Core 1.0 section 3.1.3.7).

    Raises:
        OpenIdRefused: with the name of the rule that it breaks.
    """
    options = {
        "iss": {"essential": True, "value": expected.issuer},
        "aud": {"essential": True, "value": expected.client_id},
        "nonce": {"essential": True, "value": expected.nonce},
    }
    params = {
        "nonce": expected.nonce,
        "client_id": expected.client_id,
        "access_token": expected.access_token or None,
    }
    token = CodeIDToken(claims, dict(header), options, params)
    try:
        token.validate(now=int(now.timestamp()), leeway=SKEW_SECONDS)
    except (JoseError, ValueError, TypeError) as error:
        raise OpenIdRefused(getattr(error, "error", "") or "claims") from None
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise OpenIdRefused("sub")
    return claims


def found_at(claims: Claims, name: str) -> object:
    """The claim of that name, or at that path; None when there is none."""
    if name in claims:
        return claims[name]
    here: object = claims
    for part in name.split("."):
        here = here.get(part) if isinstance(here, dict) else None
    return here


def words_at(claims: Claims, name: str) -> frozenset[str]:
    """The texts of a claim that is one text or a list of them."""
    value = found_at(claims, name)
    listed = value if isinstance(value, list) else [value]
    return frozenset(one for one in listed if isinstance(one, str))
