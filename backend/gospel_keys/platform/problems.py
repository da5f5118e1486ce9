"""Errors as RFC 9457 problem documents: one shape for every refusal, and no leak from inside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, cast, get_type_hints

from annotated_types import Ge, Le
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

MEDIA_TYPE = "application/problem+json"
LONGEST_ECHO = 120
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


class FieldProblem(BaseModel):
    """What is wrong with one field: what it may be, and the value that was given."""

    field: str = Field(description="The field's name.", examples=["tempo"])
    message: str = Field(description="What is wrong.", examples=["must be at most 400"])
    allowed: str | list[str] | None = Field(
        default=None, description="What it may be.", examples=["20..400"]
    )
    value: str | int | float | bool | None = Field(
        default=None, description="What was given.", examples=[999]
    )


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
    fields = field_problems(errors, _body_model(request.scope.get("endpoint")))
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "; ".join(sentence(f) for f in fields),
        kind="/problems/validation",
        errors=fields,
    )


def _says_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json")


def field_problems(
    errors: Iterable[Mapping[str, Any]], model: type[BaseModel] | None
) -> list[FieldProblem]:
    """Pydantic's errors on ``model``: each field with what it may be and what was given."""
    ranges = _ranges(model) if model else {}
    return [_field_problem(e, ranges) for e in errors]


def sentence(problem: FieldProblem) -> str:
    """What is wrong with a field, for a person."""
    facts = []
    if problem.allowed is not None:
        allowed = problem.allowed
        facts.append(f"allowed {allowed if isinstance(allowed, str) else ', '.join(allowed)}")
    if problem.value is not None:
        facts.append(f"given {problem.value!r}")
    return f"{problem.field}: {problem.message}" + (f" ({', '.join(facts)})" if facts else "")


def _body_model(endpoint: object) -> type[BaseModel] | None:
    """What the endpoint's body is read into."""
    model = get_type_hints(endpoint).get("body") if callable(endpoint) else None
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


def _ranges(model: type[BaseModel]) -> dict[str, str]:
    """The range of each bounded field, such as ``20..400``."""
    return {
        name: f"{_number(low)}..{_number(high)}"
        for name, info in model.model_fields.items()
        for low in (m.ge for m in info.metadata if isinstance(m, Ge))
        for high in (m.le for m in info.metadata if isinstance(m, Le))
    }


def _field_problem(error: Mapping[str, Any], ranges: Mapping[str, str]) -> FieldProblem:
    place = [str(p) for p in error["loc"] if p not in ("body", "query", "path", "header")]
    if error["type"].startswith("union_tag"):
        return _kind_problem(place, error)
    if error["type"] == "json_invalid":
        return FieldProblem(field="body", message=f"is not JSON: {error['ctx']['error']}")
    return FieldProblem(
        field=sendable(".".join(place))[:LONGEST_ECHO] or "body",
        message=_message(error),
        allowed=ranges.get(".".join(place)) or _allowed(error.get("ctx") or {}),
        value=echo(error.get("input")) if error["type"] != "missing" else None,
    )


def _kind_problem(place: list[str], error: Mapping[str, Any]) -> FieldProblem:
    """A field that says which kind of body this is, and names none of them, or is missing."""
    context = error["ctx"]
    field = str(context["discriminator"]).strip("'")
    expected = str(context.get("expected_tags", "")).replace("'", "")
    return FieldProblem(
        field=sendable(".".join([*place, field]))[:LONGEST_ECHO],
        message="names no kind of body that there is" if "tag" in context else "is missing",
        allowed=expected or None,
        value=echo(context.get("tag")),
    )


def _message(error: Mapping[str, Any]) -> str:
    if error["type"].endswith(("too_long", "too_short")) and isinstance(error.get("input"), str):
        return f"has {len(error['input'])} characters"
    message = sendable(str(error["msg"])).removeprefix("Value error, ").removeprefix("Input ")
    return message[:1].lower() + message[1:]


def _number(value: object) -> str:
    number = float(cast("float", value))
    return str(int(number)) if number.is_integer() else str(number)


def _allowed(context: Mapping[str, Any]) -> str | list[str] | None:
    low, high = context.get("ge"), context.get("le")
    if low is not None or high is not None:
        return f"{'' if low is None else _number(low)}..{'' if high is None else _number(high)}"
    if "max_length" in context:
        return f"at most {context['max_length']} characters"
    if "min_length" in context:
        return f"at least {context['min_length']} character"
    if "expected" in context:
        return str(context["expected"])
    return None


def echo(value: object) -> str | int | float | bool | None:
    """The given value, safe to send back: scalars only, long text cut."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    text = sendable(value if isinstance(value, str) else repr(value))
    return text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + "..."


def sendable(text: str) -> str:
    """The text with what UTF-8 cannot carry (lone surrogates) written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


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
