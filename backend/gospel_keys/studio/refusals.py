"""Why a request cannot be met, as a problem that names the field."""

from __future__ import annotations

from gospel_keys.composer.errors import BriefError
from gospel_keys.genres.registry import genres
from gospel_keys.platform.fields import FieldProblem, echo
from gospel_keys.platform.problems import Problem


def check_genre(genre: str) -> None:
    """Problem 404 that lists the genres when this is none."""
    if genre not in genres():
        error = unknown_genre(genre)
        raise Problem(404, f"There is no genre {echo(genre)!r}; there are: {error.allowed}.")


def unknown_genre(genre: str) -> BriefError:
    """A genre that is not registered, with those that are."""
    return BriefError("genre", "is not known", value=genre, allowed=list(genres()))


def field_problem(error: BriefError) -> FieldProblem:
    """The field a brief fails on, what it may be, and what was given."""
    return FieldProblem(
        field=error.field,
        message=error.message,
        allowed=error.allowed or None,
        value=echo(error.value),
    )


def refusal(error: BriefError) -> Problem:
    """A brief that cannot be met, as a problem that tells everything that is wrong with it."""
    problems = [field_problem(each) for each in error.all]
    detail = "; ".join(_told(p) for p in problems)
    return Problem(422, detail, kind="/problems/brief", errors=problems)


def _told(problem: FieldProblem) -> str:
    given = f" (given {problem.value!r})" if problem.value is not None else ""
    allowed = f"; allowed: {problem.allowed}" if problem.allowed else ""
    return f"{problem.field}: {problem.message}{allowed}{given}"
