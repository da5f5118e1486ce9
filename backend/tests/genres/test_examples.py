"""A genre's examples go on giving what they gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from gospel_keys.arranger.tables import TableError
from gospel_keys.composer.parser import read_brief
from gospel_keys.composer.planner import plan
from gospel_keys.composer.request import Request
from gospel_keys.genres.examples import Example, examples, load_example, summary
from gospel_keys.genres.registry import genres

ALL = [
    pytest.param(one.id, example, id=f"{one.id}-{name}")
    for one in genres().values()
    for name, example in examples(one.folder)
]


@pytest.mark.parametrize(("genre", "example"), ALL)
def test_an_example_gives_its_summary(genre: str, example: Example) -> None:
    fields = example.model_dump(exclude={"expect", "description"}, exclude_none=True)
    brief = read_brief(Request(genre, example.description, **fields), genres())
    assert example.expect is not None
    assert summary(brief, plan(brief, genres()[genre])) == example.expect


def test_every_genre_has_examples_of_its_range() -> None:
    for one in genres().values():
        found = [example.expect for _, example in examples(one.folder)]
        assert len(found) >= 5
        assert {e.key.split()[1] for e in found if e} == {"major", "minor"}
        assert len({e.meter for e in found if e}) >= 3
        assert {e.complexity for e in found if e} >= {1, 5, 8}


def test_mistakes_name_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "odd.toml").write_text('description = "x"\nseed = "one"\n', "utf-8")
    with pytest.raises(TableError, match=r"examples/odd\.toml:2: seed"):
        list(examples(tmp_path))


def test_an_example_may_still_be_open(tmp_path: Path) -> None:
    (tmp_path / "open.toml").write_text('description = "x"\nseed = 1\n', "utf-8")
    assert load_example(tmp_path / "open.toml").expect is None
