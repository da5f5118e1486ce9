"""Numbers that describe a piece, without judging it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations, pairwise
from math import log2
from statistics import mean, median

from critic import changes, dynamics, groove, pedalling, rhythm, swinging, symbols, touch
from critic.keyfinder import find_key
from critic.piece import Key, Piece
from gospel_keys.music import voice_leading
from gospel_keys.music.key import Key as MusicKey
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.model import ChordEvent, Hand


def pitch_class_weights(piece: Piece) -> list[float]:
    """Quarters sounded by each pitch class, C first."""
    weights = [0.0] * 12
    for key in piece.keys:
        weights[key.midi % 12] += float(key.end - key.onset)
    return weights


def entropy(weights: list[float]) -> float:
    """Bits of a distribution: 0 for one pitch class, 3.58 for all twelve alike."""
    total = sum(weights)
    return -sum(w / total * log2(w / total) for w in weights if w) if total else 0.0


def beats(piece: Piece) -> float:
    """How many of the meter's beats the piece lasts."""
    return float(sum(bar.duration / bar.section.meter.felt.beat for bar in piece.bars))


def notes_per_beat(piece: Piece) -> float:
    """Keys pressed a beat, both hands."""
    return len(piece.keys) / beats(piece)


def chords_per_bar(piece: Piece) -> float:
    return len(piece.chords) / len(piece.bars)


def _has_seventh(event: ChordEvent, _: MusicKey) -> bool:
    return len(event.chord.chromas) >= 4


def _is_coloured(event: ChordEvent, _: MusicKey) -> bool:
    chord = event.chord
    return groove.is_extended(chord) or bool(chord.alterations) or chord.is_diminished


def _is_chromatic(event: ChordEvent, key: MusicKey) -> bool:
    return _has_seventh(event, key) or not event.chord.chromas <= changes.scale_chromas(key)


RICH: Mapping[str, Callable[[ChordEvent, MusicKey], bool]] = {
    "sevenths": _has_seventh,
    "colours": _is_coloured,
    "sevenths and chromatic": _is_chromatic,
}
"""Kinds of rich chord: four different notes; a tension, an alteration or a diminished fifth; four
different notes or one outside the key."""


def rich_share(piece: Piece, kind: str = "sevenths") -> float:
    """The share of chords that are rich, as ``kind`` has it."""
    rich = RICH[kind]
    return mean(
        rich(event, piece.bars[piece.bar_index(event.onset)].section.key) for event in piece.chords
    )


def polyphony(piece: Piece) -> float:
    """Keys down on average while any is, weighted by written time."""
    total = sum(float(key.end - key.onset) for key in piece.keys)
    covered, reached = 0.0, float("-inf")
    for key in piece.keys:
        covered += max(float(key.end) - max(float(key.onset), reached), 0.0)
        reached = max(reached, float(key.end))
    return total / covered if covered else 0.0


def leaps(piece: Piece) -> list[int]:
    """The tune's intervals in semitones."""
    return [abs(b.midi - a.midi) for a, b in pairwise(piece.melody)]


def repetition(piece: Piece) -> float:
    """The share of bars whose notes (onset, pitch, hand) an earlier bar had exactly."""
    bars: list[frozenset[tuple[object, ...]]] = [frozenset() for _ in piece.bars]
    for key in piece.keys:
        i = piece.bar_index(key.onset)
        bars[i] |= {(key.onset - piece.bars[i].onset, key.midi, key.hand)}
    counts = Counter(bars)
    return sum(n - 1 for n in counts.values()) / len(bars)


def two_fives(piece: Piece) -> int:
    """How many two-fives there are."""
    return sum(
        swinging.is_two_five(one.chord, other.chord) for one, other in pairwise(piece.chords)
    )


def _bar_onsets(piece: Piece, hand: Hand) -> list[frozenset[Fraction]]:
    """For each bar where in it the hand strikes."""
    found: list[set[Fraction]] = [set() for _ in piece.bars]
    for key in piece.of(hand):
        if not key.grace:
            i = piece.bar_index(key.onset)
            found[i].add(key.onset - piece.bars[i].onset)
    return list(map(frozenset, found))


def rhythm_reuse(piece: Piece) -> float:
    """The share of bars whose right-hand rhythm an earlier bar had: motifs come back."""
    counts = Counter(_bar_onsets(piece, Hand.RIGHT))
    return sum(n - 1 for n in counts.values()) / len(piece.bars)


def self_similarity(piece: Piece) -> float:
    """How like its most similar other bar a bar is on average: common (onset, pitch class) pairs
    over all of both, 0 to 1."""
    bars: list[set[tuple[Fraction, int]]] = [set() for _ in piece.bars]
    for key in piece.keys:
        i = piece.bar_index(key.onset)
        bars[i].add((key.onset - piece.bars[i].onset, key.midi % 12))
    if len(bars) < 2:
        return 0.0
    best = [0.0] * len(bars)
    for (i, one), (j, other) in combinations(enumerate(bars), 2):
        if union := len(one | other):
            alike = len(one & other) / union
            best[i], best[j] = max(best[i], alike), max(best[j], alike)
    return mean(best)


def voice_leading_distance(piece: Piece) -> float:
    """Semitones a voice moves on average from one right-hand chord to the next."""
    chords = [group for group in piece.attacks(Hand.RIGHT) if len(group) >= 3]
    moves = [
        voice_leading.distance(_pitches(a), _pitches(b)) / max(len(a), len(b))
        for a, b in pairwise(chords)
    ]
    return mean(moves) if moves else 0.0


def _pitches(keys: tuple[Key, ...]) -> tuple[Pitch, ...]:
    return tuple(key.note.pitch for key in keys)


def widest_span(piece: Piece) -> int:
    spans = [k[-1].midi - k[0].midi for hand in Hand for _, k in piece.sounding(hand)]
    return max(spans, default=0)


def describe(piece: Piece) -> dict[str, float | str]:
    """Named numbers: the columns of the evaluation's table."""
    weights = pitch_class_weights(piece)
    tonic, mode = find_key(weights)
    spreads = touch.chord_onset_spreads(piece)
    duration = piece.performance.duration
    pedal = pedalling.pedal_spans(piece)
    steps = leaps(piece) or [0]
    return {
        "keys": len(piece.keys),
        "seconds": duration,
        "notes_per_second": len(piece.keys) / duration,
        "notes_per_beat": notes_per_beat(piece),
        "polyphony": polyphony(piece),
        "pitch_class_entropy": entropy(weights),
        "key_found": f"{tonic} {mode}",
        "chords_per_bar": chords_per_bar(piece),
        "two_chord_bars": changes.two_chord_bars_share(piece),
        "rich_chords": rich_share(piece),
        "chord_tone_ratio": symbols.chord_tone_share(piece, piece.keys),
        "melody_leap_mean": mean(steps),
        "melody_steps": mean(0 < step <= 2 for step in steps),
        "voice_leading": voice_leading_distance(piece),
        "widest_span": widest_span(piece),
        "repetition": repetition(piece),
        "rhythm_reuse": rhythm_reuse(piece),
        "self_similarity": self_similarity(piece),
        "onsets_per_beat": swinging.onsets_per_beat(piece),
        "offbeat_right": groove.offbeat_share(piece),
        "inversions": mean(bool(event.chord.inversion) for event in piece.chords),
        "swing": rhythm.swing_ratio(piece) or 1.0,
        "fills": rhythm.fill_share(piece),
        "velocity_mean": mean(key.velocity for key in piece.keys),
        "velocity_sd": dynamics.velocity_sd(piece),
        "onset_spread_ms": 1000 * median(spreads) if spreads else 0.0,
        "pedal_share": sum(end - start for start, end in pedal) / duration,
        "pedal_presses": len(pedal) / duration,
    }
