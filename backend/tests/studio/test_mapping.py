"""Small pieces of the way from the score to an answer."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gospel_keys.composer.proposing.report import generation_method
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import ChordEvent, HarmonicFunction, Progression, Section
from gospel_keys.studio.addresses import attachment, new_piece_id, title_of
from gospel_keys.studio.mapping import BeatCount, chord_keys
from gospel_keys.studio.schemas import plain_text


def section(start: int, bars: int, meter: str) -> Section:
    return Section(f"s{start}", "verse", start, bars, Key.parse("C"), Meter.parse(meter), tempo=90)


def event(symbol: str, origin: str = "rules") -> ChordEvent:
    return ChordEvent(
        "c", Fraction(0), Fraction(4), Chord.parse(symbol), "I", "1", HarmonicFunction.TONIC,
        "home", "s0", "p0", origin,
    )  # fmt: skip


def progression(*chords: ChordEvent, meters: tuple[str, ...] = ("4/4",)) -> Progression:
    sections = tuple(section(i * 2, 2, meter) for i, meter in enumerate(meters))
    return Progression(sections, (), chords, "AB", "held")


@pytest.mark.parametrize(
    ("quarter", "beats"),
    [(0, 0), (1, 1), (8, 8), (Fraction(19, 2), 9), (11, 10), (20, 16), (-1, -1)],
)
def test_beats_follow_each_sections_meter(quarter: Fraction, beats: float) -> None:
    piece = progression(meters=("4/4", "12/8"))  # 8 quarters, then 12: dotted-quarter beats
    assert BeatCount(piece).at(Fraction(quarter)) == beats


@pytest.mark.parametrize(
    ("symbol", "keys"),
    [("C", [48, 52, 55]), ("Bbm7", [58, 61, 65, 68]), ("F/C", [48, 53, 57]),
     ("Cmaj9", [48, 52, 55, 59, 62]), ("Cb", [47, 51, 54])],
)  # fmt: skip
def test_a_chord_is_shown_upward_from_its_bass(symbol: str, keys: list[int]) -> None:
    assert chord_keys(event(symbol)) == keys


def test_the_method_names_all_who_decided() -> None:
    assert generation_method(progression(event("C"))) == "rules"
    mixed = progression(event("C"), event("F", "local"), event("G", "cloud"))
    assert generation_method(mixed) == "cloud+local+rules"
    assert generation_method(progression()) == "rules"


@pytest.mark.parametrize(
    ("words", "title"),
    [("Uplifting gospel song in C major!", "uplifting-gospel-song-in-c-major-5"),
     ('Ünïcode: "q"; ../x', "unicode-q-x-5"), ("福音", "genre-5"),
     ("a " * 50, "a-a-a-a-a-a-a-a-5"),
     ("x" * 200, "x" * 60 + "-5")],
)  # fmt: skip
def test_a_file_gets_a_plain_name(words: str, title: str) -> None:
    assert title_of(words, "genre", 5) == title
    assert attachment(title, "mid") == f'attachment; filename="{title}.mid"'


def test_ids_cannot_be_guessed() -> None:
    ids = {new_piece_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(i) == 22 for i in ids)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("  a  b\n\tc ", "a b c"), ("e\u0301", "é"), ("a\u200bb\u202ec\ufeff", "abc"),
     ("\x00\x1b[31m", "[31m"), ("♭ and ♯ 🎹", "♭ and ♯ 🎹"), (5, 5), (None, None)],
)  # fmt: skip
def test_descriptions_become_one_line_of_plain_text(given: object, kept: object) -> None:
    assert plain_text(given) == kept
