"""What is wrong with the fields of a body: each by its name, with its range and the value given."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations
from typing import Any, cast, get_type_hints

from pydantic import BaseModel, Field, TypeAdapter

LONGEST_ECHO = 120


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


def field_problems(
    errors: Iterable[Mapping[str, Any]], schema: Mapping[str, Any]
) -> list[FieldProblem]:
    """Pydantic's errors on a body of that JSON schema: each field with what it may be and what
    was given."""
    return [_field_problem(error, schema) for error in errors]


def sentence(problem: FieldProblem) -> str:
    """What is wrong with a field, for a person."""
    facts = []
    if problem.allowed is not None:
        allowed = problem.allowed
        facts.append(f"allowed {allowed if isinstance(allowed, str) else ', '.join(allowed)}")
    if problem.value is not None:
        facts.append(f"given {problem.value!r}")
    return f"{problem.field}: {problem.message}" + (f" ({', '.join(facts)})" if facts else "")


@lru_cache(maxsize=64)
def body_schema(endpoint: object) -> Mapping[str, Any]:
    """The JSON schema of the body that an endpoint reads; empty where it reads none."""
    hints = get_type_hints(endpoint, include_extras=True) if callable(endpoint) else {}
    return TypeAdapter(hints["body"]).json_schema() if "body" in hints else {}


def _field_problem(error: Mapping[str, Any], schema: Mapping[str, Any]) -> FieldProblem:
    place = _place(error, schema)
    if error["type"].startswith("union_tag"):
        return _kind_problem(place, error)
    if error["type"] == "json_invalid":
        return FieldProblem(field="body", message=f"is not JSON: {error['ctx']['error']}")
    return FieldProblem(
        field=sendable(".".join(place))[:LONGEST_ECHO] or "body",
        message=_message(error),
        allowed=_range(schema, place) or _allowed(error),
        value=echo(error.get("input")) if error["type"] != "missing" else None,
    )


def _place(error: Mapping[str, Any], schema: Mapping[str, Any]) -> list[str]:
    """Where it is: pydantic's place less the names of the shapes that it tried there."""
    source, *parts = [str(part) for part in error["loc"]] or ["body"]
    if source in ("query", "path", "header"):
        return parts
    parts = parts if source == "body" else [source, *parts]
    if error["type"] == "extra_forbidden":
        return [*_fitting(parts[:-1], schema, "properties"), parts[-1]]
    return _fitting(parts, schema)


def _fitting(parts: list[str], schema: Mapping[str, Any], having: str = "") -> list[str]:
    """As many of the parts as lead to a place of the schema, of as many the last ones; what is
    there has the key ``having``."""
    sizes = range(len(parts), 0, -1)
    kept = chain.from_iterable(reversed([*combinations(parts, size)]) for size in sizes)
    defs = schema.get("$defs", {})
    found = (way for way in kept if any(not having or having in n for n in _at(schema, defs, way)))
    return list(next(found, () if schema else parts))


def _range(schema: Mapping[str, Any], place: Sequence[str]) -> str | None:
    """The range of the number at ``place``, such as ``20..400``; None where it has none."""
    defs = schema.get("$defs", {})
    for node in _at(schema, defs, place):
        low, above, high = (node.get(k) for k in ("minimum", "exclusiveMinimum", "maximum"))
        if above is not None and high is not None:
            return f"more than {_number(above)}, at most {_number(high)}"
        if low is not None and high is not None:
            return f"{_number(low)}..{_number(high)}"
    return None


def _at(
    schema: Mapping[str, Any], defs: Mapping[str, Any], place: Sequence[str]
) -> Iterator[Mapping[str, Any]]:
    """Every shape that the value at ``place`` may have."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if name in defs:
        yield from _at(defs[name], defs, place)
    for other in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _at(other, defs, place)
    if not place:
        yield schema
        return
    inner = schema.get("properties", {}).get(place[0])
    if inner is None and place[0].isdigit():
        inner = schema.get("items")
    if inner is not None:
        yield from _at(inner, defs, place[1:])


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
    if error["type"].endswith(("too_long", "too_short")):
        given = error.get("input")
        if isinstance(given, str):
            empty = error["type"].endswith("too_short") and error["ctx"].get("min_length") == 1
            return "has no text" if empty else f"has {_count(len(given), 'character')}"
        if isinstance(given, (list, tuple)):
            return f"has {_count(len(given), 'item')}"
    message = sendable(str(error["msg"])).removeprefix("Value error, ").removeprefix("Input ")
    return message[:1].lower() + message[1:]


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _number(value: object) -> str:
    number = float(cast("float", value))
    return str(int(number)) if number.is_integer() else str(number)


def _allowed(error: Mapping[str, Any]) -> str | list[str] | None:
    context = error.get("ctx") or {}
    low, high = context.get("ge"), context.get("le")
    if low is not None or high is not None:
        return f"{'' if low is None else _number(low)}..{'' if high is None else _number(high)}"
    if "gt" in context:
        return f"more than {_number(context['gt'])}"
    what = "character" if isinstance(error.get("input"), str) else "item"
    if "max_length" in context:
        return f"at most {_count(context['max_length'], what)}"
    if "min_length" in context:
        return f"at least {_count(context['min_length'], what)}"
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
    if hasattr(value, "filename"):
        return "a file"
    text = sendable(value if isinstance(value, str) else repr(value))
    return text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + "..."


def sendable(text: str) -> str:
    """The text with what UTF-8 cannot carry (lone surrogates) written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()
