from __future__ import annotations

import pytest

from backend.core.ports import Sent
from tests.backend.contracts.channels import Inbox, MessageChannelContract
from tests.backend.contracts.fakes import FakeMessages


class TestFakeMessages(MessageChannelContract):
    @pytest.fixture
    def channel(self) -> FakeMessages:
        return FakeMessages()

    @pytest.fixture
    def inbox(self, channel: FakeMessages) -> Inbox:
        return lambda: [(message.destination.reveal(), message.body.reveal()) for message in channel.sent]

    @pytest.fixture
    def broken(self) -> FakeMessages:
        return FakeMessages(answer=Sent.FAILED)
