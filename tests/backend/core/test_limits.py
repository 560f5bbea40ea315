"""What is counted, for whom, and what never stops."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from backend.core.api import ProofSeen, Seen
from backend.core.audit import AuditKind
from backend.core.decoy_settings import DecoySettings
from backend.core.secret import Secret
from backend.core.settings import CountryCap, LimitSettings
from backend.core.views import Allowed, Channel, Outcome, SignInOutcome, Strength
from tests.backend.core.stage import NEW, Stage
from tests.backend.fakes import OLD, contact, person, telephone

WRONG = Secret("0470999999")


def exhaust(at: Stage, station: str, identifier: str = "FerrerFr2017") -> None:
    for _ in range(10):
        at.send(station, at.start(station, identifier), typed=WRONG)


def test_ten_failed_proofs_rest_until_midnight_in_brussels(at: Stage, hall: str) -> None:
    exhaust(at, hall)
    view = at.start(hall)
    assert (view.outcome, view.allowed, view.methods) == (Outcome.RESTS, Allowed.STAFF_ONLY, ())
    at.clock.advance(hours=13, minutes=59)
    assert at.start(hall).outcome is Outcome.RESTS
    at.clock.advance(minutes=1)
    assert at.start(hall).outcome is Outcome.STARTED


def test_the_limit_is_the_same_for_every_station_and_every_spelling(at: Stage, hall: str) -> None:
    library = at.enrol("Library")
    exhaust(at, hall)
    assert at.start(library, "Francisco.Ferrer.2017@he-ferrer.eu").outcome is Outcome.RESTS


def test_a_stranger_rests_just_like_an_account(at: Stage, hall: str) -> None:
    for _ in range(10):
        view = at.start(hall, "NobodyNo2020")
        at.miss(hall, view)
    assert at.start(hall, "nobodyno2020@he-ferrer.eu").outcome is Outcome.RESTS


def test_fifty_typings_of_your_identifier_do_not_stop_your_staff_approval(at: Stage, hall: str) -> None:
    for _ in range(50):
        at.send(hall, at.start(hall), typed=WRONG) if at.start(hall).methods else at.start(hall)
    view = at.desks.resets.ask_approval(hall, at.start(hall).id)
    assert view.approval is not None
    opened = at.desks.staff.open(view.approval.request_code, "Ada")
    seen = Seen(ProofSeen.STUDENT_CARD, opened.account_mark)
    opened = at.desks.staff.approve(opened.row.approval_id, "Ada", seen, "lost phone")
    view = at.desks.resets.return_number(hall, view.id, 1, Secret(opened.return_number))
    assert view.outcome is Outcome.RETURN_ACCEPTED
    assert at.desks.resets.set_password(hall, view.id, "i", NEW, None).outcome is Outcome.PASSWORD_SET


def test_sends_per_account(at: Stage, hall: str) -> None:
    outcomes = [at.send(hall, at.start(hall)).outcome for _ in range(6)]
    assert outcomes == [Outcome.SENT] * 5 + [Outcome.SEND_LIMITED]
    assert at.send(hall, at.start(hall)).retry_in == 3601
    at.clock.advance(hours=1, seconds=1)
    assert at.send(hall, at.start(hall)).outcome is Outcome.SENT


def test_sends_per_destination_shared_by_accounts(at: Stage, hall: str) -> None:
    at.directory.add(person("sisterst2019", contacts=telephone("+32470123423")))
    for name in ("FerrerFr2017", "SisterSt2019") * 2:
        assert at.send(hall, at.start(hall, name)).outcome is Outcome.SENT
    assert at.send(hall, at.start(hall)).outcome is Outcome.SENT
    assert at.send(hall, at.start(hall, "SisterSt2019")).outcome is Outcome.SEND_LIMITED


def test_calls_per_account(at: Stage, hall: str) -> None:
    outcomes = [at.send(hall, at.start(hall), Channel.VOICE).outcome for _ in range(3)]
    assert outcomes == [Outcome.SENT] * 2 + [Outcome.SEND_LIMITED]
    assert at.send(hall, at.start(hall)).outcome is Outcome.SENT


@pytest.mark.parametrize(
    "limits", [LimitSettings(sends_a_day=1), LimitSettings(countries=(CountryCap("+32", 1),))]
)
def test_caps_over_all_and_per_country(at: Stage, hall: str, limits: LimitSettings) -> None:
    at.set(limits=limits)
    at.directory.add(person("otherot2019", contacts=telephone("+32470000001")))
    assert at.send(hall, at.start(hall)).outcome is Outcome.SENT
    other = at.send(hall, at.start(hall, "OtherOt2019"), typed=Secret("0470000001"))
    assert other.outcome is Outcome.SEND_LIMITED


def test_sign_ins_never_reach_half_of_the_lock_out(at: Stage, hall: str) -> None:
    for _ in range(9):
        assert at.desks.resets.sign_in(hall, "FerrerFr2017", WRONG, "fr").outcome is SignInOutcome.REFUSED
    assert at.desks.resets.sign_in(hall, "FerrerFr2017", Secret(OLD), "fr").outcome is SignInOutcome.REFUSED
    at.clock.advance(seconds=600)
    assert at.desks.resets.sign_in(hall, "FerrerFr2017", Secret(OLD), "fr").reset is not None


def test_sign_ins_spread_over_the_window_do_not_add_up_in_the_directory(at: Stage, hall: str) -> None:
    asked: list[str | None] = []
    verify = at.directory.verify

    def counting(key: str | None, password: Secret) -> object:
        asked.append(key)
        return verify(key, password)

    at.directory.verify = counting  # type: ignore[method-assign,assignment] # counts what is asked
    for _ in range(30):
        at.desks.resets.sign_in(hall, "FerrerFr2017", WRONG, "fr")
        at.clock.advance(seconds=599)
    chains = "".join("x" if key else "." for key in asked).split(".")
    assert max(map(len, chains)) <= 5


def test_an_accepted_sign_in_is_not_counted(at: Stage, hall: str) -> None:
    for _ in range(12):
        assert at.desks.resets.sign_in(hall, "FerrerFr2017", Secret(OLD), "fr").reset is not None


def test_a_directory_that_locks_at_once_is_not_asked(at: Stage, hall: str) -> None:
    at.directory.capabilities = replace(at.directory.capabilities, lockout_threshold=1)
    result = at.desks.resets.sign_in(hall, "FerrerFr2017", Secret(OLD), "fr")
    assert result.outcome is SignInOutcome.NOT_CHECKABLE
    assert not at.desks.resets.station_info(hall).sign_in_checkable


def test_forty_people_in_one_hour_a_third_mistyping_twice_all_finish(at: Stage, hall: str) -> None:
    for number in range(40):
        name = f"studentst{2000 + number}"
        at.directory.add(person(name, contacts=(contact(Channel.EMAIL, f"s{number}@gmail.com"),)))
        view = at.start(hall, name)
        typed = [Secret("wrong@gmail.com")] * 2 if number % 3 == 0 else []
        for address in [*typed, Secret(f"s{number}@gmail.com")]:
            view = at.send(hall, view, Channel.EMAIL, address)
        assert view.challenge is not None
        at.desks.postman.drain()
        view = at.desks.resets.answer(hall, view.id, view.challenge.id, at.code())
        view = at.desks.resets.set_password(hall, view.id, f"i{number}", NEW, None)
        assert view.outcome is Outcome.PASSWORD_SET
        assert at.desks.resets.station_info(hall).slow_down <= 10
        at.clock.advance(seconds=90)


def test_a_station_under_pressure_slows_down_tells_staff_and_still_works(at: Stage, hall: str) -> None:
    assert at.desks.resets.station_info(hall).strength is Strength.CALM
    for _ in range(200):
        at.start(hall, "nobody")
    info = at.desks.resets.station_info(hall)
    assert (info.strength, info.slow_down) == (Strength.STRONG, 10)
    assert at.desks.staff.notes()[0].station == hall
    assert at.prove(hall).outcome is Outcome.PROVED
    at.clock.advance(minutes=10, seconds=1)
    assert at.desks.resets.station_info(hall).slow_down == 0
    assert at.desks.staff.notes() == ()


def test_many_failures_in_a_row_slow_down_until_one_success(at: Stage, hall: str) -> None:
    for number in range(4):
        view = at.start(hall, f"somebody{number}")
        for _ in range(2):
            at.miss(hall, view)
    assert at.desks.resets.station_info(hall).strength is Strength.STRONG
    at.prove(hall)
    assert at.desks.resets.station_info(hall).strength is Strength.CALM


@pytest.mark.parametrize(
    ("limits", "spent"),
    [
        (LimitSettings(sends_a_day=1), "day"),
        (LimitSettings(sms_a_day=1), "channel_day"),
        (LimitSettings(sends_per_station=1), "station"),
        (LimitSettings(countries=(CountryCap("+32", 1),)), "country"),
        (LimitSettings(countries=(), other_countries_a_day=1), "country"),
    ],
)
def test_a_budget_of_the_institution_is_on_record_and_alarms(
    at: Stage, hall: str, limits: LimitSettings, spent: str, caplog: pytest.LogCaptureFixture
) -> None:
    at.set(limits=limits)
    at.directory.add(person("otherot2019", contacts=telephone("+32470000001")))
    assert at.send(hall, at.start(hall)).outcome is Outcome.SENT
    assert not caplog.messages
    for _ in range(3):
        view = at.send(hall, at.start(hall, "OtherOt2019"), typed=Secret("0470000001"))
        assert view.outcome is Outcome.SEND_LIMITED
    assert caplog.messages == [f"the budget {spent} is spent: messages by sms are held back"]
    assert spent_of(at, view.id) == spent
    at.clock.advance(hours=1, seconds=1)
    if spent != "station":
        at.send(hall, at.start(hall, "OtherOt2019"), typed=Secret("0470000001"))
        assert len(caplog.messages) == 2


def spent_of(at: Stage, reset_id: str) -> str:
    """The budgets named by the newest record of a send."""
    with at.store.reading() as tx:
        records = tx.audit.of_reset(reset_id)
    told = [json.loads(one.detail) for one in records if one.kind == AuditKind.CHALLENGE.value]
    return str(told[-1]["limits"])


def test_a_budget_of_one_account_alarms_nobody(
    at: Stage, hall: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(6):
        view = at.send(hall, at.start(hall))
    assert spent_of(at, view.id) == "account,destination"
    assert not caplog.messages


def test_a_channel_that_is_spent_leaves_the_others(at: Stage, hall: str) -> None:
    at.set(limits=LimitSettings(sms_a_day=1, calls_a_day=1))
    assert at.send(hall, at.start(hall)).outcome is Outcome.SENT
    assert at.send(hall, at.start(hall)).outcome is Outcome.SEND_LIMITED
    assert at.send(hall, at.start(hall), Channel.VOICE).outcome is Outcome.SENT
    assert at.send(hall, at.start(hall), Channel.VOICE).outcome is Outcome.SEND_LIMITED
    email = Secret("francisco@gmail.com")
    assert at.send(hall, at.start(hall), Channel.EMAIL, email).outcome is Outcome.SENT


def test_other_stations_go_on(at: Stage, hall: str) -> None:
    at.set(limits=LimitSettings(sends_per_station=1))
    library = at.enrol("Library")
    assert at.send(hall, at.start(hall)).outcome is Outcome.SENT
    assert at.send(hall, at.start(hall)).outcome is Outcome.SEND_LIMITED
    assert at.send(library, at.start(library)).outcome is Outcome.SENT


@pytest.mark.parametrize("rest", [0, 1])
def test_the_longest_prefix_decides_and_a_forbidden_country_is_no_alarm(
    at: Stage, hall: str, rest: int, caplog: pytest.LogCaptureFixture
) -> None:
    """What cannot be sent is not offered; who has nothing else sees what an unknown account shows."""
    caps = (CountryCap("+32", rest), CountryCap("+3247", 0), CountryCap("+4", 5))
    at.set(limits=LimitSettings(countries=caps), decoys=DecoySettings(email=0))  # each has a mobile
    assert Channel.SMS not in {method.channel for method in at.start(hall).methods}
    at.directory.add(person("foreigner", contacts=telephone("+32480000001")))
    view = at.start(hall, "foreigner")
    sent = at.send(hall, view, typed=Secret("0480000001"))
    assert sent.outcome is (Outcome.SENT if rest else Outcome.DESTINATION_MISMATCH)
    assert not caplog.messages


@pytest.mark.parametrize("prefix", ["32", "+", "+32 4", "+0", "0032", "+12345678", ""])
def test_a_prefix_is_a_prefix(prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix must be"):
        CountryCap(prefix, 1)
