"""Do the keys say what the chord symbols say?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from fractions import Fraction

from critic.finding import Finding
from critic.piece import Key, Piece
from gospel_keys.music.roman import roman_to_chord
from gospel_keys.score.model import ChordEvent, Hand, Role


def roman_agrees(piece: Piece) -> list[Finding]:
    """A chord's Roman numeral, read in the key in force, has the notes of the chord."""
    found = []
    for event in piece.chords:
        key = piece.bars[piece.bar_index(event.onset)].section.key
        read = roman_to_chord(event.roman, key)
        if read.chromas != event.chord.chromas:
            message = f"{event.roman} in {key} is {read}, the chord is {event.chord}"
            found.append(Finding("roman_agrees", message, piece.bar(event.onset)))
    return found


def comments(piece: Piece) -> list[Finding]:
    """Every chord says why it is there."""
    return [
        Finding("comments", f"{event.chord} has no reason", piece.bar(event.onset))
        for event in piece.chords
        if len(event.comment.split()) < 3
    ]


def chord_tone_share(piece: Piece, keys: Iterable[Key]) -> float:
    """The share of keys that belong to the chord they stand on (1.0 where there are none)."""
    chosen = list(keys)
    inside = sum(key.midi % 12 in piece.chord_of(key).chord.chromas for key in chosen)
    return inside / len(chosen) if chosen else 1.0


def accompaniment(piece: Piece) -> list[Key]:
    """The keys that state the harmony: inner and comping voices, but not those that double in
    octaves what the tune strikes or holds."""
    tune = piece.melody
    onsets = [float(key.onset) for key in tune]

    def doubles(key: Key) -> bool:
        place = bisect_right(onsets, float(key.onset)) - 1
        return (
            place >= 0 and key.onset < tune[place].end and (key.midi - tune[place].midi) % 12 == 0
        )

    return [
        key
        for key in piece.keys
        if key.note.role in {Role.INNER, Role.COMP} and not key.grace and not doubles(key)
    ]


def symbol_sounds(
    piece: Piece, *, least: float = 0.9, inside: float = 0.9, thirds_from: int = 4
) -> list[Finding]:
    """The symbol shows what sounds. Of the chords that last two beats or more, at least 90 % have
    their seventh sounding before they end, and from complexity 4 their third (two single voices
    cannot always say it); of the accompaniment at least 90 % are the chord's (what passes under a
    moving tune is not)."""
    long = [event for event in piece.chords if event.duration >= 2 * _beat(piece, event)]
    thirds = piece.complexity >= thirds_from
    silent = [event for event in long if _unheard(piece, event, thirds=thirds)]
    found = []
    if long and 1 - len(silent) / len(long) < least:
        names = ", ".join(
            f"{event.chord} without {_unheard(piece, event, thirds=thirds)}" for event in silent[:3]
        )
        message = f"{len(silent)} of {len(long)} chords do not sound as named: {names}"
        found.append(Finding("symbol_sounds", message, piece.bar(silent[0].onset)))
    share = chord_tone_share(piece, accompaniment(piece))
    if share < inside:
        message = f"{share:.0%} of the accompaniment belongs to the chord"
        found.append(Finding("symbol_sounds", message, value=share))
    return found


def _beat(piece: Piece, event: ChordEvent) -> Fraction:
    return piece.bars[piece.bar_index(event.onset)].section.meter.felt.beat


def _unheard(piece: Piece, event: ChordEvent, *, thirds: bool) -> str:
    """The defining notes of a chord that no key plays while it lasts."""
    heard = piece.chromas_in(event)
    chord = event.chord
    wanted = [chord.third, chord.seventh] if thirds else [chord.seventh]
    return " ".join(str(name) for name in wanted if name and name.chroma not in heard)


def chord_spelling(piece: Piece, *, least: float = 0.99) -> list[Finding]:
    """Chord tones are spelled as the chord spells them (an F# in D7, never a Gb)."""
    right = total = 0
    first: Key | None = None
    for key in piece.keys:
        names = {pc.chroma: pc for pc in piece.chord_of(key).chord.notes}
        if key.midi % 12 not in names:
            continue
        total += 1
        if key.note.pitch.name == names[key.midi % 12]:
            right += 1
        else:
            first = first or key
    if first is None or right / total >= least:
        return []
    chord = piece.chord_of(first).chord
    message = f"{total - right} of {total} chord tones misspelled, such as {first.note.pitch}"
    return [Finding("chord_spelling", f"{message} in {chord}", piece.bar(first.onset))]


def clashes(piece: Piece, *, beats: float = 1.0, most: float = 0.02) -> list[Finding]:
    """A note outside the chord does not lie a semitone above a sounding chord tone for a beat or
    longer (a minor ninth that no symbol names). Up to 2 % of the keys may."""
    bad = []
    for at, keys in piece.sounding():
        chord = piece.chord_at(at).chord
        beat = piece.bars[piece.bar_index(at)].section.meter.felt.beat
        for key in keys:
            own = piece.chord_of(key).chord.chromas
            if key.onset != at or key.midi % 12 in chord.chromas | own:
                continue
            rubs = [o for o in keys if o is not key and (key.midi - o.midi) % 12 == 1]
            rubs = [o for o in rubs if o.midi % 12 in chord.chromas and o.midi < key.midi]
            if any(min(o.end, key.end) - at >= beats * beat for o in rubs):
                bad.append(key)
    if len(bad) <= most * len(piece.keys):
        return []
    first = bad[0]
    message = f"{len(bad)} long clashes, such as {first.note.pitch} over"
    chord = piece.chord_at(first.onset).chord
    return [Finding("clashes", f"{message} {chord}", piece.bar(first.onset), len(bad))]


def bass_is_lowest(piece: Piece, *, least: float = 0.9) -> list[Finding]:
    """Where a chord begins and the left hand strikes, its lowest key is the chord's bass: in at
    least 90 % of the chords."""
    struck = {group[0].onset: group[0] for group in piece.attacks(Hand.LEFT)}
    begun = [(event, struck[event.onset]) for event in piece.chords if event.onset in struck]
    wrong = [(e, key) for e, key in begun if key.midi % 12 != e.chord.lowest.chroma]
    if not begun or 1 - len(wrong) / len(begun) >= least:
        return []
    event, key = wrong[0]
    message = f"{len(wrong)} of {len(begun)} chords start on another bass, such as {event.chord}"
    return [Finding("bass_is_lowest", f"{message} on {key.note.pitch}", piece.bar(event.onset))]
