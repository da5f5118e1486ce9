"""Is the process alive, and is everything it needs there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal

import structlog
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from gospel_keys.platform.problems import Problem

log = structlog.get_logger(__name__)

router = APIRouter(tags=["service"])

Check = Callable[[], Awaitable[str]]


class HealthOut(BaseModel):
    """The process answers."""

    status: Literal["ok"] = Field(default="ok", description="Always ok: it answers.")
    version: str = Field(description="The program's.", examples=["0.1.0"])


class CheckOut(BaseModel):
    """One thing the service needs: whether it is there, and what was found or is missing."""

    name: str = Field(description="What was looked at.", examples=["database"])
    ok: bool = Field(description="Whether it is there.")
    detail: str = Field(description="What was found, or is missing.", examples=["answers"])


class ReadyOut(BaseModel):
    """Whether everything that is needed is there."""

    status: Literal["ready", "not ready"] = Field(description="All of the checks together.")
    checks: list[CheckOut] = Field(description="One for each thing that is needed.")


@router.get("/health")
async def health(request: Request) -> HealthOut:
    """The process answers."""
    return HealthOut(version=request.app.version)


@router.get("/ready", responses={503: {"model": ReadyOut, "description": "Something is missing."}})
async def ready(request: Request, response: Response) -> ReadyOut:
    """Database, engine, font, cache and composers, each looked at now."""
    checks: dict[str, Check] = request.app.state.checks
    found = [await _look(name, check) for name, check in checks.items()]
    if all(c.ok for c in found):
        return ReadyOut(status="ready", checks=found)
    response.status_code = 503
    return ReadyOut(status="not ready", checks=found)


async def _look(name: str, check: Check) -> CheckOut:
    try:
        return CheckOut(name=name, ok=True, detail=await check())
    except Problem as problem:
        return CheckOut(name=name, ok=False, detail=problem.detail)
    except Exception as error:  # noqa: BLE001 - whatever it is, this part is not ready
        log.warning("not ready", part=name, error=str(error))
        return CheckOut(name=name, ok=False, detail=f"{type(error).__name__}, see the log")
