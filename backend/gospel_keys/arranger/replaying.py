"""How a spliced piece sounds: old notes as they sounded, new ones as they are performed now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gospel_keys.arranger.splicing import Stretch
from gospel_keys.score.model import Arrangement, PedalEvent, Performance, PerformedNote
from gospel_keys.score.timing import TempoMap

_UP = 0.008
"""Seconds a key is up before it is struck again."""
_SHORTEST = 0.005
_AGAIN = 0.127
"""Seconds between two strokes of one key."""


def replayed(
    old: Performance,
    new: Performance,
    arrangement: Arrangement,
    fresh: frozenset[str],
    where: Sequence[Stretch],
) -> Performance:
    """The old performance outside ``where`` and of every old note; the new one for the rest.

    ``new`` performs ``arrangement`` whole; ``fresh`` names its new notes.
    """
    before = {note.note_id: note for note in old.notes}
    played = [note if note.note_id in fresh else before[note.note_id] for note in new.notes]
    keys = {note.id: note.pitch.midi for note in arrangement.notes}
    notes = _apart(played, fresh, keys)
    clock = TempoMap(new.tempo_map)
    seconds = [(clock.seconds(s.start), clock.seconds(s.end)) for s in where]
    return replace(new, notes=tuple(notes), pedal=_pedal(old, new, seconds))


def _apart(
    played: Sequence[PerformedNote], fresh: frozenset[str], keys: dict[str, int]
) -> list[PerformedNote]:
    """New strokes of a key moved, or let go earlier, so that they keep clear of the old ones."""
    by_key: dict[int, list[PerformedNote]] = {}
    for note in sorted(played, key=lambda note: note.onset):
        by_key.setdefault(keys[note.note_id], []).append(note)
    changed: dict[str, PerformedNote] = {}
    for strokes in by_key.values():
        for index, note in enumerate(strokes):
            if note.note_id in fresh:
                before = strokes[index - 1] if index else None
                after = strokes[index + 1] if index + 1 < len(strokes) else None
                strokes[index] = changed[note.note_id] = _clear(note, before, after)
    return [changed.get(note.note_id, note) for note in played]


def _clear(
    note: PerformedNote, before: PerformedNote | None, after: PerformedNote | None
) -> PerformedNote:
    """The stroke between its key's neighbours."""
    onset, stop = note.onset, note.onset + note.duration
    if before is not None:
        onset = max(onset, before.onset + before.duration + _UP, before.onset + _AGAIN)
    if after is not None:
        onset = min(onset, after.onset - _AGAIN) if before is None else onset
        stop = min(stop, after.onset - _UP)
    return replace(note, onset=onset, duration=max(_SHORTEST, stop - onset))


def _pedal(
    old: Performance, new: Performance, where: Sequence[tuple[float, float]]
) -> tuple[PedalEvent, ...]:
    """The old pedal outside the stretches, the new one inside. Both lift within every bar."""

    def inside(event: PedalEvent) -> bool:
        return any(start <= event.onset < end for start, end in where)

    events = [event for event in old.pedal if not inside(event)]
    events += [event for event in new.pedal if inside(event)]
    return tuple(sorted(events, key=lambda event: event.onset))
