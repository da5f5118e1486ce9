"""A style is read from a folder, and what is wrong with it is found with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic import ValidationError

import gospel_keys
from gospel_keys.arranger.style import Style
from gospel_keys.arranger.style_loader import load_style
from gospel_keys.arranger.tables import TableError
from tests.arranger.pieces import style

SOURCE = Path(gospel_keys.__file__).parent / "genres" / "gospel"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("style.toml", "textures.toml", "licks.toml"):
        shutil.copy(SOURCE / name, tmp_path / name)
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first ``old``; the line it stands on."""
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("style.toml", "velocity_sd = 13.0", "velocity_sd = 99.0", "less than or equal to 30"),
        ("style.toml", 'default_meter = "4/4"', 'default_meter = "7/4"', "one of meters"),
        ("style.toml", "[ranges]", "[ranges]\nmoon = 1", "moon"),
        ("textures.toml", 'rhythm = "2 2"', 'rhythm = "2 1"', "lasts 3 beats"),
        ("textures.toml", '"0 4 bass:1"', '"0 4 root:1"', "a tone is frame:degree"),
        ("textures.toml", 'generator = "walk"', 'generator = "fly"', "no generator"),
        ("textures.toml", "skip = 0.4", "skid = 0.4", "skid = 0.4: walk takes skip"),
        ("textures.toml", "skip = 0.4", 'skip = "often"', "walk takes"),
        ("licks.toml", 'length = "1"', 'length = "1/2"', "a step ends after"),
    ],
)
def test_mistakes_are_found_where_they_are(
    folder: Path, name: str, old: str, new: str, message: str
) -> None:
    line = edit(folder, name, old, new)
    with pytest.raises(TableError, match=message) as raised:
        load_style(folder)
    assert raised.value.file == name
    assert abs(raised.value.line - line) <= 5


def test_a_table_belongs_to_one_file(folder: Path) -> None:
    with (folder / "licks.toml").open("a") as file:
        file.write('\n[[left]]\nid = "x"\n')
    with pytest.raises(TableError, match=r"left stands in textures\.toml already"):
        load_style(folder)


def test_hooks_bring_generators(folder: Path) -> None:
    edit(folder, "textures.toml", 'generator = "walk"', 'generator = "fly"')
    hooks = SimpleNamespace(left={"fly": lambda part: []})
    assert load_style(folder, hooks).left
    with pytest.raises(TableError):
        load_style(folder, SimpleNamespace())


def test_a_style_needs_ten_levels_and_known_names() -> None:
    for change in (
        {"levels": style().levels[:9]},
        {"default_application": "NONE"},
        {"default_meter": "5/4"},
    ):
        with pytest.raises(ValidationError):
            Style.model_validate({**dict(style()), **change})


def test_lookups_say_what_there_is() -> None:
    assert style().application("WORSHIP").label == "Worship"
    assert style().feel("swing").division == 2
    with pytest.raises(KeyError, match="PRACTICE"):
        style().application("NOPE")
    with pytest.raises(KeyError, match="shuffle"):
        style().feel("nope")


def test_swing_follows_the_tempo() -> None:
    table = style()
    assert table.swing_ratio(40) == table.swing_ratio(60) == 1.75
    assert 1.5 < table.swing_ratio(130) < 1.6
    assert table.swing_ratio(300) == 1.3
    assert table.model_copy(update={"swing": ()}).swing_ratio(100) == 1.0
