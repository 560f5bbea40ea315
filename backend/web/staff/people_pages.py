"""Who a request is about: the search for a person, the account that is attached, the photo."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.core.api import ApprovalRefused
from backend.core.roles import Role
from backend.web.staff.parts import parts_of
from backend.web.staff.request_view import Shown, request_page
from backend.web.staff.visitor import visitor

LONGEST_IDENTIFIER = 254
LONGEST_SEARCH = 100
LARGEST_PHOTO = 200 * 1024
_IMAGES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def routes() -> list[Route]:
    return [
        Route("/requests/{approval}/account", attach, methods=["POST"]),
        Route("/requests/{approval}/people", search, methods=["POST"]),
        Route("/requests/{approval}/photo", photo, methods=["GET"]),
    ]


async def attach(request: Request) -> Response:
    """Name the account when the person does not know the identifier."""
    who = await visitor(request, Role.DESK)
    parts, approval = parts_of(request), str(request.path_params["approval"])
    fields = await parts.guard.form(request, who.session)
    identifier = fields.get("identifier", "").strip()[:LONGEST_IDENTIFIER]
    await run_in_threadpool(parts.desk.attach, approval, who.name, identifier)
    return RedirectResponse(f"/requests/{approval}", 303)


async def search(request: Request) -> Response:
    """People by name or student number. A form, so that no name stands in an address or a log."""
    who = await visitor(request, Role.DESK)
    parts, approval = parts_of(request), str(request.path_params["approval"])
    fields = await parts.guard.form(request, who.session)
    text = " ".join(fields.get("text", "").split())[:LONGEST_SEARCH]
    opened = await run_in_threadpool(parts.desk.look, approval, who.name)
    try:
        found = await run_in_threadpool(parts.desk.search, approval, who.name, text)
    except ApprovalRefused as error:
        return request_page(request, who, opened, Shown(str(error)), 422)
    return request_page(request, who, opened, Shown(searched=text, found=found))


async def photo(request: Request) -> Response:
    """The directory's photo, only if it is what it says it is: a small JPEG or PNG."""
    who = await visitor(request, Role.DESK, touched=False)
    approval = str(request.path_params["approval"])
    picture = await run_in_threadpool(parts_of(request).desk.photo, approval, who.name)
    kind = image_type(picture) if picture is not None else ""
    if picture is None or not kind:
        raise HTTPException(404)
    return Response(picture, media_type=kind)


def image_type(picture: bytes) -> str:
    """Its media type by its first bytes; empty for anything else, and for more than `LARGEST_PHOTO` bytes."""
    if len(picture) > LARGEST_PHOTO:
        return ""
    return next((kind for magic, kind in _IMAGES.items() if picture.startswith(magic)), "")
