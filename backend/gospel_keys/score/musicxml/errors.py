"""The one error of reading MusicXML."""

from __future__ import annotations


class MusicXmlError(ValueError):
    """A file that cannot be read as MusicXML.

    ``element`` names what was wrong and ``measure`` the number of its measure as printed, each
    empty where the trouble lies elsewhere; ``line`` counts from 1, 0 if unknown.
    """

    def __init__(self, message: str, element: str = "", measure: str = "", line: int = 0) -> None:
        place = [f"measure {measure}"] if measure else []
        place += [f"<{element}>"] if element else []
        place += [f"line {line}"] if line else []
        super().__init__(f"{', '.join(place)}: {message}" if place else message)
        self.reason = message
        self.element = element
        self.measure = measure
        self.line = line

    def __reduce__(self) -> tuple[type[MusicXmlError], tuple[str, str, str, int]]:
        return type(self), (self.reason, self.element, self.measure, self.line)
