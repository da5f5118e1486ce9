"""A new genre's folder is whole from the start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gospel_keys import compose
from gospel_keys.genres import scaffold as module
from gospel_keys.genres.registry import EXTRA_FOLDERS, genres
from gospel_keys.genres.scaffold import ScaffoldError, scaffold

BACKEND = Path(__file__).parents[2]


def test_the_folder_is_a_genre_of_its_own(tmp_path: Path) -> None:
    folder = scaffold("rag_time", tmp_path / "new")
    assert folder == tmp_path / "new" / "rag_time"
    one = genres(tmp_path / "new")["rag_time"]
    assert one.label == "Rag time"
    assert "rag time" in one.names
    assert one.lessons()
    assert (folder / "README.md").read_text("utf-8").startswith("# Rag time")
    assert {path.name for path in folder.iterdir()} >= {
        "style.toml", "progressions.toml", "textures.toml", "licks.toml", "lessons", "examples",
    }  # fmt: skip
    assert one.style.colour != genres(tmp_path / "new")[next(iter(genres()))].style.colour


@pytest.mark.parametrize(
    "name", ["", "Polka", "2step", "a-b", "../up", "class", "a b", next(iter(genres()))]
)
def test_names_that_cannot_be(name: str, tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError):
        scaffold(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    scaffold("polka", tmp_path)
    with pytest.raises(ScaffoldError, match="exists already"):
        scaffold("polka", tmp_path)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(ScaffoldError, match="cannot be written"):
        scaffold("polka", tmp_path / "file")


def test_without_a_folder_it_goes_beside_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path(module.__file__).parent
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    (tmp_path / module.STARTER).symlink_to(home / module.STARTER)
    assert scaffold("polka") == tmp_path / "polka"


def test_it_composes_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scaffold("polka", tmp_path)
    monkeypatch.setenv(EXTRA_FOLDERS, str(tmp_path))
    piece = compose("polka", "A bright song in three, 19 bars, in F minor")
    assert (str(piece.brief.meter), piece.brief.bars) == ("3/4", 19)
    assert piece.midi().startswith(b"MThd")


@pytest.mark.slow
def test_it_passes_the_contract(tmp_path: Path) -> None:
    scaffold("polka", tmp_path)
    contract = BACKEND / "tests" / "genres" / "test_contract.py"
    run = subprocess.run(
        [
            sys.executable, "-m", "pytest", "--noconftest", "-q", "-x", "-p", "no:cacheprovider",
            "-p", "no:xdist", str(contract), "-k", "polka",
        ],
        cwd=BACKEND.parent,
        env=os.environ | {EXTRA_FOLDERS: str(tmp_path), "CRITIC_SEEDS": "6"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-3000:]
    assert " passed" in run.stdout
