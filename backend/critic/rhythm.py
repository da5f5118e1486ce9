"""Do the notes fall where they should?"""

from __future__ import annotations

from fractions import Fraction

from critic.finding import Finding
from critic.piece import Key, Piece
from gospel_keys.score.model import Hand, Role


def compound_eighths(piece: Piece, *, least: float = 0.8) -> list[Finding]:
    """In compound meters at least 80 % of the written onsets fall on the meter's divisions (the
    eighths of 12/8)."""
    onsets = {key.onset for key in piece.keys if not key.grace}
    compound = []
    for onset in onsets:
        bar = piece.bars[piece.bar_index(onset)]
        if bar.section.meter.is_compound:
            compound.append((onset - bar.onset) % bar.section.meter.division == 0)
    if not compound or sum(compound) / len(compound) >= least:
        return []
    share = sum(compound) / len(compound)
    message = f"{share:.0%} of the onsets are on the divisions"
    return [Finding("compound_eighths", message, value=share)]


def fills_at_ends(piece: Piece, *, beats: int = 2) -> list[Finding]:
    """Fills stand only in the last two beats of a phrase."""
    found = []
    ends = _phrase_ends(piece)
    for key in piece.keys:
        if key.note.role is not Role.FILL:
            continue
        bar = piece.bar_index(key.onset)
        end = next(end for last, end in ends if bar <= last)
        if end - key.onset > beats * piece.bars[bar].section.meter.felt.beat:
            message = f"a fill note {float(end - key.onset):g} quarters before the phrase ends"
            found.append(Finding("fills_at_ends", message, bar + 1))
    return found


def _phrase_ends(piece: Piece) -> list[tuple[int, Fraction]]:
    """For each phrase its last bar's index and its end in quarters."""
    return [
        (phrase.start_bar + phrase.bars - 1, piece.bars[phrase.start_bar + phrase.bars - 1].end)
        for phrase in piece.arrangement.progression.phrases
    ]


def swing(piece: Piece, *, low: float = 0.85, high: float = 2.3) -> list[Finding]:
    """The beats of simple meters are split long to short (see ``swing_ratio``) within ``low`` to
    ``high``: 1.0 is even, 2.0 a triplet's."""
    ratio = swing_ratio(piece)
    if ratio is None or low <= ratio <= high:
        return []
    message = f"long to short is {ratio:.2f}, expected {low:g}..{high:g}"
    return [Finding("swing", message, value=ratio)]


def fill_share(piece: Piece) -> float:
    """The share of phrases that have a fill."""
    ends = _phrase_ends(piece)
    filled = {
        next(i for i, (last, _) in enumerate(ends) if piece.bar_index(key.onset) <= last)
        for key in piece.keys
        if key.note.role is Role.FILL
    }
    return len(filled) / len(ends)


def swing_ratio(piece: Piece) -> float | None:
    """The median of long to short as performed: for each attack of a hand written halfway through
    a beat of a simple meter, how late in its beat its first key is played (a chord's own spread is
    no swing). None where there are fewer than eight."""
    firsts = (
        min(group, key=lambda key: key.start) for hand in Hand for group in piece.attacks(hand)
    )
    ratios = sorted(
        ratio for key in firsts if (ratio := _ratio(piece, key)) is not None and ratio < 10
    )
    return ratios[len(ratios) // 2] if len(ratios) >= 8 else None


def _ratio(piece: Piece, key: Key) -> float | None:
    bar = piece.bars[piece.bar_index(key.onset)]
    meter = bar.section.meter
    beat, inside = divmod(key.onset - bar.onset, meter.felt.beat)
    if meter.is_compound or key.grace or inside != meter.felt.beat / 2:
        return None
    start = piece.tempo.seconds(bar.onset + beat * meter.felt.beat)
    end = piece.tempo.seconds(bar.onset + (beat + 1) * meter.felt.beat)
    return (key.start - start) / (end - key.start) if start < key.start < end else None
