"""Crushed notes: the key a semitone off, mostly below, struck just before and let go at once."""

from __future__ import annotations

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.seed import rng
from gospel_keys.score.model import Hand, Role

_CLEAR = 0.2
"""Seconds for which the crushed key must not have been struck or held before."""
_HEARD = 0.95
_MOST = 0.2
"""The share of bent notes from which the tune crushes no more of them."""
_SPARE = 5
_FULL = 2
"""Chords of more notes than this may be thinned, by one note of this many at most, down to so much
of the wished share."""
_APART = 3
"""Semitones between two keys crushed at once: less is a cluster."""
_SUNG = 3.0
_STRONG = 1.0


def crushed(part: Part, notes: list[Draft]) -> list[Draft]:
    """A phrase's finished notes with the crushed ones the tune asks for, and enough others.

    ``crush_bars`` asks for one in every so many bars (0 adds none at all), ``bent`` for a share of
    bent notes: flat thirds and fifths of the key outside their chord. A level without ornaments
    has none.
    """
    style, level = part.setting.style, part.setting.level
    if not style.melody.crush_bars or not level.ornaments:
        return notes
    wanted = {note.onset for note in part.tune if note.crushed}
    for main in [n for n in notes if n.role is Role.MELODY and n.onset in wanted]:
        if _possible(part, notes, main) and not _too_blue(notes, main):
            notes = [*notes, _slid(part, notes, main)]
    return _bent_enough(part, _often_enough(part, notes, style.melody.crush_bars))


def _too_blue(notes: list[Draft], main: Draft) -> bool:
    """Whether enough of the right hand is bent already for one more to be too much."""
    if not _is_bent(main.midi - 1, main):
        return False
    upper = [note for note in notes if note.hand is Hand.RIGHT]
    return sum(_is_bent(note.midi, note) for note in upper) > _MOST * len(upper)


def _often_enough(part: Part, notes: list[Draft], bars: int) -> list[Draft]:
    """A crushed note in the first bar of every so many, and in no run of that many bars none.

    Where a bar cannot have one, the next that can takes it. The first bar and the last have one
    too wherever they can, for the neighbour's may not be able to.
    """
    frame = part.frame
    bar = frame.measure.bar
    size = bars * bar
    starts = [*range(frame.start, frame.end, size), *range(frame.start, frame.end - size + 1, bar)]
    edges = [frame.start, frame.end - bar]
    for start, length in [*((start, size) for start in starts), *((edge, bar) for edge in edges)]:
        times = range(start, min(start + length, frame.end), bar)
        if not any(_has(notes, time, time + bar) for time in times):
            tries = (_best(part, notes, _apt(notes, time, time + bar)) for time in times)
            added = next((one for one in tries if one), None)
            notes = [*notes, added] if added else notes
    return notes


def _apt(notes: list[Draft], start: int, stop: int) -> list[Draft]:
    """The notes of a stretch that may be crushed without bending too many."""
    return [note for note in _between(notes, start, stop) if not _too_blue(notes, note)]


def _between(notes: list[Draft], start: int, stop: int) -> list[Draft]:
    return [note for note in notes if start <= note.onset < stop]


def _has(notes: list[Draft], start: int, stop: int) -> bool:
    return any(note.role is Role.GRACE for note in _between(notes, start, stop))


def _bent_enough(part: Part, notes: list[Draft]) -> list[Draft]:
    """Crush more notes until the wished share is bent: from below, or sliding down from above."""
    wish = part.setting.style.melody.bent
    upper = [note for note in notes if note.hand is Hand.RIGHT]
    while sum(_is_bent(note.midi, note) for note in upper) < wish * len(upper):
        below = [note for note in upper if _is_bent(note.midi - 1, note)]
        above = [note for note in upper if _is_bent(note.midi + 1, note)]
        added = _best(part, notes, below) or _best(part, notes, above, step=1)
        if added is None:
            return _lighter(notes, upper, wish * _HEARD)
        notes, upper = [*notes, added], [*upper, added]
    return notes


def _lighter(notes: list[Draft], upper: list[Draft], wish: float) -> list[Draft]:
    """Where nothing more can bend, full chords give up some doubled notes: the bends are heard."""
    bent = sum(_is_bent(note.midi, note) for note in upper)
    spare = min(len(upper) - int(bent / wish), len(upper) // _SPARE) if wish else 0
    gone: set[int] = set()
    for note in upper:
        attack = [n for n in upper if n.onset == note.onset and n.role is not Role.GRACE]
        left = sum(id(n) not in gone for n in attack)
        plain = note.role is Role.INNER and note.midi % 12 not in note.span.harmony.guides
        if len(gone) < spare and left > _FULL and plain:
            gone.add(id(note))
    return [note for note in notes if id(note) not in gone]


def _is_bent(midi: int, note: Draft) -> bool:
    """Whether a pitch is the key's flat third or flat fifth and not in the chord of a note."""
    sound = note.span.harmony
    return (midi - sound.tonic) % 12 in (3, 6) and midi % 12 not in sound.tones


def _best(part: Part, notes: list[Draft], found: list[Draft], step: int = -1) -> Draft | None:
    """A crushed note before the one it suits best, if any can have one."""
    draw = rng(part.frame.seed, "crush", part.frame.id, len(notes))
    able = [n for n in found if _possible(part, notes, n, step)]
    if not able:
        return None
    best = max(able, key=lambda n: (_welcome(part, n) + draw.random(), n.onset, n.midi))
    return _slid(part, notes, best, step)


def _welcome(part: Part, note: Draft) -> float:
    """Thirds and fifths of the chord, in the tune rather than under it, long rather than short."""
    sound = note.span.harmony
    degree = {sound.degrees.get(3): 1.5, sound.degrees.get(5): 1.0}.get(note.midi % 12, 0.0)
    sung = _SUNG if note.role is Role.MELODY else _STRONG if note.role is Role.FILL else 0.0
    return sung + degree + min(1.0, (note.end - note.onset) / part.frame.measure.beat)


def _slid(part: Part, notes: list[Draft], main: Draft, step: int = -1) -> Draft:
    """The crushed note before ``main``; an inner voice that holds its key lets go in time."""
    before = main.onset - round(_CLEAR / part.tick_seconds)
    for note in notes:
        if note.midi == main.midi + step and note.onset < before < note.end <= main.onset:
            note.end = _let_go(note, before) or note.end
    return Draft(
        main.midi + step, main.onset, main.onset, Hand.RIGHT, Role.GRACE, main.span, "crushed",
        accent=-1, upward=step < 0,
    )  # fmt: skip


def _possible(part: Part, notes: list[Draft], main: Draft, step: int = -1) -> bool:
    """Not at the phrase's first moment, nor where either key is or was just down."""
    if main.hand is not Hand.RIGHT or main.role is Role.GRACE or main.onset <= part.frame.start:
        return False
    if step > 0 and main.given is not None:
        return False
    before = main.onset - round(_CLEAR / part.tick_seconds)
    return all(_clear(note, main, main.midi + step, before) for note in notes if note is not main)


def _clear(note: Draft, main: Draft, key: int, before: int) -> bool:
    """Whether a note leaves the crushed key and the main one free; ``before`` is soon before it."""
    if note.onset > main.onset:
        return True
    if note.hand is Hand.LEFT:
        return note.midi < key or note.end <= before
    if note.role is Role.GRACE and note.onset == main.onset:
        return abs(note.midi - key) > _APART
    if note.midi == key:
        frees = note.role is Role.INNER and note.end <= main.onset
        frees = frees and _let_go(note, before) is not None
        return note.onset < before and (note.end <= before or frees)
    return note.midi != main.midi or note.onset <= before


def _let_go(note: Draft, before: int) -> int | None:
    """Half or a quarter through a note, where that is early enough: a length that can be written,
    and heard."""
    length = note.end - note.onset
    return next((end for n in (2, 4) if (end := note.onset + length // n) <= before), None)
