"""The command line: results, exit codes, and sentences instead of tracebacks."""

from __future__ import annotations

import io
import json
import wave
from pathlib import Path

import mido
import pytest
from typer.testing import CliRunner, Result

from gospel_keys import cli
from gospel_keys.commands.render import is_midi
from gospel_keys.sound import fonts

WORDS = "Uplifting gospel song in C major"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(a) for a in arguments])


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOSPEL_KEYS_DATA", str(tmp_path / "data"))


def test_words_become_a_midi_file_with_a_name_from_the_words(tmp_path: Path) -> None:
    result = run("generate", "gospel", WORDS, "--seed", 4, "--bars", 4)
    assert result.exit_code == 0, result.output
    midi = mido.MidiFile(tmp_path / "uplifting-gospel-song-in-c-major-4.mid")
    assert midi.type == 1
    assert "C major, 4/4" in result.stdout
    assert "seed 4" in result.stdout
    assert result.stdout.count("|") >= 5


def test_the_same_seed_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("a.mid", "b.mid"):
        assert run("generate", "gospel", WORDS, "--seed", 4, "-o", name).exit_code == 0
    assert (tmp_path / "a.mid").read_bytes() == (tmp_path / "b.mid").read_bytes()
    assert run("generate", "gospel", WORDS, "-o", "c.mid").exit_code == 0
    assert (tmp_path / "c.mid").read_bytes() != (tmp_path / "a.mid").read_bytes()


def test_midi_can_go_to_the_standard_output(tmp_path: Path) -> None:
    result = run("generate", "gospel", WORDS, "--bars", 2, "-o", "-")
    midi = mido.MidiFile(file=io.BytesIO(result.stdout_bytes))
    assert len(midi.tracks) == 4
    assert not list(tmp_path.glob("*.mid"))


def test_json_is_the_apis_answer_and_options_win(tmp_path: Path) -> None:
    result = run(
        "generate", "gospel", WORDS, "--json", "--key", "Bb minor", "--meter", "12/8",
        "--bars", 6, "--tempo", 63, "--application", "WORSHIP", "--complexity", 3, "--ai", 0,
        "--hands", "small",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    metadata = answer["metadata"]
    assert metadata["key"] == "Bb minor"
    assert (metadata["time_signature"], metadata["num_bars"], metadata["tempo"]) == ("12/8", 6, 63)
    assert metadata["application"] == "WORSHIP"
    assert "download_url" not in answer
    assert not list(tmp_path.iterdir())


def test_chords_of_ones_own_are_arranged(tmp_path: Path) -> None:
    result = run("generate", "gospel", "a song", "--chords", "C | Am7 D7 | G7 % |", "--seed", 1)
    assert result.exit_code == 0, result.output
    assert "| C | Am7 D7 | G7 |" in result.stdout
    (tmp_path / "song.txt").write_text("I  vi7\nii7 V7\nI\n", "utf-8")
    result = run("generate", "gospel", "in Eb", "--chords", "@song.txt", "--json")
    assert result.exit_code == 0, result.output
    symbols = [chord["symbol"] for chord in json.loads(result.stdout)["chord_progression"]]
    assert symbols == ["Eb", "Cm7", "Fm7", "Bb7", "Eb"]


@pytest.mark.parametrize(
    ("chords", "said"),
    [
        ("C | H7", "--chords: bar 2, chord 1 (character 5)"),
        ("@nothing.txt", "cannot read nothing.txt"),
        ("@odd.txt", "no UTF-8 text"),
    ],
)
def test_chords_that_cannot_be_read_are_told(tmp_path: Path, chords: str, said: str) -> None:
    (tmp_path / "odd.txt").write_bytes(b"\xff\xfe\x00")
    result = run("generate", "gospel", "a song", "--chords", chords)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_piece_can_be_heard_at_once(tmp_path: Path) -> None:
    result = run("generate", "gospel", WORDS, "--bars", 2, "--wav", "a.wav")
    assert result.exit_code == 0, result.output
    with wave.open(str(tmp_path / "a.wav")) as sound:
        assert sound.getnframes() > 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("generate", "polka", WORDS), ("polka", "gospel")),
     (("generate", "gospel", WORDS, "--key", "H"), ("--key",)),
     (("generate", "gospel", WORDS, "--bars", "999"), ("--bars", "999", "128")),
     (("generate", "gospel", "x" * 501), ("WORDS", "500")),
     (("generate", "gospel", WORDS, "--bars", "0"), ("--bars", "1..128", "given 0")),
     (("generate", "gospel", WORDS, "--tempo", "5"), ("--tempo", "20..400", "given 5")),
     (("generate", "gospel", WORDS, "--meter", "13/7"), ("--meter", "allowed", "given '13/7'")),
     (("generate", "gospel", WORDS, "--json", "-o", "-"), ("--json", "-o -")),
     (("generate", "gospel", WORDS, "--wav", "-"), ("--wav", "standard output")),
     (("generate", "gospel", WORDS, "--hands", "huge"), ("huge",)),
     (("generate", "gospel"), ("WORDS",)),
     (("render", "none.mid", "a.wav"), ("none.mid", "No such file")),
     (("render", "none.mid", "a.txt"), ("a.txt names no format", ".mp3")),
     (("serve", "--port", "70000"), ("--port", "65535")),
     (("dance",), ("dance",))],
)  # fmt: skip
def test_wrong_use_is_told_in_a_sentence(arguments, words) -> None:
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    for word in words:
        assert word in result.stderr
    assert "Traceback" not in result.output


def test_too_many_words_are_not_echoed() -> None:
    assert "xxxx" * 50 not in run("generate", "gospel", "x" * 501).output


def test_a_genre_is_known_by_any_spelling_of_its_name(tmp_path: Path) -> None:
    assert run("generate", " Gospel", WORDS, "--bars", 1, "-o", "a.mid").exit_code == 0
    assert (tmp_path / "a.mid").exists()


@pytest.mark.parametrize(
    ("options", "reason"),
    [(("-o", "none/a.mid"), "No such file"), (("--wav", "none/a.wav"), "No such file"),
     (("--wav", "."), "Is a directory"), (("-o", "file/a.mid"), "Not a directory")],
)  # fmt: skip
def test_a_file_that_cannot_be_written_is_told_before_anything_is_made(
    options, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gospel_keys.commands.generate.compose", lambda *_, **__: 1 / 0)
    (tmp_path / "file").touch()
    result = run("generate", "gospel", WORDS, "--bars", 1, *options)
    assert result.exit_code == 1
    assert f"cannot write {options[1]}: {reason}" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_rendering_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.mid").write_bytes(b"MThd")
    result = run("render", "a.mid", "none/a.wav")
    assert result.exit_code == 1
    assert "cannot write none/a.wav: No such file" in result.stderr
    assert "os error" not in result.stderr


def test_midi_is_rendered(tmp_path: Path) -> None:
    run("generate", "gospel", WORDS, "--bars", 2, "-o", "a.mid")
    result = run("render", "a.mid", "a.wav", "--rate", 48000, "--no-reverb", "--threads", 1)
    assert result.exit_code == 0, result.output
    assert "s of sound" in result.stderr
    with wave.open(str(tmp_path / "a.wav")) as sound:
        assert sound.getframerate() == 48000


def test_what_is_no_midi_is_not_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.mid").write_bytes(b"RIFF....WAVE")
    assert "not a MIDI file" in run("render", "a.mid", "a.wav").stderr
    (tmp_path / "b.mid").write_bytes(b"MThd" + b"\xff" * 40)
    broken = run("render", "b.mid", "b.wav")
    assert broken.exit_code == 1
    assert not (tmp_path / "b.wav").exists()
    monkeypatch.setenv("GOSPEL_KEYS_MAX_MIDI_BYTES", "1024")
    (tmp_path / "c.mid").write_bytes(b"MThd" + bytes(2000))
    assert "1024 are allowed" in run("render", "c.mid", "c.wav").stderr


@pytest.mark.parametrize(
    ("data", "known"),
    [(b"MThd\0\0\0\6", True), (b"RIFF....RMIDdata", True), (b"RIFF....WAVEfmt ", False),
     (b"<html>", False), (b"MTh", False), (b"", False)],
)  # fmt: skip
def test_the_first_bytes_tell_what_a_file_is(data: bytes, known: bool) -> None:
    assert is_midi(data) == known


def test_fonts_are_listed_with_the_one_in_use() -> None:
    result = run("soundfonts")
    assert result.exit_code == 0
    assert result.stdout.startswith("* ")
    assert "MB" in result.stdout


def test_without_fonts_the_command_that_helps_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "system_folders", list)
    monkeypatch.setattr(fonts, "_packaged", list)
    result = run("soundfonts")
    assert result.exit_code == 1
    assert "install" in result.stderr


def test_a_font_that_was_set_and_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOSPEL_KEYS_SOUNDFONT", "/none.sf2")
    result = run("soundfonts")
    assert (result.exit_code, "/none.sf2" in result.stderr) == (1, True)


@pytest.mark.parametrize("command", ["soundfonts", "doctor"])
def test_a_font_that_was_set_and_is_none_is_told(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words.sf2").write_text("a letter, not a SoundFont")
    monkeypatch.setenv("GOSPEL_KEYS_SOUNDFONT", str(tmp_path / "words.sf2"))
    result = run(command)
    assert result.exit_code == 1
    assert "words.sf2" in result.output
    assert "no SoundFont" in result.output


def test_the_doctor_tries_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").touch()
    monkeypatch.setenv("GOSPEL_KEYS_CACHE", str(tmp_path / "cache"))
    result = run("doctor")
    assert result.exit_code == 1
    assert "✗ cache" in result.stdout
    assert "GOSPEL_KEYS_CACHE" in result.stdout


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOSPEL_KEYS_PORT", "many")
    result = run("soundfonts")
    assert result.exit_code == 1
    assert "GOSPEL_KEYS_PORT" in result.stderr


def test_the_doctor_looks_at_everything() -> None:
    result = run("doctor")
    assert result.exit_code == 0, result.output
    for name in (
        "program",
        "engine",
        "gpu",
        "genres",
        "page",
        "font",
        "database",
        "data",
        "cache",
        "port",
    ):
        assert f" {name}" in result.stdout


def test_the_doctor_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@127.0.0.1:1/none")
    monkeypatch.setattr(fonts, "system_folders", list)
    result = run("doctor")
    assert result.exit_code == 1
    assert "✗ database" in result.stdout
    assert "->" in result.stdout


def test_the_genres_and_the_version_are_told() -> None:
    assert "gospel" in run("genres").stdout
    assert run("--version").stdout.startswith("gospel-keys ")


def test_the_openapi_document_is_json() -> None:
    document = json.loads(run("openapi").stdout)
    assert document["openapi"].startswith("3.1")
    assert "/{genre}/generate" in document["paths"]


def test_what_nobody_expected_is_a_sentence_too(monkeypatch, capsys) -> None:
    monkeypatch.setattr(cli, "app", lambda: 1 / 0)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert "ZeroDivisionError" in capsys.readouterr().err
    monkeypatch.setenv("GOSPEL_KEYS_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main()
