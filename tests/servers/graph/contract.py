"""Holds the traffic of both sides against `openapi.yaml`; what does not fit is remembered for the test."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from werkzeug.datastructures import Headers, ImmutableMultiDict

HOST = "https://graph.microsoft.com"


@cache
def document() -> OpenAPI:
    return OpenAPI.from_file_path(str(Path(__file__).with_name("openapi.yaml")))


@dataclass
class Sent:
    """openapi-core's idea of a request."""

    method: str
    path: str
    parameters: RequestParameters
    content_type: str
    body: bytes | None
    host_url: str = HOST


@dataclass
class Told:
    """openapi-core's idea of an answer."""

    status_code: int
    headers: Headers
    content_type: str
    data: bytes


@dataclass
class Contract:
    faults: list[str] = field(default_factory=list)

    def sent(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Sent:
        read = urlsplit(url)
        sent = Sent(
            method.lower(),
            "/v1.0" + read.path,
            RequestParameters(
                query=ImmutableMultiDict(parse_qsl(read.query)),
                header=Headers(list(headers.items())),
                cookie=ImmutableMultiDict(),
            ),
            headers.get("Content-Type", headers.get("content-type", "")).lower(),
            body,
        )
        try:
            document().validate_request(sent)
        except OpenAPIError as error:
            self.faults.append(f"sent {method} {read.path}: {error!r} {error.__cause__!r}")
        return sent

    def told(self, sent: Sent, status: int, body: Mapping[str, object] | None) -> None:
        data = b"" if body is None else json.dumps(body).encode()
        told = Told(status, Headers(), "application/json" if data else "", data)
        try:
            document().validate_response(sent, told)
        except OpenAPIError as error:
            self.faults.append(f"told {status} to {sent.method} {sent.path}: {error!r} {error.__cause__!r}")
