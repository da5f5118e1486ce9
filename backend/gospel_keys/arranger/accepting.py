"""What a listener has heard of a piece so far, and what would be wrong with it: such a phrase is
drawn again.

The measures run over the piece, not the phrase: one phrase may leap or stay where it is, as long as
the tune as a whole sings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gospel_keys.arranger import strict
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import PhraseFrame, Setting
from gospel_keys.arranger.goals import Goal
from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.ticks import TICKS
from gospel_keys.score.model import Hand, Role

_WIDE, _FARTHEST = 7, 16
_ENOUGH = 16
"""Notes of a tune from which on it can be judged."""
_MOST_WIDE, _MOST_SAME = 0.19, 0.48
_NARROWEST = 5
_FEW = 8
"""Attacks from which on their share off the beat can be judged."""
_SHARES_FROM = 4
"""The complexity from which on a genre's shares hold."""
_LONG = 12
"""Bars from which on the moments a beat can be counted."""
_MANY = 40
"""Right-hand notes from which on the share of bent ones can be judged."""
_STRICT_FROM, _ASTRAY = 3, 0.04
"""The complexity from which on part-writing is judged, and the share of restless tones that may go
their own way."""
_DRY = 16
"""Bars that voices which suspend may go without a suspension."""
COPY = 10
"""How much worse it is to say a phrase twice than anything else."""

Surface = frozenset[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Heard:
    """Counts over the phrases so far.

    ``tune`` are its notes, ``wide`` its intervals over a fifth, ``same`` its unisons, ``far`` its
    leaps over a tenth without a rest, each phrase with the step to the next one's entry.
    ``attacks`` are the right hand's, ``off`` those between the beats; ``keys`` its notes, ``bent``
    the blue ones; ``struck`` the moments at which any key is, in so many ``bars`` and ``beats``;
    ``restless`` the leading tones and sevenths of the tune, ``astray`` those that do not resolve,
    ``parallel`` its fifths and octaves with the bass; ``dry`` the bars since voices last made a
    suspension.
    """

    surfaces: frozenset[Surface] = frozenset()
    copies: int = 0
    tune: int = 0
    wide: int = 0
    same: int = 0
    far: int = 0
    low: int = 127
    high: int = 0
    attacks: int = 0
    off: int = 0
    keys: int = 0
    bent: int = 0
    struck: int = 0
    bars: int = 0
    beats: float = 0.0
    restless: int = 0
    astray: int = 0
    parallel: int = 0
    dry: int = 0

    def then(
        self, frame: PhraseFrame, goal: Goal, drafts: Sequence[Draft], *, suspends: bool
    ) -> Heard:
        """The counts with one phrase more, whose voices may be of the kind that suspends."""
        mine = surface(frame, drafts)
        right = [note for note in drafts if note.hand is Hand.RIGHT]
        onsets = {note.onset for note in right if note.role is not Role.GRACE}
        beat = frame.measure.beat
        restless, astray = strict.restless(frame, drafts)
        dry = 0 if not suspends or _suspended(frame, drafts) else self.dry + frame.phrase.bars
        return replace(
            _sung(self, drafts, goal.next_entry, frame.end),
            surfaces=self.surfaces | {mine}, copies=self.copies + (mine in self.surfaces),
            attacks=self.attacks + len(onsets),
            off=self.off + sum((onset - frame.start) % beat != 0 for onset in onsets),
            struck=self.struck + len({n.onset for n in drafts if n.role is not Role.GRACE}),
            bars=self.bars + frame.phrase.bars, beats=self.beats + frame.beats,
            keys=self.keys + len(right), bent=self.bent + sum(map(is_bent, right)), dry=dry,
            restless=self.restless + restless, astray=self.astray + astray,
            parallel=self.parallel + strict.parallels(drafts),
        )  # fmt: skip


def faults(before: Heard, after: Heard, place: Setting) -> int:
    """How much the phrase between two counts spoils; 0 for one that may stay."""
    melody = place.style.melody
    moves = max(after.tune - 1, 1)
    judged = after.tune >= _ENOUGH
    found = COPY * (after.copies - before.copies) + (after.far - before.far)
    found += after.wide > max(before.wide, _MOST_WIDE * max(moves, _ENOUGH))
    found += judged and after.same > _MOST_SAME * moves
    found += judged and after.high - after.low < _NARROWEST
    if melody.strict and place.brief.complexity >= _STRICT_FROM:
        found += after.parallel - before.parallel
        found += after.astray > max(before.astray, 1, _ASTRAY * after.restless)
    if place.brief.complexity >= _SHARES_FROM:
        found += after.attacks >= _FEW and after.off < melody.offbeat * after.attacks
        least, most = melody.onsets
        found += after.bars >= _LONG and not least <= after.struck / after.beats <= most
        found += after.keys >= _MANY and not _blue(place, after)
    return found + (after.dry > _DRY)


def _blue(place: Setting, heard: Heard) -> bool:
    """Whether the piece is as blue as its style is."""
    melody, minor = place.style.melody, place.brief.key.is_minor
    least, most = melody.blue_minor if minor else melody.blue
    return least * heard.keys <= heard.bent <= most * heard.keys


def surface(frame: PhraseFrame, drafts: Sequence[Draft]) -> Surface:
    """The right hand's notes, counted from the phrase's start."""
    return frozenset(
        (note.onset - frame.start, note.midi, note.end - note.onset)
        for note in drafts
        if note.hand is Hand.RIGHT
    )


def is_bent(note: Draft) -> bool:
    """Whether a note is the key's flat third or flat fifth and not in its chord."""
    sound = note.span.harmony
    return (note.midi - sound.tonic) % 12 in (3, 6) and note.midi % 12 not in sound.tones


def _sung(heard: Heard, drafts: Sequence[Draft], following: int | None, end: int) -> Heard:
    """The counts of the tune, with the step to what is ``following`` at the phrase's end."""
    line = [(note.midi, note.onset, note.end) for note in strict.tune_of(drafts)]
    if not line:
        return heard
    ahead = [] if following is None else [(following, end, end)]
    moves = [
        (abs(other - one), rest - until < TICKS)
        for (one, _, until), (other, rest, _) in pairwise([*line, *ahead])
    ]
    pitches = [midi for midi, *_ in line]
    return replace(
        heard, tune=heard.tune + len(line),
        wide=heard.wide + sum(size > _WIDE for size, _ in moves),
        same=heard.same + sum(size == 0 for size, _ in moves),
        far=heard.far + sum(size > _FARTHEST and joined for size, joined in moves),
        low=min(heard.low, *pitches), high=max(heard.high, *pitches),
    )  # fmt: skip


def _suspended(frame: PhraseFrame, drafts: Sequence[Draft]) -> bool:
    """Whether a voice holds a note into a chord it is foreign to, and goes down from it by step."""
    return any(
        note.midi - after.midi in (1, 2) and after.onset == note.end
        for one, other in pairwise(frame.spans)
        if one.harmony is not other.harmony
        for note, after in _held(drafts, other.start, one.harmony, other.harmony)
    )


def _held(
    drafts: Sequence[Draft], time: int, here: Harmony, there: Harmony
) -> Iterator[tuple[Draft, Draft]]:
    """The notes of ``here`` alone that are held over a time, each with what its voice has next."""
    for note in drafts:
        chroma = note.midi % 12
        if note.onset < time < note.end and chroma in here.tones and chroma not in there.tones:
            yield from (
                (note, after)
                for after in drafts
                if after.onset == note.end and (after.hand, after.voice) == (note.hand, note.voice)
            )
