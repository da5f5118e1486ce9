"""How hard a request is to understand and to plan, 1..10: it chooses a model, never the music.

The points and the words that count are rows of ``composer/data/task_complexity.toml``. What the
rules understood is taken from the brief, so words they read well make nothing harder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from gospel_keys.composer.planning.setting import Setting
from gospel_keys.composer.proposing.task_rows import Ladder, Rows, rows
from gospel_keys.genres.loader import Genre
from gospel_keys.score.model import Brief

Tier = Literal["small", "large", "cloud"]
"""What a request is for: the small local model, the larger one, or one elsewhere."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*[#♯♭]?")
_LOWEST, _HIGHEST = 1, 10
_USUAL_BEATS = (1, 2, 3, 4)
_NOT_FIXING = frozenset({"seed", "ai_percentage", "complexity", "hand_size"})


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that makes a request harder: its name, its points, and what it was found in."""

    id: str
    label: str
    points: float
    found: str = ""


@dataclass(frozen=True, slots=True)
class TaskComplexity:
    """How hard a request is: ``value`` 1..10, the tier it asks for, and what made it so.

    ``terms`` have only what counted, the heaviest first; their points and the base add up to the
    value before rounding and bounds.
    """

    value: int
    tier: Tier
    terms: tuple[Term, ...]


def task_complexity(brief: Brief, genre: Genre) -> TaskComplexity:
    """The complexity of what a brief was read from."""
    table = rows()
    found = [term for term in _terms(brief, genre, table) if term.points]
    total = table.base + sum(term.points for term in found)
    value = min(max(int(total + 0.5), _LOWEST), _HIGHEST)
    return TaskComplexity(value, tier_of(value), tuple(sorted(found, key=_weight)))


def tier_of(value: int) -> Tier:
    """The tier of a complexity."""
    tiers = rows().tiers
    if value <= tiers.small:
        return "small"
    return "large" if value <= tiers.large else "cloud"


def _weight(term: Term) -> tuple[float, str]:
    return -term.points, term.id


def _terms(brief: Brief, genre: Genre, table: Rows) -> Iterator[Term]:
    words = [word.lower() for word in _WORD.findall(brief.description)]
    ignored = brief.ignored
    yield _step("length", table.length, len(words), f"{len(words)} words")
    yield _step("vagueness", table.vagueness, len(ignored), " ".join(ignored[:6]))
    nothing = table.nothing_understood
    if len(ignored) >= nothing.words and "words" not in brief.sources.values():
        yield Term("nothing-understood", nothing.label, nothing.points)
    yield _form(brief, table)
    density = _chords_a_bar(brief, genre)
    yield _step("harmony", table.harmony, density, f"{density:.1f} chords a bar")
    yield _step("level", table.level, brief.complexity, f"level {brief.complexity}")
    yield _constraints(brief, table)
    for group in table.words:
        said = _said(words, group.names)
        points = min(group.points * len(said), group.most)
        yield Term(group.id, group.label, points, ", ".join(said))
    yield _contradiction(words, table)


def _step(name: str, ladder: Ladder, value: float, found: str) -> Term:
    points = max((points for least, points in ladder.steps if value >= least), default=0.0)
    return Term(name, ladder.label, points, found)


def _form(brief: Brief, table: Rows) -> Term:
    step = _step("form", table.form, brief.bars, f"{brief.bars} bars")
    points = step.points + table.form.named * (brief.form is not None)
    points += table.form.key_change * bool(brief.rise)
    return Term(step.id, step.label, points, step.found)


def _chords_a_bar(brief: Brief, genre: Genre) -> float:
    felt = brief.meter.felt
    tempo = brief.tempo * float(brief.meter.beat / felt.beat)
    return Setting(genre.harmony, brief.key.mode, brief.complexity, felt, tempo).chords_a_bar


def _constraints(brief: Brief, table: Rows) -> Term:
    own = table.constraints
    fixed = [
        name
        for name, source in brief.sources.items()
        if source == "field" and name not in _NOT_FIXING
    ]
    points = min(own.field * len(fixed), own.most_fields)
    points += own.melody * bool(brief.melody)
    points += own.odd_meter * (brief.meter.beats not in _USUAL_BEATS)
    return Term("constraints", own.label, points, ", ".join(sorted(fixed)))


def _said(words: Sequence[str], names: Sequence[str]) -> list[str]:
    """The names (of one word or several) that stand in the text, each once; no part of a longer."""
    text = f" {' '.join(words)} "
    found: list[str] = []
    for name in sorted(names, key=lambda one: (-len(one), one)):
        if f" {name} " in text:
            found.append(name)
            text = text.replace(f" {name} ", "  ")
    return sorted(found)


def _contradiction(words: Sequence[str], table: Rows) -> Term:
    own, there = table.contradiction, frozenset(words)
    pairs = [pair for pair in own.pairs if there >= set(pair)]
    found = ", ".join(" and ".join(pair) for pair in pairs)
    return Term("contradiction", own.label, min(own.points * len(pairs), own.most), found)
