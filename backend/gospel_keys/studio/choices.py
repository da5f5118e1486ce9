"""Names whose list comes from the genre registry: plain strings in code, enums in the OpenAPI."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from gospel_keys.genres.registry import genres


def genre_ids() -> list[str]:
    """The registered genres, in the registry's order."""
    return list(genres())


def application_ids() -> list[str]:
    """Every application of every genre, each once, in the registry's order."""
    return list(dict.fromkeys(a.id for g in genres().values() for a in g.style.applications))


class Listed:
    """Gives a string type the enum that ``values`` returns when the schema is written.

    Only the schema: what is accepted is decided where the name is used, so that the refusal can
    list what there is.
    """

    def __init__(self, values: Callable[[], list[str]]) -> None:
        self.values = values

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core), "enum": self.values()}


GenreId = Annotated[str, Listed(genre_ids)]
ApplicationId = Annotated[str, Listed(application_ids)]
