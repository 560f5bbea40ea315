"""E-mail to a real server over real TLS: what arrives, and where it may go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from backend.core.failover import FailOver, Handed
from backend.core.ports import MessageChannel, Sent
from backend.core.secret import Secret
from tests.backend.contracts.channels import Inbox, MessageChannelContract
from tests.backend.leaf.mailing import CODE, MAIL, Post, html, plain
from tests.servers.mailbox import PASSWORD, Mailbox, running_mailbox
from tests.servers.ports import closed_port


@pytest.fixture
def password_file(tmp_path: Path) -> str:
    path = tmp_path / "password"
    path.write_text(PASSWORD + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    with running_mailbox(tmp_path / "server") as running:
        yield running


@pytest.fixture
def post(password_file: str, tmp_path: Path) -> Post:
    return Post(password_file, tmp_path)


@pytest.fixture
def channel(post: Post, mailbox: Mailbox) -> FailOver:
    return post.channel(post.server(mailbox.port, mailbox.ca))


class TestSmtp(MessageChannelContract):
    message = MAIL

    @pytest.fixture
    def inbox(self, mailbox: Mailbox) -> Inbox:
        def read() -> list[tuple[str, str]]:
            return [(str(mail["To"]), plain(mailbox, number)) for number, mail in enumerate(mailbox.unique())]

        return read

    @pytest.fixture
    def broken(self, post: Post) -> MessageChannel:
        return post.channel(post.server(closed_port()))


# --- what is sent -------------------------------------------------------------------------------


def test_the_headers_say_what_it_is(channel: FailOver, mailbox: Mailbox) -> None:
    assert channel.hand(MAIL) == Handed(Sent.ACCEPTED, f"127.0.0.1:{mailbox.port}")
    mail, envelope = mailbox.mails[0], mailbox.envelopes[0]
    assert str(mail["From"]) == "Haute École Francisco Ferrer <no-reply@he-ferrer.eu>"
    assert (str(mail["To"]), str(mail["Subject"])) == ("francisco@example.org", "Votre code de vérification")
    assert (envelope.mail_from, envelope.rcpt_tos) == ("no-reply@he-ferrer.eu", ["francisco@example.org"])
    assert mail["Message-ID"] == "<m1@he-ferrer.eu>"
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "fr")
    assert mail["Date"].datetime is not None
    assert mail["Reply-To"] is None
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_senders_of_ones_own_choice(post: Post, mailbox: Mailbox) -> None:
    channel = post.channel(
        post.server(mailbox.port, mailbox.ca),
        sender_name="Bornes, HEFF",
        reply_to="help@he-ferrer.eu",
        bounces_to="bounces@he-ferrer.eu",
    )
    assert channel.send(MAIL) is Sent.ACCEPTED
    mail = mailbox.mails[0]
    assert str(mail["From"]) == '"Bornes, HEFF" <no-reply@he-ferrer.eu>'
    assert str(mail["Reply-To"]) == "help@he-ferrer.eu"
    assert mailbox.envelopes[0].mail_from == "bounces@he-ferrer.eu"


def test_the_page_shows_the_code_and_nothing_to_click_or_load(channel: FailOver, mailbox: Mailbox) -> None:
    channel.send(MAIL)
    page = html(mailbox)
    assert f">{CODE}</strong>" in page
    assert 'lang="fr"' in page
    assert "&lt;script&gt;" in page
    for remote in ("http", "href", "src=", "url(", "<script", "<img", "@import"):
        assert remote not in page.replace('name="format-detection" content="telephone=no,', "")
    assert plain(mailbox).count(CODE) == page.count(CODE) == 1


def test_an_international_domain_goes_as_its_ascii_form(channel: FailOver, mailbox: Mailbox) -> None:
    assert channel.send(replace(MAIL, destination=Secret("f@école.example"))) is Sent.ACCEPTED
    assert mailbox.envelopes[0].rcpt_tos == ["f@xn--cole-9oa.example"]


def test_an_international_mailbox_where_the_server_takes_it(channel: FailOver, mailbox: Mailbox) -> None:
    assert channel.send(replace(MAIL, destination=Secret("françois@école.example"))) is Sent.ACCEPTED
    assert mailbox.envelopes[0].rcpt_tos == ["françois@xn--cole-9oa.example"]
    assert "SMTPUTF8" in mailbox.envelopes[0].mail_options


def test_an_international_mailbox_is_refused_where_the_server_does_not(
    post: Post, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with running_mailbox(tmp_path / "old", smtputf8=False) as box:
        channel = post.channel(post.server(box.port, box.ca))
        assert channel.send(replace(MAIL, destination=Secret("françois@example.org"))) is Sent.FAILED
        assert channel.send(MAIL) is Sent.ACCEPTED
    assert "SMTPUTF8" in caplog.text
    assert "françois" not in caplog.text


@pytest.mark.parametrize(
    "address",
    [
        "",
        "francisco",
        "@example.org",
        "francisco@",
        "a b@example.org",
        "a@b@c",
        "f@example.org\r\nBcc: everybody@example.org",
        "f@example.org\nX",
        "f\x00@example.org",
        "a@example.org, b@example.org",
        "<f@example.org>",
        "a@example..org",
        "f" * 250 + "@example.org",
    ],
)
def test_what_is_no_address_gets_no_mail(channel: FailOver, mailbox: Mailbox, address: str) -> None:
    assert channel.send(replace(MAIL, destination=Secret(address))) is Sent.FAILED
    assert mailbox.mails == []


def test_a_subject_makes_no_header(channel: FailOver, mailbox: Mailbox) -> None:
    assert channel.send(replace(MAIL, subject="Hi\r\nBcc: x@example.org")) is Sent.FAILED
    assert mailbox.mails == []


def test_lines_of_dots_and_long_lines_arrive_whole(channel: FailOver, mailbox: Mailbox) -> None:
    text = ".\n..\nFrom here\n" + "é" * 3000 + "\n"
    assert channel.send(replace(MAIL, body=Secret(text))) is Sent.ACCEPTED
    assert plain(mailbox) == text
