"""What an identifier that nobody has is made to look like."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST = 10_000


@dataclass(frozen=True, slots=True)
class MailHost:
    """A provider of personal mailboxes, and its share among the institution's people."""

    name: str
    share: int = 1

    def __post_init__(self) -> None:
        if not re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", self.name):
            raise ValueError("decoys.hosts: name must be a domain in small letters, such as gmail.com")
        if not 1 <= self.share <= MOST:
            raise ValueError(f"decoys.hosts: share must be between 1 and {MOST}")


_HOSTS = (
    MailHost("gmail.com", 8),
    MailHost("hotmail.com", 3),
    MailHost("outlook.com", 2),
    MailHost("yahoo.fr"),
    MailHost("skynet.be"),
    MailHost("live.be"),
)


@dataclass(frozen=True, slots=True)
class DecoySettings:
    """How the institution's people can be reached, as shares of any size: both ways, or one only.

    `authenticator_only` is the share of those who have nothing but an authenticator app, and `authenticator`
    how many in a hundred of all others have one as well. With both 0 no app is offered to anybody.

    Decoys that differ from the real accounts in this betray who has one. A change shows, too: the same
    unknown identifier then looks different than before.
    """

    both: int = 11
    mobile: int = 3
    email: int = 2
    hosts: tuple[MailHost, ...] = _HOSTS
    authenticator_only: int = 0
    authenticator: int = 0

    def __post_init__(self) -> None:
        shares = (self.both, self.mobile, self.email, self.authenticator_only)
        if not all(0 <= one <= MOST for one in shares):
            raise ValueError(
                f"decoys.both, mobile, email and authenticator_only must be between 0 and {MOST}"
            )
        if not any(shares):
            raise ValueError("decoys.both, mobile, email and authenticator_only must not all be 0")
        if not 0 <= self.authenticator <= 100:
            raise ValueError("decoys.authenticator must be between 0 and 100: people in a hundred")
        if not self.hosts:
            raise ValueError("decoys.hosts: at least one is needed")
