"""An edit of a piece that was kept, and everything that is kept of it. Runs in a worker process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from gospel_keys.compose import Composition
from gospel_keys.editing.checks import chord_of_id
from gospel_keys.editing.chords import alternatives, set_chord
from gospel_keys.editing.regenerating import regenerate
from gospel_keys.editing.reharmonising import reharmonise
from gospel_keys.editing.reworking import change_complexity, change_genre, variation
from gospel_keys.editing.transposing import transpose
from gospel_keys.studio.addresses import Addresses, title_of
from gospel_keys.studio.composing import (
    Made,
    answer_of,
    facts_of,
    pack_document,
    pack_score,
    unpack_document,
)
from gospel_keys.studio.schemas.edits import (
    AlternativeOut,
    AlternativesOut,
    ChangeComplexity,
    ChangeGenre,
    Edit,
    Regenerate,
    Reharmonise,
    SetChord,
    Transpose,
    Variation,
)


def make_edit(addresses: Addresses, parent_id: str, document: bytes, edit: Edit, seed: int) -> Made:
    """The piece of ``document`` after ``edit``. BriefError when it cannot be done."""
    arrangement, performance = unpack_document(document)
    old = Composition(arrangement.brief, arrangement, performance)
    new = edited(old, edit, seed)
    written = replace(new.arrangement, parent_id=parent_id)
    midi = new.midi()
    answer = answer_of(addresses, edit, written, new.performance, midi)
    return Made(
        answer=answer.model_dump_json().encode(),
        midi=midi,
        document=pack_document(written, new.performance),
        score=pack_score(written, new.performance, addresses),
        title=title_of(new.brief.description, addresses.genre, new.brief.seed),
        facts=facts_of(answer),
    )


def edited(piece: Composition, edit: Edit, seed: int) -> Composition:
    """The piece after an edit; ``seed`` where the edit left its own open."""
    return _OPERATIONS[type(edit)](piece, edit, seed)


def alternatives_of(document: bytes, chord_id: str) -> bytes:
    """What might stand in a chord's place, as it is answered. BriefError without the chord."""
    arrangement, performance = unpack_document(document)
    piece = Composition(arrangement.brief, arrangement, performance)
    here = chord_of_id(arrangement.progression, chord_id)
    offers = [
        AlternativeOut(
            symbol=str(one.chord),
            function=one.roman,
            notes=[str(name) for name in one.chord.notes],
            idea=one.idea,
            label=one.label,
            reason=one.reason,
        )
        for one in alternatives(piece, chord_id)
    ]
    answer = AlternativesOut(chord_id=chord_id, symbol=str(here.chord), alternatives=offers)
    return answer.model_dump_json().encode()


def _pair(bars: Sequence[int]) -> tuple[int, int]:
    first, last = bars
    return first, last


def _regenerate(piece: Composition, edit: Regenerate, seed: int) -> Composition:
    return regenerate(piece, _pair(edit.bars), edit.locked, seed)


def _set_chord(piece: Composition, edit: SetChord, _seed: int) -> Composition:
    return set_chord(piece, edit.chord_id, edit.symbol, edit.seed)


def _reharmonise(piece: Composition, edit: Reharmonise, seed: int) -> Composition:
    return reharmonise(piece, _pair(edit.bars) if edit.bars else None, edit.techniques, seed)


_OPERATIONS: dict[type[Edit], Callable[[Composition, Any, int], Composition]] = {
    Regenerate: _regenerate,
    SetChord: _set_chord,
    Reharmonise: _reharmonise,
    Transpose: lambda piece, edit, _: transpose(piece, edit.key),
    Variation: lambda piece, _, seed: variation(piece, seed),
    ChangeGenre: lambda piece, edit, _: change_genre(piece, edit.genre),
    ChangeComplexity: lambda piece, edit, _: change_complexity(piece, edit.complexity),
}
