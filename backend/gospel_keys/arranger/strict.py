"""Part-writing heard from outside: parallels of tune and bass, restless tones that go home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import PhraseFrame
from gospel_keys.arranger.tune_rules import pulls
from gospel_keys.score.model import Hand, Role

_PERFECT = (0, 7)


def tune_of(drafts: Iterable[Draft]) -> list[Draft]:
    """The highest melody note of each onset, in time."""
    tops: dict[int, Draft] = {}
    for note in drafts:
        if note.role is Role.MELODY:
            top = tops.get(note.onset)
            if top is None or top.midi < note.midi:
                tops[note.onset] = note
    return [tops[onset] for onset in sorted(tops)]


def bass_of(drafts: Iterable[Draft]) -> list[Draft]:
    """The lowest bass note of each onset, in time; leaps to its own octave are no step of it."""
    lows: dict[int, Draft] = {}
    for note in drafts:
        if note.role is Role.BASS and note.hand is Hand.LEFT:
            low = lows.get(note.onset)
            if low is None or low.midi > note.midi:
                lows[note.onset] = note
    found: list[Draft] = []
    last: Draft | None = None
    for _, note in sorted(lows.items()):
        if last is None or last.midi == note.midi or (last.midi - note.midi) % 12:
            found.append(note)
        last = note
    return found


def parallels(drafts: Sequence[Draft]) -> int:
    """How often tune and bass move in one direction from a fifth or octave to another."""
    under = dict(_steps(bass_of(drafts)))
    return sum(
        (old.midi - low.midi) % 12 == (new.midi - after.midi) % 12
        and (old.midi - low.midi) % 12 in _PERFECT
        and (new.midi > old.midi) == (after.midi > low.midi)
        for onset, (old, new) in _steps(tune_of(drafts))
        if onset in under
        for low, after in [under[onset]]
    )


def _steps(line: Sequence[Draft]) -> Iterator[tuple[int, tuple[Draft, Draft]]]:
    """Where a line moves, from what to what."""
    for one, other in pairwise(line):
        if one.midi != other.midi:
            yield other.onset, (one, other)


def restless(frame: PhraseFrame, drafts: Sequence[Draft]) -> tuple[int, int]:
    """The leading tones and sevenths that the tune has last on a beat of a chord, and how many of
    them go elsewhere than home."""
    tune, beat = tune_of(drafts), frame.measure.beat
    count = astray = 0
    for one, other in pairwise(frame.spans):
        if one.chord is other.chord:
            continue
        on_beat = [
            note for note in tune if note.onset < one.end and (note.onset - frame.start) % beat == 0
        ]
        after = [note for note in tune if note.onset >= other.start]
        if not on_beat or not after or on_beat[-1].onset < one.start:
            continue
        moves = pulls(one.harmony, other.harmony).get(on_beat[-1].midi % 12)
        if moves:
            count += 1
            astray += after[0].midi - on_beat[-1].midi not in moves
    return count, astray
