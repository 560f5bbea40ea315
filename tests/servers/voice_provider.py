"""A provider with Twilio's voice API: checks what it is asked, carries calls, and signs what it asks.

Its own implementation of the signature and of TwiML, from Twilio's documentation. A call takes one step at
each `turn`, so that a test decides when; the person at the other end presses `keys` (``h`` hangs up).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode
from xml.etree import ElementTree as ET

ACCOUNT, TOKEN = "ACtest0001", "t0ken-of-the-account"
SENDER = "+32460000000"
HANG_UP = "h"
Deliver = Callable[[str, bytes, dict[str, str]], tuple[int, str]]
"""Posts to an address of ours: url, body, headers; gives status and text. Raises `ConnectionError`."""
_NEEDED = (
    *("To", "From", "Url", "Method", "FallbackUrl", "FallbackMethod"),
    *("StatusCallback", "StatusCallbackMethod", "Timeout", "TimeLimit"),
)
_CALL = re.compile(r"/2010-04-01/Accounts/([^/]+)/Calls(?:/([^/.]+))?\.json")


@dataclass
class Line:
    """A call, as the provider has it."""

    sid: str
    order: dict[str, str]
    status: str = "queued"
    said: list[str] = field(default_factory=list)
    tongues: set[str] = field(default_factory=set)
    gathers: list[str] = field(default_factory=list)
    sent: list[tuple[str, bytes, dict[str, str]]] = field(default_factory=list)
    """Every request to us: address, body, headers."""
    answers: list[str] = field(default_factory=list)


@dataclass
class VoiceProvider:
    """`taken_by`: ``human``, ``machine_start``, ``busy``, ``no-answer``, ``failed``, or ``ringing``."""

    port: int
    deliver: Deliver
    taken_by: str = "human"
    keys: list[str] = field(default_factory=list)
    refusal: tuple[int, bytes] | None = None
    reports: bool = True
    """Whether it tells that a call is over."""
    taken: Callable[[], None] | None = None
    """Done once, with an order that it has taken and not answered yet."""
    lines: dict[str, Line] = field(default_factory=dict)
    asked: int = 0
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def line(self) -> Line:
        return next(reversed(self.lines.values()))

    # --- its API --------------------------------------------------------------------------------

    def answer(self, path: str, method: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        self.asked += 1
        if self.refusal is not None:
            return self.refusal
        known = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if headers.get("authorization") != f"Basic {known}":
            return 401, json.dumps({"code": 20003, "message": "Authenticate"}).encode()
        found = _CALL.fullmatch(path)
        if found is None or found[1] != ACCOUNT:
            return 404, json.dumps({"code": 20404, "message": "not found"}).encode()
        order = dict(parse_qsl(body.decode(), strict_parsing=True)) if body else {}
        if found[2] is None:
            return self._place(order)
        line = self.lines[found[2]]
        if method == "POST" and order == {"Status": "completed"}:
            self._end(line, "completed")
        return 200, json.dumps({"sid": line.sid, "status": line.status}).encode()

    def _place(self, order: dict[str, str]) -> tuple[int, bytes]:
        missing = [name for name in _NEEDED if not order.get(name)]
        if missing or not order["Url"].startswith("https://") or not 0 < int(order["Timeout"]) <= 600:
            return 400, json.dumps({"code": 21205, "message": f"{missing} of {order['To']}"}).encode()
        line = Line(f"CA{next(self.numbers):032}", order)
        self.lines[line.sid] = line
        taken, self.taken = self.taken, None
        if taken is not None:
            taken()
        return 201, json.dumps({"sid": line.sid, "status": line.status}).encode()

    # --- its calls ------------------------------------------------------------------------------

    def turn(self) -> None:
        """Every call goes one step on."""
        for line in list(self.lines.values()):
            if line.status == "queued":
                self._ring(line)
            elif line.status == "in-progress":
                self._listen(line)

    def _ring(self, line: Line) -> None:
        if self.taken_by == "ringing":
            line.status = "ringing"
        elif self.taken_by in {"busy", "no-answer", "failed"}:
            self._end(line, self.taken_by)
        else:
            line.status = "in-progress"
            self._ask(line, line.order["Url"], {"AnsweredBy": self.taken_by})

    def _listen(self, line: Line) -> None:
        key = self.keys.pop(0) if self.keys else HANG_UP
        if key == HANG_UP or not line.gathers:
            self._end(line, "completed")
        else:
            self._ask(line, line.gathers[0], {"Digits": key})

    def _ask(self, line: Line, url: str, more: dict[str, str]) -> None:
        try:
            text = self._post(line, url, more)
        except ConnectionError:
            text = self._post(line, line.order["FallbackUrl"], {"ErrorCode": "11200", "ErrorUrl": url})
        root = ET.fromstring(text)  # noqa: S314 - our own answer
        said = list(root.iter("Say"))
        line.said += [one.text or "" for one in said]
        line.tongues |= {one.get("language", "") for one in said}
        line.gathers = [one.get("action", "") for one in root.iter("Gather")]
        if not line.gathers and root.find("Hangup") is not None:
            self._end(line, "completed")

    def _end(self, line: Line, status: str) -> None:
        if line.status not in {"completed", "busy", "no-answer", "failed"}:
            line.status = status
            if self.reports:
                self._post(line, line.order["StatusCallback"], {})

    def _post(self, line: Line, url: str, more: dict[str, str]) -> str:
        told = {"CallSid": line.sid, "AccountSid": ACCOUNT, "CallStatus": line.status} | more
        told |= {"To": line.order["To"], "From": line.order["From"]}
        body = urlencode(told).encode()
        line.sent.append((url, body, {"X-Twilio-Signature": signed(url, told)}))
        status, text = self.deliver(*line.sent[-1])
        assert status in {200, 204}, (status, text)
        line.answers.append(text)
        return text


def signed(url: str, told: dict[str, str], token: str = TOKEN) -> str:
    """Twilio's "Validating requests": the address, then every parameter by its name."""
    text = url
    for name in sorted(told):
        text += name + told[name]
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


@contextmanager
def running_provider(deliver: Deliver) -> Iterator[VoiceProvider]:
    """Serve its API until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        disable_nagle_algorithm = True  # head and body are two writes
        timeout = 30

        def do_POST(self) -> None:
            self._work()

        def do_GET(self) -> None:
            self._work()

        def _work(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {name.lower(): text for name, text in self.headers.items()}
            status, text = provider.answer(self.path, self.command, headers, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_parts: object) -> None:
            """Nothing: what it would say holds what was posted."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    provider = VoiceProvider(server.server_address[1], deliver)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
