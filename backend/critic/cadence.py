"""Do phrases close as the common practice closes them?"""

from __future__ import annotations

from fractions import Fraction

from critic.finding import Finding
from critic.piece import Piece
from gospel_keys.score.model import ChordEvent, HarmonicFunction, Phrase, Role

_CLOSED = frozenset({"authentic", "half", "plagal"})
_FIFTH = 7


def perfect_close(piece: Piece) -> list[Finding]:
    """The piece ends with a perfect authentic cadence: the dominant in root position, the tonic in
    root position, and the tonic note on top, in the tune."""
    tonic = piece.bars[-1].section.key.tonic.chroma
    last = piece.chords[-1]
    bar = len(piece.bars)
    found = []
    if last.chord.lowest.chroma != tonic or last.chord.root.chroma != tonic:
        found.append(f"{last.chord} is no tonic in root position")
    if len(piece.chords) > 1:
        before = piece.chords[-2].chord
        fifth = (tonic + _FIFTH) % 12
        if (before.root.chroma, before.lowest.chroma) != (fifth, fifth):
            found.append(f"{before} is no dominant in root position")
        elif before.third is None or before.third.chroma != (tonic + 11) % 12:
            found.append(f"{before} has no leading tone")
    if piece.melody and piece.melody[-1].midi % 12 != tonic:
        found.append(f"the tune ends on {piece.melody[-1].note.pitch}")
    return [Finding("perfect_close", message, bar) for message in found]


def stable_triads(piece: Piece) -> list[Finding]:
    """Rest is a triad: no seventh, ninth or thirteenth in a chord of tonic function, nor in the
    last chord of a phrase that closes."""
    ends = {_last(piece, phrase).id for phrase in _phrases(piece) if phrase.cadence in _CLOSED}
    found = []
    for event in piece.chords:
        stable = event.function is HarmonicFunction.TONIC or event.id in ends
        if stable and len(event.chord.chromas) > 3:
            message = f"{event.chord} is no chord to rest on"
            found.append(Finding("stable_triads", message, piece.bar(event.onset)))
    return found


def _phrases(piece: Piece) -> tuple[Phrase, ...]:
    return piece.arrangement.progression.phrases


def _last(piece: Piece, phrase: Phrase) -> ChordEvent:
    return [event for event in piece.chords if event.phrase_id == phrase.id][-1]


def six_fours(piece: Piece, *, least: float = 0.95) -> list[Finding]:
    """A tonic over the fifth is a dominant delayed, or a step in a bass line: it goes on to the
    dominant (at once or after one chord more), or its bass passes by step from the chord before to
    the one after. In at least 95 % of the cases."""
    places = [index for index in range(len(piece.chords)) if _is_six_four(piece, index)]
    bad = [index for index in places if not (_falls(piece, index) or _passes(piece, index))]
    if not bad or 1 - len(bad) / len(places) >= least:
        return []
    message = f"{len(bad)} of {len(places)} six-fours do not fall to the dominant"
    share = 1 - len(bad) / len(places)
    return [Finding("six_fours", message, piece.bar(piece.chords[bad[0]].onset), share)]


def _is_six_four(piece: Piece, index: int) -> bool:
    chord = piece.chords[index].chord
    tonic = piece.bars[piece.bar_index(piece.chords[index].onset)].section.key.tonic.chroma
    return (chord.root.chroma, chord.lowest.chroma) == (tonic, (tonic + _FIFTH) % 12)


def _falls(piece: Piece, index: int) -> bool:
    fifth = piece.chords[index].chord.lowest.chroma
    after = piece.chords[index + 1 : index + 3]
    return any(event.chord.root.chroma == fifth for event in after)


def _passes(piece: Piece, index: int) -> bool:
    """Whether the bass steps through, in one direction, from one chord to another."""
    run = [event.chord.lowest.chroma for event in piece.chords[max(0, index - 1) : index + 2]]
    if len(run) < 3:
        return False
    steps = {(run[1] - run[0]) % 12, (run[2] - run[1]) % 12}
    return steps <= {1, 2} or steps <= {10, 11}


def periods(piece: Piece) -> list[tuple[Phrase, Phrase]]:
    """Two phrases of one section and one length, the first to a half cadence and the second to an
    authentic one."""
    found = []
    for one, other in zip(_phrases(piece), _phrases(piece)[1:], strict=False):
        opens = piece.bars[one.start_bar].section.start_bar == one.start_bar
        alike = one.section_id == other.section_id and one.bars == other.bars >= 4
        if opens and alike and (one.cadence, other.cadence) == ("half", "authentic"):
            found.append((one, other))
    return found


def period_structure(piece: Piece, *, alike: float = 0.6, labels: str = "theme") -> list[Finding]:
    """Question and answer: a period's first phrase rests on a dominant triad in root position, its
    second on the tonic in root position, and the answer begins as the question did: of the onsets
    of its first bar at least the share ``alike`` are the question's (in sections named ``labels``).
    """
    found = []
    for one, other in periods(piece):
        tonic = piece.bars[one.start_bar].section.key.tonic.chroma
        for phrase, root in ((one, (tonic + _FIFTH) % 12), (other, tonic)):
            chord = _last(piece, phrase).chord
            if (chord.root.chroma, chord.lowest.chroma) != (root, root):
                message = f"a {phrase.cadence} cadence on {chord}"
                bar = phrase.start_bar + phrase.bars
                found.append(Finding("period_structure", message, bar))
        label = piece.bars[one.start_bar].section.label
        share = _shared(piece, one, other)
        if label == labels and share < alike:
            message = "the answer does not begin as the question"
            found.append(Finding("period_structure", message, other.start_bar + 1, share))
    return found


def _shared(piece: Piece, one: Phrase, other: Phrase) -> float:
    """The share of onsets in the phrases' first bars that both have."""
    first, second = _opening(piece, one), _opening(piece, other)
    return len(first & second) / max(1, len(first | second))


def _opening(piece: Piece, phrase: Phrase) -> set[Fraction]:
    bar = piece.bars[phrase.start_bar]
    return {
        key.onset - bar.onset
        for key in piece.melody
        if bar.onset <= key.onset < bar.end and key.note.role is Role.MELODY
    }


def tempo_bends(piece: Piece) -> float:
    """How far the tempo leaves the section's own before the last two bars, as a share of it."""
    end = piece.bars[-2].onset if len(piece.bars) > 2 else piece.end
    shares = [0.0]
    for change in piece.performance.tempo_map:
        section = piece.bars[piece.bar_index(change.onset)].section
        plain = section.tempo * float(section.meter.beat)
        if change.onset < end:
            shares.append(abs(change.quarter_bpm / plain - 1))
    return max(shares)


def rubato(
    piece: Piece, *, least: float = 0.0, most: float = 0.0, fewest: int = 4
) -> list[Finding]:
    """Time bends by at least ``least`` and at most ``most`` of the tempo; pieces under four bars
    say too little."""
    bend = tempo_bends(piece)
    if len(piece.bars) < fewest or least <= bend <= most:
        return []
    message = f"the tempo bends by {bend:.0%}, expected {least:.0%} to {most:.0%}"
    return [Finding("rubato", message, value=bend)]
