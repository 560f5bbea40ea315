"""The OpenID adapter against a provider that lies in every way it can."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import ECKey, OctKey

from backend.adapters.openid.provider import AuthlibProvider
from backend.adapters.openid.settings import OidcSettings, RoleNames
from backend.core.openid import Arrival, OpenIdAway, OpenIdRefused, Return
from backend.core.roles import Role
from backend.core.secret import Secret
from tests.backend.openid.provider import CLIENT, Claims, Liar, lying
from tests.backend.web.fakes import FakeClock

CONSOLE = "https://console.test"
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())


@dataclass
class Scene:
    liar: Liar
    provider: AuthlibProvider

    def come(self, *, issuer: str = "") -> Arrival:
        departure = self.provider.depart(again=False)
        self.liar.token_claims = {**self.liar.token_claims, "nonce": departure.nonce} | self.liar.changed
        return self.provider.arrive(departure, Return(Secret("c0de"), issuer))

    def good(self) -> Claims:
        return {
            "iss": self.liar.issuer,
            "sub": "s1",
            "aud": CLIENT,
            "iat": SECONDS,
            "exp": SECONDS + 300,
            "auth_time": SECONDS - 20,
            "preferred_username": "ada@x",
            "roles": ["campus-desk", "else"],
        }


def settings(liar: Liar, ca: Path, **changed: str) -> OidcSettings:
    chosen = {"issuer": liar.issuer, "client_id": CLIENT, "ca_file": str(ca)} | changed
    return OidcSettings(**chosen, roles=RoleNames(desk=("campus-desk",), operator=("ops",)))  # type: ignore[arg-type]


@pytest.fixture(name="scene")
def _scene(tmp_path: Path) -> Iterator[Scene]:
    with lying(tmp_path) as (liar, ca):
        made = Scene(liar, AuthlibProvider(settings(liar, ca), CONSOLE, str.upper, FakeClock(NOW)))
        liar.token_claims = made.good()
        yield made


def test_who_has_come(scene: Scene) -> None:
    arrival = scene.come()
    assert arrival.subject == f"{scene.liar.issuer} s1"
    assert (arrival.name, arrival.account, arrival.roles) == ("ada@x", "ADA@X", frozenset({Role.DESK}))
    assert arrival.authenticated_at == datetime.fromtimestamp(SECONDS - 20, UTC)


def test_the_way_there_has_state_nonce_and_pkce(scene: Scene) -> None:
    departure = scene.provider.depart(again=False)
    asked = {name: one for name, (one,) in parse_qs(urlsplit(departure.url).query).items()}
    challenge = base64.urlsafe_b64encode(sha256(departure.verifier.reveal().encode()).digest())
    assert asked == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": f"{CONSOLE}/sign-in/openid/back",
        "scope": "openid profile email",
        "state": departure.state.reveal(),
        "nonce": departure.nonce,
        "code_challenge": challenge.decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    again = parse_qs(urlsplit(scene.provider.depart(again=True).url).query)
    assert (again["prompt"], again["max_age"]) == (["login"], ["0"])
    assert scene.provider.depart(again=False).state.reveal() != departure.state.reveal()


def test_the_code_goes_with_its_verifier(scene: Scene) -> None:
    scene.come()
    (form,) = scene.liar.asked
    assert (form["code"], form["grant_type"]) == ("c0de", "authorization_code")
    assert len(form["code_verifier"]) >= 43


def test_a_client_secret_is_sent_in_the_head(tmp_path: Path) -> None:
    kept = tmp_path / "secret"
    kept.write_text("s3cret\n", encoding="utf-8")
    with lying(tmp_path) as (liar, ca):
        chosen = settings(liar, ca, client_secret_file=str(kept))
        made = Scene(liar, AuthlibProvider(chosen, CONSOLE, str, FakeClock(NOW)))
        liar.token_claims = made.good()
        made.come()
        basic = base64.b64encode(f"{CLIENT}:s3cret".encode()).decode()
        assert f"Basic {basic}" in liar.headers
        assert "client_secret" not in liar.asked[0]


WRONG: dict[str, Claims] = {
    "another audience": {"aud": "somebody else"},
    "another audience that names us as party": {"aud": "somebody else", "azp": CLIENT},
    "no audience": {"aud": None},
    "another issuer": {"iss": "https://evil.test"},
    "expired": {"exp": SECONDS - 61},
    "issued tomorrow": {"iat": SECONDS + 86_400},
    "not yet": {"nbf": SECONDS + 86_400},
    "another nonce": {"nonce": "made up"},
    "another party": {"aud": [CLIENT, "other"], "azp": "other"},
    "two audiences and no party": {"aud": [CLIENT, "other"]},
    "no subject": {"sub": ""},
    "a list as subject": {"sub": ["s1"]},
    "another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    "no name": {"preferred_username": ""},
    "a list as name": {"preferred_username": ["ada"]},
    "a long name": {"preferred_username": "a" * 65},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_token_for_somebody_else_or_another_time_is_refused(scene: Scene, name: str) -> None:
    scene.liar.userinfo = {"sub": "s1"}
    scene.liar.changed = WRONG[name]
    with pytest.raises(OpenIdRefused):
        scene.come()


@pytest.mark.parametrize("claim", ["iss", "sub", "aud", "exp", "iat"])
def test_a_token_that_lacks_a_claim_is_refused(scene: Scene, claim: str) -> None:
    del scene.liar.token_claims[claim]
    with pytest.raises(OpenIdRefused):
        scene.come()


def unsigned(scene: Scene) -> str:
    def part(value: Claims) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{part({'alg': 'none'})}.{part(scene.good())}."


def with_the_client_id_as_key(scene: Scene) -> str:
    return scene.liar.signed(scene.good(), OctKey.import_key(CLIENT * 4), "HS256")


def with_another_key(scene: Scene) -> str:
    return scene.liar.signed(scene.good(), ECKey.generate_key("P-256"))


@pytest.mark.parametrize(
    "forge",
    [unsigned, with_the_client_id_as_key, with_another_key, lambda _scene: "a.b.c", lambda _scene: ""],
)
def test_a_token_that_the_provider_did_not_sign_is_refused(
    scene: Scene, forge: Callable[[Scene], str]
) -> None:
    scene.liar.id_token = forge(scene)
    with pytest.raises(OpenIdRefused, match="signature"):
        scene.come()


def test_an_answer_of_another_issuer_is_refused(scene: Scene) -> None:
    with pytest.raises(OpenIdRefused, match="issuer"):
        scene.come(issuer="https://evil.test")
    assert scene.liar.asked == []
    assert scene.come(issuer=scene.liar.issuer).name == "ada@x"


def test_a_promised_issuer_must_be_there(scene: Scene) -> None:
    scene.liar.metadata = {"authorization_response_iss_parameter_supported": True}
    with pytest.raises(OpenIdRefused, match="issuer"):
        scene.come()


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://evil.test"},
        {"authorization_endpoint": "http://op.test/auth"},
        {"authorization_endpoint": None},
    ],
)
def test_metadata_that_does_not_fit_leads_nowhere(scene: Scene, metadata: Claims) -> None:
    scene.liar.metadata = metadata
    with pytest.raises(OpenIdAway):
        scene.provider.depart(again=False)


@pytest.mark.parametrize("status", [400, 500])
def test_a_provider_that_fails_is_away_or_refuses(scene: Scene, status: int) -> None:
    departure = scene.provider.depart(again=False)
    scene.liar.status = status
    with pytest.raises((OpenIdAway, OpenIdRefused)):
        scene.provider.arrive(departure, Return(Secret("c0de"), ""))


def test_a_provider_nobody_vouches_for_is_away(tmp_path: Path) -> None:
    with lying(tmp_path) as (liar, _ca):
        other = tmp_path / "other"
        with lying(other) as (_other, stranger):
            provider = AuthlibProvider(settings(liar, stranger), CONSOLE, str, FakeClock(NOW))
            with pytest.raises(OpenIdAway, match="SSLError"):
                provider.depart(again=False)


def test_claims_come_from_the_userinfo_when_the_token_lacks_them(scene: Scene) -> None:
    del scene.liar.token_claims["roles"]
    scene.liar.userinfo = {"sub": "s1", "roles": "ops", "preferred_username": "not asked"}
    arrival = scene.come()
    assert (arrival.name, arrival.roles) == ("ada@x", frozenset({Role.OPERATOR}))
    assert "Bearer at" in scene.liar.headers
    scene.liar.userinfo["sub"] = "s2"
    with pytest.raises(OpenIdRefused, match="userinfo"):
        scene.come()


def test_signing_out_shows_who_was_signed_in(scene: Scene) -> None:
    url = scene.provider.goodbye(Secret("token"))
    asked = parse_qs(urlsplit(url).query)
    assert url.startswith(f"{scene.liar.issuer}/end?")
    assert asked["id_token_hint"] == ["token"]
    assert asked["post_logout_redirect_uri"] == [f"{CONSOLE}/sign-in"]
