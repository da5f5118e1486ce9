"""A piece with other chords in some of its time, its notes written anew there and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gospel_keys.arranger import VERSION, arrange, perform
from gospel_keys.arranger.replaying import replayed
from gospel_keys.arranger.seed import sub_seed
from gospel_keys.arranger.splicing import Hands, Stretch, spliced
from gospel_keys.compose import Composition
from gospel_keys.editing.progressions import given_of, joined
from gospel_keys.genres.registry import genres
from gospel_keys.score.model import (
    Arrangement,
    Brief,
    GivenNote,
    Note,
    PatternUse,
    Performance,
    Phrase,
    Progression,
    Role,
)
from gospel_keys.score.timing import bars

_HANDS = ("left", "right")


def rewritten(
    piece: Composition,
    progression: Progression,
    where: Sequence[Stretch],
    seed: int | None,
    *,
    tune: bool = False,
) -> Composition:
    """The piece over another progression, its notes new inside ``where`` alone.

    ``seed`` draws the new notes; None keeps the piece's own seed, so that they stay near the old
    ones. With ``tune`` the melody stays. Every note outside is the same: name, pitch, time, finger,
    velocity; and so is the pedal there.
    """
    where = joined(where)
    old = piece.arrangement
    genre = genres()[old.brief.genre]
    touched = [phrase for phrase in progression.phrases if _touches(progression, phrase, where)]
    whole = {phrase.id for phrase in touched if _covered(progression, phrase, where)}
    seeds = {} if seed is None else {p.id: sub_seed(seed, "edit", p.id) for p in touched}
    settled = _settled(old, frozenset() if seed is None else frozenset(whole))
    drawn = arrange(
        _singing(old) if tune else old.brief,
        progression,
        genre.style,
        genre.hooks,
        phrase_seeds=seeds,
        textures=settled,
    )
    tune = tune or bool(old.brief.melody)  # one that was brought stays whatever happens
    notes, fresh = spliced(old, drawn, where, _hands(old, piece.performance), tune=tune)
    patterns = _patterns(old, drawn, whole, notes)
    new = Arrangement(_carrying(old.brief, progression), progression, notes, patterns, VERSION)
    performance = replayed(piece.performance, perform(new, genre.style), new, fresh, where)
    return Composition(new.brief, new, performance)


def _singing(old: Arrangement) -> Brief:
    """The brief with the piece's own melody brought along, so that chords are laid under it."""
    if old.brief.melody:
        return old.brief
    notes = (n for n in old.notes if n.role is Role.MELODY and n.duration > 0)
    tune = sorted(notes, key=lambda note: (note.onset, note.pitch.midi))
    single = {note.onset: note for note in tune}
    melody = [GivenNote(note.pitch, note.onset, note.duration) for note in single.values()]
    return replace(old.brief, melody=tuple(_parted(melody)))


def _parted(melody: Sequence[GivenNote]) -> Iterator[GivenNote]:
    """The melody in one voice: a note ends where the next begins."""
    for note, after in zip(melody, [*melody[1:], None], strict=True):
        if after is not None and note.end > after.onset:
            yield replace(note, duration=after.onset - note.onset)
        else:
            yield note


def _settled(old: Arrangement, anew: frozenset[str]) -> dict[tuple[str, str], str]:
    """What each hand plays in the phrases that are not drawn ``anew`` whole."""
    return {
        (use.phrase_id, use.part): use.name
        for use in old.patterns
        if use.part in _HANDS and use.phrase_id not in anew
    }


def _carrying(brief: Brief, progression: Progression) -> Brief:
    """The brief of an edited piece: it brings its chords."""
    return replace(brief, chords=given_of(progression))


def stretch_of(progression: Progression, phrase: Phrase) -> Stretch:
    """A phrase's written time."""
    own = bars(progression)[phrase.start_bar : phrase.start_bar + phrase.bars]
    return Stretch(own[0].onset, own[-1].end)


def _touches(progression: Progression, phrase: Phrase, where: Sequence[Stretch]) -> bool:
    own = stretch_of(progression, phrase)
    return any(one.start < own.end and one.end > own.start for one in where)


def _covered(progression: Progression, phrase: Phrase, where: Sequence[Stretch]) -> bool:
    own = stretch_of(progression, phrase)
    return any(one.start <= own.start and one.end >= own.end for one in where)


def _hands(old: Arrangement, performance: Performance) -> Hands:
    """The reach of the brief's hands, at the fastest the piece goes; swing shortens it more."""
    style = genres()[old.brief.genre].style
    small = old.brief.hand_size == "small"
    fastest = max(change.quarter_bpm for change in performance.tempo_map)
    ratio = style.swing_ratio(fastest)
    return Hands(
        style.spans.small if small else style.spans.normal,
        style.spans.small if small else style.spans.rolled,
        60 / fastest * 2 / (1 + max(1.0, ratio)),
    )


def _patterns(
    old: Arrangement, drawn: Arrangement, whole: set[str], notes: Sequence[Note]
) -> tuple[PatternUse, ...]:
    """What each phrase uses: as drawn where it is new whole; else as it was, its fills as heard."""
    heard = {(n.id.partition(".")[0], n.pattern) for n in notes}
    found: list[PatternUse] = []
    for phrase in drawn.progression.phrases:
        source = drawn if phrase.id in whole else old
        found += [u for u in source.patterns if u.phrase_id == phrase.id and u.part != "fill"]
        fills = [u for u in (*old.patterns, *drawn.patterns) if u.part == "fill"]
        own = {
            u.name: u for u in fills if (u.phrase_id, u.name) in heard and u.phrase_id == phrase.id
        }
        found += own.values()
    return tuple(found)
