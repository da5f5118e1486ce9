"""Does the harmony say what it should, and do the keys say what the harmony says?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import pairwise

from critic.finding import Finding
from critic.piece import Key, Piece
from gospel_keys.music.key import Key as MusicKey
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
    """The keys that state the harmony: inner and comping voices."""
    return [key for key in piece.keys if key.note.role in {Role.INNER, Role.COMP} and not key.grace]


def symbol_sounds(
    piece: Piece, *, least: float = 0.9, inside: float = 0.95, thirds_from: int = 4
) -> list[Finding]:
    """The symbol shows what sounds. Of the chords that last two beats or more, at least 90 % have
    their seventh sounding before they end, and from complexity 4 their third (two single voices
    cannot always say it); of the inner and comping keys at least 95 % are the chord's."""
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
    return piece.bars[piece.bar_index(event.onset)].section.meter.beat


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
        beat = piece.bars[piece.bar_index(at)].section.meter.beat
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


def two_chord_bars_share(piece: Piece) -> float:
    """The share of bars in which two or more chords sound."""
    busy = sum(
        sum(event.onset < bar.end and event.end > bar.onset for event in piece.chords) > 1
        for bar in piece.bars
    )
    return busy / len(piece.bars)


def two_chord_bars(piece: Piece, *, least: float = 0.3) -> list[Finding]:
    """At least 30 % of the bars have two chords or more."""
    share = two_chord_bars_share(piece)
    if share >= least:
        return []
    return [Finding("two_chord_bars", f"{share:.0%} of the bars have two chords", value=share)]


def is_passing(piece: Piece, index: int) -> bool:
    """Whether a chord connects its neighbours rather than being a goal: it lasts at most half a
    bar, is not the first or last, and either has a note outside the key, is diminished, or has a
    bass that steps (a tone or less) both from the chord before it and to the one after."""
    if not 0 < index < len(piece.chords) - 1:
        return False
    event = piece.chords[index]
    bar = piece.bars[piece.bar_index(event.onset)]
    if event.duration > bar.duration / 2:
        return False
    if event.chord.is_diminished or not event.chord.chromas <= _scale(bar.section.key):
        return True
    before, here, after = (_bass_chroma(piece.chords[i]) for i in range(index - 1, index + 2))
    return all(
        min((a - b) % 12, (b - a) % 12) in {1, 2} for a, b in ((before, here), (here, after))
    )


def _scale(key: MusicKey) -> frozenset[int]:
    """The key's pitch classes, in minor with the leading tone beside the seventh."""
    own = frozenset(name.chroma for name in key.scale.pitch_classes)
    return own | {(key.tonic.chroma - 1) % 12} if key.is_minor else own


def _bass_chroma(event: ChordEvent) -> int:
    return event.chord.lowest.chroma


def passing_chords(piece: Piece, *, bars: int = 4) -> list[Finding]:
    """Every four bars in a row hold the onset of a passing chord (see ``is_passing``)."""
    onsets = [piece.chords[i].onset for i in range(len(piece.chords)) if is_passing(piece, i)]
    busy = {piece.bar_index(onset) for onset in onsets}
    return _every(piece, "passing_chords", bars, busy.__contains__, "no passing chord")


def bass_approaches(piece: Piece) -> list[tuple[Key, Key, Key]]:
    """Three bass notes in a row by tones or semitones in one direction, the last of which is the
    bass of a new chord."""
    onsets = {event.onset: event for event in piece.chords}
    found = []
    for one, two, three in zip(piece.bass, piece.bass[1:], piece.bass[2:], strict=False):
        steps = {two.midi - one.midi, three.midi - two.midi}
        target = onsets.get(three.onset)
        if (
            target is not None
            and (steps <= {1, 2} or steps <= {-1, -2})
            and three.midi % 12 == _bass_chroma(target)
        ):
            found.append((one, two, three))
    return found


def bass_approach(piece: Piece, *, bars: int = 8) -> list[Finding]:
    """Every eight bars in a row hold a stepwise or chromatic three-note bass approach."""
    busy = {piece.bar_index(three.onset) for _, _, three in bass_approaches(piece)}
    return _every(piece, "bass_approach", bars, busy.__contains__, "no three-note bass approach")


def _every(
    piece: Piece, check: str, bars: int, has: Callable[[int], bool], message: str
) -> list[Finding]:
    """One finding for each run of more than ``bars - 1`` bars without."""
    found, run = [], 0
    for index in range(len(piece.bars)):
        run = 0 if has(index) else run + 1
        if run == bars:
            found.append(Finding(check, f"{message} for {bars} bars", index + 2 - bars, bars))
            run = 0
    return found


def melody_line(
    piece: Piece, *, leaps: float = 0.15, widest: int = 16, narrowest: int = 5, fewest: int = 16
) -> list[Finding]:
    """The tune sings: at most 15 % of its intervals are wider than a fifth, none than a tenth
    unless it rests a beat before; it uses at least a fourth of range; and it is not one note said
    over and over (at most half of its intervals are unisons)."""
    tune = piece.melody
    if len(tune) < fewest:
        return []
    found = []
    moves = [(one, other, abs(other.midi - one.midi)) for one, other in pairwise(tune)]
    wide = sum(size > 7 for *_, size in moves) / len(moves)
    if wide > leaps:
        message = f"{wide:.0%} of its intervals are wider than a fifth"
        found.append(Finding("melody_line", message, value=wide))
    found += [
        Finding("melody_line", f"a leap of {size} semitones", piece.bar(other.onset), size)
        for one, other, size in moves
        if size > widest and other.onset - one.end < 1
    ]
    used = max(key.midi for key in tune) - min(key.midi for key in tune)
    if used < narrowest:
        found.append(Finding("melody_line", f"it moves within {used} semitones", value=used))
    same = sum(size == 0 for *_, size in moves) / len(moves)
    if same > 0.5:
        found.append(Finding("melody_line", f"{same:.0%} of its intervals are unisons", value=same))
    return found


def bass_is_lowest(piece: Piece, *, least: float = 0.9) -> list[Finding]:
    """Where a chord begins and the left hand strikes, its lowest key is the chord's bass: in at
    least 90 % of the chords."""
    struck = {group[0].onset: group[0] for group in piece.attacks(Hand.LEFT)}
    begun = [(event, struck[event.onset]) for event in piece.chords if event.onset in struck]
    wrong = [(e, key) for e, key in begun if key.midi % 12 != _bass_chroma(e)]
    if not begun or 1 - len(wrong) / len(begun) >= least:
        return []
    event, key = wrong[0]
    message = f"{len(wrong)} of {len(begun)} chords start on another bass, such as {event.chord}"
    return [Finding("bass_is_lowest", f"{message} on {key.note.pitch}", piece.bar(event.onset))]
