"""An edit of a piece that was kept, and everything that is kept of it. Runs in a worker process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from gospel_keys.compose import Composition
from gospel_keys.editing.regenerating import regenerate
from gospel_keys.studio.addresses import Addresses, title_of
from gospel_keys.studio.composing import Made, answer_of, pack_document, pack_score, unpack_document
from gospel_keys.studio.schemas.edits import Edit, Regenerate


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
    )


def edited(piece: Composition, edit: Edit, seed: int) -> Composition:
    """The piece after an edit; ``seed`` where the edit left its own open."""
    return _OPERATIONS[type(edit)](piece, edit, seed)


def _regenerate(piece: Composition, edit: Regenerate, seed: int) -> Composition:
    first, last = edit.bars
    return regenerate(piece, (first, last), edit.locked, seed)


_OPERATIONS: dict[type[Edit], Callable[[Composition, Any, int], Composition]] = {
    Regenerate: _regenerate,
}
