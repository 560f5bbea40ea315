"""The station on its own: enrolment, upkeep, and the way back into service."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.core import delays, waiver
from kiosk.core.effects import (
    FetchStation,
    Heartbeat,
    PollEnrolment,
)
from kiosk.core.faults import LASTING
from kiosk.core.flow import session, starting
from kiosk.core.flow.layers import core_of, in_session
from kiosk.core.flow.turn import Turn, upkeep
from kiosk.core.results import (
    EnrolmentOffered,
    EnrolmentPolled,
    EnrolmentStatus,
    Failed,
    FaultKind,
    HeartbeatAnswered,
    LeaveAnswered,
    MaintenanceAnswered,
    PassAnswered,
    ResetAnswered,
    Result,
    SignInAnswered,
    StationFetched,
    StationInfo,
)
from kiosk.core.states import (
    Attract,
    Enrolling,
    Kiosk,
    Link,
    Maintenance,
    OutOfService,
    Page,
    SignInPage,
    SignInProblem,
    Starting,
)

# --- answers to the station's own calls ---------------------------------------------------------


def upkept(turn: Turn, result: Result) -> Turn:
    """The upkeep call was answered; the next one is due after the usual pause."""
    turn = turn.keep(replace(turn.kiosk, upkeep=0, upkeep_in=delays.HEARTBEAT_EVERY))
    match result:
        case StationFetched(info):
            return _fetched(_linked(turn), info)
        case HeartbeatAnswered():
            return _linked(turn)
        case EnrolmentOffered() | EnrolmentPolled():
            return _enrolment(_linked(turn), result)
        case Failed():
            return _failed(turn, result)
        case SignInAnswered() | ResetAnswered() | LeaveAnswered() | MaintenanceAnswered() | PassAnswered():
            return _failed(turn, Failed(FaultKind.MALFORMED, ""))
        case unreachable:
            assert_never(unreachable)


def _linked(turn: Turn) -> Turn:
    return turn.keep(replace(turn.kiosk, link=Link.UP))


def _fetched(turn: Turn, info: StationInfo) -> Turn:
    kiosk = replace(turn.kiosk, info=info, info_age=0)
    match core_of(kiosk.page):
        case Starting() | Enrolling() | OutOfService():
            kiosk = replace(kiosk, page=Attract(), look=session.default_look(kiosk), idle=0)
        case SignInPage(problem=None | SignInProblem.NOT_CHECKABLE) as page if page is kiosk.page:
            problem = None if info.sign_in_checkable else SignInProblem.NOT_CHECKABLE
            kiosk = replace(kiosk, page=replace(page, problem=problem))
        case _:
            pass
    return turn.keep(kiosk)


def _failed(turn: Turn, failed: Failed) -> Turn:
    page = core_of(turn.kiosk.page)
    if isinstance(page, Enrolling) and page.offer is not None:
        return _enrolment_failed(turn, page, failed)
    if isinstance(page, Maintenance):
        return _missed(turn, failed)  # found out again when staff leave; they see it in the diagnostics
    match failed.kind:
        case FaultKind.KEY_UNKNOWN if not isinstance(page, Enrolling):
            return session.enrol(turn)
        case kind if kind in LASTING:
            return session.out_of_service(turn, failed)
        case _ if in_session(page) or _first_miss(turn.kiosk):
            return _missed(turn, failed)
        case _:
            return session.out_of_service(turn, failed)


def _first_miss(kiosk: Kiosk) -> bool:
    return isinstance(kiosk.page, Attract) and kiosk.link is Link.UP


def _missed(turn: Turn, failed: Failed) -> Turn:
    """In service one missed call is only noted; it is tried again soon."""
    kiosk = replace(turn.kiosk, link=Link.TROUBLED, link_reference=failed.reference)
    return turn.keep(replace(kiosk, upkeep_in=delays.HEARTBEAT_AGAIN))


# --- enrolment (RFC 8628 §3.5) ------------------------------------------------------------------


def _enrolment(turn: Turn, result: EnrolmentOffered | EnrolmentPolled) -> Turn:
    page = turn.kiosk.page
    if not isinstance(page, Enrolling):
        return turn
    match result:
        case EnrolmentOffered(offer):
            interval = max(offer.interval, 1)
            return turn.show(Enrolling(offer, interval=interval, next_poll_in=interval))
        case EnrolmentPolled(status):
            return _polled(turn, replace(page, status=status))
        case unreachable:
            assert_never(unreachable)


def _polled(turn: Turn, page: Enrolling) -> Turn:
    match page.status:
        case EnrolmentStatus.PENDING:
            return turn.show(replace(page, next_poll_in=page.interval))
        case EnrolmentStatus.SLOW_DOWN:
            slower = page.interval + delays.ENROLMENT_SLOWER
            return turn.show(replace(page, interval=slower, next_poll_in=slower))
        case EnrolmentStatus.APPROVED:
            return upkeep(turn.show(page), FetchStation())
        case EnrolmentStatus.REFUSED:
            return turn.show(replace(page, next_poll_in=delays.ENROLMENT_REFUSED_PAUSE))
        case EnrolmentStatus.EXPIRED:
            return session.enrol(turn)
        case unreachable:
            assert_never(unreachable)


def _enrolment_failed(turn: Turn, page: Enrolling, failed: Failed) -> Turn:
    if failed.kind in {FaultKind.UNREACHABLE, FaultKind.UNAVAILABLE}:
        interval = min(page.interval * 2, delays.ENROLMENT_INTERVAL_AT_MOST)
        interval = max(interval, page.interval)
        return turn.show(replace(page, interval=interval, next_poll_in=interval))
    if failed.kind is FaultKind.KEY_UNKNOWN:
        return session.enrol(turn)
    return session.out_of_service(turn, failed)


def enrolling_for(turn: Turn, page: Enrolling, seconds: int) -> Turn:
    """`seconds` pass on the enrolment page: poll, or offer anew what ran out or was refused."""
    offer = page.offer
    if offer is None or turn.kiosk.upkeep:
        return turn.show(replace(page, age=page.age + seconds))
    left = max(page.next_poll_in - seconds, 0)
    page = replace(page, age=page.age + seconds, next_poll_in=left)
    if page.age >= offer.expires_in or (page.status is EnrolmentStatus.REFUSED and not left):
        return session.enrol(turn)
    turn = turn.show(page)
    return turn if left else upkeep(turn, PollEnrolment(offer.id))


# --- upkeep by time -----------------------------------------------------------------------------


def out_for(turn: Turn, page: OutOfService, seconds: int) -> Turn:
    """`seconds` pass out of service: try to come back when the countdown ends."""
    left = max(page.retry_in - seconds, 0)
    turn = turn.show(replace(page, retry_in=left))
    if left or turn.kiosk.upkeep:
        return turn
    key_in_doubt = page.reason is FaultKind.CRASHED and turn.kiosk.info is None
    return starting.open_key(turn) if key_in_doubt else upkeep(turn, FetchStation())


def keep_up(turn: Turn) -> Turn:
    """Start the upkeep call that is due; a lost one counts as a network fault."""
    kiosk = turn.kiosk
    if kiosk.upkeep:
        return turn if kiosk.upkeep_in else _lost(turn)
    if not _in_service(kiosk.page) or not _due(kiosk):
        return turn
    told = page_kind(kiosk)
    old = isinstance(kiosk.page, Attract) and kiosk.info_age >= delays.SETTINGS_EVERY
    if old or (waiver.to_renew(kiosk) and told == kiosk.told):
        return upkeep(turn, FetchStation())
    return upkeep(turn.keep(replace(kiosk, told=told)), Heartbeat(told, last_error(kiosk)))


def _in_service(page: Page) -> bool:
    """Staff at the maintenance page of a station in service are seen on the board as well."""
    resting = isinstance(page, Maintenance) and isinstance(page.back, Attract)
    return resting or in_session(page) or isinstance(page, Attract)


def _due(kiosk: Kiosk) -> bool:
    """Every half minute; sooner when the station went on to another kind of page, but never in a storm."""
    soon = kiosk.upkeep_in <= delays.HEARTBEAT_EVERY - delays.HEARTBEAT_AGAIN
    return kiosk.upkeep_in == 0 or (soon and kiosk.link is Link.UP and kiosk.told != page_kind(kiosk))


def last_error(kiosk: Kiosk) -> str:
    """For the health report: the reference of the last missed call, why card reader, voice or disk fail."""
    reader = f"card_reader_{kiosk.card_fault.value}" if kiosk.card_fault else ""
    speech = f"speech_{kiosk.speech_fault.value}" if kiosk.speech_fault else ""
    disk = f"disk_{kiosk.disk_fault.value}" if kiosk.disk_fault else ""
    return " ".join(part for part in (kiosk.link_reference, reader, speech, disk) if part)


def _lost(turn: Turn) -> Turn:
    """Before the first settings the key may be what hangs, so it is opened anew."""
    if starting.unready(turn.kiosk.page):
        return starting.try_again(turn)
    early = isinstance(turn.kiosk.page, Starting | OutOfService) and turn.kiosk.info is None
    kind = FaultKind.CRASHED if early else FaultKind.UNREACHABLE
    return upkept(turn, Failed(kind, ""))


def page_kind(kiosk: Kiosk) -> str:
    """The kind of page for the health report, e.g. ``EnterCode``; never anything of the person."""
    return type(core_of(kiosk.page)).__name__
