"""The web application: the API of every capability, and the page."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from gospel_keys.platform.health import router as health_router
from gospel_keys.platform.problems import ProblemOut
from gospel_keys.studio.routes import router as studio_router

VERSION = "0.1.0"


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document; every refusal in it is a problem document."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, summary=app.summary, routes=app.routes
        )
        schemas = document["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        problem = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(problem.pop("$defs"))
        schemas["ProblemOut"] = problem
        app.openapi_schema = document
    return app.openapi_schema


def create_app() -> FastAPI:
    app = FastAPI(
        title="Gospel Keys",
        summary="Words in, a playable two-hand piano arrangement out.",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
    )
    app.include_router(health_router)
    app.include_router(studio_router)
    app.openapi = lambda: openapi_of(app)  # type: ignore[method-assign]
    return app
