"""Mail servers that refuse, hang, are gone, or lie about their name."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest

from backend.core.failover import FailOver, Handed
from backend.core.ports import Sent
from tests.backend.contracts.channels import assert_silent
from tests.backend.leaf.mailing import MAIL, SHORT, Post
from tests.servers.mailbox import PASSWORD, Mailbox, running_mailbox
from tests.servers.ports import closed_port
from tests.servers.silence import dripping_server, mute_server


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


@pytest.mark.parametrize("stage", ["rcpt", "data"])
@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ("550 5.1.1 No such mailbox francisco@example.org", Sent.FAILED),
        ("552 Mailbox full", Sent.FAILED),
        ("450 4.2.1 Greylisted", Sent.DEFERRED),
        ("451 Try again", Sent.DEFERRED),
        ("530 5.7.0 Authentication required", Sent.DEFERRED),
    ],
)
def test_5xx_is_for_good_and_4xx_for_now(
    channel: FailOver,
    mailbox: Mailbox,
    stage: str,
    reply: str,
    told: Sent,
    caplog: pytest.LogCaptureFixture,
) -> None:
    setattr(mailbox, stage, reply)
    assert channel.send(MAIL) is told
    assert f"it answered {reply[:3]} to the" in caplog.text
    assert_silent(caplog.text, MAIL)


def test_a_refused_sender_is_for_the_operator_to_mend(channel: FailOver, mailbox: Mailbox) -> None:
    mailbox.sender = "550 You are not he-ferrer.eu"
    assert channel.send(MAIL) is Sent.DEFERRED


def test_implicit_tls(post: Post, tmp_path: Path) -> None:
    with running_mailbox(tmp_path / "implicit", tls="implicit") as box:
        channel = post.channel(post.server(box.port, box.ca, "implicit"))
        assert channel.send(MAIL) is Sent.ACCEPTED
        assert len(box.mails) == 1


def test_a_server_without_sign_in(post: Post, tmp_path: Path) -> None:
    with running_mailbox(tmp_path / "open", sign_in=False) as box:
        assert post.channel(post.server(box.port, box.ca, user="")).send(MAIL) is Sent.ACCEPTED


def test_nothing_leaves_without_tls(post: Post, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with running_mailbox(tmp_path / "plain", tls="none") as box:
        assert post.channel(post.server(box.port, box.ca)).send(MAIL) is Sent.DEFERRED
        assert box.mails == []
    assert "STARTTLS" in caplog.text


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_certificate_of_somebody_else_is_refused(
    post: Post, tmp_path: Path, tls: Literal["starttls", "implicit"], caplog: pytest.LogCaptureFixture
) -> None:
    with running_mailbox(tmp_path / "other", tls=tls, names=("192.0.2.7",)) as box:
        assert post.channel(post.server(box.port, box.ca, tls)).send(MAIL) is Sent.DEFERRED
        assert post.channel(post.server(box.port, None, tls)).send(MAIL) is Sent.DEFERRED
        assert box.mails == []
    assert caplog.text.count("its certificate is refused") == 2


def test_a_refused_sign_in_shows_nothing(
    post: Post, mailbox: Mailbox, password_file: str, caplog: pytest.LogCaptureFixture
) -> None:
    channel = post.channel(post.server(mailbox.port, mailbox.ca))
    Path(password_file).write_text("Wr0ng-Pa55word", encoding="utf-8")
    with caplog.at_level(logging.DEBUG):
        assert channel.send(MAIL) is Sent.DEFERRED
    assert "refuses our sign-in with 535" in caplog.text
    assert "Wr0ng" not in caplog.text


def test_a_password_file_that_went_away(post: Post, mailbox: Mailbox, password_file: str) -> None:
    channel = post.channel(post.server(mailbox.port, mailbox.ca))
    Path(password_file).unlink()
    assert channel.send(MAIL) is Sent.DEFERRED


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_mute_server_costs_its_patience(post: Post, tls: Literal["starttls", "implicit"]) -> None:
    with mute_server() as port:
        assert post.channel(post.server(port, tls=tls), **SHORT).send(MAIL) is Sent.DEFERRED


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
@pytest.mark.parametrize("drop", [b"2", b"220-x\r\n"])
def test_a_server_that_never_comes_to_an_end_costs_its_patience(
    post: Post, tls: Literal["starttls", "implicit"], drop: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """Every single wait is short; only their sum is not."""
    with dripping_server(drop) as port:
        assert post.channel(post.server(port, tls=tls), **SHORT).send(MAIL) is Sent.DEFERRED


def test_the_next_server_is_asked_at_once(post: Post, mailbox: Mailbox) -> None:
    good = post.server(mailbox.port, mailbox.ca)
    with mute_server() as port:
        bounds = {"wait": timedelta(seconds=10), "patience": timedelta(seconds=10)}
        channel = post.channel(post.server(closed_port()), post.server(port), good, **bounds)
        assert channel.hand(MAIL) == Handed(Sent.ACCEPTED, f"127.0.0.1:{mailbox.port}")
        assert len(channel.resting()) == 2
    assert channel.send(replace(MAIL, id="m2")) is Sent.ACCEPTED
    assert len(mailbox.mails) == 2


def test_what_one_server_refuses_for_good_no_other_is_asked(
    post: Post, mailbox: Mailbox, tmp_path: Path
) -> None:
    mailbox.rcpt = "550 No such mailbox"
    with running_mailbox(tmp_path / "relay") as relay:
        channel = post.channel(post.server(mailbox.port, mailbox.ca), post.server(relay.port, relay.ca))
        assert channel.send(MAIL) is Sent.FAILED
        assert relay.mails == []
