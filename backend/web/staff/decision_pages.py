"""The decision about a request: approve, confirm as the second person, or refuse."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.core.api import ProofSeen, Seen
from backend.core.languages import en
from backend.core.roles import Role
from backend.web.staff.guard import ForgedError
from backend.web.staff.parts import parts_of
from backend.web.staff.request_view import Shown, request_page, ticked
from backend.web.staff.step_up import proven
from backend.web.staff.visitor import visitor

SHORTEST_REASON = 3
LONGEST_REASON = 300
LONGEST_MARK = 64
DECISIONS = ("approve", "refuse")
NO_PROOF = en("Say what you looked at before you approve.")
NO_REASON = en("Write the reason in a few words.")
NOT_TICKED = en("Tick every item of the list before you approve.")


def routes() -> list[Route]:
    return [
        Route("/requests/{approval}/decision", decide, methods=["POST"]),
        Route("/requests/{approval}/confirmation", confirm, methods=["POST"]),
    ]


async def decide(request: Request) -> Response:
    """Approve, with what was looked at, or refuse; both with a reason."""
    who = await visitor(request, Role.DESK)
    parts, approval = parts_of(request), str(request.path_params["approval"])
    fields = await parts.guard.form(request, who.session)
    reason = " ".join(fields.get("reason", "").split())
    proof = next((seen for seen in ProofSeen if seen.value == fields.get("proof")), None)
    decision = fields.get("decision")
    if decision not in DECISIONS:
        raise ForgedError
    refusing = decision == "refuse"
    opened = await run_in_threadpool(parts.desk.look, approval, who.name)
    error = _fault(reason, proof, refusing=refusing)
    if not (error or refusing) and len(ticked(fields)) < len(opened.checklist):
        error = NOT_TICKED
    if error:
        return request_page(request, who, opened, Shown(error, fields), 422)
    if refusing or proof is None:
        await run_in_threadpool(parts.desk.refuse, approval, who.name, reason)
    else:
        fresh = await proven(request, who, fields, f"/requests/{approval}")
        if isinstance(fresh, Response):
            return fresh
        seen = Seen(proof, fields.get("account", "")[:LONGEST_MARK], ticked(fields))
        await run_in_threadpool(parts.desk.approve, approval, who.name, seen, reason)
    return RedirectResponse(f"/requests/{approval}", 303)


def _fault(reason: str, proof: ProofSeen | None, *, refusing: bool) -> str:
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        return NO_REASON
    return "" if refusing or proof is not None else NO_PROOF


async def confirm(request: Request) -> Response:
    """The second person's word, after a proof of their own."""
    who = await visitor(request, Role.DESK)
    parts, approval = parts_of(request), str(request.path_params["approval"])
    fields = await parts.guard.form(request, who.session)
    fresh = await proven(request, who, fields, f"/requests/{approval}")
    if isinstance(fresh, Response):
        return fresh
    mark = fields.get("account", "")[:LONGEST_MARK]
    await run_in_threadpool(parts.desk.confirm, approval, who.name, mark)
    return RedirectResponse(f"/requests/{approval}", 303)
