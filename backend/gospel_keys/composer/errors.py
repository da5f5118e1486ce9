"""What is wrong with a request, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Sequence


class BriefError(ValueError):
    """A request that contradicts itself or asks for what cannot be done.

    ``field`` is the request's field (``"key"``, ``"tempo"``, ``"time_signature"``, ``"num_bars"``,
    ``"application"``, ``"complexity"``, ``"description"``, ``"genre"``...), ``value`` what was
    asked and ``allowed`` what may be: a range in words, or a list of choices.
    """

    def __init__(
        self, field: str, message: str, *, value: object = None, allowed: str | Sequence[str] = ""
    ) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.value = value
        self.allowed = allowed if isinstance(allowed, str) else ", ".join(allowed)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by arguments, so that the error crosses a process border whole."""
        return _rebuild, (self.field, self.message, self.value, self.allowed)


def _rebuild(field: str, message: str, value: object, allowed: str) -> BriefError:
    return BriefError(field, message, value=value, allowed=allowed)
