"""Is the piece whole: the bars asked, no holes, an ending, phrases that differ?"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from critic.finding import Finding
from critic.piece import Key, Piece
from gospel_keys.score import midi, smf_view
from gospel_keys.score.model import ChordEvent, Hand, HarmonicFunction, Phrase
from gospel_keys.score.validate import arrangement_problems, performance_problems

OPEN_CADENCES = frozenset({"half", "open", "turnaround", "vamp", "fade", "loop", "deceptive"})


def invariants(piece: Piece) -> list[Finding]:
    """The score's own rules: chords tile, ids are unique, every note is performed, in its chord."""
    problems = arrangement_problems(piece.arrangement)
    problems += performance_problems(piece.arrangement, piece.performance)
    return [Finding("invariants", problem) for problem in problems]


def exact_bars(piece: Piece) -> list[Finding]:
    """The sections make exactly the bars asked, and the MIDI file lasts exactly as many."""
    asked, made = piece.arrangement.brief.bars, len(piece.bars)
    found = []
    if made != asked:
        found.append(Finding("exact_bars", f"{made} bars, {asked} were asked", value=made))
    counted = smf_view.bars(midi.midi_file(piece.arrangement, piece.performance))
    if counted != asked:
        message = f"the MIDI file lasts {counted} bars, {asked} were asked"
        found.append(Finding("exact_bars", message, value=float(counted)))
    return found


def no_empty_bars(piece: Piece) -> list[Finding]:
    """Something sounds in every bar, and both hands play somewhere."""
    busy: set[int] = set()
    for key in piece.keys:
        last = piece.bar_index(max(key.onset, key.end - Fraction(1, 10080)))
        busy.update(range(piece.bar_index(key.onset), last + 1))
    missing = sorted(set(range(len(piece.bars))) - busy)
    found = [Finding("no_empty_bars", "nothing sounds", number + 1) for number in missing]
    return found + [
        Finding("no_empty_bars", f"the {hand} hand never plays")
        for hand in Hand
        if not piece.of(hand)
    ]


def ending(piece: Piece) -> list[Finding]:
    """The ending is one the style names; unless the last phrase stays open by name, the last chord
    is the tonic. Under the last chord the left hand's lowest key is its bass, and so is the lowest
    key of the left hand's last attack; each hand's last attack falls on a beat, on chord tones."""
    progression = piece.arrangement.progression
    found = []
    if piece.endings is not None and progression.ending not in piece.endings:
        allowed = ", ".join(sorted(piece.endings))
        found.append(f"{progression.ending!r} is none of {allowed}")
    last = progression.chords[-1]
    if progression.phrases[-1].cadence not in OPEN_CADENCES:
        tonic = piece.bars[-1].section.key.tonic
        if last.function is not HarmonicFunction.TONIC or tonic.chroma not in last.chord.chromas:
            found.append(f"the last chord is {last.chord}")
        found += _bass_problems(piece, last)
    for hand in Hand:
        final = (piece.attacks(hand) or [()])[-1]
        strays = [key for key in final if not _belongs(key, last)]
        found += [f"the {hand} hand ends on {key.note.pitch} in {last.chord}" for key in strays]
        if final and piece.strength(final[0].onset) == 0:
            found.append(f"the {hand} hand's last attack is between the beats")
    return [Finding("ending", message, len(piece.bars)) for message in found]


def _bass_problems(piece: Piece, last: ChordEvent) -> list[str]:
    """Where the left hand does not come to rest on the last chord's bass."""
    closing = [key for key in piece.of(Hand.LEFT) if key.onset >= last.onset]
    if not closing:
        return []
    lowest = min(closing, key=lambda key: key.midi)
    final = piece.attacks(Hand.LEFT)[-1][0]
    held = [key for key in closing if key.onset <= final.onset < key.end]
    under = {"last bass": lowest, "final bass": min(held or [final], key=lambda key: key.midi)}
    return [
        f"{key.note.pitch} is the {name} of {last.chord}"
        for name, key in under.items()
        if key.midi % 12 != last.chord.lowest.chroma
    ]


def _belongs(key: Key, event: ChordEvent) -> bool:
    return key.midi % 12 in event.chord.chromas


def fresh_surface(piece: Piece, *, most: float = 0.0) -> list[Finding]:
    """Harmony may loop, the surface does not: no two phrases of two bars or more have the same
    right hand (onsets, pitches and durations). ``most`` is the share of such phrases allowed."""
    seen: dict[object, Phrase] = {}
    copies = []
    phrases = [phrase for phrase in piece.arrangement.progression.phrases if phrase.bars >= 2]
    for phrase in phrases:
        surface = _surface(piece, phrase)
        if surface in seen:
            copies.append((phrase, seen[surface]))
        elif surface:
            seen[surface] = phrase
    if len(copies) <= most * len(phrases):
        return []
    return [
        Finding(
            "fresh_surface",
            f"the right hand repeats bars {old.start_bar + 1}-{old.start_bar + old.bars}",
            new.start_bar + 1,
        )
        for new, old in copies
    ]


def _surface(piece: Piece, phrase: Phrase) -> tuple[tuple[Fraction, int, Fraction], ...]:
    start = piece.bars[phrase.start_bar].onset
    end = piece.bars[phrase.start_bar + phrase.bars - 1].end
    return tuple(
        (key.onset - start, key.midi, key.end - key.onset)
        for key in piece.of(Hand.RIGHT)
        if start <= key.onset < end
    )


FRAME = frozenset({"intro", "vamp", "tag", "strain"})
"""Sections that make up odd lengths around the form's own."""


def whole_form(piece: Piece, *, frame: Sequence[str] = ()) -> list[Finding]:
    """A form is never cut: its sections of one name have the same length, four bars at
    least; odd lengths are met by intro, vamp and tag, or what a genre calls them (``frame``).
    Pieces under eight bars have no form."""
    if len(piece.bars) < 8:
        return []
    lengths: dict[str, set[int]] = {}
    for section in piece.arrangement.progression.sections:
        if section.label not in FRAME and section.label not in frame:
            lengths.setdefault(section.label, set()).add(section.bars)
    return [
        Finding("whole_form", f"{label} has {' and '.join(map(str, sorted(bars)))} bars")
        for label, bars in lengths.items()
        if len(bars) > 1 or min(bars) < 4
    ]
