"""Calls through a provider, made as the program makes them; the provider's requests need no network."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import httpx
from sqlalchemy import Engine
from starlette.applications import Starlette

from backend.adapters.channels.twilio import TwilioCalls
from backend.adapters.channels.voice_settings import TwilioSettings
from backend.adapters.store.engine import writing
from backend.adapters.store.sql_store import SqlStore
from backend.adapters.store.tables import outbox
from backend.core.call_hooks import CallHooks
from backend.core.call_log import CallLog
from backend.core.ports import CallEnd, CallScript
from backend.core.records import LetterKind, LetterState, StoredLetter
from backend.core.store import Tx
from backend.core.views import Channel
from backend.web.metrics import Condition, Metrics
from backend.web.reports.app import ReportParts, delivery_reports
from backend.web.reports.twilio import TwilioParts
from tests.backend.contracts.channels import SCRIPT
from tests.backend.contracts.fakes import START, FakeClock
from tests.backend.embedded import embedded
from tests.backend.fakes import FakeSealer
from tests.servers.voice_provider import ACCOUNT, SENDER, TOKEN, VoiceProvider, running_provider

HOOKS = "https://repasse.example.org:8446"
GENEROUS = timedelta(seconds=30)


class NoReports:
    """Implements `DeliveryReports`."""

    def report(self, *_told: object) -> bool:
        return False


@dataclass
class Book:
    """Implements `CallBook`: what is decided here changes nothing else."""

    scripts: dict[str, CallScript]
    ends: list[CallEnd] = field(default_factory=list)

    def script(self, call: str) -> CallScript | None:
        return self.scripts.get(call)

    def decided(self, _tx: Tx, _call: str, end: CallEnd) -> None:
        self.ends.append(end)


@dataclass
class Exchange:
    """A provider, the backend it asks, and a clock that moves as the caller waits."""

    folder: Path
    engine: Engine
    clock: FakeClock = field(default_factory=FakeClock)
    scripts: dict[str, CallScript] = field(default_factory=lambda: {SCRIPT.id: SCRIPT})
    down: bool = False
    """Whether our own address does not answer."""

    def __post_init__(self) -> None:
        self.store = SqlStore(self.engine, "test")
        self.book = Book(self.scripts)
        self.log = CallLog(self.store, FakeSealer(), self.clock)
        self.desk = CallHooks(self.book, self.log)
        parts = TwilioParts(self.desk, HOOKS, ACCOUNT, self.settings("https://x").token)
        self.app = app_of(parts)
        with writing(self.engine) as connection:
            row = letter(SCRIPT.id)
            columns = {name: getattr(row, name) for name in StoredLetter.__dataclass_fields__}
            connection.execute(outbox.insert(), {"institution": "test", **columns})

    def settings(self, url: str, **changes: object) -> TwilioSettings:
        token = self.folder / "token"
        token.write_text(TOKEN + "\n", encoding="utf-8")
        made = TwilioSettings(
            url=url,
            account=ACCOUNT,
            token_file=str(token),
            sender=SENDER,
            wait=GENEROUS,
            patience=GENEROUS,
        )
        return replace(made, **changes)  # type: ignore[arg-type] # its fields

    def calls(self, provider: VoiceProvider, **changes: object) -> TwilioCalls:
        def sleep(seconds: float) -> None:
            self.clock.sleep(max(seconds, 1.0))
            provider.turn()

        return TwilioCalls(self.settings(provider.url, **changes), self.log, self.clock, HOOKS, sleep)

    def deliver(self, url: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        answer = self.ask(url, body, headers)
        return answer.status_code, answer.text

    def ask(self, url: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
        """POST to the address of gateways, over no network."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport) as client:
                return await client.post(url, content=body, headers=headers)

        return asyncio.run(asked())


def app_of(parts: TwilioParts) -> Starlette:
    return delivery_reports(ReportParts(NoReports(), Metrics(), Condition(), parts))


def letter(call: str) -> StoredLetter:
    return StoredLetter(
        id=call,
        kind=LetterKind.CALL,
        channel=Channel.VOICE,
        reset="r1",
        challenge="ch1",
        account="a1",
        station="s1",
        language="fr",
        sealed=b"x",
        state=LetterState.LEASED,
        created_at=START,
        lease_until=START + timedelta(minutes=4),
        not_after=START + timedelta(minutes=10),
    )


@contextmanager
def exchange(folder: Path) -> Iterator[tuple[Exchange, VoiceProvider]]:
    engine = embedded(folder / "calls.sqlite")
    made = Exchange(folder, engine)
    with running_provider(made.deliver) as provider:
        yield made, provider
    engine.dispose()


def dialled(at: Exchange, provider: VoiceProvider, keys: str) -> CallEnd:
    provider.keys = list(keys)
    return at.calls(provider).call(SCRIPT)
