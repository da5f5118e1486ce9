"""What is told of a wrong field: its name as the body has it, its range, the value given."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    ValidationError,
)

from gospel_keys.platform.fields import field_problems, sentence


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    length: Annotated[float, Field(gt=0, le=8)]


def shape(value: object) -> str:
    return "many" if isinstance(value, list) else "one"


Parts = Annotated[
    Annotated[Annotated[str, Field(max_length=5)], Tag("one")]
    | Annotated[Annotated[list[Part], Field(min_length=1)], Tag("many")],
    Discriminator(shape),
]


class Level(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    operation: Literal["level"]
    level: Annotated[int, Field(ge=1, le=10)]
    told: bool = True


class Lay(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    operation: Literal["lay"]
    parts: Parts
    name: Annotated[str, BeforeValidator(lambda value: str(value).strip()), Field(min_length=1)]


BODY: TypeAdapter[Level | Lay] = TypeAdapter(
    Annotated[Level | Lay, Field(discriminator="operation")]
)


def told(body: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        BODY.validate_python(body)
    return [sentence(one) for one in field_problems(caught.value.errors(), BODY.json_schema())]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, ["operation: is missing"]),
        ({"operation": "level", "level": 0},
         ["level: should be greater than or equal to 1 (allowed 1..10, given 0)"]),
        ({"operation": "level", "level": 3, "told": 3},
         ["told: should be a valid boolean (given 3)"]),
        ({"operation": "level", "level": 3, "more": 3},
         ["more: extra inputs are not permitted (given 3)"]),
        ({"operation": "lay", "parts": 5, "name": " "},
         ["parts: should be a valid string (given 5)",
          "name: has no text (allowed at least 1 character, given ' ')"]),
        ({"operation": "lay", "parts": [], "name": "a"},
         ["parts: has 0 items (allowed at least 1 item, given 'a list')"]),
        ({"operation": "lay", "parts": "abcdef", "name": "a"},
         ["parts: has 6 characters (allowed at most 5 characters, given 'abcdef')"]),
        ({"operation": "lay", "parts": [{"length": 0, "width": 1}, {}], "name": "a"},
         ["parts.0.length: should be greater than 0 (allowed more than 0, at most 8, given 0)",
          "parts.0.width: extra inputs are not permitted (given 1)",
          "parts.1.length: field required (allowed more than 0, at most 8)"]),
    ],
    ids=range(8),
)  # fmt: skip
def test_a_field_is_told_as_the_body_has_it(body: dict[str, Any], expected: list[str]) -> None:
    assert told(body) == expected
