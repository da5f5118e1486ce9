"""Files of others on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from gospel_keys import cli, compose

SONG = "{title: A Song}\n{key: Bb}\n{start_of_grid}\n| Bb . F7 . | Bb . . . | Eb . . . |\n{eog}"


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.app, [str(a) for a in arguments], input=given)


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_file_is_told_in_a_few_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SONG)
    result = run("import", "a.txt")
    assert result.exit_code == 0, result.output
    assert "A Song" in result.stdout
    assert "chordpro, Bb major, 4/4, 3 bars" in result.stdout
    assert "| Bb F7 | Bb | Eb |" in result.stdout


def test_json_is_the_apis_answer_and_files_come_from_the_standard_input_too() -> None:
    midi = compose("jazz", "a piece", num_bars=4, seed=1).midi()
    result = run("import", "-", "--json", given=midi)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["num_bars"] == 4
    assert found["confidence"]["chords"] == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot read"), (b"hello", "not understood"), (SONG.replace("F7", "H7"), "line 4")],
)
def test_what_cannot_be_read_is_a_sentence(
    tmp_path: Path, content: bytes | str | None, said: str
) -> None:
    if content is not None:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / "a.mid").write_bytes(data)
    result = run("import", "a.mid")
    assert result.exit_code in (1, 2)
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_file_can_be_arranged(tmp_path: Path) -> None:
    piece = compose("jazz", "a piece", num_bars=4, seed=1)
    (tmp_path / "a.mid").write_bytes(piece.midi())
    for take in ("all", "chords", "melody"):
        result = run(
            "generate", "gospel", "warm", "--from", "a.mid", "--take", take, "--seed", 2,
            "--json", "--key", "C",
        )  # fmt: skip
        assert result.exit_code == 0, result.output
        answer = json.loads(result.stdout)
        symbols = [chord["symbol"] for chord in answer["chord_progression"]]
        own = [str(event.chord) for event in piece.arrangement.progression.chords]
        assert (symbols == own) == (take != "melody")
        assert (answer["brief"]["melody"] is None) == (take == "chords")
        assert answer["metadata"]["num_bars"] == 4


def test_what_a_file_has_not_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.cho").write_text(SONG)
    result = run("generate", "gospel", "x", "--from", "a.cho", "--take", "melody")
    assert result.exit_code == 2
    assert "there is no melody in it" in result.output
    assert run("generate", "gospel", "x", "--from", "none.mid").exit_code == 1
