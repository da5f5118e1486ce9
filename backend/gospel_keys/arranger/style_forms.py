"""The plans of a genre: its forms, section by section, and its endings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from gospel_keys.arranger.style_types import Name, Row, Share, Weight
from gospel_keys.arranger.when import When


class FormSection(Row):
    """A stretch of a form: its label, its bars, and how many semitones the key has risen.

    ``lines`` are the kinds of phrase it is made of, one after another and of one length; without
    them any phrases of its label serve. Phrases of one kind are the same wherever they come back.
    One that ``comes_home`` closes the last time round, even where something else follows.
    """

    label: Name
    bars: Annotated[int, Field(ge=1, le=64)]
    rise: Annotated[int, Field(ge=-6, le=6)] = 0
    lines: tuple[Name, ...] = ()
    comes_home: bool = False

    @model_validator(mode="after")
    def _lines_are_equal(self) -> FormSection:
        if self.lines and self.bars % len(self.lines):
            raise ValueError(f"lines: {len(self.lines)} do not share {self.bars} bars evenly")
        return self


class Form(Row):
    """A plan of sections for pieces of ``bars`` (closed range); sections repeat to fill it.

    ``words`` name it in a prompt; one that is named may go round longer than ``bars`` says. ``why``
    says what it is and what it is good for.
    """

    id: Name
    label: str
    why: str = ""
    words: tuple[str, ...] = ()
    sections: tuple[FormSection, ...]
    bars: tuple[int, int] = (1, 128)
    weight: Weight = 1.0
    when: When = When()

    @property
    def around(self) -> int:
        """The bars of once through."""
        return sum(section.bars for section in self.sections)


class Ending(Row):
    """A way to end: ``last`` says how the final chord is struck; ``ritardando`` scales it.

    ``fade`` is the share of its loudness that the last phrase gives up by its end.
    """

    id: Name
    label: str
    cadence: str
    weight: Weight = 1.0
    when: When = When()
    last: Literal["held", "rolled", "short", "octaves"] = "held"
    ritardando: Share = 1.0
    fade: Share = 0.0
