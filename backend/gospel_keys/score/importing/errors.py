"""The one error of importing."""

from __future__ import annotations


class UnreadableError(ValueError):
    """A file that cannot be understood.

    ``reason`` is a sentence for the user; ``place`` says where reading stopped ("line 3", "measure
    7, <note>", "byte 120"), empty where the whole file is meant.
    """

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.reason = reason
        self.place = place

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[str, str]]:
        return type(self), (self.reason, self.place)
