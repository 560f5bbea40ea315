"""SMS to an SMSC by SMPP 3.4, as a transmitter that waits for the answer to every part."""

from __future__ import annotations

import logging
import re
import socket
import ssl
from dataclasses import dataclass

import smpplib.client  # type: ignore[import-untyped] # ships no types
import smpplib.consts  # type: ignore[import-untyped] # the same
import smpplib.exceptions  # type: ignore[import-untyped] # the same
import smpplib.gsm  # type: ignore[import-untyped] # the same

from backend.adapters.channels.reasons import why
from backend.adapters.channels.settings import SmppSettings, verified
from backend.core.ports import Message, Sent

NAME = "smpp"
_NUMBER = re.compile(r"\+[0-9]{6,15}")
_MOST_BETWEEN = 20
"""PDUs of others that are let pass while the answer is waited for."""
_MESSAGES_FAULT = frozenset(
    {
        smpplib.consts.SMPP_ESME_RINVMSGLEN,
        smpplib.consts.SMPP_ESME_RINVDSTADR,
        smpplib.consts.SMPP_ESME_RINVDSTTON,
        smpplib.consts.SMPP_ESME_RINVDSTNPI,
    }
)
"""Statuses for which the same message would be refused again."""
_LOG = logging.getLogger(__name__)
_SILENT = "repasse.smpplib"


class _Client(smpplib.client.Client):  # type: ignore[misc] # the library ships no types
    """The library's client, with a certificate that is checked against the host's name."""

    def __init__(self, settings: SmppSettings, context: ssl.SSLContext | None) -> None:
        wait = settings.wait.total_seconds()
        super().__init__(
            settings.host, settings.port, timeout=wait, logger_name=_SILENT, allow_unknown_opt_params=True
        )
        self._verified = context

    def _create_socket(self) -> socket.socket:
        raw = socket.create_connection((self.host, self.port), self.timeout)
        raw.settimeout(self.timeout)
        if self._verified is None:
            return raw
        return self._verified.wrap_socket(raw, server_hostname=self.host)

    def connect(self) -> None:
        self._socket = self._create_socket()
        self.state = smpplib.consts.SMPP_CLIENT_STATE_OPEN


class _Status(Exception):
    """The SMSC refused, with this status."""

    def __init__(self, what: str, status: int) -> None:
        super().__init__(what)
        self.what, self.status = what, status


@dataclass(frozen=True, slots=True)
class SmppGateway:
    """Implements `MessageChannel`."""

    settings: SmppSettings

    def send(self, message: Message) -> Sent:
        if not _NUMBER.fullmatch(message.destination.reveal()):
            _LOG.warning("smpp: a number is not in the form +3247…, so nothing is sent")
            return Sent.FAILED
        try:
            self._deliver(message)
        except _Status as error:
            _LOG.warning("smpp: the SMSC answered 0x%02x to the %s", error.status, error.what)
            final = error.what == "message" and error.status in _MESSAGES_FAULT
            return Sent.FAILED if final else Sent.DEFERRED
        except (OSError, smpplib.exceptions.ConnectionError, smpplib.exceptions.PDUError) as error:
            _LOG.warning("smpp: %s", why(error))
            return Sent.DEFERRED
        return Sent.ACCEPTED

    def _deliver(self, message: Message) -> None:
        silence()
        context = verified(self.settings.ca_file) if self.settings.tls == "implicit" else None
        client = _Client(self.settings, context)
        try:
            client.connect()
            self._bind(client)
            parts, coding, kind = smpplib.gsm.make_parts(message.body.reveal())
            for part in parts:
                self._submit(client, message, part, coding, kind)
        finally:
            # The message was taken, or not: an orderly unbind would only be another wait.
            client.state = smpplib.consts.SMPP_CLIENT_STATE_OPEN
            client.disconnect()

    def _bind(self, client: _Client) -> None:
        try:
            password = self.settings.password().reveal()
            client.bind_transmitter(system_id=self.settings.user, password=password)
        except smpplib.exceptions.PDUError as error:
            raise _Status("bind", _status(error)) from None

    def _submit(self, client: _Client, message: Message, part: bytes, coding: int, kind: int) -> None:
        number = self.settings.sender.removeprefix("+").isdecimal()
        sent = client.send_message(
            source_addr_ton=smpplib.consts.SMPP_TON_INTL if number else smpplib.consts.SMPP_TON_ALNUM,
            source_addr=self.settings.sender.removeprefix("+"),
            dest_addr_ton=smpplib.consts.SMPP_TON_INTL,
            dest_addr_npi=smpplib.consts.SMPP_NPI_ISDN,
            destination_addr=message.destination.reveal().removeprefix("+"),
            short_message=part,
            data_coding=coding,
            esm_class=kind,
        )
        for _ in range(_MOST_BETWEEN):
            answer = client.read_pdu()
            if answer.command == "submit_sm_resp" and answer.sequence == sent.sequence:
                if answer.is_error():
                    raise _Status("message", int(answer.status))
                return
        raise smpplib.exceptions.ConnectionError


def silence() -> None:
    """Keep the library's dumps of every PDU out of every log."""
    logger = logging.getLogger(_SILENT)
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False


def _status(error: smpplib.exceptions.PDUError) -> int:
    return int(error.args[1]) if len(error.args) > 1 else 0
