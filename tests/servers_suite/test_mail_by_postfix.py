"""E-mail through a real MTA into a real mailbox; refused, hung and gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from backend.core.failover import FailOver
from backend.core.ports import MessageChannel, Sent
from backend.core.secret import Secret
from tests.backend.contracts.channels import Inbox, MessageChannelContract
from tests.backend.leaf.mailing import MAIL, SHORT, Post
from tests.servers.ports import closed_port
from tests.servers.postfix import MAILBOX, PASSWORD, USER, Postfix, running_postfix

pytestmark = pytest.mark.servers
LETTER = replace(MAIL, destination=Secret(MAILBOX))


@pytest.fixture(scope="module")
def postfix() -> Iterator[Postfix]:
    with running_postfix() as running:
        yield running


@pytest.fixture
def post(tmp_path: Path) -> Post:
    path = tmp_path / "password"
    path.write_text(PASSWORD, encoding="utf-8")
    return Post(str(path), tmp_path)


@pytest.fixture
def channel(post: Post, postfix: Postfix) -> FailOver:
    for mail in (postfix.folder / "mail").glob("francisco/new/*"):
        mail.unlink()
    return post.channel(post.server(postfix.port, postfix.ca, user=USER))


class TestPostfix(MessageChannelContract):
    message = LETTER

    @pytest.fixture
    def inbox(self, postfix: Postfix) -> Inbox:
        def read() -> list[tuple[str, str]]:
            found = postfix.mails()
            bodies = [mail.get_body(("plain",)) for mail in found]
            return [
                (str(mail["To"]), body.get_content())
                for mail, body in zip(found, bodies, strict=True)
                if body is not None
            ]

        return read

    @pytest.fixture
    def broken(self, post: Post) -> MessageChannel:
        return post.channel(post.server(closed_port()))


def test_it_is_there_as_it_was_meant(channel: FailOver, postfix: Postfix) -> None:
    assert channel.send(LETTER) is Sent.ACCEPTED
    mail = postfix.mails()[0]
    assert mail["Return-Path"] == "<no-reply@he-ferrer.eu>"
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == ("<m1@he-ferrer.eu>", "auto-generated")
    assert str(mail["Subject"]) == MAIL.subject
    assert "with ESMTPSA" in str(mail["Received"])  # RFC 3848: TLS, and signed in


def test_an_unknown_mailbox_is_refused_for_good(channel: FailOver, caplog: pytest.LogCaptureFixture) -> None:
    assert channel.send(replace(LETTER, destination=Secret("nobody@example.org"))) is Sent.FAILED
    assert "it answered 550 to the recipient" in caplog.text
    assert "nobody" not in caplog.text


def test_a_wrong_password_and_no_sign_in(post: Post, postfix: Postfix) -> None:
    nobody = post.channel(post.server(postfix.port, postfix.ca, user=""))
    assert nobody.send(LETTER) is not Sent.ACCEPTED
    Path(post.password_file).write_text("another", encoding="utf-8")
    stranger = post.channel(post.server(postfix.port, postfix.ca))
    assert stranger.send(LETTER) is Sent.DEFERRED


def test_hung_and_back_again(post: Post, postfix: Postfix, channel: FailOver) -> None:
    hurried = post.channel(post.server(postfix.port, postfix.ca), **SHORT)
    postfix.hang()
    try:
        assert hurried.send(LETTER) is Sent.DEFERRED
    finally:
        postfix.go_on()
    assert channel.send(replace(LETTER, id="m2")) is Sent.ACCEPTED
    assert postfix.mails()[-1]["Message-ID"] == "<m2@he-ferrer.eu>"
