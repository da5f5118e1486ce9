"""Does it swing and walk: time by tempo, the bass's way into changes, guide tones, two-fives?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from critic import rhythm
from critic.changes import every
from critic.finding import Finding
from critic.piece import Key, Piece
from gospel_keys.music.chord import Chord
from gospel_keys.score.model import ChordEvent, Hand, Role

# Long to short by tempo in quarters a minute, as pianists on records play it.
MEASURED = {"60": 1.7, "100": 1.69, "140": 1.56, "180": 1.32, "220": 1.21, "260": 1.09}


def expected_swing(points: Mapping[str, float], bpm: float) -> float:
    """Long to short at a tempo (quarters a minute), linear between the table's points."""
    table = sorted((float(tempo), ratio) for tempo, ratio in points.items())
    for (low, one), (high, other) in pairwise(table):
        if bpm <= high:
            return one + max(0.0, (bpm - low) / (high - low)) * (other - one)
    return table[-1][1]


def swing_by_tempo(
    piece: Piece,
    *,
    points: Mapping[str, float] = MEASURED,
    even: Sequence[str] = (),
    within: float = 0.2,
    fewest: int = 8,
) -> list[Finding]:
    """The eighths are as long and short as people play them at that tempo (``points``: ratio by
    bpm), give or take ``within``; in the feels named ``even`` they are alike. In pieces of
    less than ``fewest`` bars the end's broadening weighs too much."""
    ratio = rhythm.swing_ratio(piece)
    if ratio is None or len(piece.bars) < fewest:
        return []
    section = piece.arrangement.progression.sections[0]
    wanted = expected_swing(points, section.tempo * float(section.meter.beat))
    if any(use.part == "rhythm" and use.name in even for use in piece.arrangement.patterns):
        wanted = 1.0
    if abs(ratio - wanted) <= within:
        return []
    message = f"long to short is {ratio:.2f}, expected {wanted:.2f} at {section.tempo:g}"
    return [Finding("swing_by_tempo", message, value=ratio)]


def onsets_per_beat(piece: Piece) -> float:
    """Moments at which something is struck, a beat."""
    beats = sum(bar.duration / bar.section.meter.felt.beat for bar in piece.bars)
    return len({key.onset for key in piece.keys if not key.grace}) / float(beats)


def onset_rate(
    piece: Piece, *, low: float = 0.5, high: float = 2.2, fewest: int = 8
) -> list[Finding]:
    """Between ``low`` and ``high`` onsets a beat. Shorter pieces than ``fewest`` bars
    say too little."""
    rate = onsets_per_beat(piece)
    if low <= rate <= high or len(piece.bars) < fewest:
        return []
    message = f"{rate:.2f} onsets a beat, expected {low:g}..{high:g}"
    return [Finding("onset_rate", message, value=rate)]


def is_two_five(one: Chord, other: Chord) -> bool:
    """A minor (or half-diminished) seventh, then the dominant a fifth below it."""
    two = (one.is_minor or (one.is_diminished and "b7" in one.degrees)) and one.third is not None
    return two and other.is_dominant and (other.root.chroma - one.root.chroma) % 12 == 5


def two_fives(piece: Piece, *, bars: int = 8) -> list[Finding]:
    """Every ``bars`` bars in a row hold a two-five."""
    busy = {
        piece.bar_index(five.onset)
        for two, five in pairwise(piece.chords)
        if is_two_five(two.chord, five.chord)
    }
    return every(piece, "two_fives", bars, busy.__contains__, "no two-five")


def _guides(piece: Piece, event: ChordEvent) -> tuple[list[int], list[int]]:
    """The thirds and the sevenths (sixths where there is none) that the accompaniment
    strikes or holds while a chord lasts; the tune goes its own way."""
    chord = event.chord
    third, seventh = chord.third, chord.seventh or chord.degree("6")
    keys = [
        key
        for key in piece.keys
        if key.onset < event.end and key.end > event.onset
        if key.note.role in (Role.INNER, Role.COMP)
    ]
    found = (
        [key.midi for key in keys if name is not None and key.midi % 12 == name.chroma]
        for name in (third, seventh)
    )
    thirds, sevenths = found
    return thirds, sevenths


def _beat(piece: Piece, event: ChordEvent) -> Fraction:
    return piece.bars[piece.bar_index(event.onset)].section.meter.felt.beat


def _led(lower: Iterable[int], upper: Iterable[int], most: int) -> bool:
    return any(abs(a - b) <= most for a in lower for b in upper)


def led_guides(piece: Piece, *, most: int = 2) -> list[tuple[ChordEvent, bool]]:
    """For each two-five-one inside a phrase whose chords last two beats or more and have both guide
    tones in the accompaniment: the two, and whether each guide tone goes on within ``most``
    semitones, seventh to third and third to seventh, twice."""
    found = []
    for run in zip(piece.chords, piece.chords[1:], piece.chords[2:], strict=False):
        two, five, one = (event.chord for event in run)
        home = (one.root.chroma - five.root.chroma) % 12 == 5
        apart = len({event.phrase_id for event in run}) > 1
        short = any(event.duration < 2 * _beat(piece, event) for event in run)
        if not home or apart or short or not is_two_five(two, five):
            continue
        places = [_guides(piece, event) for event in run]
        if all(thirds and sevenths for thirds, sevenths in places):
            smooth = all(
                _led(a[1], b[0], most) and _led(a[0], b[1], most) for a, b in pairwise(places)
            )
            found.append((run[0], smooth))
    return found


def guide_tones(
    piece: Piece, *, least: float = 0.7, most: int = 2, fewest: int = 1
) -> list[Finding]:
    """Third and seventh move by at most two semitones in at least 70 % of a piece's two-five-ones
    (over many pieces in 90 %, see ``guides_led``). Pieces with few of them say too little."""
    led = led_guides(piece, most=most)
    missed = [event for event, smooth in led if not smooth]
    if len(led) < fewest or 1 - len(missed) / len(led) >= least:
        return []
    message = f"the guide tones leap in {len(missed)} of {len(led)} two-five-ones"
    first = piece.bar(missed[0].onset)
    return [Finding("guide_tones", message, first, len(missed) / len(led))]


def guides_led(pieces: Iterable[Piece], *, least: float = 0.9) -> list[Finding]:
    """Over many pieces the guide tones are led in at least 90 % of the two-five-ones."""
    led = [smooth for piece in pieces for _, smooth in led_guides(piece)]
    if not led or sum(led) / len(led) >= least:
        return []
    message = f"the guide tones leap in {len(led) - sum(led)} of {len(led)} two-five-ones"
    return [Finding("guides_led", message, value=sum(led) / len(led))]


def walked(piece: Piece) -> list[tuple[Key, Key]]:
    """The left hand's last key before a new chord and the chord's first, where the left hand has
    struck single keys a beat apart: a bass that walks. A chord of one beat has no way to walk."""
    begins = {event.onset for event in piece.chords}
    groups = piece.attacks(Hand.LEFT)
    found = []
    for before, one, other in zip(groups, groups[1:], groups[2:], strict=False):
        beat = piece.bars[piece.bar_index(one[0].onset)].section.meter.felt.beat
        steps = [b[0].onset - a[0].onset for a, b in ((before, one), (one, other))]
        if one[0].onset in begins:
            continue
        single = all(len(g) == 1 and g[0].note.role is Role.BASS for g in (before, one, other))
        if single and all(Fraction(step) == beat for step in steps) and other[0].onset in begins:
            found.append((one[0], other[0]))
    return found


def walking_approach(piece: Piece, *, least: float = 0.8, fewest: int = 6) -> list[Finding]:
    """A walking bass enters at least 80 % of the changes from a half step, a step, or a fifth above
    or fourth below (the new root's dominant)."""
    pairs = walked(piece)
    if len(pairs) < fewest:
        return []
    good = [abs(b.midi - a.midi) in {1, 2} or b.midi - a.midi in {5, -7} for a, b in pairs]
    share = sum(good) / len(good)
    if share >= least:
        return []
    missed = next(a for (a, _), fine in zip(pairs, good, strict=True) if not fine)
    message = f"{share:.0%} of the changes are approached"
    return [Finding("walking_approach", message, piece.bar(missed.onset), share)]


def strong_tones(piece: Piece, *, least: float = 0.8, fewest: int = 16) -> list[Finding]:
    """At least 80 % of the tune's and the bass's keys on strong beats are the chord's."""
    keys = [
        key
        for key in (*piece.melody, *piece.bass)
        if piece.strength(key.onset) >= 2 and not key.grace
    ]
    if len(keys) < fewest:
        return []
    share = sum(key.midi % 12 in piece.chord_at(key.onset).chord.chromas for key in keys) / len(
        keys
    )
    if share >= least:
        return []
    message = f"{share:.0%} of the keys on strong beats belong to the chord"
    return [Finding("strong_tones", message, value=share)]


def roots_return(piece: Piece, *, bars: int = 2) -> list[Finding]:
    """The left hand touches the bass of the chord at least every two bars: nobody else does."""
    busy = {
        piece.bar_index(key.onset)
        for key in piece.of(Hand.LEFT)
        if key.midi % 12 == piece.chord_at(key.onset).chord.lowest.chroma
    }
    return every(piece, "roots_return", bars + 1, busy.__contains__, "no root")


def rootless_register(
    piece: Piece, *, patterns: Sequence[str] = ("rootless-comping",), low: int = 60, high: int = 72
) -> list[Finding]:
    """Rootless chords of the named patterns keep their top note between C4 and C5."""
    return [
        Finding("rootless_register", f"{top.note.pitch} on top", piece.bar(top.onset), top.midi)
        for group in piece.attacks(Hand.RIGHT)
        if len(group) > 2
        and (top := group[-1]).note.pattern in patterns
        and top.note.role is Role.MELODY
        and piece.chord_of(top).chord.root.chroma not in {key.midi % 12 for key in group}
        and not low <= top.midi <= high
    ]
