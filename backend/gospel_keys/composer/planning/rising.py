"""A change of key that was asked for: where in a form it comes, and which forms have room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gospel_keys.arranger.style import Form, Style
from gospel_keys.composer.planning.form import INTRO, TAG, VAMP, Lengths, Part, comes_again

_HALF = 4


def can_rise(style: Style, bars: int, named: str | None = None) -> bool:
    """Whether a piece of so many bars, in the ``named`` form or any, can have its end higher."""
    if named is not None:
        return any(form.id == named and comes_again(form, bars) for form in style.forms)
    return any(
        comes_again(form, bars) for form in style.forms if form.bars[0] <= bars <= form.bars[1]
    )


def lifted(parts: Sequence[Part], form: Form, rise: int | None, lengths: Lengths) -> list[Part]:
    """The parts with the last chorus, and all that follows it, ``rise`` semitones higher.

    A form that rises by itself is left alone. Where a whole round comes again it is the last round
    that rises, else the last section; a lone section is parted in two.
    """
    if not rise or any(part.rise for part in parts):
        return list(parts)
    body = [n for n, part in enumerate(parts) if part.label not in (INTRO, VAMP, TAG)]
    body = body or [n for n, part in enumerate(parts) if part.label == VAMP]
    if len(body) == 1:
        parts = _parted(parts, body[0], lengths)
        body.append(body[0] + 1)
    around = len(form.sections)
    rounds = form.sections[0].lines and len(body) >= 2 * around
    first = body[-around] if rounds else body[-1]
    return [replace(part, rise=rise) if n >= first else part for n, part in enumerate(parts)]


def _parted(parts: Sequence[Part], at: int, lengths: Lengths) -> list[Part]:
    """The parts with one of them in two halves, each of whole phrases."""
    part = parts[at]
    last = at == len(parts) - 1
    sizes = sorted(range(_HALF, part.bars, _HALF), key=lambda size: abs(2 * size - part.bars))
    for size in sizes:
        if lengths.can(part.label, size) and lengths.tile(part.label, part.bars - size, last=last):
            halves = (replace(part, bars=size), replace(part, bars=part.bars - size))
            return [*parts[:at], *halves, *parts[at + 1 :]]
    raise ValueError(f"{part.bars} bars of {part.label} cannot be parted")
