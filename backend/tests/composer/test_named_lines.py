"""Forms that name the phrases of their sections."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from gospel_keys.arranger.style import FormSection
from gospel_keys.composer.planning.form import Part
from gospel_keys.genres.complete import gaps
from gospel_keys.genres.registry import genres

GENRE = "jazz"


def test_lines_share_the_bars_evenly() -> None:
    with pytest.raises(ValidationError, match="lines: 3 do not share 8 bars"):
        FormSection(label="blues", bars=8, lines=("one", "two", "three"))


def test_the_last_line_of_a_part() -> None:
    part = Part("a1", 8, lines=("open", "turn"))
    assert part.labels == ("open", "turn")
    assert part.last_line() == Part("a1", 4, lines=("turn",))
    assert Part("verse", 8).labels == ("verse",)


def test_a_missing_line_is_a_gap() -> None:
    one = genres()[GENRE]
    rows = tuple(row for row in one.harmony.phrases if "blues-2" not in row.section)
    given = {name: getattr(one.harmony, name) for name in type(one.harmony).model_fields}
    poorer = type(one.harmony)(**(given | {"phrases": rows}))
    assert any("blues-2" in gap for gap in gaps(one.style, poorer))
    assert not list(gaps(one.style, one.harmony))
