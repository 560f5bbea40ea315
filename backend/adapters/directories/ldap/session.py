"""One connection to one server: ldap3 behind typed values and deadlines. For one thread at a time."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Literal

from backend.adapters.directories.ldap import library as ldap3
from backend.adapters.directories.ldap.dialling import Wire
from backend.adapters.directories.ldap.values import (
    ALL,
    Answer,
    Change,
    Code,
    Control,
    Entry,
    Found,
    Operation,
    Query,
    Scope,
)
from backend.core.secret import Secret

START_TLS = "1.3.6.1.4.1.1466.20037"
PAGED = "1.2.840.113556.1.4.319"
PAGE = 500
_FAREWELL = 0.2

_SCOPES: dict[Scope, Literal["BASE", "LEVEL", "SUBTREE"]] = {
    Scope.BASE: ldap3.BASE,
    Scope.LEVEL: ldap3.LEVEL,
    Scope.SUBTREE: ldap3.SUBTREE,
}
_OPERATIONS = {
    Operation.ADD: ldap3.MODIFY_ADD,
    Operation.DELETE: ldap3.MODIFY_DELETE,
    Operation.REPLACE: ldap3.MODIFY_REPLACE,
}


class SessionBroken(Exception):
    """The connection is of no use any more. `sent`: the server may have done what it was asked."""

    def __init__(self, why: str, *, sent: bool, hung: bool) -> None:
        super().__init__(why)
        self.sent = sent
        self.hung = hung


class SearchFailed(Exception):
    """The server answered a search with an error; the connection is good still."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"result {answer.code}")
        self.answer = answer


class Session:
    """`born` and `used` are times of the monotonic clock, for the pool."""

    def __init__(self, wire: Wire, monotonic: Callable[[], float]) -> None:
        self._wire = wire
        self._monotonic = monotonic
        self.born = self.used = monotonic()
        self.broken = False
        # The server's name is never looked up by ldap3: the socket comes from us.
        self._ldap = ldap3.Connection(
            ldap3.Server("directory.invalid", get_info="NO_INFO"),
            auto_bind=ldap3.AUTO_BIND_NONE,
            client_strategy=ldap3.SYNC,
            # A referral names a server that nobody configured, and would be sent our password.
            auto_referrals=False,
            auto_range=False,
            auto_escape=False,
            auto_encode=False,
            check_names=False,
        )
        self._ldap.socket, self._ldap.closed, self._ldap.listening = wire, False, True
        # ldap3 sets this when it opens the socket itself, without a bound on looking up the name.
        self._ldap.strategy._outstanding = {}  # noqa: SLF001

    # --- operations: each raises SessionBroken ---------------------------------------------------

    def secure(self, context: ssl.SSLContext, host: str, deadline: float) -> None:
        with self._bounded(deadline):
            self._wire.secure(context, host)

    def start_tls(self, context: ssl.SSLContext, host: str, deadline: float) -> Answer:
        answer = self.extended(START_TLS, None, (), deadline)
        if answer.done:
            self.secure(context, host, deadline)
        return answer

    def bind(self, dn: str, password: Secret, controls: Sequence[Control], deadline: float) -> Answer:
        """A simple bind (RFC 4511 section 4.2). `dn` and `password` are not empty."""
        if not dn or not can_be_tried(password):
            raise ValueError("a name or password that is empty signs nobody in (RFC 4513 section 5.1.2)")
        secret = password.reveal().encode("utf-8")
        self._ldap.authentication, self._ldap.user = ldap3.SIMPLE, dn
        try:
            with self._bounded(deadline):
                # As bytes, or ldap3 would rewrite it by SASLprep, which RFC 3062 writes do not.
                self._ldap.password = secret
                self._ldap.bind(read_server_info=False, controls=_sent(controls))
        finally:
            self._ldap.password = None
        return self._answer()

    def search(self, query: Query, deadline: float) -> Found:
        """Raises `SearchFailed` too."""
        cookie: bytes | None = None
        entries: list[Entry] = []
        while True:
            with self._bounded(deadline):
                self._ldap.search(
                    query.base,
                    query.filter,
                    _SCOPES[query.scope],
                    ldap3.DEREF_NEVER,
                    list(query.attributes) or [ldap3.NO_ATTRIBUTES],
                    size_limit=query.most,
                    controls=_sent(query.controls),
                    paged_size=PAGE if query.most == ALL and query.scope is not Scope.BASE else None,
                    paged_cookie=cookie,
                )
                entries += _entries(self._ldap.response)
                cookie = _cookie(self._ldap.result)
            answer = self._answer()
            if answer.code == Code.SIZE_LIMIT_EXCEEDED:
                return Found(tuple(entries), complete=False)
            if not answer.done:
                raise SearchFailed(answer)
            if not cookie:
                return Found(tuple(entries))

    def modify(
        self, dn: str, changes: Sequence[Change], controls: Sequence[Control], deadline: float
    ) -> Answer:
        """All `changes` or none of them (RFC 4511 section 4.6)."""
        grouped: dict[str, list[tuple[str, list[bytes]]]] = {}
        for change in changes:
            one = (_OPERATIONS[change.operation], list(change.values))
            grouped.setdefault(change.attribute, []).append(one)
        with self._bounded(deadline):
            # The stubs give this one method no types.
            self._ldap.modify(dn, grouped, controls=_sent(controls))  # type: ignore[no-untyped-call]
        return self._answer()

    def extended(self, oid: str, value: bytes | None, controls: Sequence[Control], deadline: float) -> Answer:
        with self._bounded(deadline):
            self._ldap.extended(oid, value, controls=_sent(controls))
        return self._answer()

    # --- life ------------------------------------------------------------------------------------

    def well(self) -> bool:
        return not self.broken and self._wire.well()

    def close(self) -> None:
        """Say good-bye if that is quickly done, and close."""
        if not self.broken:
            self._wire.arm(self._monotonic() + _FAREWELL)
            with suppress(Exception):  # whatever it is, the connection is closed next
                self._ldap.unbind()
        self.broken = True
        with suppress(OSError):
            self._wire.close()

    @contextmanager
    def _bounded(self, deadline: float) -> Iterator[None]:
        self._wire.arm(deadline)
        try:
            yield
        except Exception as error:  # noqa: BLE001 - what a lying server sends may break the decoder anyhow
            sent, hung = self._wire.sent, self._wire.timed_out or isinstance(error, TimeoutError)
            self.broken = True
            self.close()
            # Not the error itself: that of a decoder quotes what it read.
            raise SessionBroken(_why(error, hung=hung), sent=sent, hung=hung) from None
        finally:
            self._ldap.request = None  # it may quote a password
        self.used = self._monotonic()

    def _answer(self) -> Answer:
        result: dict[str, object] = self._ldap.result or {}
        self._ldap.result = self._ldap.response = None
        code, message, value = result.get("result"), result.get("message"), result.get("responseValue")
        return Answer(
            code if isinstance(code, int) else 80,
            message if isinstance(message, str) else "",
            dict(_controls(result)),
            value if isinstance(value, bytes) else None,
        )


def can_be_tried(password: Secret) -> bool:
    """Whether a bind can carry it: it is not empty, and is UTF-8 (RFC 4511 section 4.2)."""
    try:
        return bool(password.reveal().encode("utf-8"))
    except UnicodeEncodeError:
        return False


def _why(error: Exception, *, hung: bool) -> str:
    if hung:
        return "no answer in time"
    # ldap3 makes errors of a class that is derived from those of `ssl` and has none of their attributes.
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {getattr(error, 'verify_message', 'unknown')}"
    if isinstance(error, ssl.SSLError):
        return f"TLS failed: {getattr(error, 'reason', None) or 'unknown'}"
    return f"the connection broke ({type(error).__name__})"


def _sent(controls: Sequence[Control]) -> list[tuple[str, bool, bytes | None]] | None:
    return [(one.oid, one.critical, one.value) for one in controls] or None


def _controls(result: dict[str, object]) -> Iterator[tuple[str, bytes]]:
    """Raw values; ldap3 has decoded those of the paged results control, which only `search` needs."""
    found = result.get("controls")
    for oid, told in found.items() if isinstance(found, dict) else ():
        value = told.get("value") if isinstance(told, dict) else None
        if isinstance(oid, str) and oid != PAGED:
            yield oid, value if isinstance(value, bytes) else b""


def _cookie(result: object) -> bytes:
    controls = result.get("controls") if isinstance(result, dict) else None
    paged = controls.get(PAGED) if isinstance(controls, dict) else None
    value = paged.get("value") if isinstance(paged, dict) else None
    cookie = value.get("cookie") if isinstance(value, dict) else None
    return cookie if isinstance(cookie, bytes) else b""


def _entries(response: object) -> Iterator[Entry]:
    """Entries only: references to other servers are not followed."""
    for one in response if isinstance(response, list) else ():
        if one.get("type") == "searchResEntry":
            raw = one["raw_attributes"].items()
            yield Entry(str(one["dn"]), {str(name).lower(): tuple(values or ()) for name, values in raw})
