"""Does the harmony move as it should: chords a bar, passing chords, bass lines?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from critic.finding import Finding
from critic.piece import Key, Piece
from gospel_keys.music.key import Key as MusicKey
from gospel_keys.score.model import ChordEvent, Phrase


def two_chord_bars_share(piece: Piece) -> float:
    """The share of bars in which two or more chords sound."""
    busy = sum(
        sum(event.onset < bar.end and event.end > bar.onset for event in piece.chords) > 1
        for bar in piece.bars
    )
    return busy / len(piece.bars)


def two_chord_bars(piece: Piece, *, least: float = 0.3, fewest: int = 4) -> list[Finding]:
    """At least 30 % of the bars have two chords or more. Pieces under four bars say too little."""
    share = two_chord_bars_share(piece)
    if share >= least or len(piece.bars) < fewest:
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
    if event.chord.is_diminished or not event.chord.chromas <= scale_chromas(bar.section.key):
        return True
    before, here, after = (piece.chords[i].chord.lowest.chroma for i in range(index - 1, index + 2))
    return all(
        min((a - b) % 12, (b - a) % 12) in {1, 2} for a, b in ((before, here), (here, after))
    )


def scale_chromas(key: MusicKey) -> frozenset[int]:
    """The key's pitch classes, in minor with the leading tone beside the seventh."""
    own = frozenset(name.chroma for name in key.scale.pitch_classes)
    return own | {(key.tonic.chroma - 1) % 12} if key.is_minor else own


def passing_chords(piece: Piece, *, bars: int = 4) -> list[Finding]:
    """Every four bars in a row hold the onset of a passing chord (see ``is_passing``)."""
    onsets = [piece.chords[i].onset for i in range(len(piece.chords)) if is_passing(piece, i)]
    busy = {piece.bar_index(onset) for onset in onsets}
    return every(piece, "passing_chords", bars, busy.__contains__, "no passing chord")


def bass_approaches(piece: Piece) -> list[tuple[Key, Key, Key]]:
    """Three bass notes in a row by tones or semitones in one direction, the last of which is the
    bass of a new chord: as the left hand plays them, or from chord to chord."""
    onsets = {event.onset: event for event in piece.chords}
    structural = tuple(key for key in piece.bass if key.onset in onsets)
    found = []
    for line in (piece.bass, structural):
        for one, two, three in zip(line, line[1:], line[2:], strict=False):
            steps = {two.midi - one.midi, three.midi - two.midi}
            target = onsets.get(three.onset)
            if (
                target is not None
                and (steps <= {1, 2} or steps <= {-1, -2})
                and three.midi % 12 == target.chord.lowest.chroma
            ):
                found.append((one, two, three))
    return found


def bass_approach(piece: Piece, *, bars: int = 8) -> list[Finding]:
    """Every eight bars in a row hold a stepwise or chromatic three-note bass approach."""
    busy = {piece.bar_index(three.onset) for _, _, three in bass_approaches(piece)}
    return every(piece, "bass_approach", bars, busy.__contains__, "no three-note bass approach")


def every(
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


# For each cadence by name: semitones above the tonic of the last root, and of the root (or bass)
# before it; None leaves it open. A half cadence may rest on the dominant's bass (IV over 5).
CADENCES: Mapping[str, tuple[frozenset[int], frozenset[int] | None]] = {
    "authentic": (frozenset({0}), frozenset({7, 1, 11})),
    "plagal": (frozenset({0}), frozenset({5})),
    "backdoor": (frozenset({0}), frozenset({10})),
    "deceptive": (frozenset({9, 8}), None),
    "half": (frozenset({7}), None),
}


def cadences(piece: Piece) -> list[Finding]:
    """A phrase ends as it says: authentic from the dominant (or its tritone substitute, or the
    leading-tone chord) to the tonic, plagal from four, backdoor from flat seven, deceptive on six,
    half on five. Other names promise nothing. The arrival may be confirmed by up to two chords more
    and a return; chords over a held tonic prolong it; passing chords, or the dominant of a new key,
    may lead on from it into the next phrase."""
    found = []
    for phrase in piece.arrangement.progression.phrases:
        expected = CADENCES.get(phrase.cadence)
        places = [i for i, event in enumerate(piece.chords) if event.phrase_id == phrase.id]
        if expected is None or len(places) < 2:
            continue
        ends = [places]
        while len(ends[-1]) > 2 and _leads_on(piece, ends[-1][-1]):
            ends.append(ends[-1][:-1])
        if not any(
            _closes(piece, phrase, [piece.chords[i] for i in end], *expected) for end in ends
        ):
            names = " ".join(piece.chords[i].roman for i in places[-2:])
            message = f"{phrase.cadence} cadence {names}"
            found.append(Finding("cadences", message, phrase.start_bar + phrase.bars))
    return found


def _leads_on(piece: Piece, place: int) -> bool:
    """Whether a chord only leads on: a passing chord, the dominant of the one after it, or the same
    root as one that does (a suspension before it)."""
    if place + 1 == len(piece.chords):
        return False
    here, after = piece.chords[place], piece.chords[place + 1]
    if here.chord.root == after.chord.root:
        return _leads_on(piece, place + 1)
    return is_passing(piece, place) or 7 in _degrees(here, after.chord.root.chroma)


def _closes(
    piece: Piece,
    phrase: Phrase,
    events: list[ChordEvent],
    arrival: frozenset[int],
    approach: frozenset[int] | None,
) -> bool:
    """Whether the chords arrive where a cadence should, from where it should."""
    tonic = _tonic(piece, phrase)
    while len(events) > 2 and {event.chord.lowest.chroma for event in events[-2:]} == {tonic}:
        events = events[:-1]
    steps = [_degrees(event, tonic) for event in events]
    pairs = pairwise(steps[-5:] if approach else steps[-2:])
    return bool(steps[-1] & arrival) and any(
        to & arrival and (approach is None or before & approach) for before, to in pairs
    )


def _tonic(piece: Piece, phrase: Phrase) -> int:
    return piece.bars[phrase.start_bar].section.key.tonic.chroma


def _degrees(event: ChordEvent, tonic: int) -> set[int]:
    """Semitones above the tonic of a chord's root and of its bass; a tonic chord on another bass
    is no arrival and counts by its bass alone."""
    root, bass = ((name.chroma - tonic) % 12 for name in (event.chord.root, event.chord.lowest))
    return {root, bass} if root else {bass}
