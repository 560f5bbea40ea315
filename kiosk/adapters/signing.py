"""HTTP message signatures of the station (RFC 9421, RFC 9530), by the rules of `docs/protocol.md`."""

from __future__ import annotations

import datetime as dt
import secrets

import requests
from requests_http_signature import HTTPSignatureAuth, algorithms

from kiosk.adapters.clock import Clock
from kiosk.core.ports import StationKey

TAG = "repasse-v1"
LABEL = "repasse"
LIFETIME = dt.timedelta(seconds=60)
_COVERED = ("@method", "@target-uri")
_COVERED_WITH_BODY = (*_COVERED, "content-digest", "content-type", "idempotency-key")


class StationSignature(HTTPSignatureAuth):
    """Signs one prepared request; the private half of `key` stays where it is.

    Unlike its base it takes the time from `clock`, covers nothing that the protocol does not name, and
    leaves out the digest of a request without a body.
    """

    def __init__(self, key: StationKey, clock: Clock) -> None:
        super().__init__(
            signature_algorithm=algorithms.ED25519,
            key_id=key.fingerprint,
            label=LABEL,
            tag=TAG,
            use_nonce=True,
            expires_in=LIFETIME,
        )
        self._key = key
        self._clock = clock

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        created = dt.datetime.fromtimestamp(int(self._clock.wall()), dt.UTC)
        body = request.body if isinstance(request.body, bytes) else None
        prepared = self.signer.prepare(
            request,
            key_id=self.key_id,
            created=created,
            expires=created + LIFETIME,
            nonce=secrets.token_hex(16),
            label=LABEL,
            tag=TAG,
            covered_component_ids=_COVERED if body is None else _COVERED_WITH_BODY,
            body=body,
        )
        return self.apply(request, prepared, self._key.sign(prepared.signature_base))
