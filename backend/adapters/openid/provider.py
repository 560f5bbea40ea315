"""An OpenID provider by Authlib: authorization code with PKCE, and an ID token that is checked whole.

Rules: OpenID Connect Core 1.0 section 3.1.3.7 (ID token), RFC 7636 (PKCE, S256), RFC 9207 (issuer in the
answer), RFC 9700 section 2.1 (state, nonce, PKCE together).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from backend.adapters.openid.claims import Claims, Expected, checked, found_at, words_at
from backend.adapters.openid.settings import OidcSettings
from backend.core.openid import Arrival, Departure, OpenIdAway, OpenIdRefused, Return
from backend.core.ports import Clock
from backend.core.secret import Secret

PATIENCE = (5.0, 10.0)
"""Seconds to connect, and between two bytes."""
KEEP_METADATA = timedelta(minutes=10)
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures by a key that only the provider has: neither `none` nor an HMAC."""
BYTES = 32
BACK = "/sign-in/openid/back"
LONGEST_NAME = 64


class AuthlibProvider:
    """Implements the core's `OpenIdProvider`.

    Args:
        settings: with an issuer.
        console: the configured address of the console, which the provider leads back to.
        canonical: the directory's own spelling of an identifier.
        clock: the time that tokens are checked against.
    """

    def __init__(
        self, settings: OidcSettings, console: str, canonical: Callable[[str], str], clock: Clock
    ) -> None:
        self._settings = settings
        self._console = console
        self._canonical = canonical
        self._clock = clock
        self._metadata: Claims = {}
        self._metadata_until = datetime.min.replace(tzinfo=UTC)

    @property
    def label(self) -> str:
        return self._settings.label

    def depart(self, *, again: bool) -> Departure:
        metadata = self._discovered()
        state, nonce, verifier = (secrets.token_urlsafe(BYTES) for _ in range(3))
        fresh = {"prompt": "login", "max_age": "0"} if again else {}
        with _answering(), self._session() as session:
            url, _ = session.create_authorization_url(
                _text(metadata, "authorization_endpoint"),
                state=state,
                code_verifier=verifier,
                nonce=nonce,
                **fresh,
            )
        return Departure(str(url), Secret(state), nonce, Secret(verifier))

    def arrive(self, departure: Departure, back: Return) -> Arrival:
        metadata = self._discovered()
        self._from_the_issuer(metadata, back.issuer)
        with _answering(), self._session() as session:
            answer: Claims = session.fetch_token(
                _text(metadata, "token_endpoint"),
                code=back.code.reveal(),
                code_verifier=departure.verifier.reveal(),
                timeout=PATIENCE,
            )
        id_token, access = answer.get("id_token"), answer.get("access_token")
        if not isinstance(id_token, str):
            raise OpenIdRefused("no_id_token")
        expected = Expected(
            issuer=self._settings.issuer,
            client_id=self._settings.client_id,
            nonce=departure.nonce,
            access_token=access if isinstance(access, str) else "",
        )
        claims = checked(*self._verified(metadata, id_token), expected, self._clock.now())
        return self._arrival(self._more(metadata, claims, expected.access_token), id_token)

    def goodbye(self, id_token: Secret) -> str:
        try:
            page = self._discovered().get("end_session_endpoint")
        except OpenIdAway:
            return ""
        if not isinstance(page, str) or not page.startswith("https://"):
            return ""
        asked = {
            "id_token_hint": id_token.reveal(),
            "client_id": self._settings.client_id,
            "post_logout_redirect_uri": f"{self._console}/sign-in",
        }
        return f"{page}{'&' if '?' in page else '?'}{urlencode(asked)}"

    # --- who has come ---

    def _arrival(self, claims: Claims, id_token: str) -> Arrival:
        settings = self._settings
        name, account = found_at(claims, settings.name_claim), found_at(claims, settings.account_claim)
        if not isinstance(name, str) or not 0 < len(name.strip()) <= LONGEST_NAME:
            raise OpenIdRefused("name_claim")
        if not isinstance(account, str) or not account.strip():
            raise OpenIdRefused("account_claim")
        since = claims.get("auth_time")
        return Arrival(
            subject=f"{settings.issuer} {claims['sub']}",
            name=name.strip(),
            account=self._canonical(account.strip()),
            roles=settings.roles.roles(words_at(claims, settings.roles_claim)),
            authenticated_at=datetime.fromtimestamp(since, UTC) if isinstance(since, int | float) else None,
            id_token=Secret(id_token),
        )

    def _more(self, metadata: Claims, claims: Claims, access_token: str) -> Claims:
        """With the userinfo, when the ID token lacks a claim we need; what the ID token says wins."""
        wanted = (self._settings.name_claim, self._settings.account_claim, self._settings.roles_claim)
        where = metadata.get("userinfo_endpoint")
        if all(found_at(claims, name) is not None for name in wanted) or not isinstance(where, str):
            return claims
        more = self._get(_text(metadata, "userinfo_endpoint"), {"Authorization": f"Bearer {access_token}"})
        if more.get("sub") != claims["sub"]:  # section 5.3.2: otherwise it must not be used
            raise OpenIdRefused("userinfo")
        return {**more, **claims}

    def _from_the_issuer(self, metadata: Claims, said: str) -> None:
        promised = metadata.get("authorization_response_iss_parameter_supported") is True
        if (said or promised) and not hmac.compare_digest(said.encode(), self._settings.issuer.encode()):
            raise OpenIdRefused("issuer")

    def _verified(self, metadata: Claims, id_token: str) -> tuple[Mapping[str, object], Claims]:
        """Header and claims of a token that is signed by a key of the provider."""
        keys = self._get(_text(metadata, "jwks_uri"))
        try:
            known = KeySet.import_key_set(KeySetSerialization(keys=_keys(keys)))
            token = jwt.decode(id_token, known, algorithms=ALGORITHMS)
        except (JoseError, ValueError, TypeError, KeyError):
            raise OpenIdRefused("signature") from None
        return token.header, token.claims

    # --- the provider ---

    def _discovered(self) -> Claims:
        """The provider's metadata (OpenID Connect Discovery 1.0 section 4.3), kept ten minutes."""
        now = self._clock.now()
        if now < self._metadata_until:
            return self._metadata
        issuer = self._settings.issuer
        found = self._get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise OpenIdAway("the metadata names another issuer")
        self._metadata, self._metadata_until = found, now + KEEP_METADATA
        return found

    def _get(self, url: str, headers: Mapping[str, str] | None = None) -> Claims:
        with _answering(), requests.Session() as session:
            session.trust_env = False
            session.verify = self._settings.ca_file or True
            answer = session.get(url, headers=headers, timeout=PATIENCE)
            answer.raise_for_status()
            read = answer.json()
        if not isinstance(read, dict):
            raise OpenIdAway("an answer is no JSON object")
        return read

    def _session(self) -> OAuth2Session:
        settings, secret = self._settings, self._settings.secret()
        session = OAuth2Session(
            client_id=settings.client_id,
            client_secret=secret or None,
            token_endpoint_auth_method="client_secret_basic" if secret else "none",
            scope=" ".join(settings.scopes),
            redirect_uri=self._console + BACK,
            code_challenge_method="S256",
        )
        session.trust_env = False  # a ~/.netrc must not speak for us
        session.verify = settings.ca_file or True
        return session


@contextmanager
def _answering() -> Iterator[None]:
    """Whatever keeps the provider from answering as one becomes `OpenIdAway`; only the kind is told."""
    try:
        yield
    except AuthlibBaseError as error:  # the provider's own refusal of this code
        raise OpenIdRefused("code") from error
    except (requests.RequestException, OSError, ValueError) as error:
        raise OpenIdAway(type(error).__name__) from None


def _text(metadata: Claims, name: str) -> str:
    value = metadata.get(name)
    if not isinstance(value, str) or not value.startswith("https://"):
        raise OpenIdAway(f"the metadata has no https address for {name}")
    return value


def _keys(keys: Claims) -> list[dict[str, str | list[str]]]:
    """The keys for signatures; others may be of a kind that nobody here can read."""
    listed = keys.get("keys")
    if not isinstance(listed, list):
        raise OpenIdAway("the provider has no list of keys")
    return [key for key in listed if isinstance(key, dict) and key.get("use", "sig") == "sig"]
