"""Reading numbers out of elements, with errors that say where."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from xml.etree.ElementTree import Element

from gospel_keys.score.musicxml.errors import MusicXmlError

MAX_QUARTERS = 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """The measure that is being read."""

    measure: str

    def error(self, message: str, element: Element) -> MusicXmlError:
        """The error for an element of the measure."""
        return MusicXmlError(message, element.tag[:40], self.measure, getattr(element, "line", 0))

    def number(
        self, element: Element, tag: str, low: float, high: float, default: float | None
    ) -> float:
        """The number in a child; without one ``default``, or an error if that is None."""
        child = element.find(tag)
        if child is None:
            if default is None:
                raise self.error(f"it has no <{tag}>", element)
            return default
        text = (child.text or "").strip()
        try:
            value = float(text)
        except ValueError:
            raise self.error(f"{text[:20]!r} is not a number", child) from None
        if not (isfinite(value) and low <= value <= high):
            raise self.error(f"{text[:20]} is not {low:g}..{high:g}", child)
        return value

    def integer(self, element: Element, tag: str, low: int, high: int, default: int | None) -> int:
        """As ``number``, a whole one."""
        value = self.number(element, tag, low, high, default)
        if value != int(value):
            raise self.error(f"<{tag}> {value:g} is not a whole number", element)
        return int(value)

    def duration(self, element: Element, divisions: int) -> Fraction:
        """The child <duration> in quarters."""
        high = MAX_QUARTERS * divisions
        value = self.number(element, "duration", 0, high, None)
        return Fraction(value).limit_denominator(10_000) / divisions

    def offset(self, element: Element, divisions: int) -> Fraction:
        """The child <offset> in quarters, 0 without one."""
        high = MAX_QUARTERS * divisions
        value = self.number(element, "offset", -high, high, 0)
        return Fraction(value).limit_denominator(10_000) / divisions
