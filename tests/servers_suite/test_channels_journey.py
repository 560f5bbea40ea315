"""The real program with real gateways: the person is told the truth, and another way works.

A process of its own, Kannel towards an SMSC of the tests, a submission server, and a service by HTTP.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers import kannel as kannels
from tests.servers import mailbox as mailboxes
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.http_gateway import HttpGateway, running_gateway
from tests.servers.kannel import Kannel, by_smpp, running_kannel
from tests.servers.mailbox import Mailbox, running_mailbox
from tests.servers.smsc import BAD_DESTINATION, OK, THROTTLED, Smsc, running_smsc
from tests.servers.station_client import Station, pad

pytestmark = pytest.mark.servers
SECONDS = 90.0
OLD, NEW = "Bonjour-2017", "Tram-Flagey-81!"
MAIL = "francisco@example.org"
CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}
HEAD = "identifier,password,given_name,family_name,mobile,email,contacts_since\n"
PEOPLE = 20
View = dict[str, object]


@dataclass
class Town:
    """Everything that runs."""

    backend: RunningBackend
    station: Station
    kannel: Kannel
    smsc: Smsc
    mailbox: Mailbox
    spare: HttpGateway
    people: int = 0

    def settle(self) -> None:
        """Every gateway is well again, and nothing is left of the last test."""
        self.smsc.status, self.smsc.receipt = OK, "DELIVRD"
        self.smsc.messages.clear()
        self.spare.status = 200
        self.spare.posted.clear()
        self.mailbox.mails.clear()
        self.mailbox.rcpt = ""

    def texts(self, person: Person) -> list[str]:
        """What was sent to that mobile; the notices of those who came before may still arrive."""
        return [one.text for one in self.smsc.messages if f"+{one.destination}" == person.number]

    # --- what a person does ---------------------------------------------------------------------

    def newcomer(self) -> Person:
        """Somebody whom no limit has counted yet."""
        self.people += 1
        return Person(self, _name(self.people), _number(self.people))

    def until_delivery(self, path: str, wanted: str) -> View:
        end = time.monotonic() + SECONDS
        while True:
            view: View = self.station.get(path).json()
            if delivery(view) == wanted:
                return view
            assert time.monotonic() < end, f"{delivery(view)}\n{self.backend.log}"
            time.sleep(0.1)


@dataclass
class Person:
    town: Town
    name: str
    number: str
    path: str = ""

    def start(self) -> View:
        body = {"identifier": self.name, "language": "fr", "challenge": CAPTCHA}
        view: View = self.town.station.post("/v1/resets", body).json()
        self.path = f"/v1/resets/{view['id']}"
        return view

    def ask(self, view: View, channel: str) -> View:
        methods = view["methods"]
        assert isinstance(methods, list)
        method = next(one["id"] for one in methods if one["channel"] == channel)
        destination = self.number if channel == "sms" else MAIL
        wish = {"method_id": method, "destination": destination, "resend": False, "pad": pad()}
        sent: View = self.town.station.post(f"{self.path}/challenges", wish).json()
        assert sent["outcome"] == "sent"
        return sent

    def finish(self, sent: View, code: str) -> None:
        """Type the code, then set the password, and sign in with it."""
        challenge = sent["challenge"]
        assert isinstance(challenge, dict)
        station = self.town.station
        answer = {"challenge_id": challenge["id"], "code": code, "pad": pad()}
        assert station.post(f"{self.path}/answers", answer).json()["outcome"] == "proved"
        change = {"password": NEW, "current": None, "pad": pad()}
        assert station.put(f"{self.path}/password", change).json()["outcome"] == "password_set"
        body = {"identifier": self.name, "password": NEW, "language": "fr", "pad": pad()}
        assert station.post("/v1/sign-ins", body).json()["outcome"] == "accepted"


def _name(person: int) -> str:
    return f"FerrerFr{2000 + person}"


def _number(person: int) -> str:
    return f"+3247012{person:04d}"


def people() -> str:
    """What `repasse-backend account import` reads."""
    rows = (
        f"{_name(one)}@he-ferrer.eu,{OLD},Francisco,Ferrer,{_number(one)},{MAIL},2026-01-01\n"
        for one in range(1, PEOPLE + 1)
    )
    return HEAD + "".join(rows)


def delivery(view: View) -> object:
    challenge = view["challenge"]
    return challenge["delivery"] if isinstance(challenge, dict) else None


def code_in(text: str) -> str:
    found = re.search(r"\b\d{4}[ \u00a0]\d{4}\b", text)
    assert found is not None, text
    return found[0]


def mailed(town: Town, subject: str) -> str:
    """The plain text of the first mail of that subject."""
    end = time.monotonic() + SECONDS
    while True:
        for mail in list(town.mailbox.mails):
            part = mail.get_body(("plain",))
            if subject in str(mail["Subject"]) and part is not None:
                return str(part.get_content())
        assert time.monotonic() < end, town.backend.log
        time.sleep(0.05)


def configuration(
    folder: Path, kannel: Kannel, mailbox: Mailbox, spare: HttpGateway, patience: int
) -> dict[str, str]:
    files = {
        "kannel": kannels.PASSWORD,
        "mail": mailboxes.PASSWORD,
        "apprise": f"json://127.0.0.1:{spare.port}/key-of-the-college?:to={{to}}",
    }
    for name, text in files.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    server = (
        f'[{{"host": "127.0.0.1", "port": {mailbox.port}, "user": "{mailboxes.USER}", '
        f'"password_file": "{folder / "mail"}", "ca_file": "{mailbox.ca}"}}]'
    )
    return {
        "channels__email": "smtp",
        "channels__sms": "gateways",
        "channels__voice": "none",
        "smtp__servers": server,
        "smtp__sender": "no-reply@he-ferrer.eu",
        "sms__gateways": '["kannel", "apprise"]',
        "sms__kannel__url": f"http://127.0.0.1:{kannel.port}/cgi-bin/sendsms",
        "sms__kannel__user": kannels.USER,
        "sms__kannel__password_file": str(folder / "kannel"),
        "sms__kannel__sender": "HEFF",
        "sms__kannel__wait": str(patience),
        "sms__kannel__patience": str(patience),
        "sms__apprise__file": str(folder / "apprise"),
        "reports__listener": "offered",
        "logs__level": "debug",
    }


@contextmanager
def running_town(folder: Path, patience: int) -> Iterator[Town]:
    """`patience` is how many seconds Kannel may take."""
    with ExitStack() as stack:
        smsc = stack.enter_context(running_smsc())
        towards = by_smpp(smsc.port, smsc.password)
        kannel = stack.enter_context(running_kannel(folder / "kannel-data", towards))
        assert smsc.bound.wait(SECONDS), kannel.log("bearerbox")
        mailbox = stack.enter_context(running_mailbox(folder / "mail-server"))
        spare = stack.enter_context(running_gateway())
        chosen = configuration(folder, kannel, mailbox, spare, patience)
        backend = stack.enter_context(running_backend(folder, **chosen))
        backend.cli("account", "import", "-", typed=people())
        town = Town(backend, backend.station(), kannel, smsc, mailbox, spare)
        town.settle()
        yield town


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with running_town(tmp_path_factory.mktemp("channels"), 30) as town:
        yield town


@pytest.fixture
def town(running: Town) -> Town:
    running.settle()
    return running


@pytest.fixture
def lost(tmp_path: Path) -> Iterator[Town]:
    """A town whose Kannel will be hung: it rests for a while, which is no matter of other tests."""
    with running_town(tmp_path, 3) as town:
        yield town


def test_delivered_by_kannel_and_done(town: Town) -> None:
    person = town.newcomer()
    sent = person.ask(person.start(), "sms")
    town.until_delivery(person.path, "delivered")
    (text,) = town.texts(person)
    person.finish(sent, code_in(text))
    assert "a été changé" in mailed(town, "Votre mot de passe a été changé")
    assert town.spare.posted == []


@pytest.mark.parametrize(("status", "receipt"), [(OK, "UNDELIV"), (OK, "REJECTD"), (BAD_DESTINATION, "")])
def test_not_delivered_is_said_and_another_way_works(town: Town, status: int, receipt: str) -> None:
    town.smsc.status, town.smsc.receipt = status, receipt
    person = town.newcomer()
    person.ask(person.start(), "sms")
    view = town.until_delivery(person.path, "failed")
    assert view["allowed"] == "choose_method"
    sent = person.ask(view, "email")
    code = code_in(mailed(town, "Votre code de vérification"))
    assert delivery(town.until_delivery(person.path, "sent")) == "sent"  # SMTP never says more
    person.finish(sent, code)


def test_a_throttled_message_is_on_its_way_and_no_more(town: Town) -> None:
    town.smsc.status = THROTTLED
    person = town.newcomer()
    person.ask(person.start(), "sms")
    town.until_delivery(person.path, "sent")
    assert town.spare.posted == []
    town.smsc.status = OK
    town.until_delivery(person.path, "delivered")


def test_a_mailbox_that_does_not_exist_is_said_at_once(town: Town) -> None:
    town.mailbox.rcpt = "550 5.1.1 No such mailbox"
    person = town.newcomer()
    person.ask(person.start(), "email")
    assert town.until_delivery(person.path, "failed")["allowed"] == "choose_method"


def test_hung_and_gone_gateways_are_replaced_and_then_the_truth_is_told(lost: Town) -> None:
    lost.kannel.hang()
    person = lost.newcomer()
    sent = person.ask(person.start(), "sms")
    lost.until_delivery(person.path, "sent")
    person.finish(sent, code_in(json.loads(lost.spare.posted[0].body)["message"]))

    lost.kannel.go_on()
    lost.kannel.kill()
    lost.spare.status = 503
    other = lost.newcomer()
    other.ask(other.start(), "sms")
    view = lost.until_delivery(other.path, "failed")
    assert view["allowed"] == "choose_method"
    sent = other.ask(view, "email")
    other.finish(sent, code_in(mailed(lost, "Votre code de vérification")))


def test_nothing_secret_is_in_the_log_at_its_loudest(town: Town) -> None:
    person = town.newcomer()
    sent = person.ask(person.start(), "sms")
    town.until_delivery(person.path, "delivered")
    code = code_in(town.texts(person)[0])
    person.finish(sent, code)
    secrets = [MAIL, person.number, person.number[3:], code, code.replace(" ", ""), "key-of-the-college"]
    secrets += [kannels.PASSWORD, mailboxes.PASSWORD, NEW, OLD, "/kannel/"]
    told = town.backend.log.replace("/kannel/{letter}/{proof}", "")
    assert not [secret for secret in secrets if secret in told]
