"""One request to Twilio's REST API, or a compatible one, and its answer."""

from __future__ import annotations

import base64
import http.client
import json
import queue
from contextlib import closing
from dataclasses import dataclass
from threading import BoundedSemaphore, Thread
from urllib.parse import urlencode, urlsplit

from backend.adapters.channels.bounded import MOST_LEFT_BEHIND
from backend.adapters.channels.reasons import why
from backend.adapters.channels.settings import verified
from backend.adapters.channels.voice_settings import TwilioSettings

_MOST = 65536


class Trouble(Exception):
    """The provider did not do it; the text holds nothing of the call."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes

    def field(self, name: str) -> str:
        """A field of the JSON object; empty when there is none."""
        try:
            told = json.loads(self.body)
        except ValueError:
            return ""
        return str(told.get(name, "")) if isinstance(told, dict) else ""

    @property
    def code(self) -> str:
        """Twilio's number of what was wrong; its text may repeat the number that was to be called."""
        code = self.field("code")
        return f", error {code}" if code.isdecimal() and len(code) < 8 else ""


class TwilioApi:
    """Thread-safe. No wait is longer than `patience`, whatever it is that hangs."""

    def __init__(self, settings: TwilioSettings) -> None:
        self._settings = settings
        self._room = BoundedSemaphore(MOST_LEFT_BEHIND)

    def ask(self, method: str, call: str, order: dict[str, str]) -> Answer:
        """`call` is empty for all calls, or ``/SID``. Raises `Trouble`."""
        if not self._room.acquire(blocking=False):
            raise Trouble("not asked, too many earlier requests still hang there")
        said: queue.SimpleQueue[Answer | Trouble] = queue.SimpleQueue()
        Thread(target=self._work, args=(method, call, order, said), name="ask twilio", daemon=True).start()
        try:
            answer = said.get(timeout=self._settings.patience.total_seconds())
        except queue.Empty:
            raise Trouble("no answer in time") from None
        if isinstance(answer, Trouble):
            raise answer
        return answer

    def _work(
        self, method: str, call: str, order: dict[str, str], said: queue.SimpleQueue[Answer | Trouble]
    ) -> None:
        try:
            said.put(self._exchange(method, call, order))
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            said.put(Trouble(why(error)))
        finally:
            self._room.release()

    def _exchange(self, method: str, call: str, order: dict[str, str]) -> Answer:
        chosen, base = self._settings, urlsplit(self._settings.url).path.rstrip("/")
        path = f"{base}/2010-04-01/Accounts/{chosen.account}/Calls{call}.json"
        sign_in = base64.b64encode(f"{chosen.account}:{chosen.token().reveal()}".encode()).decode()
        headers = {"Authorization": f"Basic {sign_in}", "Accept": "application/json"}
        if order:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(self._connection()) as connection:
            connection.request(method, path, urlencode(order) if order else None, headers)
            response = connection.getresponse()
            return Answer(response.status, response.read(_MOST))

    def _connection(self) -> http.client.HTTPConnection:
        found, wait = urlsplit(self._settings.url), self._settings.wait.total_seconds()
        host = found.hostname or ""
        if found.scheme == "http":
            return http.client.HTTPConnection(host, found.port or 80, timeout=wait)
        context = verified(self._settings.ca_file)
        return http.client.HTTPSConnection(host, found.port or 443, timeout=wait, context=context)
