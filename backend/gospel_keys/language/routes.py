"""The models' address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request

from gospel_keys.language.schemas import ModelsOut

if TYPE_CHECKING:
    from gospel_keys.language.service import Language

router = APIRouter(tags=["models"])


@router.get("/models")
async def list_models(request: Request) -> ModelsOut:
    """The language models there are, whether they can be asked, what for, and what they cost."""
    from gospel_keys.language.listing import listed  # noqa: PLC0415 - loaded with the service

    language: Language = request.app.state.language
    return await listed(language)
