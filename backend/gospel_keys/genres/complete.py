"""Whether a genre can make every piece it promises: each mode, level, meter and section length."""

from __future__ import annotations

from collections.abc import Iterator

from gospel_keys.arranger.style import Form, FormSection, Style
from gospel_keys.genres.phrases import CLOSING, Harmony, Mode, PhraseRow
from gospel_keys.music.meter import Meter

_ENDING = "tag"
_MODES: tuple[Mode, ...] = ("major", "minor")


def gaps(style: Style, harmony: Harmony) -> Iterator[str]:
    """What is missing, a sentence each: one-bar closes, and phrases for the forms' sections."""
    classes = sorted({Meter.parse(meter).felt.meter_class for meter in style.meters})
    for mode in _MODES:
        for level in range(1, 11):
            asked = _asked(style, level)
            for kind in classes:
                rows = harmony.fitting(mode, level, kind)
                where = f"in {mode} at complexity {level} in {kind} meters"
                if not any(_closes_in_one_bar(row) for row in rows):
                    yield f"no one-bar '{_ENDING}' phrase comes home {where}"
                for label, bars in asked:
                    if not reaches(lengths(rows, label), bars):
                        yield f"no phrases make {bars} bars of '{label}' {where}"


def _asked(style: Style, level: int) -> list[tuple[str, int]]:
    """The phrase labels that the forms of a level need, each with its bars."""
    forms = [form for form in style.forms if _serves(form, level)]
    return sorted({need for form in forms for part in form.sections for need in _needs(part)})


def _serves(form: Form, level: int) -> bool:
    return form.when.complexity[0] <= level <= form.when.complexity[1]


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
