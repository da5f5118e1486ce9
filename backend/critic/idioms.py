"""Marks of a style that lives by its sevenths, its bent notes and its returning form."""

from __future__ import annotations

from collections.abc import Sequence

from critic.changes import every
from critic.finding import Finding
from critic.piece import Key, Piece
from critic.rhythm import swing_ratio
from gospel_keys.score.model import ChordEvent, Hand, Section

_BENT = (3, 6)
"""Semitones above the tonic of the flat third and the flat fifth."""


def dominant_share(piece: Piece) -> float:
    """The share of chords that are dominant sevenths: a major third and a minor seventh."""
    return sum(_is_dominant(event) for event in piece.chords) / len(piece.chords)


def _is_dominant(event: ChordEvent) -> bool:
    return event.chord.is_dominant and event.chord.third is not None


def dominant_sevenths(piece: Piece, *, least: float = 0.65, fewest: int = 4) -> list[Finding]:
    """At least 65 % of the chords are dominant sevenths. Minor keys and pieces of fewer than four
    chords are left out."""
    share = dominant_share(piece)
    minor = any(section.key.is_minor for section in piece.arrangement.progression.sections)
    if minor or len(piece.chords) < fewest or share >= least:
        return []
    return [Finding("dominant_sevenths", f"{share:.0%} are dominant sevenths", value=share)]


def is_bent(piece: Piece, key: Key) -> bool:
    """Whether a key is the flat third or the flat fifth of the key in force and does not belong to
    the chord it sounds with."""
    section = piece.bars[piece.bar_index(key.onset)].section
    above = (key.midi - section.key.tonic.chroma) % 12
    return above in _BENT and key.midi % 12 not in piece.chord_of(key).chord.chromas


def bent_share(piece: Piece) -> float:
    """The share of the right hand's keys that are blue notes."""
    keys = piece.of(Hand.RIGHT)
    return sum(is_bent(piece, key) for key in keys) / len(keys) if keys else 0.0


def blue_notes(
    piece: Piece,
    *,
    low: float = 0.08,
    high: float = 0.25,
    minor_low: float | None = None,
    fewest: int = 40,
) -> list[Finding]:
    """Of the right hand's keys 8 to 25 % are the key's flat third or flat fifth outside the chord;
    in minor, where the flat third is the chord's own, at least ``minor_low`` (if given). Right
    hands of fewer than 40 keys say too little."""
    share = bent_share(piece)
    minor = piece.arrangement.progression.sections[0].key.is_minor
    low = minor_low if minor and minor_low is not None else low
    if low <= share <= high or len(piece.of(Hand.RIGHT)) < fewest:
        return []
    message = f"{share:.1%} of the right hand's notes are blue, expected {low:.0%} to {high:.0%}"
    return [Finding("blue_notes", message, value=share)]


def crushed_bars(piece: Piece, *, shortest: float = 0.01, longest: float = 0.06) -> set[int]:
    """The bars with a crushed note: a key struck 10 to 60 ms before the one a semitone above it."""
    keys = sorted(piece.of(Hand.RIGHT), key=lambda key: key.start)
    found = set()
    for grace in (key for key in keys if key.grace):
        for main in keys:
            lead = main.start - grace.start
            if main.midi == grace.midi + 1 and shortest <= lead <= longest and not main.grace:
                found.add(piece.bar_index(main.onset))
    return found


def crushed_notes(
    piece: Piece, *, bars: int = 2, shortest: float = 0.01, longest: float = 0.06
) -> list[Finding]:
    """Every two bars in a row hold a crushed note (see ``crushed_bars``)."""
    busy = crushed_bars(piece, shortest=shortest, longest=longest)
    return every(piece, "crushed_notes", bars, busy.__contains__, "no crushed note")


def shuffle_swing(
    piece: Piece, *, least: float = 1.5, feels: Sequence[str] = ("shuffle",)
) -> list[Finding]:
    """Where the rhythm is called a shuffle, the beats are split 1.5 to 1 or longer."""
    named = {use.name for use in piece.arrangement.patterns if use.part == "rhythm"}
    ratio = swing_ratio(piece)
    if ratio is None or not named & set(feels) or ratio >= least:
        return []
    message = f"long to short is {ratio:.2f} in a shuffle, expected {least:g} or more"
    return [Finding("shuffle_swing", message, value=ratio)]


def turnarounds(piece: Piece, *, label: str = "chorus") -> list[Finding]:
    """Every chorus but the last turns back: its last bar ends on a dominant that leads on, into the
    next one's key. The last one ends on the tonic."""
    choruses = [s for s in piece.arrangement.progression.sections if s.label == label]
    found = []
    for number, section in enumerate(choruses):
        event = _last_chord(piece, section)
        last = section is choruses[-1]
        home = section if last else choruses[number + 1]
        above = (event.chord.root.chroma - home.key.tonic.chroma) % 12
        if last and above:
            found.append(f"the last {label} ends on {event.roman}, not at home")
        if not last and not (above == 7 or (above and _is_dominant(event))):
            found.append(f"the {label} ends on {event.roman}: nothing turns it round")
    return [Finding("turnarounds", message) for message in found]


def _last_chord(piece: Piece, section: Section) -> ChordEvent:
    """The chord that sounds when a section ends."""
    end = piece.bars[section.start_bar + section.bars - 1].end
    return max((e for e in piece.chords if e.onset < end), key=lambda event: event.onset)
