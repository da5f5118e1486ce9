"""The plan of a piece: which sections, how long, in which key; any number of bars, exactly.

A form's sections come round as often as they fit. What is left over is never cut from a phrase: an
intro, a vamp and a tag of the right length meet it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from random import Random

from gospel_keys.arranger.style import Form, FormSection, Style
from gospel_keys.arranger.when import Circumstance
from gospel_keys.composer.planning.setting import Setting

INTRO, VAMP, TAG = "intro", "vamp", "tag"
OPEN_SECTIONS = frozenset({INTRO, VAMP, "bridge"})
"""Sections that lead on and cannot be a piece's last."""
_HALF = 4
_MOST = {INTRO: 8, VAMP: 16, TAG: 8}
_DEFAULT = Form(id="one-part", label="One part", sections=(FormSection(label="verse", bars=8),))


@dataclass(frozen=True, slots=True)
class Part:
    """A section to be: its label, its bars, and how many semitones its key has risen.

    ``lines`` are the labels of its phrases where the form says them; one that ``comes_home`` closes
    the last time round.
    """

    label: str
    bars: int
    rise: int = 0
    lines: tuple[str, ...] = ()
    comes_home: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """Where its phrases are looked for."""
        return self.lines or (self.label,)

    def last_line(self) -> Part:
        """Its last phrase alone, where its phrases are named."""
        return replace(self, bars=self.bars // len(self.labels), lines=self.lines[-1:])


@dataclass(frozen=True, slots=True)
class Lengths:
    """The phrase lengths (in bars) that a genre has for a section, in one setting."""

    all: Mapping[str, tuple[int, ...]]
    closing: Mapping[str, tuple[int, ...]]
    """Those among them that can come home."""

    def tile(self, label: str, bars: int, *, last: bool = False) -> tuple[int, ...]:
        """Phrase lengths that make a section; the last phrase of a piece is one that closes."""
        sizes = self.all.get(label, ())
        if not last:
            return tilings(sizes, bars)
        ways = (
            (*tilings(sizes, bars - close), close)
            for close in self.closing.get(label, ())
            if close == bars or tilings(sizes, bars - close)
        )
        return max(ways, key=lambda way: (way.count(_HALF), -len(way)), default=())

    def can(self, label: str, bars: int) -> bool:
        """Whether phrases of that section make exactly so many bars."""
        return bars == 0 or bool(self.tile(label, bars))


@lru_cache(maxsize=4096)
def tilings(lengths: tuple[int, ...], bars: int) -> tuple[int, ...]:
    """Phrase lengths that make ``bars``: as few as can be, fours before all else; () if none do."""
    best: dict[int, tuple[int, ...]] = {0: ()}
    preferred = sorted(lengths, key=lambda length: (length != _HALF, -length))
    for total in range(1, bars + 1):
        options = [
            (*best[total - length], length)
            for length in preferred
            if length <= total and total - length in best
        ]
        if options:
            best[total] = max(options, key=lambda o: (o.count(_HALF), -len(o)))
    return best.get(bars, ())


def choose_form(
    style: Style,
    bars: int,
    here: Circumstance,
    rng: Random,
    named: str | None = None,
    rise: int | None = None,
) -> Form:
    """The form that is ``named``, else one for that many bars, by weight; one part where the style
    has none that fits. Where the key is to ``rise``, one in which it can.
    """
    for form in style.forms:
        if form.id == named:
            return form
    fitting = [
        f for f in style.forms if f.bars[0] <= bars <= f.bars[1] and f.when.fits_phrase(here)
    ]
    if rise:
        fitting = [form for form in fitting if comes_again(form, bars)] or fitting
    if not fitting:
        return _DEFAULT
    return rng.choices(fitting, [form.weight for form in fitting])[0]


def comes_again(form: Form, bars: int) -> bool:
    """Whether something that was heard comes again in so many bars, and so can lie higher."""
    if any(section.lines for section in form.sections):
        several = len(form.sections) > 1
        return bars >= form.around * (1 if several else 2)
    body = [part.bars for part in form.sections if part.label not in (INTRO, VAMP, TAG)]
    return bars >= (body[0] + body[1] if len(body) > 1 else 2 * _HALF)


def layout(
    form: Form,
    bars: int,
    setting: Setting,
    lengths: Lengths,
    rng: Random,
    rise: int | None = None,
) -> list[Part]:
    """The parts of a piece of exactly ``bars`` bars.

    A form's risen sections lie ``rise`` semitones higher; None: as the form has it, where the piece
    is long and hard enough for that.
    """
    head, cycle, finale, tail = _anatomy(form, setting, bars, rise)
    reserve = sum(part.bars for part in (*head, *tail))
    budget = bars - sum(part.bars for part in finale)
    if budget < (cycle[0].bars if cycle else 1) + reserve:
        finale, budget = [], bars
    body = _fill(cycle, budget - (reserve if budget >= 3 * reserve else 0), lengths)
    if not finale and body and body[-1].label in OPEN_SECTIONS and len(body) > 1:
        body = body[:-1]
    spare = budget - sum(part.bars for part in body)
    shares = [(0, 0, spare)]
    if body or finale:
        shares = list(_shares(spare, lengths, vamp_leads_on=bool(finale))) or shares
    wish = (sum(p.bars for p in head), 0, sum(p.bars for p in tail))
    intro, vamp, tag = min(shares, key=lambda share: _strain(share, wish) + rng.random())
    last = finale[-1].rise if finale else 0
    parts = [Part(INTRO, intro), *body, Part(VAMP, vamp), *finale, Part(TAG, tag, last)]
    return _merged([part for part in parts if part.bars])


def _anatomy(
    form: Form, setting: Setting, bars: int, rise: int | None
) -> tuple[list[Part], list[Part], list[Part], list[Part]]:
    """Intro, sections that come round, risen finale and tag. Without a modulation nothing rises."""
    rises = setting.harmony.modulation
    low, high = rises.complexity
    may_rise = low <= setting.complexity <= high and bars >= rises.bars
    may_rise = may_rise if rise is None else bool(rise)
    parts = [Part(s.label, s.bars, s.rise, s.lines, s.comes_home) for s in form.sections]
    head = [part for part in parts[:1] if part.label == INTRO]
    tail = [replace(part, rise=0) for part in parts[-1:] if part.label == TAG]
    body = parts[len(head) : len(parts) - len(tail)]
    finale = [replace(part, rise=rise or part.rise) for part in body if part.rise]
    cycle = [part for part in body if not part.rise]
    if not may_rise:
        finale = [replace(part, rise=0) for part in finale]
    return head, cycle, finale, tail


def _fill(cycle: Sequence[Part], budget: int, lengths: Lengths) -> list[Part]:
    """Whole rounds of the cycle, before them the part of a round that still fits."""
    if not cycle:
        return []
    around = sum(part.bars for part in cycle)
    rounds = [part for _ in range(budget // around) for part in cycle]
    rest, before = budget % around, []
    for part in cycle:
        if part.bars > rest:
            break
        before.append(part)
        rest -= part.bars
    first = cycle[0]
    if not (before or rounds) and budget >= _HALF:
        if first.lines and first.last_line().bars == _HALF:
            before = [first.last_line()]
        elif not first.lines and lengths.can(first.label, _HALF):
            before = [replace(first, bars=_HALF)]
    return [*before, *rounds]


def _shares(spare: int, lengths: Lengths, *, vamp_leads_on: bool) -> Iterator[tuple[int, int, int]]:
    """Every way to make up the spare bars of intro, vamp and tag.

    A vamp that nothing follows must have a phrase that lets it down.
    """
    for intro in range(min(spare, _MOST[INTRO]) + 1):
        for vamp in range(min(spare - intro, _MOST[VAMP]) + 1):
            tag = spare - intro - vamp
            sizes = zip((INTRO, VAMP, TAG), (intro, vamp, tag), strict=True)
            if not (tag or vamp_leads_on) and vamp and not lengths.tile(VAMP, vamp, last=True):
                continue
            if all(lengths.can(label, size) for label, size in sizes):
                yield intro, vamp, tag


def _strain(option: tuple[int, int, int], wish: tuple[int, int, int]) -> float:
    """How far a share is from the wish; long intros and tags strain most."""
    far = sum(abs(size - wanted) for size, wanted in zip(option, wish, strict=True))
    over = max(0, option[0] - _HALF) + max(0, option[2] - _HALF)
    return far * 0.7 + over * 2 + (1.5 if option[0] % 2 else 0)


def _merged(parts: Sequence[Part]) -> list[Part]:
    """Neighbours of one label and key become one section, but for the song's own repeats."""
    merged: list[Part] = []
    for (label, rise), group in groupby(parts, key=lambda part: (part.label, part.rise)):
        same = list(group)
        if label in (INTRO, VAMP, TAG):
            same = [Part(label, sum(part.bars for part in same), rise)]
        merged += same
    return merged
