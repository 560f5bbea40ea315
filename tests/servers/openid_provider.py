"""A real OpenID provider (`oidc-provider` of npm) as a process of its own, on loopback, over TLS."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from backend.adapters.pki import Authority

HERE = Path(__file__).parent / "oidc_provider"
CLIENT = "repasse-console"
SECRET = "a client secret of the tests only, long enough"
PEOPLE = {
    "ada": {"preferred_username": "ada@he-ferrer.eu", "roles": ["campus-desk", "something-else"]},
    "eve": {"preferred_username": "eve@he-ferrer.eu", "roles": ["students"]},
}


class ProviderMissingError(Exception):
    """Node.js or the provider is not installed. `make test-servers` fails then; it never skips."""


@dataclass(frozen=True, slots=True)
class OpenIdServer:
    """A running provider; `certificate` is its own, `ca` who vouches for it."""

    issuer: str
    certificate: Path
    ca: Path
    process: subprocess.Popen[str]

    def settings(self, folder: Path) -> dict[str, str]:
        """The `[oidc]` of a backend that trusts it, as environment names without prefix."""
        secret = folder / "client-secret"
        secret.write_text(SECRET + "\n", encoding="utf-8")
        return {
            "oidc__issuer": self.issuer,
            "oidc__client_id": CLIENT,
            "oidc__client_secret_file": str(secret),
            "oidc__ca_file": str(self.ca),
            "oidc__label": "the test provider",
            "oidc__roles__desk": json.dumps(["campus-desk"]),
        }

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)


@contextmanager
def running_provider(folder: Path, console: str) -> Iterator[OpenIdServer]:
    """Start it for the console at that address.

    Raises:
        ProviderMissingError: it is not installed.
    """
    node = shutil.which("node")
    if node is None or not (HERE / "node_modules").is_dir():
        raise ProviderMissingError("run packaging/setup.sh servers")
    authority = Authority(folder / "provider-tls")
    identity = authority.identity(("127.0.0.1",), datetime.now(UTC))
    settings = folder / "provider.json"
    told = {
        "cert": str(identity.certificate),
        "key": str(identity.key),
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uris": [f"{console}/sign-in/openid/back"],
        "post_logout_redirect_uris": [f"{console}/sign-in"],
        "people": PEOPLE,
    }
    settings.write_text(json.dumps(told), encoding="utf-8")
    with (folder / "provider.log").open("wb") as log:
        process = subprocess.Popen(
            [node, "server.mjs", str(settings)], cwd=HERE, stdout=subprocess.PIPE, stderr=log, text=True
        )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, (folder / "provider.log").read_text(encoding="utf-8")
        issuer = f"https://127.0.0.1:{json.loads(line)['port']}"
        yield OpenIdServer(issuer, identity.certificate, authority.certificate, process)
    finally:
        process.terminate()
        process.wait(60)
        assert process.stdout is not None
        process.stdout.close()
