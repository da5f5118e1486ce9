"""The OpenAPI document: complete, with every refusal a problem document."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from gospel_keys.platform.middleware import PROBES, SAFE_METHODS
from gospel_keys.platform.problems import ProblemOut, problem_responses

ANYWHERE = (500,)
NAMED_HOST = (421,)
"""What the gate answers to a name that is not ours; probes pass it."""
CHANGES = (403,)
"""What the gate answers to a change that another site's page asks for."""
WITH_BODY = (400, 413, 415)
"""What reading a body can end in."""
REFUSED = 422


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The document; made once."""
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
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                _complete(operation, path, method.upper())
        app.openapi_schema = document
    return app.openapi_schema


def _complete(operation: dict[str, Any], path: str, method: str) -> None:
    """Add what every request can meet before it reaches its route.

    The framework writes its own 422 where none was declared: what does not name ours goes.
    """
    common = [*ANYWHERE]
    common += NAMED_HOST if path not in PROBES else ()
    common += CHANGES if method not in SAFE_METHODS else ()
    common += WITH_BODY if "requestBody" in operation else ()
    responses = operation["responses"]
    shared = {str(status): answer for status, answer in problem_responses(*common).items()}
    if str(REFUSED) in responses:
        responses |= {str(REFUSED): problem_responses(REFUSED)[REFUSED]}
    operation["responses"] = dict(sorted({**shared, **responses}.items()))
