"""Whether a genre can make every piece it promises: each mode, level, meter and section length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from gospel_keys.arranger.style import Form, FormSection, Style
from gospel_keys.genres.phrases import CLOSING, Harmony, Mode, PhraseRow
from gospel_keys.music.meter import Meter

_ENDING = "tag"
_ANY = "any application"
_MODES: tuple[Mode, ...] = ("major", "minor")


def gaps(style: Style, harmony: Harmony) -> Iterator[str]:
    """What is missing, a sentence each: one-bar closes, and phrases for the forms' sections."""
    classes = sorted({Meter.parse(meter).felt.meter_class for meter in style.meters})
    applications = [row.id for row in style.applications]
    if not any(row.applications for row in harmony.phrases):
        applications = [_ANY]
    for mode, level, kind, use in product(_MODES, range(1, 11), classes, applications):
        rows = harmony.fitting(mode, level, kind, use)
        where = f"in {mode} at complexity {level} in {kind} meters for {use}"
        if not any(_closes_in_one_bar(row) for row in rows):
            yield f"no one-bar '{_ENDING}' phrase comes home {where}"
        for label, bars in _asked(style, level, kind, use):
            if not reaches(lengths(rows, label), bars):
                yield f"no phrases make {bars} bars of '{label}' {where}"


def _asked(style: Style, level: int, kind: str, application: str) -> list[tuple[str, int]]:
    """The phrase labels that the forms of a level, a kind of meter and a use need, with bars."""
    forms = [form for form in style.forms if _serves(form, level, kind, application)]
    return sorted({need for form in forms for part in form.sections for need in _needs(part)})


def _serves(form: Form, level: int, kind: str, application: str) -> bool:
    when = form.when
    return (
        when.complexity[0] <= level <= when.complexity[1]
        and kind in (when.meter_class or (kind,))
        and (application == _ANY or application in (when.application or (application,)))
    )


def _needs(part: FormSection) -> list[tuple[str, int]]:
    """The phrase labels a section needs, each with its bars."""
    if not part.lines:
        return [(part.label, part.bars)]
    return [(line, part.bars // len(part.lines)) for line in part.lines]


def lengths(rows: tuple[PhraseRow, ...], label: str) -> tuple[int, ...]:
    """The phrase lengths in bars that a section has, shortest first."""
    return tuple(sorted({row.bars for row in rows if label in row.section}))


def reaches(sizes: tuple[int, ...], bars: int) -> bool:
    """Whether phrases of those sizes can make exactly so many bars."""
    reached = {0}
    for total in range(1, bars + 1):
        if any(total - size in reached for size in sizes):
            reached.add(total)
    return bars in reached


def _closes_in_one_bar(row: PhraseRow) -> bool:
    return row.bars == 1 and _ENDING in row.section and row.cadence in CLOSING
