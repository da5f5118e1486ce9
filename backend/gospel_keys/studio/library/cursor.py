"""Where a list goes on: the place of the last row shown, so that new rows shift nothing."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from dataclasses import dataclass

from gospel_keys.platform.fields import FieldProblem, echo
from gospel_keys.platform.problems import Problem
from gospel_keys.studio.schemas.library import Sort


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place in an order: when it changed, or the words of its title; then its id."""

    at: dt.datetime | str
    root_id: str


def write_cursor(sort: Sort, place: Place) -> str:
    """The place as a word for an address."""
    at = place.at.isoformat() if isinstance(place.at, dt.datetime) else place.at
    text = json.dumps([sort, at, place.root_id], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(sort: Sort, cursor: str) -> Place:
    """The place that `write_cursor` wrote. Problem 422 for another order's, or for none at all."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        kind, at, root_id = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if kind != sort or not isinstance(at, str) or not isinstance(root_id, str):
            raise _refused(cursor)
        if "\0" in at + root_id:
            raise _refused(cursor)
        return Place(_moment(at) if sort == "recent" else at, root_id)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise _refused(cursor) from error


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its offset")
    return moment


def _refused(cursor: str) -> Problem:
    message = "is not where a list of this order goes on; begin again without it"
    field = FieldProblem(field="cursor", message=message, allowed=None, value=echo(cursor))
    return Problem(422, f"cursor: {message}", kind="/problems/validation", errors=[field])
