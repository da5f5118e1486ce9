"""Scores and charts from the command line, by option and by the file's ending."""

from __future__ import annotations

from pathlib import Path

import mido
import pytest
from typer.testing import CliRunner, Result

from gospel_keys import cli, compose
from gospel_keys.score import musicxml
from gospel_keys.score.lead_sheet import read_chordpro, read_ireal

WORDS = "Uplifting gospel song in C major"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(a) for a in arguments])


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_file_asked_for_is_the_librarys(tmp_path: Path) -> None:
    options = ("-o", "a.mid", "--musicxml", "a.xml", "--chordpro", "a.txt", "--ireal", "a.html")
    result = run("generate", "gospel", WORDS, "--bars", 4, "--seed", 3, *options)
    assert result.exit_code == 0, result.output
    piece = compose("gospel", WORDS, num_bars=4, seed=3)
    assert mido.MidiFile(tmp_path / "a.mid").type == 1
    assert (tmp_path / "a.xml").read_bytes() == piece.musicxml()
    assert (tmp_path / "a.txt").read_text() == piece.chordpro()
    assert piece.ireal() in (tmp_path / "a.html").read_text()


def test_the_ending_says_what_is_written(tmp_path: Path) -> None:
    for name in ("a.musicxml", "a.CHO", "a.ireal", "a"):
        result = run("generate", "gospel", WORDS, "--bars", 2, "-o", name)
        assert result.exit_code == 0, result.output
    assert musicxml.read((tmp_path / "a.musicxml").read_bytes()).bars[-1].closes
    assert len(read_chordpro((tmp_path / "a.CHO").read_text()).bars) == 2
    assert len(read_ireal((tmp_path / "a.ireal").read_text())[0].bars) == 2
    assert mido.MidiFile(tmp_path / "a").type == 1


def test_an_unknown_ending_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    result = run("generate", "gospel", WORDS, "-o", "a.docx")
    assert result.exit_code == 2
    assert ".musicxml" in result.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("option", ["--musicxml", "--chordpro", "--ireal"])
def test_only_o_writes_to_the_standard_output(option: str) -> None:
    result = run("generate", "gospel", WORDS, option, "-")
    assert result.exit_code == 2
    assert f"{option} needs a file" in result.output
