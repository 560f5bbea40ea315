"""The station on its own: start-up, enrolment, out of service and back."""

from __future__ import annotations

import pytest

from kiosk.core.effects import (
    FetchStation,
    Heartbeat,
    LeaveReset,
    OfferEnrolment,
    OpenKey,
    PollEnrolment,
    Wipe,
)
from kiosk.core.events import (
    BackPressed,
    Crashed,
    KeyOpened,
    LanguageChosen,
    Started,
    StartFailed,
    StartFaultKind,
    Touched,
)
from kiosk.core.results import (
    EnrolmentOffered,
    EnrolmentPolled,
    EnrolmentStatus,
    Failed,
    FaultKind,
    HeartbeatAnswered,
    StationFetched,
)
from kiosk.core.states import (
    Attract,
    Enrolling,
    Faulted,
    Link,
    OutOfService,
    SignInPage,
    SignInProblem,
    Starting,
)
from tests.kiosk.core.walk import Walk, at_code, at_rest, at_sign_in
from tests.kiosk.fakes import info, offer

UNKNOWN = Failed(FaultKind.KEY_UNKNOWN, "REF00001")
UNREACHABLE = Failed(FaultKind.UNREACHABLE, "REF00001")


def _key_open() -> Walk:
    walk = Walk().send(Started(("fr", "en")))
    return walk.send(KeyOpened(walk.asked(OpenKey).request_id, "ab" * 32))


def _enrolling() -> Walk:
    return _key_open().upkept(UNKNOWN).upkept(EnrolmentOffered(offer()))


def test_starting_opens_the_key_then_fetches_the_settings_then_rests() -> None:
    walk = _key_open()
    assert walk.calls() == [FetchStation()]
    assert walk.upkept(StationFetched(info())).page == Attract()


def test_a_keyring_that_does_not_work_is_a_page_for_an_operator() -> None:
    walk = Walk().send(Started(("fr",)))
    number = walk.asked(OpenKey).request_id
    walk.send(StartFailed(StartFaultKind.KEYRING_LOCKED, "unlock it", number))
    assert walk.page == Faulted(StartFaultKind.KEYRING_LOCKED, "unlock it")
    assert isinstance(walk.send(Started(("fr",))).page, Starting)


def test_an_unknown_key_is_offered_for_enrolment() -> None:
    walk = _key_open().upkept(UNKNOWN)
    assert walk.page == Enrolling(offer=None)
    assert walk.calls() == [OfferEnrolment()]
    assert walk.upkept(EnrolmentOffered(offer())).on(Enrolling).offer == offer()


def test_enrolment_is_polled_at_its_interval_and_approved() -> None:
    walk = _enrolling()
    assert walk.wait(4).calls() == []
    assert walk.wait(1).calls() == [PollEnrolment("e-1")]
    assert walk.upkept(EnrolmentPolled(EnrolmentStatus.APPROVED)).calls() == [FetchStation()]
    assert walk.upkept(StationFetched(info())).page == Attract()


def test_slow_down_lengthens_the_interval_by_five_seconds_for_good() -> None:
    walk = _enrolling().wait(5).upkept(EnrolmentPolled(EnrolmentStatus.SLOW_DOWN))
    assert walk.wait(9).calls() == []
    assert walk.wait(1).calls() == [PollEnrolment("e-1")]
    walk.upkept(EnrolmentPolled(EnrolmentStatus.PENDING))
    assert walk.wait(9).calls() == []
    assert walk.wait(1).calls() == [PollEnrolment("e-1")]


def test_a_network_fault_doubles_the_polling_interval() -> None:
    walk = _enrolling().wait(5).upkept(UNREACHABLE)
    assert walk.on(Enrolling).interval == 10


def test_an_offer_that_ran_out_is_made_anew() -> None:
    walk = _enrolling()
    while walk.on(Enrolling).age < offer().expires_in - 1:
        walk.wait(1)
        if walk.kiosk.upkeep:
            walk.upkept(EnrolmentPolled(EnrolmentStatus.PENDING))
    assert walk.wait(1).calls() == [OfferEnrolment()]


def test_a_refusal_is_shown_and_then_asked_anew() -> None:
    walk = _enrolling().wait(5).upkept(EnrolmentPolled(EnrolmentStatus.REFUSED))
    assert walk.on(Enrolling).status is EnrolmentStatus.REFUSED
    assert walk.wait(60).calls() == [OfferEnrolment()]


@pytest.mark.parametrize(
    "kind",
    [
        FaultKind.UNREACHABLE,
        FaultKind.TLS,
        FaultKind.CERTIFICATE_TIME,
        FaultKind.CLOCK_SKEW,
        FaultKind.KEY_WITHDRAWN,
        FaultKind.NETWORK_REFUSED,
        FaultKind.MALFORMED,
    ],
)
def test_a_fault_at_start_is_out_of_service_and_heals_by_itself(kind: FaultKind) -> None:
    walk = _key_open().upkept(Failed(kind, "REF00001", skew=-900))
    page = walk.on(OutOfService)
    assert (page.reason, page.reference, page.skew, page.retry_in) == (kind, "REF00001", -900, 5)
    assert walk.wait(5).calls() == [FetchStation()]
    assert walk.upkept(StationFetched(info())).page == Attract()


def test_the_pauses_out_of_service_grow_to_half_a_minute() -> None:
    walk = _key_open().upkept(UNREACHABLE)
    pauses = [walk.on(OutOfService).retry_in]
    for _ in range(4):
        walk.wait(pauses[-1]).upkept(UNREACHABLE)
        pauses.append(walk.on(OutOfService).retry_in)
    assert pauses == [5, 10, 20, 30, 30]


def test_at_rest_a_heartbeat_goes_out_every_thirty_seconds() -> None:
    walk = at_rest()
    assert walk.wait(4).calls() == []
    assert walk.wait(1).calls() == [Heartbeat("Attract", "")]
    assert walk.upkept(HeartbeatAnswered()).wait(29).calls() == []
    assert walk.wait(1).calls() == [Heartbeat("Attract", "")]


def test_another_kind_of_page_is_told_soon_but_never_in_a_storm() -> None:
    walk = at_rest().wait(5).upkept(HeartbeatAnswered()).send(Touched()).upkept(StationFetched(info()))
    assert walk.wait(4).calls() == []
    assert walk.wait(1).calls() == [Heartbeat("SignInPage", "")]
    assert walk.upkept(HeartbeatAnswered()).wait(29).calls() == []


def test_a_troubled_link_is_not_pressed_for_another_kind_of_page() -> None:
    walk = at_code().upkept(StationFetched(info())).wait(30).upkept(UNREACHABLE)
    assert walk.kiosk.link is Link.TROUBLED
    assert walk.send(BackPressed()).wait(4).calls() == []


def test_old_settings_are_fetched_in_place_of_a_heartbeat() -> None:
    walk = at_rest()
    for _ in range(9):
        walk.wait(30).upkept(HeartbeatAnswered())
    assert walk.wait(30).calls() == [FetchStation()]


def test_one_missed_heartbeat_is_tried_again_before_the_station_gives_up() -> None:
    walk = at_rest().wait(30).upkept(UNREACHABLE)
    assert (walk.page, walk.kiosk.link) == (Attract(), Link.TROUBLED)
    assert walk.wait(5).upkept(UNREACHABLE).on(OutOfService).reason is FaultKind.UNREACHABLE


def test_a_heartbeat_says_the_kind_of_page_and_nothing_else() -> None:
    walk = at_code().upkept(StationFetched(info())).wait(30)
    assert Heartbeat("EnterCode", "") in walk.calls()


def test_a_call_of_the_station_that_never_comes_back_counts_as_missed() -> None:
    walk = at_rest().wait(5).wait(90)
    assert walk.kiosk.link is Link.TROUBLED
    assert walk.wait(5).calls() != []


def test_a_touch_starts_a_session_and_refreshes_the_settings() -> None:
    walk = at_rest().send(Touched())
    assert walk.page == SignInPage()
    assert walk.calls() == [FetchStation()]


def test_a_directory_that_cannot_check_passwords_is_said_at_once() -> None:
    unable = info(sign_in_checkable=False)
    assert at_sign_in(unable).on(SignInPage).problem is SignInProblem.NOT_CHECKABLE
    walk = at_sign_in().upkept(StationFetched(unable))
    assert walk.on(SignInPage).problem is SignInProblem.NOT_CHECKABLE


def test_a_crash_wipes_and_the_station_comes_back() -> None:
    walk = at_code().send(Crashed("REF00009"))
    page = walk.on(OutOfService)
    assert (page.reason, page.reference) == (FaultKind.CRASHED, "REF00009")
    assert walk.effects.count(Wipe()) == 1
    assert walk.calls() == [LeaveReset("r-1")]
    assert walk.wait(5).upkept(StationFetched(info())).page == Attract()


def test_after_a_crash_before_the_first_settings_the_key_is_opened_anew() -> None:
    walk = Walk().send(Started(("fr",)), Crashed("REF00009")).wait(5)
    walk.send(KeyOpened(walk.asked(OpenKey).request_id, "ab" * 32))
    assert walk.calls() == [FetchStation()]


def test_a_language_left_by_somebody_who_walked_on_goes_back() -> None:
    walk = at_rest().send(LanguageChosen("en"))
    assert walk.wait(60).kiosk.look.language == "en"
    assert walk.wait(30).kiosk.look.language == "fr"
