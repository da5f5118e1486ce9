"""Where fonts are found, and what is said when there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gospel_keys.sound import fonts
from gospel_keys.sound.fonts import Font, NoFontError, best_font, find_fonts

FONT = b"RIFF\4\0\0\0sfbk"


@pytest.fixture
def system(tmp_path: Path) -> Path:
    folder = tmp_path / "sf2"
    folder.mkdir()
    for name in ("TimGM6mb.sf2", "Strange.sf2", "FluidR3_GM.sf2", "MuseScore_General.sf3"):
        (folder / name).write_bytes(FONT)
    (folder / "notes.txt").write_text("no font")
    (folder / "default-GM.sf2").symlink_to(folder / "FluidR3_GM.sf2")
    return folder


def test_known_good_ones_come_first_and_each_file_once(system: Path) -> None:
    found = [f.name for f in find_fonts(folders=[system, system]) if f.origin == "system"]
    assert found == ["FluidR3_GM", "MuseScore_General", "Strange", "TimGM6mb"]


def test_the_users_choice_comes_before_all(system: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.sf2"
    mine.write_bytes(FONT)
    assert find_fonts(mine, [system])[0] == Font(mine, "setting")


def test_a_choice_that_is_on_the_system_too_is_listed_once(system: Path) -> None:
    found = find_fonts(system / "Strange.sf2", [system])
    assert [f.name for f in found].count("Strange") == 1
    assert found[0].origin == "setting"


def test_a_choice_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoFontError, match=r"gone\.sf2"):
        find_fonts(tmp_path / "gone.sf2", [])


@pytest.mark.parametrize("data", [b"", b"RIFF", b"root:x:0:0", b"RIFF\4\0\0\0WAVEfmt "])
def test_what_is_no_soundfont_is_told_or_passed_over(
    system: Path, tmp_path: Path, data: bytes
) -> None:
    (system / "FluidR3_GM.sf2").write_bytes(data)
    (system / "folder.sf2").mkdir()
    assert find_fonts(folders=[system])[0].name == "MuseScore_General"
    mine = tmp_path / "mine.sf2"
    mine.write_bytes(data)
    with pytest.raises(NoFontError, match=r"no SoundFont.*mine\.sf2"):
        find_fonts(mine, [system])


def test_a_package_brings_the_last_resort_without_being_imported() -> None:
    loaded = "pretty_midi" in sys.modules
    found = find_fonts(folders=[])
    assert [f.origin for f in found] == ["package"]
    assert found[0].path.read_bytes()[:4] == b"RIFF"
    assert ("pretty_midi" in sys.modules) == loaded


def test_without_any_font_the_command_that_helps_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "system_folders", list)
    monkeypatch.setattr(fonts, "_packaged", list)
    with pytest.raises(NoFontError, match="install"):
        best_font()


@pytest.mark.parametrize(
    ("system", "apt", "word"),
    [("linux", True, "apt-get install fluid-soundfont-gm"), ("linux", False, "pip install"),
     ("darwin", False, "pip install"), ("win32", False, "pip install")],
)  # fmt: skip
def test_advice_fits_the_system(monkeypatch, system: str, apt: bool, word: str) -> None:
    monkeypatch.setattr(Path, "exists", lambda _: apt)
    assert word in fonts.advice(system)


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_every_system_has_its_folders(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setenv("APPDATA", "/roaming")
    assert fonts.system_folders(system)


def test_an_identity_changes_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.sf2"
    path.write_bytes(FONT)
    before = Font(path, "setting").identity
    path.write_bytes(FONT + b"longer")
    assert Font(path, "setting").identity != before
