"""What a call says, for a provider with Twilio's voice API, and what that provider reports of calls.

Every request carries `X-Twilio-Signature`: HMAC-SHA1 under the account's token over our address, as the
settings give it, and the sorted parameters of the body ("Validating requests" in Twilio's documentation).
What comes twice changes nothing, and is answered with nothing that was secret.
"""

from __future__ import annotations

import base64
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape, quoteattr

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.core.api_calls import Asked, CallAnswer, CallDesk, CallState, HangUp
from backend.core.call_line import Manner, Said
from backend.core.languages import language as language_of
from backend.core.secret import Secret

PREFIX = "/twilio"
SIGNATURE = "x-twilio-signature"
MOST_BYTES = 16_384
MOST_PARAMETERS = 100
_OVER = {
    "completed": CallState.OVER,
    "busy": CallState.OVER,
    "no-answer": CallState.OVER,
    "canceled": CallState.OVER,
    "failed": CallState.FAILED,
}
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_KEYS = frozenset("0123456789*#")
_SECONDS = 8
"""How long a key is waited for after something was said."""

Parameters = dict[str, str]


@dataclass(frozen=True, slots=True)
class TwilioParts:
    """`address`: where the provider reaches us, from the settings. `token` reads the account's token."""

    desk: CallDesk
    address: str
    account: str
    token: Callable[[], Secret]


class TwilioPages:
    """The routes of one provider."""

    def __init__(self, parts: TwilioParts) -> None:
        self._parts = parts

    def routes(self) -> list[Route]:
        here = f"{PREFIX}/{{call}}"
        return [
            Route(f"{here}/answer", self._answer, methods=["POST"]),
            Route(f"{here}/key/{{number}}", self._key, methods=["POST"]),
            Route(f"{here}/status", self._status, methods=["POST"]),
        ]

    async def _answer(self, request: Request) -> Response:
        told = await self._proved(request)
        if told is None:
            return Response(status_code=403)
        call, by = request.path_params["call"], told.get("AnsweredBy", "")
        desk = self._parts.desk
        machine = by.startswith("machine") or by == "fax"
        answer = await run_in_threadpool(desk.machine if machine else desk.answered, call)
        return self._twiml(call, answer)

    async def _key(self, request: Request) -> Response:
        told = await self._proved(request)
        if told is None:
            return Response(status_code=403)
        call, number = request.path_params["call"], request.path_params["number"]
        key = told.get("Digits", "")
        if not _NUMBER.fullmatch(number) or key not in _KEYS:
            return Response(status_code=404)
        answer = await run_in_threadpool(self._parts.desk.pressed, call, int(number), key)
        return self._twiml(call, answer)

    async def _status(self, request: Request) -> Response:
        told = await self._proved(request)
        if told is None:
            return Response(status_code=403)
        state = _OVER.get(told.get("CallStatus", ""))
        if state is not None:
            await run_in_threadpool(self._parts.desk.over, request.path_params["call"], state)
        return Response(status_code=204)

    async def _proved(self, request: Request) -> Parameters | None:
        """The body's parameters, if the signature is the account's."""
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > MOST_BYTES:
                return None
        told = _parameters(bytes(body))
        if told is None or request.url.query or told.get("AccountSid") != self._parts.account:
            return None
        shown = request.headers.get(SIGNATURE, "")
        right = await run_in_threadpool(self._signed, request.url.path, told, shown)
        return told if right else None

    def _signed(self, path: str, told: Parameters, shown: str) -> bool:
        """Providers leave the port out, or put the usual one in; both are our address."""
        try:
            token = self._parts.token()
        except (OSError, UnicodeDecodeError):
            return False
        offered = shown.encode("utf-8", "surrogatepass")
        found = [
            hmac.compare_digest(signature(f"{one}{path}", told, token).encode(), offered)
            for one in _spellings(self._parts.address)
        ]
        return any(found)

    def _twiml(self, call: str, answer: CallAnswer) -> Response:
        match answer:
            case HangUp():
                inside = "<Hangup/>"
            case Asked():
                inside = self._asked(call, answer)
        text = f'<?xml version="1.0" encoding="UTF-8"?><Response>{inside}</Response>'
        return Response(text, media_type="application/xml")

    def _asked(self, call: str, asked: Asked) -> str:
        """Said while a key is listened for, then once more; only what is secret is not repeated."""
        to = f"{self._parts.address.rstrip('/')}{PREFIX}/{call}/key/{asked.number}"
        gather = (
            f'<Gather input="dtmf" numDigits="1" timeout="{_SECONDS}" finishOnKey="" method="POST"'
            f" action={quoteattr(to)}>{_said(asked.said, asked.language)}</Gather>"
        )
        return f"{gather if asked.said.manner is Manner.TWICE_SLOWLY else gather * 2}<Hangup/>"


def signature(url: str, told: Parameters, token: Secret) -> str:
    """What the provider shows for a request to `url` with these parameters."""
    text = url + "".join(f"{name}{told[name]}" for name in sorted(told))
    mac = hmac.digest(token.reveal().encode(), text.encode("utf-8", "surrogatepass"), "sha1")
    return base64.b64encode(mac).decode()


def _parameters(body: bytes) -> Parameters | None:
    """None for what is no form, or names a parameter twice."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MOST_PARAMETERS,
        )
    except ValueError:
        return None
    told = dict(pairs)
    return told if len(told) == len(pairs) else None


def _spellings(address: str) -> tuple[str, ...]:
    found = urlsplit(address)
    host = f"[{found.hostname}]" if ":" in (found.hostname or "") else found.hostname
    return f"https://{host}:{found.port or 443}", f"https://{host}"


def _said(said: Said, language: str) -> str:
    """A code is said in its two halves, with a pause after each."""
    say, text = _say(language), said.text.reveal()
    if said.manner is Manner.ONCE:
        return f"{say}{escape(text)}</Say>"
    parts = re.split(r"(?<=\.) ", text) * 2
    return "".join(f'{say}{escape(part)}</Say><Pause length="1"/>' for part in parts)


def _say(language: str) -> str:
    """The tag, with a voice where the provider has none of its own choice for that language."""
    voice = language_of(language).voice
    who = f" voice={quoteattr(voice.twilio_voice)}" if voice.twilio_voice else ""
    return f"<Say language={quoteattr(voice.twilio_language)}{who}>"
