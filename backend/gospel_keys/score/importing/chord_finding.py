"""Which chords are played: found over the whole piece at once, a chord to a beat at the finest.

Every beat weighs every chord of a small table by how much of its sound the chord explains; the
cheapest way through the beats pays for each change, least at a barline (Viterbi's algorithm). What
lies between two changes is then named from all of its sound, with its colours and its bass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import mean

from gospel_keys.music.chord import Chord
from gospel_keys.music.chord_type import chord_types
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.importing.imported import TimedChord
from gospel_keys.score.importing.rhythm import Written
from gospel_keys.score.model import Hand

BASIC = ("maj", "m", "7", "maj7", "m7", "m7b5", "dim7", "7sus4", "6", "m6", "aug")
_CHANGE = {3: 0.25, 2: 0.42, 1: 0.68, 0: 1.0}
"""What a change costs by how strong its place is in the bar."""
_FOREIGN = 0.9
_MILD: Mapping[int, float] = {2: 0.35, 9: 0.5, 5: 0.7}
"""What a sound a second, a sixth or a fourth above the root costs where the chord has it not."""
_BASS = 0.55
_IN_KEY = 0.06
_LOW = 55
_LOWEST_SHARE = 0.55
_FIRST = 6.0
"""How much more the bass says where a chord begins than later on."""
_TRUST = {3: 1.4, 2: 1.1, 1: 0.4, 0: 0.4}
"""How far the bass of a beat is believed: on weak beats it is often the fifth."""
_ODD = 0.12
_MOST_SURE = 0.95
_USUAL = frozenset(
    {*BASIC, "9", "m9", "maj9", "6/9", "13", "add9", "9sus4", "m6", "7b9", "m11", "sus4", "mMaj7"}
)
_MISSING = {0: 0.10, 3: 0.22, 4: 0.22, 6: 0.15, 7: 0.04, 8: 0.15, 10: 0.2, 11: 0.2}
_COLOUR_MISSING = 0.2


@dataclass(slots=True)
class Cell:
    """A stretch of sound: how much of each chroma there is, above and in the bass; ``low`` is the
    chroma of its lowest note, -1 for silence."""

    weights: list[float]
    bass: list[float]
    low: int = -1
    lowest: int = 128


def find_chords(
    notes: Sequence[Written], hands: Sequence[Hand], key: Key, meter: Meter, bars: int
) -> tuple[list[TimedChord], float]:
    """The chords from the first barline on, tiling ``bars`` bars, and how sure they are (0..1)."""
    cells = _cells(notes, hands, meter, bars)
    if not any(cell.low >= 0 for cell in cells):
        return [], 0.0
    found: list[TimedChord] = []
    marks: list[float] = []
    for start, stop in _stretches(cells, key, meter):
        cell = _joined(cells[start:stop])
        chord, mark = _named(cell, key)
        marks.append(mark)
        length = (stop - start) * meter.beat
        if found and found[-1].chord == chord:
            found[-1] = TimedChord(chord, found[-1].duration + length)
        else:
            found.append(TimedChord(chord, length))
    return found, max(0.0, min(_MOST_SURE, mean(marks)))


def _cells(notes: Sequence[Written], hands: Sequence[Hand], meter: Meter, bars: int) -> list[Cell]:
    """The sound of every beat."""
    beat, count = meter.beat, bars * meter.beats
    cells = [Cell([0.0] * 12, [0.0] * 12) for _ in range(count)]
    for one, hand in zip(notes, hands, strict=True):
        first = max(0, int(one.onset // beat))
        for number in range(first, min(count, int(-(-one.end // beat)))):
            sounding = min(one.end, (number + 1) * beat) - max(one.onset, number * beat)
            if sounding > 0:
                _add(cells[number], one, hand, float(sounding / beat), number == first)
    return cells


def _add(cell: Cell, one: Written, hand: Hand, share: float, begins: bool) -> None:
    pitch, chroma = one.note.pitch, one.note.pitch % 12
    weight = (0.25 + share) * (0.5 + one.note.velocity / 254) * (1.0 if begins else 0.6)
    cell.weights[chroma] += weight * (1.0 if hand is Hand.LEFT or share > 0.5 else 0.7)
    if pitch < _LOW:
        cell.bass[chroma] += weight * (1 + (_LOW - pitch) / 12)
    if pitch < cell.lowest:
        cell.lowest, cell.low = pitch, chroma


def _joined(cells: Sequence[Cell]) -> Cell:
    """Several beats as one sound; the first of them says what is lowest."""
    weights = [sum(column) for column in zip(*(cell.weights for cell in cells), strict=True)]
    first = next((cell for cell in cells if cell.low >= 0), cells[0])
    basses = [
        [weight * (_FIRST if cell is first else 1.0) for weight in cell.bass] for cell in cells
    ]
    bass = [sum(column) for column in zip(*basses, strict=True)]
    return Cell(weights, bass, first.low, first.lowest)


def _stretches(cells: Sequence[Cell], key: Key, meter: Meter) -> list[tuple[int, int]]:
    """Where one chord lasts, as first and last beat (exclusive)."""
    states = _states()
    home = _home(key)
    best = [0.0] * len(states)
    came: list[list[int]] = []
    for number, cell in enumerate(cells):
        strength = meter.strength((number % meter.beats) * meter.beat)
        top = max(range(len(states)), key=best.__getitem__)
        changed = best[top] - _CHANGE[strength]
        row = [i if best[i] >= changed else top for i in range(len(states))]
        marks = _marks(cell, _TRUST[strength])
        best = [(max(best[i], changed)) + marks[i] + home[i] for i in range(len(states))]
        came.append(row)
    path = [max(range(len(states)), key=best.__getitem__)]
    for row in reversed(came[1:]):
        path.append(row[path[-1]])
    path.reverse()
    edges = [0, *(i for i in range(1, len(path)) if path[i] != path[i - 1]), len(path)]
    return list(pairwise(edges))


@lru_cache(maxsize=1)
def _states() -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Every root with every basic chord's semitones."""
    kinds = chord_types()
    tones = [tuple(i.semitones % 12 for i in kinds[name].intervals) for name in BASIC]
    return tuple((root, own) for root in range(12) for own in tones)


@lru_cache(maxsize=64)
def _home(key: Key) -> tuple[float, ...]:
    """What each state gains by lying in the key, the raised seventh of a minor one included."""
    own = {name.chroma for name in key.scale.pitch_classes}
    own |= {(key.tonic.chroma - 1) % 12} if key.is_minor else set()
    return tuple(
        _IN_KEY * (sum((root + tone) % 12 in own for tone in tones) / len(tones) - 0.5)
        for root, tones in _states()
    )


def _marks(cell: Cell, trust: float) -> list[float]:
    """How well each state explains a beat; nothing is said where nothing sounds."""
    total = sum(cell.weights)
    if not total:
        return [0.0] * len(_states())
    share = [weight / total for weight in cell.weights]
    low = sum(cell.bass)
    bass = [trust * weight / low if low else 0.0 for weight in cell.bass]
    return [_mark(share, bass, root, tones, 0.35) for root, tones in _states()]


def _mark(
    share: Sequence[float],
    bass: Sequence[float],
    root: int,
    tones: tuple[int, ...],
    strict: float,
) -> float:
    """Explained sound and bass, less what is foreign, less (by ``strict``) what is missing."""
    mark = _BASS * bass[root]
    for step in range(12):
        amount = share[(root + step) % 12]
        if step in tones:
            mark += amount
            if amount < 0.02:
                mark -= strict * _MISSING.get(step, _COLOUR_MISSING)
        else:
            mark -= _MILD.get(step, _FOREIGN) * amount
    return mark


def _named(cell: Cell, key: Key) -> tuple[Chord, float]:
    """The chord of a stretch: its root and kind, then its colours, then its bass; and how sure."""
    total = sum(cell.weights) or 1.0
    share = [weight / total for weight in cell.weights]
    low = sum(cell.bass) or 1.0
    bass = [weight / low for weight in cell.bass]
    marks = [_mark(share, bass, root, tones, 1.0) for root, tones in _states()]
    place = max(range(len(marks)), key=marks.__getitem__)
    root = _states()[place][0]
    rival = max(m for m, (other, _) in zip(marks, _states(), strict=True) if other != root)
    kinds = chord_types().values()
    kind = max(
        kinds,
        key=lambda k: (
            _mark(share, bass, root, tuple(i.semitones % 12 for i in k.intervals), 1.3)
            + _core(k.intervals, _states()[place][1])
            - _ODD * (k.id not in _USUAL)
        ),
    )
    name = key.spell(root)
    chord = Chord(name, kind.intervals)
    if cell.low not in (root, -1) and bass[cell.low] >= _LOWEST_SHARE:
        own = {tone.chroma: tone for tone in chord.notes}
        chord = chord.with_bass(own.get(cell.low, key.spell(cell.low)))
    return _plain(chord), 0.5 + min(0.5, max(0.0, marks[place] - rival))


def _core(intervals: Sequence[object], basic: tuple[int, ...]) -> float:
    """Colours go on the kind that was found: a kind without its tones is far off."""
    tones = {i.semitones % 12 for i in intervals}  # type: ignore[attr-defined]
    return -1.0 * sum(tone not in tones for tone in basic if tone not in (7, 9))


def _plain(chord: Chord) -> Chord:
    """Spelled with as few accidentals as can be."""
    return chord if abs(chord.root.alter) < 2 else chord.simplified()
