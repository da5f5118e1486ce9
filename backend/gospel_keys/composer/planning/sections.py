"""From the parts of a form to phrases: which row of the data each phrase is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from gospel_keys.arranger.seed import rng as stream
from gospel_keys.arranger.style import Ending, Style
from gospel_keys.arranger.when import Circumstance
from gospel_keys.composer.planning.form import INTRO, VAMP, Lengths, Part
from gospel_keys.composer.planning.setting import Setting
from gospel_keys.genres.phrases import CLOSING, PhraseRow

_OPEN_SECTIONS: Mapping[str, tuple[str, ...]] = {
    INTRO: ("half", "turnaround", "open"),
    VAMP: ("turnaround", "open", "half"),
    "bridge": ("half", "turnaround", "open", "deceptive"),
}
_OPEN = ("half", "deceptive", "turnaround", "open")
_SUITS, _STALE = 3.0, 0.25
Ask = tuple[str, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PhrasePlan:
    """A phrase to be: its ids and place, and the row it is made of."""

    id: str
    part: int
    start_bar: int
    row: PhraseRow
    last: bool

    @property
    def bars(self) -> int:
        return self.row.bars


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a phrase in the form; ``ask`` is what it needs of a row."""

    part: int
    start_bar: int
    ask: Ask
    role: tuple[str, int]


class Chooser:
    """Chooses rows: by weight, by mood, rather one not heard yet; the same for a part's repeats."""

    def __init__(self, setting: Setting, mood: Sequence[str], seed: int) -> None:
        self.setting = setting
        self.mood = frozenset(mood)
        self.seed = seed
        rows = setting.harmony.fitting(
            setting.mode, setting.complexity, setting.meter.meter_class, setting.application
        )
        self.rows = rows
        closing = [row for row in rows if row.cadence in CLOSING]
        self.lengths = Lengths(_by_section(rows), _by_section(closing))

    def candidates(self, ask: Ask) -> list[PhraseRow]:
        """Rows for a section, a length and one of some cadences; if none, of any cadence."""
        section, bars, cadences = ask
        fitting = [row for row in self.rows if section in row.section and row.bars == bars]
        return [row for row in fitting if row.cadence in cadences] or fitting

    def choose(self, ask: Ask, heard: Sequence[str], address: Sequence[str | int]) -> PhraseRow:
        """Draw a row; the address names the draw, so that it can be drawn again alone."""
        rows = self.candidates(ask)
        weights = [self._weight(row, heard) for row in rows]
        return stream(self.seed, "row", *address).choices(rows, weights)[0]

    def _weight(self, row: PhraseRow, heard: Sequence[str]) -> float:
        weight = row.weight * (_SUITS if self.mood & set(row.mood) else 1.0)
        return weight * (_STALE if row.id in heard else 1.0)


def _by_section(rows: Sequence[PhraseRow]) -> dict[str, tuple[int, ...]]:
    """The lengths in bars that each section has among the rows."""
    found: dict[str, set[int]] = {}
    for row in rows:
        for label in row.section:
            found.setdefault(label, set()).add(row.bars)
    return {label: tuple(sorted(sizes)) for label, sizes in found.items()}


def phrases_of(
    parts: Sequence[Part], chooser: Chooser, ending: Ending, redrawn: Mapping[str, int]
) -> list[PhrasePlan]:
    """Every phrase with its row. ``redrawn`` maps phrase ids to how often they were drawn anew;

    all other phrases keep the rows they have without it.
    """
    slots = _slots(parts, chooser.lengths, ending, loops=chooser.setting.harmony.loops)
    chosen: dict[tuple[tuple[str, int], Ask], PhraseRow] = {}
    plans: list[PhrasePlan] = []
    for number, slot in enumerate(slots):
        name = (slot.role, slot.ask)
        if name not in chosen:
            heard = [row.id for row in chosen.values()]
            chosen[name] = chooser.choose(slot.ask, heard, (*slot.role, *slot.ask[2], slot.ask[1]))
        row, phrase_id = chosen[name], f"p{number}"
        if again := redrawn.get(phrase_id, 0):
            row = chooser.choose(slot.ask, [row.id], (phrase_id, again))
        plans.append(
            PhrasePlan(phrase_id, slot.part, slot.start_bar, row, number == len(slots) - 1)
        )
    return plans


def _slots(
    parts: Sequence[Part], lengths: Lengths, ending: Ending, *, loops: bool = False
) -> list[Slot]:
    slots: list[Slot] = []
    start = 0
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        sizes = _sizes(part, lengths, last=last)
        for number, size in enumerate(sizes):
            final = last and number == len(sizes) - 1
            cadences = _cadences(part, number, len(sizes))
            if final:
                cadences = (ending.cadence,)
            elif number == len(sizes) - 1 and _is_last_time(parts, index):
                cadences = tuple(sorted(CLOSING))
            role = _role(part, number, sizes)
            if loops:
                cadences, role = cadences if final else _OPEN, (part.label, 0)
            slots.append(Slot(index, start, (_label(part, number), size, cadences), role))
            start += size
    return slots


def _is_last_time(parts: Sequence[Part], index: int) -> bool:
    """Whether a section that comes home does not come again."""
    part = parts[index]
    return part.comes_home and all(later.lines != part.lines for later in parts[index + 1 :])


def _label(part: Part, number: int) -> str:
    """The label under which a part's phrase is looked for."""
    return part.lines[number] if part.lines else part.label


def _sizes(part: Part, lengths: Lengths, *, last: bool) -> tuple[int, ...]:
    if part.lines:
        return (part.bars // len(part.lines),) * len(part.lines)
    sizes = lengths.tile(part.label, part.bars, last=last)
    if not sizes:
        raise ValueError(f"no phrases make {part.bars} bars of {part.label}")
    return sizes


def _role(part: Part, number: int, sizes: Sequence[int]) -> tuple[str, int]:
    """Phrases of one role share a row: a vamp goes round on one, a section's repeat is the same."""
    if part.label == VAMP:
        return (VAMP, 0)
    if part.lines:
        return (part.lines[number], 0)
    return (part.label, number if number < len(sizes) - 1 or len(sizes) == 1 else -1)


def _cadences(part: Part, number: int, count: int) -> tuple[str, ...]:
    """Question and answer: a section's phrases stay open but for every second and the last.

    Named phrases stay open if they can.
    """
    if part.lines:
        return _OPEN
    if part.label in _OPEN_SECTIONS:
        return _OPEN_SECTIONS[part.label]
    closes = number == count - 1 or number % 2 == 1
    return tuple(sorted(CLOSING)) if closes else _OPEN


def choose_ending(
    style: Style, parts: Sequence[Part], chooser: Chooser, here: Circumstance, rng: Random
) -> Ending:
    """An ending of the style whose cadence the last phrase can have, by weight.

    An ending named after a section ("tag") is for pieces that end with that section.
    """
    label, size = parts[-1].labels[-1], _sizes(parts[-1], chooser.lengths, last=True)[-1]
    possible = {row.cadence for row in chooser.candidates((label, size, tuple(sorted(CLOSING))))}
    labels = set(chooser.lengths.all) - {label}
    able = [e for e in style.endings if e.cadence in possible and e.id not in labels]
    fitting = [e for e in able if e.when.fits_phrase(here)] or able
    if not fitting:
        cadence = min(possible)
        return Ending(id=cadence, label=cadence, cadence=cadence)
    return rng.choices(fitting, [ending.weight for ending in fitting])[0]
