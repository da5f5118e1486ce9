"""Reading words in tests."""

from __future__ import annotations

from gospel_keys.composer.errors import BriefError
from gospel_keys.composer.parser import read_brief
from gospel_keys.composer.request import Request
from gospel_keys.genres.registry import genres
from gospel_keys.score.model import Brief

GENRE = "gospel"


def read(words: str, **fields: object) -> Brief:
    """The brief of a description and explicit fields."""
    return read_brief(Request(GENRE, words, **fields), genres())  # type: ignore[arg-type]


def refused(words: str, **fields: object) -> BriefError:
    """The refusal of a request that must be refused."""
    try:
        brief = read(words, **fields)
    except BriefError as error:
        return error
    raise AssertionError(f"{words!r} was understood: {brief}")
