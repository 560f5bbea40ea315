"""The telephone system of a campus: kamailio on loopback, with digest sign-in, and refusals by number."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.servers.ports import free_port

USER, PASSWORD = "repasse", "s3cr3t-of-the-line"
BUSY, FORBIDDEN, BROKEN = "0032499000486", "0032499000403", "0032499000503"
START = 60.0
CONFIG = """#!KAMAILIO
debug=1
log_stderror=yes
fork=yes
children=1
auto_aliases=no
disable_tcp=yes
listen=udp:127.0.0.1:{port}
loadmodule "sl.so"
loadmodule "tm.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "auth.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
request_route {{
  if (is_method("REGISTER")) {{ save("location"); exit; }}
  if (has_totag()) {{ loose_route(); t_relay(); exit; }}
  if (is_method("CANCEL")) {{ t_relay(); exit; }}
  if (is_method("INVITE")) {{
    if (!pv_auth_check("campus", "{password}", "0", "0")) {{ auth_challenge("campus", "0"); exit; }}
    consume_credentials();
    if ($rU == "{busy}") {{ sl_send_reply("486", "Busy Here"); exit; }}
    if ($rU == "{forbidden}") {{ sl_send_reply("403", "Forbidden"); exit; }}
    if ($rU == "{broken}") {{ sl_send_reply("503", "Service Unavailable"); exit; }}
    record_route();
    if (!lookup("location")) {{ sl_send_reply("404", "Not Found"); exit; }}
  }}
  t_relay();
}}
"""


@dataclass
class Kamailio:
    """A running one. `signal` reaches all its processes."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            # A session of its own: its group is it and its children.
            os.killpg(self.process.pid, number)


@contextmanager
def running_kamailio(folder: Path) -> Iterator[Kamailio]:
    folder.mkdir(parents=True)
    port, config, log = free_port(), folder / "kamailio.cfg", folder / "log"
    numbers = {"busy": BUSY, "forbidden": FORBIDDEN, "broken": BROKEN}
    config.write_text(CONFIG.format(port=port, password=PASSWORD, **numbers), encoding="utf-8")
    command = ["kamailio", "-f", str(config), "-DD", "-E", "-Y", str(folder), "-m", "32", "-M", "4"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )
    made = Kamailio(port, process, log)
    try:
        _wait(made)
        yield made
    finally:
        made.signal(signal.SIGCONT)
        made.signal(signal.SIGKILL)
        process.wait(30)


def _wait(made: Kamailio) -> None:
    """Until it answers: a registration of nothing will do."""
    end = time.monotonic() + START
    ask = (
        f"REGISTER sip:x@127.0.0.1:{made.port} SIP/2.0\r\n"
        "Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK1\r\n"
        "From: <sip:t@127.0.0.1>;tag=1\r\nTo: <sip:x@127.0.0.1>\r\nCall-ID: t\r\nCSeq: 1 REGISTER\r\n"
        "Content-Length: 0\r\n\r\n"
    )
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        probe.settimeout(0.2)
        while True:
            probe.sendto(ask.format(port=probe.getsockname()[1]).encode(), ("127.0.0.1", made.port))
            with suppress(OSError):
                if probe.recv(4096).startswith(b"SIP/2.0"):
                    return
            assert made.process.poll() is None, made.log.read_text()
            assert time.monotonic() < end, made.log.read_text()
