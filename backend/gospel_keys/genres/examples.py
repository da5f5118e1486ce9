"""A genre's examples: a prompt with a seed, and the summary that it must go on giving."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gospel_keys.arranger.tables import TableError, read_table
from gospel_keys.score.model import Brief, Progression


class Summary(BaseModel):
    """What a piece is, short enough to read: its brief, its form, its harmony phrase by phrase.

    ``phrases`` has a line per phrase: section, row of the genre's progressions, and numerals.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    tempo: float
    meter: str
    bars: int
    application: str
    complexity: int
    form: str
    ending: str
    phrases: tuple[str, ...]


class Example(BaseModel):
    """One file of ``examples/``. Fields left out are read from the words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    description: Annotated[str, Field(min_length=1, max_length=500)]
    seed: Annotated[int, Field(ge=0, le=2**53 - 1)]
    key: str | None = None
    tempo: float | None = None
    time_signature: str | None = None
    num_bars: int | None = None
    application: str | None = None
    complexity: int | None = None
    expect: Summary | None = None


def load_example(source: Traversable) -> Example:
    """Read one example. Raises ``TableError`` with file and line."""
    table = read_table(source)
    try:
        return Example.model_validate(table.values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise table.error(first["loc"], f"{where}: {first['msg']}") from error


def examples(folder: Path) -> Iterator[tuple[str, Example]]:
    """A genre folder's examples by file name without ending, in order."""
    for path in sorted(folder.glob("examples/*.toml")):
        try:
            yield path.stem, load_example(path)
        except TableError as error:
            where = f"{folder.name}/examples/{error.file}"
            raise TableError(where, error.line, error.message) from error


def summary(brief: Brief, progression: Progression) -> Summary:
    """The summary of a piece."""
    labels = {section.id: section.label for section in progression.sections}
    lines = []
    for phrase in progression.phrases:
        numerals = [e.roman for e in progression.chords if e.phrase_id == phrase.id]
        lines.append(f"{labels[phrase.section_id]} {phrase.source}: {' '.join(numerals)}")
    return Summary(
        key=str(brief.key),
        tempo=brief.tempo,
        meter=str(brief.meter),
        bars=brief.bars,
        application=brief.application,
        complexity=brief.complexity,
        form=progression.form,
        ending=progression.ending,
        phrases=tuple(lines),
    )
