"""What is wrong with a request, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

QUOTED = 60
"""The most characters of a person's own text that a message repeats."""


def quoted(text: str) -> str:
    """A text short enough to be quoted in a message."""
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


class BriefError(ValueError):
    """A request that contradicts itself or asks for what cannot be done.

    ``field`` is the request's field (``"key"``, ``"tempo"``, ``"time_signature"``, ``"num_bars"``,
    ``"application"``, ``"complexity"``, ``"description"``, ``"genre"``...), ``value`` what was
    asked and ``allowed`` what may be: a range in words, or a list of choices. ``others`` are what
    else is wrong with the same request.
    """

    def __init__(
        self, field: str, message: str, *, value: object = None, allowed: str | Sequence[str] = ""
    ) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.value = value
        self.allowed = allowed if isinstance(allowed, str) else ", ".join(allowed)
        self.others: tuple[BriefError, ...] = ()

    @property
    def all(self) -> tuple[BriefError, ...]:
        """This one and everything else that is wrong with the same request."""
        return (self, *self.others)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by arguments, so that the error crosses a process border whole."""
        return _rebuild, (self.field, self.message, self.value, self.allowed, self.others)


def _rebuild(
    field: str, message: str, value: object, allowed: str, others: tuple[BriefError, ...]
) -> BriefError:
    error = BriefError(field, message, value=value, allowed=allowed)
    error.others = others
    return error


class Wrong:
    """Collects what is wrong with a request, so that it is told at once."""

    def __init__(self) -> None:
        self._found: list[BriefError] = []

    def unless[T, **P](
        self, instead: T, resolve: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What ``resolve`` answers; ``instead``, to read on with, where it refuses."""
        try:
            return resolve(*args, **kwargs)
        except BriefError as error:
            self._found.append(error)
            return instead

    def check(self) -> None:
        """Raise the first error, with all others in it."""
        if self._found:
            first, *others = self._found
            first.others = tuple(others)
            raise first
