"""Data files say where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from gospel_keys.arranger.tables import TableError, parse_table, read_table

TEXT = """\
# a comment
label = "x"

[[rows]]
id = "one"
when = { complexity = [1, 2] }

[[rows]]
id = "two"
cells.2 = [
  "0 1 bass:1",
]
[[rows.variants]]
chance = 0.5
[[rows.variants]]
chance = 0.7

[deep.er]
"quoted key" = 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("label",), 2),
        (("rows", 0), 4),
        (("rows", 0, "when"), 6),
        (("rows", 0, "when", "complexity", 0), 6),
        (("rows", 1, "id"), 9),
        (("rows", 1, "cells", "2"), 10),
        (("rows", 1, "variants", 0, "chance"), 14),
        (("rows", 1, "variants", 1, "chance"), 16),
        (("deep", "er", "quoted key"), 19),
        (("nowhere",), 1),
    ],
)
def test_every_key_has_a_line(path: tuple[str | int, ...], line: int) -> None:
    assert parse_table(TEXT, "x.toml").line(path) == line


def test_an_error_names_file_and_line() -> None:
    error = parse_table(TEXT, "x.toml").error(("rows", 1, "id"), "no good")
    assert str(error) == "x.toml:9: no good"
    assert (error.file, error.line, error.message) == ("x.toml", 9, "no good")


def test_what_is_not_toml_says_where() -> None:
    with pytest.raises(TableError) as raised:
        parse_table('a = 1\nb = "open\n', "y.toml")
    assert raised.value.line == 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"gone\.toml:1: the file cannot be read"):
        read_table(tmp_path / "gone.toml")
