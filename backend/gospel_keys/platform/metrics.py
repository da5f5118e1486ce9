"""Numbers for Prometheus: one registry of ours, and the address that shows it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from gospel_keys.platform.problems import Problem, problem_responses

REGISTRY = CollectorRegistry()
"""Ours alone: what libraries count for themselves stays out."""

router = APIRouter(tags=["service"])


@router.get(
    "/metrics",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {}}, "description": "Prometheus' text format."},
        **problem_responses(404),
    },
)
async def metrics(request: Request) -> Response:
    """What was counted and measured. A server for others shows it only where that was set."""
    if not request.app.state.shows_metrics:
        raise Problem(404, "Metrics are not shown here.")
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)
