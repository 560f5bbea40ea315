"""What is counted, when it is counted, and that no figure names anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from backend.adapters.metrics.meter import PrometheusMeter
from backend.adapters.store.engine import watch
from backend.core.audit import AuditKind, Scene, Trail
from backend.core.desk import Desks
from backend.core.failover import FailOver, Gateway, Refusal
from backend.core.marks import Marks
from backend.core.measured import MeasuredCalls, MeteredSignals
from backend.core.meter import Answered, Step, send_limit, step_of
from backend.core.ports import CallEnd, CallScript, Message, Sent
from backend.core.records import StoredAudit
from backend.core.secret import Secret
from backend.core.signals import Cap, LogSignals
from backend.core.views import Channel
from tests.backend.core.stage import NEW, Stage, stage
from tests.backend.core.test_failover import Heard
from tests.backend.fakes import FakeClock, RecordingCalls, RecordingChannel
from tests.backend.operation.watched import RecordingMeter, shown

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def meter() -> RecordingMeter:
    return RecordingMeter()


@pytest.fixture
def at(tmp_path: Path, meter: RecordingMeter) -> Stage:
    made = stage(tmp_path)
    signals = MeteredSignals(LogSignals(made.clock), meter)
    made.parts = replace(made.parts, meter=meter, signals=signals)
    made.desks = Desks(made.parts)
    watch(made.engine, lambda record: meter.step(step_of(record)))
    return made


def test_a_whole_journey_is_counted_step_by_step(at: Stage, meter: RecordingMeter) -> None:
    hall = at.enrol()
    view = at.prove(hall)
    at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    assert meter.steps == {
        Step("enrolment_offered"): 1,
        Step("station_enrolled"): 1,
        Step("reset_started"): 1,
        Step("challenge", "sent", "sms"): 1,
        Step("letter", "sent", "sms"): 1,
        Step("answer", "proved"): 1,
        Step("write_started"): 1,
        Step("write_done"): 1,
    }


def test_what_is_rolled_back_is_not_counted(at: Stage, meter: RecordingMeter) -> None:
    trail = Trail(Marks(at.keys), "i")

    def break_off() -> None:
        with at.store.writing() as tx:
            trail.note(tx, AuditKind.NOT_ME, NOW, Scene(), {"end": "not_me"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert not meter.steps
    with at.store.writing() as tx:
        trail.note(tx, AuditKind.NOT_ME, NOW, Scene(), {"end": "not_me"})
        assert not meter.steps
    assert meter.steps == {Step("not_me", "not_me"): 1}


def test_limits_are_counted_by_name_when_they_stop_somebody(at: Stage, meter: RecordingMeter) -> None:
    hall = at.enrol()
    for _ in range(5):
        at.send(hall, at.start(hall))
    assert not meter.limits
    at.send(hall, at.start(hall))
    assert meter.limits == {"sends:account": 1, "sends:destination": 1}


def test_failed_proofs_and_sign_ins_are_counted_for_strangers_as_for_accounts(
    at: Stage, meter: RecordingMeter
) -> None:
    hall = at.enrol()
    view = at.start(hall, "NobodyNo2020")
    for _ in range(12):
        at.miss(hall, view)
    assert meter.limits == {"failed_proofs": 2}
    for _ in range(8):
        at.desks.resets.sign_in(hall, "NobodyNo2020", Secret("x"), "fr")
    assert meter.limits["sign_ins"] > 0


def test_no_word_that_somebody_typed_becomes_a_label() -> None:
    record = StoredAudit(
        NOW, "challenge", "a", "s", "r", "u", "", '{"outcome": "FerrerFr2017", "channel": "0470"}', b""
    )
    assert step_of(record) == Step("challenge", "other", "other")
    assert step_of(replace(record, detail='{"reason": "lost phone of Ada"}')) == Step("challenge")


class Ticking:
    """Each look at the clock is a second later."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        self.seconds += 1
        return self.seconds


def test_calls_tell_what_became_of_them(meter: RecordingMeter) -> None:
    calls = MeasuredCalls(RecordingCalls(), "trunk", meter, Ticking())
    end = calls.call(CallScript("1", Secret("+32"), "fr", "", "1", Secret(""), NOW))
    assert meter.gateways == [(Channel.VOICE, "trunk")]
    assert meter.deliveries == [(Channel.VOICE, "trunk", end, 1.0)]


def test_every_gateway_of_a_fail_over_is_counted_by_its_own_name(meter: RecordingMeter) -> None:
    clock, first = FakeClock(), RecordingChannel(Sent.DEFERRED)
    signals = MeteredSignals(LogSignals(clock), meter)
    gateways = [Gateway("kannel", first), Gateway("smpp", RecordingChannel(Sent.ACCEPTED))]
    over = FailOver(Channel.SMS, gateways, Refusal.OF_ONE_GATEWAY, clock, signals, timedelta(seconds=30))
    assert over.send(Message("1", Secret("+32"), "fr", "", Secret(""))) is Sent.ACCEPTED
    assert [one[:3] for one in meter.deliveries] == [
        (Channel.SMS, "kannel", Sent.DEFERRED),
        (Channel.SMS, "smpp", Sent.ACCEPTED),
    ]


@pytest.mark.parametrize("cap", Cap)
def test_a_spent_budget_is_counted_and_alarms_as_before(cap: Cap, meter: RecordingMeter) -> None:
    heard = Heard()
    MeteredSignals(heard, meter).cap_reached(cap, Channel.SMS)
    MeteredSignals(heard, meter).handed(Channel.SMS, "kannel", Sent.ACCEPTED, 0.5)
    assert meter.limits == {send_limit(cap): 1}
    assert (heard.caps, heard.handed_to) == ([(cap, Channel.SMS)], [("kannel", Sent.ACCEPTED)])


def test_a_gateway_that_failed_shows_until_it_works_again() -> None:
    registry = CollectorRegistry()
    meter = PrometheusMeter(registry, (), now=lambda: 1234.0)
    which = 'channel="sms",gateway="kannel"'
    meter.expects(Channel.SMS, "kannel")
    assert shown(registry)[f'repasse_gateway_deliveries_total{{{which},result="failed"}}'] == 0
    assert f"repasse_gateway_working{{{which}}}" not in shown(registry)
    meter.delivered(Channel.SMS, "kannel", Sent.DEFERRED, 2.0)
    assert shown(registry)[f"repasse_gateway_working{{{which}}}"] == 0
    meter.delivered(Channel.SMS, "kannel", Sent.FAILED, 2.0)
    assert shown(registry)[f"repasse_gateway_working{{{which}}}"] == 1
    assert f"repasse_gateway_worked_timestamp_seconds{{{which}}}" not in shown(registry)
    meter.delivered(Channel.SMS, "kannel", Sent.ACCEPTED, 0.1)
    meter.delivered(Channel.VOICE, "trunk", CallEnd.NO_ANSWER, 30.0)
    seen = shown(registry)
    assert seen[f"repasse_gateway_working{{{which}}}"] == 1
    assert seen[f"repasse_gateway_worked_timestamp_seconds{{{which}}}"] == 1234
    assert seen['repasse_gateway_working{channel="voice",gateway="trunk"}'] == 1


def test_requests_are_measured_by_route_and_a_method_nobody_knows_is_other() -> None:
    registry = CollectorRegistry()
    meter = PrometheusMeter(registry, ("requests",))
    meter.answered(Answered("station_api", "PUT", "/v1/resets/{reset_id}/password", 200, 0.2))
    meter.answered(Answered("station_api", "BREW", "none", 404, 0.01))
    meter.counted("requests")
    seen = shown(registry)
    route = 'address="station_api",method="PUT",route="/v1/resets/{reset_id}/password"'
    assert seen[f'repasse_requests_total{{{route},status="200"}}'] == 1
    in_time = [
        name for name in seen if name.startswith("repasse_request_seconds_bucket") and '"0.25"' in name
    ]
    assert [seen[name] for name in in_time if "password" in name] == [1]
    assert any('method="other"' in name for name in seen)
    assert seen['repasse_process_events_total{event="requests"}'] == 1
    assert not any("_created" in name for name in seen)


def test_two_meters_share_nothing() -> None:
    one, other = CollectorRegistry(), CollectorRegistry()
    PrometheusMeter(one, ()).throttled("sends:day")
    PrometheusMeter(other, ())
    name = 'repasse_throttled_total{limit="sends:day"}'
    assert (shown(one)[name], shown(other)[name]) == (1, 0)
