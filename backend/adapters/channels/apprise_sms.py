"""SMS through the services that Apprise knows, one URL each, one message to one number.

A URL holds ``{to}`` where the number goes. What Apprise makes of it is looked at before anything is sent: it
must aim at exactly that number. Some services without a valid target send to the sender's own number
instead, and a wish to notify several would show each of them to nobody but cost the college all of them.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from urllib.parse import quote, unquote, urlsplit

from apprise import Apprise, AppriseAsset
from apprise.common import PersistentStoreMode
from apprise.plugins.base import NotifyBase

from backend.adapters.channels.settings import is_loopback
from backend.core.ports import Message, Sent
from backend.core.secret import Secret

PLACE = "{to}"
SAMPLE = "+32470000001"
_NUMBER = re.compile(r"\+[0-9]{6,15}")
_LOG = logging.getLogger(__name__)
_LIBRARIES = ("apprise", "urllib3", "requests", "smpp")
"""They log numbers, texts and addresses with keys in them."""


class AppriseRefused(Exception):
    """A URL is not used; the sentence says why and never repeats it."""


@dataclass(frozen=True, slots=True)
class AppriseService:
    """One line of the file. `name` is its scheme and place in the file."""

    name: str
    url: Secret


@dataclass(frozen=True, slots=True)
class AppriseGateway:
    """Implements `MessageChannel`. `wait` bounds each step of a service that heeds Apprise's time limits."""

    service: AppriseService
    wait: timedelta

    def send(self, message: Message) -> Sent:
        to = message.destination.reveal()
        if not _NUMBER.fullmatch(to):
            _LOG.warning("%s: a number is not in the form +3247…, so nothing is sent", self.service.name)
            return Sent.FAILED
        try:
            plugin = aimed(self.service.url, to, self.wait)
        except AppriseRefused as error:
            _LOG.warning("%s: %s", self.service.name, error)
            return Sent.FAILED
        if plugin.notify(body=message.body.reveal(), title=message.subject):
            return Sent.ACCEPTED
        _LOG.warning("%s: it did not take the message", self.service.name)
        return Sent.DEFERRED


def services(text: Secret) -> tuple[AppriseService, ...]:
    """What a file names: a URL a line; empty lines and those that begin with # count nothing.

    Raises:
        AppriseRefused: a line cannot be used; it is named by its number.
    """
    found = []
    for number, line in enumerate(text.reveal().splitlines(), start=1):
        url = line.strip()
        if not url or url.startswith("#"):
            continue
        service = AppriseService(f"apprise {_scheme(url)} {number}", Secret(url))
        try:
            aimed(service.url, SAMPLE, timedelta(seconds=1))
        except AppriseRefused as error:
            raise AppriseRefused(f"line {number}: {error}") from None
        found.append(service)
    if not found:
        raise AppriseRefused("it names no service")
    return tuple(found)


@cache
def _load() -> None:
    """Read Apprise's services in, and keep the libraries' own words out of every log."""
    with warnings.catch_warnings():
        # One of its services imports a module that Python 3.13 has no more, and then does without.
        warnings.simplefilter("ignore", DeprecationWarning)
        Apprise.instantiate("json://localhost")
    for name in _LIBRARIES:
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL + 1)
        logger.propagate = False


def aimed(url: Secret, to: str, wait: timedelta) -> NotifyBase:
    """The service of `url`, ready to send to `to` (E.164) and nobody else.

    Raises:
        AppriseRefused: it cannot be told whom it would reach, or it would send in the clear.
    """
    _load()
    if url.reveal().count(PLACE) != 1:
        raise AppriseRefused(f"it must hold {PLACE} once, where the number goes")
    if _scheme(url.reveal()) in {"smpp", "smpps"}:
        # Apprise 2.3 neither reads the SMSC's answer nor encrypts, whatever the scheme says.
        raise AppriseRefused("SMPP has its own gateway (sms.smpp), which reads the answer and uses TLS")
    asset = AppriseAsset(storage_mode=PersistentStoreMode.MEMORY, http_redirects=False, async_mode=False)
    plugin = Apprise.instantiate(url.reveal().replace(PLACE, quote(to, safe="")), asset=asset)
    if not isinstance(plugin, NotifyBase):
        raise AppriseRefused("Apprise knows no such service, or something in it is wrong")
    _check(plugin, to)
    plugin.socket_connect_timeout = plugin.socket_read_timeout = wait.total_seconds()
    plugin.retry = 0
    return plugin


def _check(plugin: NotifyBase, to: str) -> None:
    if not plugin.verify_certificate:
        raise AppriseRefused("verify=no is not used: certificates are always checked")
    if _in_the_clear(plugin) and not is_loopback(str(plugin.host)):
        raise AppriseRefused("its scheme is not encrypted, and its host is no loopback address")
    digits = to.removeprefix("+")
    if _targets(plugin) != [digits]:
        raise AppriseRefused("it would not send to exactly the one number")


def _in_the_clear(plugin: NotifyBase) -> bool:
    plain = plugin.protocol if isinstance(plugin.protocol, tuple | list) else (plugin.protocol,)
    return plugin.schema in plain


def _targets(plugin: NotifyBase) -> list[str]:
    """The digits of everybody it would send to."""
    targets = getattr(plugin, "targets", None)
    if isinstance(targets, Sequence) and not isinstance(targets, str):
        return ["".join(re.findall(r"\d", _last(target))) for target in targets]
    # A service for any gateway (JSON, form) keeps the number among what it posts.
    sample = unquote(str(plugin.url()))  # type: ignore[no-untyped-call] # as the library has it
    return re.findall(r"(?<!\d)\+(\d{6,15})(?!\d)", sample)


def _last(target: object) -> str:
    """Some keep (mode, number)."""
    return str(target[-1]) if isinstance(target, tuple | list) else str(target)


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme or "?"
    except ValueError:
        return "?"
