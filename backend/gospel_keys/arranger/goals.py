"""Where each phrase is going: decided for the whole piece before any note is written.

Only the progression and the piece's seed speak here, so a phrase can be written again without
moving the goals its neighbours start from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gospel_keys.arranger.bass import place_bass
from gospel_keys.arranger.choosing import section_lift
from gospel_keys.arranger.frame import PhraseFrame, Setting, Span
from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.intensity import heat_of
from gospel_keys.arranger.seed import rng

if TYPE_CHECKING:
    from gospel_keys.arranger.phrasing import Tune

_ARRIVALS: dict[str, tuple[tuple[int, float], ...]] = {
    "authentic": ((1, 6), (3, 3), (5, 1)),
    "plagal": ((1, 4), (3, 3), (5, 2)),
    "half": ((5, 4), (1, 2), (3, 3)),
    "deceptive": ((3, 4), (1, 3), (5, 1)),
}
_ANY_ARRIVAL = ((3, 3), (5, 3), (1, 2))


@dataclass(frozen=True, slots=True, eq=False)
class Goal:
    """A phrase's fixed points, MIDI pitches and ticks.

    The melody enters on ``entry``, stays in ``low..high``, reaches for ``peak`` and comes to rest
    on ``arrival`` at ``arrive``; the bass begins on ``bass``. The ``next_`` values are the goals of
    the phrase after, for pickups, fills and walk-ups (None at the end). ``tune`` is the melody
    itself where it was brought.
    """

    low: int
    high: int
    entry: int
    peak: int
    arrival: int
    arrive: int
    bass: int
    intensity: float
    next_entry: int | None = None
    next_bass: int | None = None
    tune: tuple[Tune, ...] = ()


def nearest(chroma: int, target: float, low: int, high: int) -> int:
    """The pitch of that chroma nearest ``target`` in ``low..high`` (which spans an octave)."""
    base = round(target) - (round(target) - chroma) % 12
    found = min((base - 12, base, base + 12), key=lambda pitch: abs(pitch - target))
    while found < low:
        found += 12
    while found > high:
        found -= 12
    return found


def goals(frames: tuple[PhraseFrame, ...], setting: Setting) -> tuple[Goal, ...]:
    """One goal a phrase, in order."""
    entries = [_entry(frame, setting) for frame in frames]
    basses = [_first_bass(frame, setting) for frame in frames]
    found = []
    for frame, entry, bass, next_entry, next_bass in zip(
        frames, entries, basses, [*entries[1:], None], [*basses[1:], None], strict=True
    ):
        low, high = band(frame, setting)
        heat = heat_of(frame, setting)
        peak = high
        if not setting.level.position:
            peak = round(low + (high - low) * (0.7 + 0.3 * heat))
        arrive = _arrival_time(frame, setting)
        sound = span_at(frame, arrive).harmony
        arrival = _arrival(frame, setting, sound, _center(low, high, heat) - 2, low, peak)
        found.append(
            Goal(
                low, high, entry, max(peak, entry, arrival), arrival, arrive, bass, heat,
                next_entry, next_bass,
            )
        )  # fmt: skip
    return tuple(found)


def span_at(frame: PhraseFrame, time: int) -> Span:
    """The span that sounds at ``time`` (the last one at or after the end)."""
    for span in frame.spans:
        if time < span.end:
            return span
    return frame.spans[-1]


def band(frame: PhraseFrame, setting: Setting) -> tuple[int, int]:
    """The melody's range: five fingers on the tonic for a beginner, else the style's."""
    low, high = setting.style.ranges.melody
    if setting.level.position:
        tonic = position_tonic(frame)
        return tonic, tonic + 7
    return low, high


def position_tonic(frame: PhraseFrame) -> int:
    """Where a beginner's right thumb rests: the tonic between B3 and B flat 4."""
    return 59 + (frame.key.tonic.chroma - 59) % 12


def _center(low: int, high: int, heat: float) -> float:
    return low + (high - low) * (0.32 + 0.3 * heat)


def _entry(frame: PhraseFrame, setting: Setting) -> int:
    low, high = band(frame, setting)
    draw = rng(setting.seed, "goals", "entry", frame.id)
    center = _center(low, high, heat_of(frame, setting))
    sound = frame.spans[0].harmony
    pool = [c for c in sound.core if _playable(c, sound, setting, low, high)] or [sound.tonic]
    wish = center + draw.choice((-5, -4, -2, -1, 1))
    return min((nearest(chroma, wish, low, high) for chroma in pool), key=lambda p: abs(p - wish))


def _arrival_time(frame: PhraseFrame, setting: Setting) -> int:
    """The strongest chord start of the last bar; in a bar alone, its last strong beat.

    The piece itself arrives with its last chord.
    """
    measure = frame.measure
    last_bar = frame.end - measure.bar
    if frame.last:
        return frame.spans[-1].start
    if last_bar == frame.start:
        middle = measure.beat * (measure.beats // 2)
        return frame.start + (middle if measure.beats > 1 else 0)
    spans = [span for span in frame.spans if span.start >= last_bar]
    best = max(spans, key=lambda s: measure.weight(s.start - last_bar) + 0.6 * s.here.beats)
    held = not spans[0].first and len(spans) == 1 and frame.phrase.bars > 3
    if held and rng(setting.seed, "goals", "hold", frame.id).random() < 0.6:
        return last_bar - measure.bar
    return best.start


def _arrival(
    frame: PhraseFrame, setting: Setting, sound: Harmony, wish: float, low: int, high: int
) -> int:
    """A chord tone to rest on, with no third or seventh of the chord a semitone under it."""
    draw = rng(setting.seed, "goals", "arrival", frame.id)
    choices = _ARRIVALS.get(frame.phrase.cadence, _ANY_ARRIVAL)
    if frame.last:
        choices = ((1, 7), (3, 2), (5, 1))
    elif setting.level.voices < 3 and sound.named >= 0:
        choices = ((7, 1),) if setting.level.voices == 1 else ((1, 1),)
    pool: list[int] = []
    weights: list[float] = []
    for number, weight in choices:
        chroma = sound.degree(number)
        if _playable(chroma, sound, setting, low, high) and (chroma - 1) % 12 not in sound.guides:
            pool.append(chroma)
            weights.append(weight)
    chroma = draw.choices(pool, weights)[0] if pool else _any_tone(sound, setting, low, high)
    return nearest(chroma, wish, low, max(high, low + 11) if not setting.level.position else high)


def elsewhere(frame: PhraseFrame, goal: Goal, setting: Setting, turn: int) -> Goal:
    """The goal with another note of rest, a different one at every ``turn``.

    A close keeps its note in another octave; an open phrase may rest on any tone of its chord's
    core that no guide tone rubs against.
    """
    sound = span_at(frame, goal.arrive).harmony
    closes = frame.last or frame.phrase.cadence in _ARRIVALS
    chromas = [goal.arrival % 12] if closes else list(sound.core)
    high = goal.high if setting.level.position else max(goal.high, goal.low + 11)
    pool = [
        midi
        for midi in range(goal.low, high + 1)
        if midi != goal.arrival
        and midi % 12 in chromas
        and (midi - 1) % 12 not in sound.guides
        and _playable(midi % 12, sound, setting, goal.low, high)
    ]
    if not pool:
        return goal
    pool.sort(key=lambda midi: (abs(midi - goal.arrival), midi))
    arrival = pool[turn % len(pool)]
    return replace(goal, arrival=arrival, peak=max(goal.peak, arrival))


def _any_tone(sound: Harmony, setting: Setting, low: int, high: int) -> int:
    fitting = (c for c in sound.tones if _playable(c, sound, setting, low, high))
    return next(fitting, sound.tonic)


def _playable(chroma: int, sound: Harmony, setting: Setting, low: int, high: int) -> bool:
    """Whether the melody can take the chroma: in its range, and a beginner's in the key."""
    within = low + (chroma - low) % 12 <= high
    return within and (sound.diatonic[chroma] or not setting.level.position)


def _first_bass(frame: PhraseFrame, setting: Setting) -> int:
    lift = section_lift(frame, setting)
    return place_bass(frame, setting, frame.spans[0].harmony, None, lift)
