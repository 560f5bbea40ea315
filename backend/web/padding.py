"""Fills `pad`, so that answers about different people have one size (`docs/protocol.md`)."""

from __future__ import annotations

from dataclasses import replace

from pydantic import TypeAdapter

from backend.core.views import ResetView, SignInResult

BLOCK = 4096
_VIEW = TypeAdapter(ResetView)
_SIGN_IN = TypeAdapter(SignInResult)


def padded_view(view: ResetView) -> ResetView:
    """The same view, its JSON a whole number of blocks long (one, unless the texts are very long)."""
    bare = replace(view, pad="")
    return replace(bare, pad=_filler(len(_VIEW.dump_json(bare))))


def padded_sign_in(result: SignInResult) -> SignInResult:
    """The same result; the view inside carries no padding of its own."""
    reset = None if result.reset is None else replace(result.reset, pad="")
    bare = replace(result, reset=reset, pad="")
    return replace(bare, pad=_filler(len(_SIGN_IN.dump_json(bare))))


def _filler(length: int) -> str:
    return "." * (-length % BLOCK)
