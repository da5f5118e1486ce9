"""Themes: phrases made of an idea that is stated, repeated, moved, broken up and brought home.

A style's ``themes`` say how a phrase is built, a letter a bar. The idea's rhythm and gesture belong
to the piece, not to the phrase, so an answer begins as its question did and a theme comes back as
itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

from gospel_keys.arranger.bass import bass_line
from gospel_keys.arranger.choosing import section_lift
from gospel_keys.arranger.figures import Beat
from gospel_keys.arranger.frame import PhraseFrame, Setting
from gospel_keys.arranger.goals import Goal, band, nearest, span_at
from gospel_keys.arranger.phrasing import Place, Tune, arrival, choose_cell, laid, placed
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import Theme
from gospel_keys.arranger.suspending import resolved
from gospel_keys.arranger.tones import scale_step
from gospel_keys.arranger.tune_rules import tendencies
from gospel_keys.arranger.tune_search import Line, Stretch, search, tunes
from gospel_keys.arranger.voices.motion import parallel

_DEFAULT = Theme(id="free", label="Free line", why="one idea, spun out to the cadence", plan="abcz")
_OWNED = "ab"
_QUICK = 1.5
_WAITS = 0.5
"""How often a close waits on the second degree, at the highest levels."""
_CHANCE, _VARIED = 0.5, 1.6
"""What is left to chance, and what where a phrase must not repeat an earlier one."""
_HOME = {"authentic": ((1, 8), (3, 1)), "half": ((2, 5), (7, 3), (5, 0.3))}
"""Where phrases come to rest: degrees of the key, with weights."""
_SPOILT = 1e-6
"""What is left of a note's weight if it leads into parallels."""


def compose_theme(frame: PhraseFrame, goal: Goal, setting: Setting, free: int) -> list[Tune]:
    """The phrase's melody, silent from tick ``free`` on."""
    theme = theme_of(frame, setting)
    lines = [Line(0.0, goal.entry)]
    again = frame.seed != setting.seed
    for number, stretch in enumerate(_stretches(frame, goal, setting, theme, free)):
        owner = setting.seed if stretch.motif and not again else frame.seed
        scope = (theme.motif, number) if stretch.motif else (frame.id,)
        draw = rng(owner, "theme-line", *scope)
        chance = _VARIED if again else _CHANCE
        lines = search(lines, stretch, goal, frame.measure.beat, draw, chance)
    return resolved(tunes(lines[0]), frame, goal, free)


def _stretches(
    frame: PhraseFrame, goal: Goal, setting: Setting, theme: Theme, free: int
) -> list[Stretch]:
    """The phrase cut into statements of its idea and what follows them, each with its contour.

    A later statement lies a third higher or lower than the one before; what follows rises to the
    phrase's peak and comes down to its arrival.
    """
    draw = rng(setting.seed, "theme-shape", theme.motif)
    rise, shift = draw.choice((3, 5, 7)), draw.choice((-4, -2, 2, 3, 4))
    found: list[Stretch] = []
    height = float(goal.entry)
    rest: list[Place] = []
    for bars, places in _statements(_rhythm(frame, goal, setting, theme), theme):
        if not places:
            continue
        if set(bars) <= set(_OWNED) and not rest:
            found.append(Stretch(tuple(places), height, height + rise, height, motif=True))
            height = min(max(height + shift, goal.low + 2), goal.high - 4)
        else:
            rest += places
    before = None
    if _leans(frame, goal, setting):
        rest, before = _leaning(rest, frame, goal)
    rest.append(arrival(frame, goal, free))
    found.append(
        Stretch(tuple(rest), height, goal.peak, goal.arrival, ends=goal.arrival, before=before)
    )
    return found


def _leans(frame: PhraseFrame, goal: Goal, setting: Setting) -> bool:
    """Whether a close is to wait on the step above the tonic for as long as its dominant lasts."""
    closes = frame.phrase.cadence == "authentic" and goal.arrival % 12 == frame.key.tonic.chroma
    wish = setting.level.ornaments * _WAITS
    return closes and rng(frame.seed, "theme-lean", frame.id).random() < wish


def _leaning(places: list[Place], frame: PhraseFrame, goal: Goal) -> tuple[list[Place], int | None]:
    """The places with one note over the last dominant, and that note: there may be a trill on it.

    Nothing changes where the dominant is short, or has no such note.
    """
    span = next((span for span in reversed(frame.spans) if span.end <= goal.arrive), None)
    if span is None or span.end != goal.arrive or not places:
        return places, None
    above = scale_step(span.harmony, goal.arrival, 1)
    if span.here.beats < 1 or above % 12 not in span.harmony.tones or above > goal.high:
        return places, None
    kept = [place for place in places if place.onset < span.start]
    kept = [*kept[:-1], replace(kept[-1], end=min(kept[-1].end, span.start))] if kept else []
    return [*kept, placed(frame, span.start, goal.arrive)], above


def _statements(bars: Sequence[list[Place]], theme: Theme) -> Iterator[tuple[str, list[Place]]]:
    """The bars' places, one statement of the idea (``a`` or ``ab``) or one other bar at a time."""
    index = 0
    while index < len(bars):
        size = 2 if theme.plan[index : index + 2] == _OWNED else 1
        yield (
            theme.plan[index : index + size],
            [place for bar in bars[index : index + size] for place in bar],
        )
        index += size


def theme_of(frame: PhraseFrame, setting: Setting) -> Theme:
    """The way the phrase is built: drawn once for all phrases of its place in the form."""
    here = frame.spans[0].here
    place = "first" if frame.phrase.start_bar == frame.section.start_bar else "later"
    label = _stem(frame.section.label)
    pool = [
        theme
        for theme in setting.style.themes
        if len(theme.plan) == frame.phrase.bars
        and label in (theme.section or (label,))
        and frame.phrase.cadence in (theme.cadence or (frame.phrase.cadence,))
        and frame.phrase.source.startswith(theme.source or "")
        and place in (theme.place or (place,))
        and theme.when.fits_phrase(here)
    ]
    if not pool:
        plan = _DEFAULT.plan * (frame.phrase.bars // 4 + 1)
        return _DEFAULT.model_copy(update={"plan": plan[-frame.phrase.bars :]})
    kind = frame.phrase.cadence
    draw = rng(setting.seed, "theme", label, place, kind, frame.phrase.bars, len(pool))
    return draw.choices(pool, [theme.weight for theme in pool])[0]


def _stem(label: str) -> str:
    return label.rstrip("0123456789")


def theme_goals(
    frames: Sequence[PhraseFrame], setting: Setting, found: Sequence[Goal]
) -> list[Goal]:
    """The goals of phrases of themes: where they begin belongs to their ideas; closes go home."""
    entries = [_entry(*one, setting) for one in zip(frames, found, strict=True)]
    ahead = zip(frames, found, entries, [*entries[1:], None], strict=True)
    return [_goal(frame, goal, setting, entry, after) for frame, goal, entry, after in ahead]


def _goal(
    frame: PhraseFrame, goal: Goal, setting: Setting, entry: int, following: int | None
) -> Goal:
    low, high = band(frame, setting)
    if frame.phrase.cadence in _HOME:
        goal = replace(goal, arrive=frame.spans[-1].start)
    goal = replace(goal, next_entry=following)
    rest = _rest(frame, setting, goal, low, high)
    return replace(goal, entry=entry, arrival=rest, peak=max(goal.peak, entry, rest))


def _entry(frame: PhraseFrame, goal: Goal, setting: Setting) -> int:
    """The first note. An idea's is one degree of its first chord, in one octave, wherever it
    returns; none but the tonic doubles the bass."""
    theme, sound = theme_of(frame, setting), frame.spans[0].harmony
    low, high = band(frame, setting)
    order = [chroma for chroma in sound.core if chroma != sound.bass or chroma == sound.tonic]
    if theme.plan[0] not in _OWNED:
        if goal.entry % 12 in order or setting.level.position or not order:
            return goal.entry
        return min(
            (nearest(chroma, goal.entry, low, high) for chroma in order),
            key=lambda midi: abs(midi - goal.entry),
        )
    draw = rng(setting.seed, "theme-entry", theme.motif)
    degree = sound.degree(draw.choices((5, 3, 1), (4, 4, 3))[0])
    wish = low + (high - low) * draw.uniform(0.3, 0.5)
    if setting.level.position:
        order = [c for c in sound.core if sound.diatonic[c] and low + (c - low) % 12 <= high]
    order.sort(key=lambda chroma: chroma != degree)
    return nearest(order[0], wish, low, high) if order else goal.entry


def _rest(frame: PhraseFrame, setting: Setting, goal: Goal, low: int, high: int) -> int:
    """The note of arrival: the tonic at a close, a note of the dominant at a half close; one that
    makes no parallel with the bass on the way to the next phrase."""
    choices = _HOME.get(frame.phrase.cadence)
    sound = span_at(frame, goal.arrive).harmony
    ahead = _ahead(frame, setting, goal)
    sharp = tendencies(sound) | {sound.bass}
    if frame.last:
        choices = ((1, 1),)
    if choices is None and goal.arrival % 12 not in sharp and not _parallel(goal.arrival, ahead):
        return goal.arrival
    found = [(sound.by_degree[number - 1], weight) for number, weight in choices or ()]
    found = found or [(chroma, _SPOILT if chroma in sharp else 1) for chroma in sound.core]
    reach = low + 11 if not setting.level.position else high
    high = max(high, reach)
    wish = low + (high - low) * 0.4
    fitting = [
        (nearest(chroma, wish, low, high), weight)
        for chroma, weight in found
        if chroma in sound.tones and low + (chroma - low) % 12 <= high
    ]
    if not fitting:
        return goal.arrival
    draw = rng(setting.seed, "theme-rest", frame.id)
    weights = [weight * (_SPOILT if _parallel(midi, ahead) else 1) for midi, weight in fitting]
    return draw.choices([midi for midi, _ in fitting], weights)[0]


_Ahead = tuple[int, int, int]
"""The bass a phrase ends on, and the tune and the bass that the next begins with."""


def _ahead(frame: PhraseFrame, setting: Setting, goal: Goal) -> _Ahead | None:
    if goal.next_entry is None or goal.next_bass is None:
        return None
    line = bass_line(frame, setting, goal.bass, section_lift(frame, setting))
    return line[frame.spans[-1]], goal.next_entry, goal.next_bass


def _parallel(midi: int, ahead: _Ahead | None) -> bool:
    """Whether the tune and the bass go from one perfect interval to its like in one direction."""
    return ahead is not None and parallel(midi, *ahead)


def _rhythm(frame: PhraseFrame, goal: Goal, setting: Setting, theme: Theme) -> list[list[Place]]:
    """The melody's onsets bar by bar, up to the arrival."""
    bars: list[list[Place]] = []
    for letter, start in zip(theme.plan, frame.bar_starts, strict=True):
        stop = min(start + frame.measure.bar, goal.arrive)
        if stop > start:
            cells = _cells(frame, setting, theme, letter, (stop - start) // frame.measure.beat)
            steps = _gesture(frame, setting, theme, letter, len(cells))
            bars.append(laid(frame, cells, start, stop, steps))
    return bars


def _cells(
    frame: PhraseFrame, setting: Setting, theme: Theme, letter: str, length: int
) -> tuple[Beat, ...]:
    """A bar's rhythm: the idea's own, or one drawn for this phrase."""
    if letter == "f":
        half = max(1, length // 2)
        head = _cut(_cells(frame, setting, theme, "a", frame.measure.beats), Fraction(half))
        return head * (length // half) + _filled(Fraction(length % half))
    owned = letter in _OWNED
    scope: tuple[str | int, ...] = (theme.motif,) if owned else (frame.section.label, frame.id)
    owner = setting.seed if owned and letter == "a" else frame.seed
    draw = rng(owner, "theme-rhythm", letter, *scope)
    use = "cadence" if letter == "z" else "motif"
    pace = theme.notes or setting.level.melody * (_QUICK if letter == "q" else 1.0)
    brisk = replace(setting, level=setting.level.model_copy(update={"melody": pace}))
    cells = _drawn(frame, brisk, use, Fraction(frame.measure.beats if owned else length), draw)
    return _cut(cells, Fraction(length))


def _drawn(
    frame: PhraseFrame, setting: Setting, use: str, room: Fraction, draw: random.Random
) -> tuple[Beat, ...]:
    beats: list[Beat] = []
    while room > 0:
        cell = choose_cell(frame, setting, use, room, draw)
        if cell is None:
            return (*beats, Beat(room))
        beats += cell.rhythm
        room -= cell.length
    return tuple(beats)


def _cut(cells: Sequence[Beat], length: Fraction) -> tuple[Beat, ...]:
    """The head of a rhythm, ``length`` beats of it."""
    ends = accumulate(cell.length for cell in cells)
    kept = [
        Beat(cell.length - max(Fraction(0), end - length), cell.rest)
        for cell, end in zip(cells, ends, strict=True)
        if end - cell.length < length
    ]
    return tuple(kept)


def _filled(length: Fraction) -> tuple[Beat, ...]:
    return (Beat(length),) if length else ()


def _gesture(
    frame: PhraseFrame, setting: Setting, theme: Theme, letter: str, count: int
) -> list[int | None]:
    """The scale steps a bar's letter asks for, one a note; free bars ask for none."""
    letter = "a" if letter == "f" else letter
    here = frame.spans[0].here
    pool = [row for row in setting.style.gestures if row.when.fits_phrase(here)]
    if letter not in _OWNED or not pool:
        return [None] * count
    draw = rng(setting.seed, "theme-gesture", letter, theme.motif)
    steps: list[int | None] = [None]
    while len(steps) < count:
        steps += draw.choices(pool, [row.weight for row in pool])[0].steps
    return steps[:count]
