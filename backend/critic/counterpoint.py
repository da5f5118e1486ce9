"""Is the part-writing clean? Parallels, resolutions, inversions, independence, suspensions.

Structural voices are the tune, the bass and every inner part: what only accompanies, doubles or
breaks a chord is none, and a bass that leaps an octave has not moved.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, pairwise

from critic.finding import Finding
from critic.piece import Key, Piece
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key as MusicKey
from gospel_keys.score.model import ChordEvent, Hand, Role

_FEW = 100
"""Changes that a shorter piece is judged as if it had."""
_DOMINANTS = (7, 11)
"""Roots over the tonic of the chords whose leading tone leads."""


@dataclass(frozen=True)
class Voice:
    """One structural voice: its keys in order, one at a time."""

    keys: tuple[Key, ...]

    @cached_property
    def onsets(self) -> list[Fraction]:
        return [key.onset for key in self.keys]

    def at(self, onset: Fraction) -> Key | None:
        """The key that began last, at or before a written time."""
        place = bisect_right(self.onsets, onset)
        return self.keys[place - 1] if place else None

    def before(self, onset: Fraction) -> Key | None:
        """The key that began last before a written time."""
        place = bisect_left(self.onsets, onset)
        return self.keys[place - 1] if place else None

    def after(self, key: Key) -> Key | None:
        """The key that follows another."""
        place = bisect_right(self.onsets, key.onset)
        return self.keys[place] if place < len(self.keys) else None


def voices(piece: Piece) -> list[Voice]:
    """The structural voices, the tune first, the bass last."""
    inner: dict[tuple[Hand, int], list[Key]] = defaultdict(list)
    for key in piece.keys:
        if key.note.role is Role.PART:
            inner[key.hand, key.note.voice].append(key)
    low: dict[Fraction, Key] = {}
    for key in piece.of(Hand.LEFT):
        if key.note.role is Role.BASS and not key.grace:
            low.setdefault(key.onset, key)
    found = [piece.melody, *(tuple(inner[name]) for name in sorted(inner, reverse=True))]
    return [Voice(tuple(keys)) for keys in (*found, tuple(_settled(low.values()))) if keys]


def _settled(keys: Iterable[Key]) -> Iterator[Key]:
    """A bass without its octave leaps."""
    last: Key | None = None
    for key in keys:
        if last is None or key.midi % 12 != last.midi % 12 or key.midi == last.midi:
            yield key
        last = key


def motions(piece: Piece) -> Iterator[tuple[Fraction, Key, Key, Key, Key]]:
    """Wherever two voices move at once: the time, the higher voice's keys and the lower one's."""
    for high, low in combinations(voices(piece), 2):
        yield from _between(high, low)


def _between(high: Voice, low: Voice) -> Iterator[tuple[Fraction, Key, Key, Key, Key]]:
    moments = set(low.onsets)
    for key in high.keys:
        if key.onset not in moments:
            continue
        old, new = high.before(key.onset), low.at(key.onset)
        under = low.before(key.onset)
        if old and new and under and old.midi != key.midi and under.midi != new.midi:
            yield key.onset, old, key, under, new


def parallels(piece: Piece, semitones: int) -> list[Fraction]:
    """The times at which two voices move in one direction from a perfect interval to its like."""
    return [
        onset
        for onset, old, new, under, low in motions(piece)
        if (old.midi - under.midi) % 12 == (new.midi - low.midi) % 12 == semitones
        and (new.midi > old.midi) == (low.midi > under.midi)
    ]


def changes(piece: Piece) -> int:
    """The moments at which two voices or more move."""
    return len({onset for onset, *_ in motions(piece)})


def parallel_fifths(piece: Piece, *, most: float = 1.2) -> list[Finding]:
    """At most 1.2 parallel fifths in 100 changes between structural voices."""
    return _parallel(piece, "parallel_fifths", 7, most)


def parallel_octaves(piece: Piece, *, most: float = 0.5) -> list[Finding]:
    """At most 0.5 parallel octaves (or unisons) in 100 changes between structural voices."""
    return _parallel(piece, "parallel_octaves", 0, most)


def _parallel(piece: Piece, check: str, semitones: int, most: float) -> list[Finding]:
    found = parallels(piece, semitones)
    rate = 100 * len(found) / max(changes(piece), _FEW)
    if rate <= most:
        return []
    message = f"{len(found)} in {changes(piece)} changes"
    return [Finding(check, message, piece.bar(found[0]), rate)]


def resolutions(piece: Piece) -> list[tuple[Key, bool]]:
    """The leading tones and sevenths that a voice leaves with its chord, and whether each resolves.

    A leading tone of a dominant rises to the tonic, a seventh falls by a step; either may stay
    where the next chord has it, and is free where that lacks its goal, the bass also where the next
    chord stands on another. An inner leading tone may fall a third, to the next chord's fifth.
    Only notes on a beat count, and only inside a phrase.
    """
    found = []
    lines = voices(piece)
    for one, other in pairwise(piece.chords):
        if one.phrase_id != other.phrase_id:
            continue
        tonic = piece.bars[piece.bar_index(one.onset)].section.key
        goals = _goals(one.chord, other.chord, tonic)
        for number, voice in enumerate(lines):
            last = _last_on_a_beat(piece, voice, one, other)
            if last is None or last.midi % 12 not in goals:
                continue
            if number == len(lines) - 1 and not _may(last.midi, goals, other.chord):
                continue
            reached = _reached(voice, last, other)
            if reached is not None:
                low, inner = number == len(lines) - 1, 0 < number < len(lines) - 1
                own = goals[last.midi % 12]
                found.append((last, _resolves(reached.midi - last.midi, own, low, inner)))
    return found


def _resolves(move: int, goals: frozenset[int], low: bool, inner: bool) -> bool:
    """Whether a move reaches a goal: a bass also by way of its octave, an inner leading tone also
    by a third down."""
    by_octave = low and move % 12 in {goal % 12 for goal in goals}
    return move in goals or by_octave or (inner and move == -4 and goals == {1})


def _last_on_a_beat(piece: Piece, voice: Voice, one: ChordEvent, other: ChordEvent) -> Key | None:
    """The last key on a beat that a voice has in a chord before the next begins."""
    last = voice.before(other.onset)
    while last and last.onset > one.onset and not piece.strength(last.onset):
        last = voice.before(last.onset)
    return last if last and last.onset >= one.onset else None


def _reached(voice: Voice, last: Key, other: ChordEvent) -> Key | None:
    """Where a voice goes with the next chord: what it holds over is followed on, and so is a note
    that is struck again before it resolves."""
    reached = voice.at(other.onset)
    if reached is last or (reached and reached.onset < other.onset):
        reached = voice.after(last)
    if reached and reached.midi == last.midi and last.midi % 12 not in other.chord.chromas:
        reached = voice.after(reached)
    return reached


def _may(midi: int, goals: dict[int, frozenset[int]], there: Chord) -> bool:
    """Whether a bass can resolve: the next chord stands on one of its goals."""
    return any((midi + move) % 12 == there.lowest.chroma for move in goals.get(midi % 12, ()))


def _goals(here: Chord, there: Chord, key: MusicKey) -> dict[int, frozenset[int]]:
    """Where the restless tones of a chord may go, in semitones, by their chroma."""
    tonic = key.tonic.chroma
    leading = (tonic - 1) % 12
    found = {}
    leads = (here.root.chroma - tonic) % 12 in _DOMINANTS and leading in here.chromas
    if leads and tonic in there.chromas:
        found[leading] = frozenset({1})
    if here.seventh and here.seventh.chroma != leading:
        seventh = here.seventh.chroma
        moves = {-n for n in (1, 2) if (seventh - n) % 12 in there.chromas}
        if moves:
            found[seventh] = frozenset(moves | ({0} if seventh in there.chromas else set()))
    return found


def tendency_tones(piece: Piece, *, least: float = 0.95, few: int = 20) -> list[Finding]:
    """Of the leading tones and sevenths that structural voices hold, 95 % or more resolve; where
    there are fewer than 20 one may not."""
    found = resolutions(piece)
    missed = [key for key, resolved in found if not resolved]
    allowed = (1 - least) * len(found)
    if len(missed) <= max(allowed, 1 if len(found) < few else 0):
        return []
    share = 1 - len(missed) / len(found)
    first = missed[0]
    message = f"{share:.0%} resolve, not {first.note.pitch} in {piece.chord_of(first).chord}"
    return [Finding("tendency_tones", message, piece.bar(first.onset), share)]


def inversion_share(piece: Piece) -> float:
    """The share of chords that do not stand on their root."""
    over = [event.chord.lowest.chroma != event.chord.root.chroma for event in piece.chords]
    return sum(over) / len(over)


def inversions(
    piece: Piece, *, low: float = 0.25, high: float = 0.62, fewest: int = 24
) -> list[Finding]:
    """About 43 % of the chords stand on another tone than their root (by default 25 to 62 %, for a
    piece is a small sample); a piece of fewer than 24 chords says too little."""
    share = inversion_share(piece)
    if len(piece.chords) < fewest or low <= share <= high:
        return []
    return [Finding("inversions", f"{share:.0%} of the chords are inverted", value=share)]


def independent_voices(
    piece: Piece, *, most: int = 4, similar: float = 0.67, tied: float = 0.85, fewest: int = 40
) -> list[Finding]:
    """Two to four voices, each with a will of its own: where two move at once, at most two thirds
    of the motions go one way, of no pair more than 85 %; and no voice crosses another for good (a
    fifth of their common moments)."""
    lines = voices(piece)
    found = []
    if not 2 <= len(lines) <= most:
        found.append(Finding("independent_voices", f"{len(lines)} voices", value=len(lines)))
    shares = [_similar(_between(high, low), fewest) for high, low in combinations(lines, 2)]
    for share, limit in [
        *((one, tied) for one in shares),
        (_similar(motions(piece), fewest), similar),
    ]:
        if share > limit:
            message = f"{share:.0%} of the motions go one way"
            found.append(Finding("independent_voices", message, value=share))
    for high, low in pairwise(lines):
        met = [(key, low.at(key.onset)) for key in high.keys]
        crossed = [key for key, other in met if other and other.midi > key.midi]
        if len(crossed) * 5 > len(met):
            where = piece.bar(crossed[0].onset)
            found.append(Finding("independent_voices", "two voices cross", where, len(crossed)))
    return found


def _similar(moves: Iterable[tuple[Fraction, Key, Key, Key, Key]], fewest: int) -> float:
    """The share of motions that go one way; 0 where there are too few to say."""
    same = [(new.midi > old.midi) == (low.midi > under.midi) for _, old, new, under, low in moves]
    return sum(same) / len(same) if len(same) >= fewest else 0.0


def suspended(piece: Piece) -> list[Key]:
    """The keys that a voice holds from a chord into the next, foreign there, and resolves down by
    step."""
    found = []
    for one, other in pairwise(piece.chords):
        for voice in voices(piece):
            key = voice.before(other.onset)
            after = voice.after(key) if key else None
            if key is None or after is None or key.end <= other.onset:
                continue
            own, foreign = (
                key.midi % 12 in one.chord.chromas,
                key.midi % 12 not in other.chord.chromas,
            )
            if own and foreign and after.midi - key.midi in (-1, -2):
                found.append(key)
    return found


def suspensions(piece: Piece, *, bars: int = 16) -> list[Finding]:
    """At least one suspension in every so many bars, over the whole piece."""
    wanted = len(piece.bars) // bars
    count = len(suspended(piece))
    if count >= wanted:
        return []
    message = f"{count} suspensions in {len(piece.bars)} bars"
    return [Finding("suspensions", message, value=count)]
