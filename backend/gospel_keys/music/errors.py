"""The one error of the theory layer."""

from __future__ import annotations

SHOWN = 40


class TheoryError(ValueError):
    """A text or a value that music theory has no meaning for.

    ``text`` is what was being read and ``position`` the index (from 0) of the first character that
    could not be understood; both are empty or 0 where a value, not a text, was wrong.
    """

    def __init__(self, message: str, text: str = "", position: int = 0) -> None:
        super().__init__(message)
        self.text = text
        self.position = position

    def __reduce__(self) -> tuple[type[TheoryError], tuple[str, str, int]]:
        return type(self), (str(self), self.text, self.position)


def unreadable(text: str, position: int, expected: str) -> TheoryError:
    """The error for a text that stops making sense at ``position``, where it needs ``expected``."""
    shown = text if len(text) <= SHOWN else text[:SHOWN] + "..."
    found = repr(text[position]) if position < len(text) else "the end"
    return TheoryError(
        f"cannot read {shown!r}: expected {expected} at character {position + 1}, found {found}",
        text,
        position,
    )


def too_long(text: str, limit: int, what: str) -> TheoryError:
    """The error for a text longer than the ``limit`` characters that ``what`` may have."""
    return TheoryError(
        f"{what} has at most {limit} characters, this text has {len(text)}", text[:limit], limit
    )
