"""Errors as RFC 9457 problem documents: one shape for every refusal, and no leak from inside."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gospel_keys.platform.fields import (
    FieldProblem,
    body_schema,
    field_problems,
    sendable,
    sentence,
)

MEDIA_TYPE = "application/problem+json"
MEANINGS = {
    400: "The body cannot be read.",
    403: "A page of another site asked for a change.",
    404: "There is nothing at this address.",
    413: "The body is too long.",
    415: "The body is not what this address takes.",
    416: "The range asked lies outside the file.",
    421: "This server does not answer to the host name that was used.",
    422: "A field is wrong; `errors` says which and what it may be.",
    429: "That was too often; `Retry-After` says when to come back.",
    500: "Something unexpected; `request_id` finds it in the log.",
    503: "Something it needs is missing or busy; `detail` says what to do.",
}
"""What the statuses mean here, in words that do not change with Python's version."""


class ProblemOut(BaseModel):
    """A refusal a program can read and a person can act on."""

    type: str = Field(
        default="about:blank",
        description="A stable name of the kind of problem.",
        examples=["/problems/validation"],
    )
    title: str = Field(description="The status in words.", examples=["Unprocessable Content"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(
        description="What is wrong and what to do, for a person.",
        examples=["tempo: must be at most 400 (allowed 20..400, given 999)"],
    )
    instance: str | None = Field(
        default=None, description="The path that was asked.", examples=["/brief"]
    )
    request_id: str | None = Field(
        default=None,
        description="Names this request in the logs.",
        examples=["5f1c0b7a9d3e4c21"],
    )
    errors: list[FieldProblem] = Field(default=[], description="One entry for each wrong field.")


class Problem(Exception):  # noqa: N818 - it is the domain's word
    """Raise it anywhere in a request to answer with a problem document.

    ``status`` is the HTTP status; ``detail`` is a sentence for the user that says what to do;
    ``errors`` names fields; ``headers`` travel with the answer.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        kind: str = "about:blank",
        errors: list[FieldProblem] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.kind = kind
        self.errors = errors or []
        self.headers = dict(headers or {})


def problem_response(request: Request, problem: Problem) -> JSONResponse:
    """The problem as an HTTP answer; the request's id goes with it."""
    body = ProblemOut(
        type=problem.kind,
        title=HTTPStatus(problem.status).phrase,
        status=problem.status,
        detail=sendable(problem.detail),
        instance=sendable(request.url.path),
        request_id=request.scope.get("request_id"),
        errors=problem.errors,
    )
    return JSONResponse(
        body.model_dump(exclude_none=True),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=problem.headers,
    )


def from_http(error: HTTPException) -> Problem:
    """What the framework itself refuses (404, 405 ...), in our shape."""
    phrase = HTTPStatus(error.status_code).phrase
    detail = error.detail if error.detail and error.detail != phrase else _explain(error)
    return Problem(error.status_code, detail, headers=error.headers)


def _explain(error: HTTPException) -> str:
    if error.status_code == HTTPStatus.NOT_FOUND:
        return "There is nothing at this address."
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allow = (error.headers or {}).get("allow") or (error.headers or {}).get("Allow")
        return f"This address takes {allow}." if allow else "This address does not take that."
    return HTTPStatus(error.status_code).description or HTTPStatus(error.status_code).phrase


def from_validation(request: Request, error: RequestValidationError) -> Problem:
    """Every wrong field with its allowed range and the value that was given."""
    errors = error.errors()
    if any(tuple(e["loc"]) == ("body",) for e in errors) and not _says_json(request):
        return Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.")
    fields = field_problems(errors, body_schema(request.scope.get("endpoint")))
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "; ".join(sentence(f) for f in fields),
        kind="/problems/validation",
        errors=fields,
    )


def _says_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json")


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's ``responses`` for these statuses: each a problem document."""
    return {
        status: {
            "description": MEANINGS[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}},
        }
        for status in statuses
    }


def answer_with_problems(app: FastAPI) -> None:
    """Every refusal of ``app`` becomes a problem document."""

    async def problem(request: Request, error: Exception) -> Response:
        return problem_response(request, cast("Problem", error))

    async def http(request: Request, error: Exception) -> Response:
        return problem_response(request, from_http(cast("HTTPException", error)))

    async def validation(request: Request, error: Exception) -> Response:
        return problem_response(
            request, from_validation(request, cast("RequestValidationError", error))
        )

    app.add_exception_handler(Problem, problem)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, validation)
