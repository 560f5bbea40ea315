"""SMS through Kannel's `sendsms`.

By POST with `X-Kannel-` headers (Kannel's user guide, chapter 6): the password and the code then stand in no
URL. The charset goes into Content-Type, since `X-Kannel-Charset` has no effect on a posted text (1.4.5).
"""

from __future__ import annotations

import http.client
import logging
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from backend.adapters.channels import gsm7
from backend.adapters.channels.reasons import why
from backend.adapters.channels.settings import KannelSettings, verified
from backend.core.ports import Clock, Message, Sent
from backend.core.secret import Secret

NAME = "kannel"
EVERY_REPORT = "31"
"""Kannel's dlr-mask: delivered 1, failed 2, buffered 4, accepted by the SMSC 8, rejected by it 16."""
_NUMBER = re.compile(r"\+[0-9]{6,15}")
_TAKEN = re.compile(rb"[03]:")
"""0: with the SMSC now. 3: queued, the SMSC is not reached; Kannel goes on trying until the code expires."""
_MOST = 4096
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KannelGateway:
    """Implements `MessageChannel`.

    `report_url` gives where Kannel reports on the message of that id; None asks for no report. The URL
    proves who may report, so it is no less a secret than the number.
    """

    settings: KannelSettings
    clock: Clock
    report_url: Callable[[str], Secret] | None = None

    def send(self, message: Message) -> Sent:
        if not _NUMBER.fullmatch(message.destination.reveal()):
            _LOG.warning("kannel: a number is not in the form +3247…, so nothing is sent")
            return Sent.FAILED
        try:
            status, text = self._post(message)
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            _LOG.warning("kannel: %s", why(error))
            return Sent.DEFERRED
        if status == http.HTTPStatus.ACCEPTED and _TAKEN.match(text):
            return Sent.ACCEPTED
        _LOG.warning("kannel: it answered %d", status)
        return Sent.FAILED if status == http.HTTPStatus.BAD_REQUEST else Sent.DEFERRED

    def _post(self, message: Message) -> tuple[int, bytes]:
        with closing(self._connection()) as connection:
            body = message.body.reveal().encode()
            connection.request("POST", urlsplit(self.settings.url).path, body, self._headers(message))
            response = connection.getresponse()
            return response.status, response.read(_MOST)

    def _connection(self) -> http.client.HTTPConnection:
        found, wait = urlsplit(self.settings.url), self.settings.wait.total_seconds()
        host = found.hostname or ""
        if found.scheme == "http":
            return http.client.HTTPConnection(host, found.port or 80, timeout=wait)
        context = verified(self.settings.ca_file)
        return http.client.HTTPSConnection(host, found.port or 443, timeout=wait, context=context)

    def _headers(self, message: Message) -> dict[str, str]:
        chosen = self.settings
        headers = {
            "Content-Type": "text/plain; charset=UTF-8",
            "X-Kannel-Username": chosen.user,
            "X-Kannel-Password": chosen.password().reveal(),
            "X-Kannel-From": chosen.sender,
            "X-Kannel-To": message.destination.reveal(),
            "X-Kannel-Coding": "0" if gsm7.fits(message.body.reveal()) else "2",
        }
        if chosen.smsc:
            headers["X-Kannel-SMSC"] = chosen.smsc
        if message.expires_at is not None:
            headers["X-Kannel-Validity"] = str(self._minutes(message.expires_at - self.clock.now()))
        if self.report_url is not None:
            headers["X-Kannel-DLR-Mask"] = EVERY_REPORT
            headers["X-Kannel-DLR-Url"] = self.report_url(message.id).reveal()
        return headers

    def _minutes(self, left: timedelta) -> int:
        """For how long it is worth delivering; Kannel counts in minutes."""
        return max(1, left // timedelta(minutes=1))
