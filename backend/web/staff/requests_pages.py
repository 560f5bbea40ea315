"""The open requests, one request, and the decision about it."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.core.api import OpenedRequest, ProofSeen, RequestStatus
from backend.core.secret import Secret
from backend.web.metrics import Health
from backend.web.staff.guard import SESSION, ForgedError, cookie_of
from backend.web.staff.parts import parts_of

REFRESH = 5
SHORTEST_REASON = 3
LONGEST_REASON = 300
LONGEST_CODE = 16
LONGEST_IDENTIFIER = 254
DEGRADED = "Something behind this page does not work. Your administrator finds it in the log."
DECISIONS = ("approve", "refuse")
NO_PROOF = "Say what you looked at before you approve."
NO_REASON = "Write the reason in a few words."


class NotSignedInError(Exception):
    """Nobody is signed in, or the session ended."""


def routes() -> list[Route]:
    return [
        Route("/", listing, methods=["GET"]),
        Route("/waiting", waiting, methods=["GET"]),
        Route("/open", open_request, methods=["POST"]),
        Route("/trace", trace, methods=["POST"]),
        Route("/requests/{approval}", show, methods=["GET"]),
        Route("/requests/{approval}/decision", decide, methods=["POST"]),
        Route("/requests/{approval}/account", attach, methods=["POST"]),
    ]


async def _signed_in(request: Request, *, touched: bool = True) -> tuple[str, Secret]:
    session = cookie_of(request, SESSION)
    if session is None:
        raise NotSignedInError
    name = await run_in_threadpool(parts_of(request).auth.who, session, touched=touched)
    if name is None:
        raise NotSignedInError
    return name, session


def _page(
    request: Request, name: str, status: int, staff: str, session: Secret, **values: object
) -> Response:
    parts = parts_of(request)
    degraded = DEGRADED if parts.condition.health is Health.DEGRADED else ""
    return parts.pages.render(
        name,
        status,
        staff=staff,
        sign_out=parts.guard.token(session, "/sign-out"),
        degraded=degraded,
        **values,
    )


async def listing(request: Request) -> Response:
    """The open requests: nothing of the person. Refreshing by itself does not keep anybody signed in."""
    staff, session = await _signed_in(request, touched="again" not in request.query_params)
    parts = parts_of(request)
    rows = await run_in_threadpool(parts.desk.requests)
    notes = await run_in_threadpool(parts.desk.notes)
    return _page(
        request,
        "requests",
        200,
        staff,
        session,
        rows=rows,
        notes=notes,
        scanned=_scanned(request),
        csrf=parts.guard.token(session, "/open"),
        trace=parts.guard.token(session, "/trace"),
    )


def _scanned(request: Request) -> str:
    """The request code of a scanned QR code: it only fills the field, opening it takes a press."""
    code = request.query_params.get("code", "")
    return code if code.isascii() and code.isalnum() and len(code) <= LONGEST_CODE else ""


async def waiting(request: Request) -> Response:
    """The list alone, for the script that renews it."""
    await _signed_in(request, touched=False)
    parts = parts_of(request)
    rows = await run_in_threadpool(parts.desk.requests)
    return parts.pages.render("waiting", rows=rows)


async def trace(request: Request) -> Response:
    """What happened under the reference that a done page showed. Looking is audited, hence a form."""
    staff, session = await _signed_in(request)
    parts = parts_of(request)
    fields = await parts.guard.form(request, session)
    reference = "".join(fields.get("reference", "").upper().split())[:LONGEST_CODE]
    records = await run_in_threadpool(parts.desk.trace, reference, staff)
    return _page(request, "trace", 200, staff, session, reference=reference, records=records)


async def open_request(request: Request) -> Response:
    staff, session = await _signed_in(request)
    parts = parts_of(request)
    fields = await parts.guard.form(request, session)
    code = "".join(fields.get("code", "").upper().split()).replace("-", "")[:LONGEST_CODE]
    opened = await run_in_threadpool(parts.desk.open, code, staff)
    return RedirectResponse(f"/requests/{opened.row.approval_id}", 303)


async def show(request: Request) -> Response:
    staff, session = await _signed_in(request, touched="again" not in request.query_params)
    approval = str(request.path_params["approval"])
    opened = await run_in_threadpool(parts_of(request).desk.look, approval, staff)
    return _request_page(request, 200, staff, session, opened, "", "")


def _request_page(
    request: Request, status: int, staff: str, session: Secret, opened: OpenedRequest, error: str, reason: str
) -> Response:
    guard, here = parts_of(request).guard, f"/requests/{opened.row.approval_id}"
    waiting_for_return = opened.row.status is RequestStatus.APPROVED
    return _page(
        request,
        "request",
        status,
        staff,
        session,
        opened=opened,
        decision=guard.token(session, f"{here}/decision"),
        account=guard.token(session, f"{here}/account"),
        refresh=f"{REFRESH};url={here}?again" if waiting_for_return else "",
        error=error,
        reason=reason,
    )


async def decide(request: Request) -> Response:
    """Approve, with what was looked at, or refuse; both with a reason."""
    staff, session = await _signed_in(request)
    parts, approval = parts_of(request), str(request.path_params["approval"])
    fields = await parts.guard.form(request, session)
    reason = " ".join(fields.get("reason", "").split())
    proof = next((seen for seen in ProofSeen if seen.value == fields.get("proof")), None)
    decision = fields.get("decision")
    if decision not in DECISIONS:
        raise ForgedError
    refusing = decision == "refuse"
    error = _decision_fault(reason, proof, refusing=refusing)
    if error:
        opened = await run_in_threadpool(parts.desk.look, approval, staff)
        return _request_page(request, 422, staff, session, opened, error, reason)
    if refusing or proof is None:
        await run_in_threadpool(parts.desk.refuse, approval, staff, reason)
    else:
        await run_in_threadpool(parts.desk.approve, approval, staff, proof, reason)
    return RedirectResponse(f"/requests/{approval}", 303)


def _decision_fault(reason: str, proof: ProofSeen | None, *, refusing: bool) -> str:
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        return NO_REASON
    return "" if refusing or proof is not None else NO_PROOF


async def attach(request: Request) -> Response:
    """Name the account when the person does not know the identifier."""
    staff, session = await _signed_in(request)
    parts, approval = parts_of(request), str(request.path_params["approval"])
    fields = await parts.guard.form(request, session)
    identifier = fields.get("identifier", "").strip()[:LONGEST_IDENTIFIER]
    await run_in_threadpool(parts.desk.attach, approval, staff, identifier)
    return RedirectResponse(f"/requests/{approval}", 303)
