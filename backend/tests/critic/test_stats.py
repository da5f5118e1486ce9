"""The describing numbers, on a piece small enough to count by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product

import pytest

from critic import draws, many, specimen, stats
from critic.keyfinder import MAJOR, MINOR, find_key
from critic.rhythm import swing_ratio


def test_the_hymn_in_numbers() -> None:
    found = stats.describe(specimen.good())
    assert found["keys"] == 89
    assert found["seconds"] == pytest.approx(32 * 60 / 84)
    assert found["notes_per_beat"] == pytest.approx(89 / 32)
    assert found["chords_per_bar"] == pytest.approx(15 / 8)
    assert found["two_chord_bars"] == pytest.approx(7 / 8)
    assert found["rich_chords"] == pytest.approx(7 / 15)
    assert found["widest_span"] <= 14
    assert found["key_found"] == "0 major"
    assert 0.9 < found["chord_tone_ratio"] <= 1
    assert found["swing"] == 1.0
    assert found["repetition"] == 0.0
    assert found["fills"] == 0.0
    assert 0 < found["voice_leading"] < 4
    assert 7 < found["onset_spread_ms"] < 21
    assert 0.5 < found["pedal_share"] < 0.95


def test_polyphony_and_entropy() -> None:
    piece = specimen.good()
    four = replace(
        piece.arrangement, notes=tuple(n for n in piece.arrangement.notes if n.onset >= 28)
    )
    assert stats.polyphony(specimen.of(four)) == pytest.approx(5)
    assert stats.entropy([1.0] * 12) == pytest.approx(3.585, abs=0.001)
    assert stats.entropy([0.0] * 11 + [2.0]) == 0
    assert stats.entropy([0.0] * 12) == 0


@pytest.mark.parametrize("tonic", range(12))
def test_the_key_finder_knows_its_own_profiles(tonic: int) -> None:
    for profile, mode in ((MAJOR, "major"), (MINOR, "minor")):
        turned = [profile[(chroma - tonic) % 12] for chroma in range(12)]
        assert find_key(turned) == (tonic, mode)
    assert find_key([0.0] * 12)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_swing_is_measured(ratio: float) -> None:
    assert swing_ratio(specimen.swung(ratio)) == pytest.approx(ratio, rel=0.01)
    assert swing_ratio(specimen.good()) is None


def test_the_ladder_must_rise() -> None:
    values = {1: [1.0, 1.2], 2: [2.0, 2.1], 3: [3.0, 3.3]}
    piece = specimen.good()
    levels = {level: [piece] * 2 for level in values}
    calls = {level: iter(found) for level, found in values.items()}
    order = [v for level in values for v in calls[level]]
    assert many.ladder(levels, {"rise": _from(order)}) == []
    fallen = [1.0, 1.1, 3.0, 3.1, 2.0, 2.1]
    assert [f.message for f in many.ladder(levels, {"rise": _from(fallen)})] == [
        "rise falls by 1.000 from complexity 2 to 3"
    ]
    flat = many.ladder(levels, {"rise": _from([1.0, 2.0] * 3)})
    assert "rise does not grow from complexity 1 to 3" in flat[0].message


def _from(values: list[float]) -> object:
    remaining = iter(values)
    return lambda _: next(remaining)


def test_the_key_must_be_heard() -> None:
    piece = specimen.good()
    section = replace(
        piece.arrangement.progression.sections[0],
        key=replace(piece.bars[0].section.key, tonic=piece.chords[3].chord.root),
    )
    harmony = replace(piece.arrangement.progression, sections=(section,))
    wrong = specimen.of(replace(piece.arrangement, progression=harmony), piece.performance)
    assert many.keys_heard([piece]) == []
    assert many.keys_heard([]) == []
    assert many.keys_heard([wrong, piece])[0].value == 0.5
    two = replace(harmony, sections=(section, piece.bars[0].section))
    moving = specimen.of(replace(piece.arrangement, progression=two), piece.performance)
    assert many.keys_heard([moving]) == []


def test_draws_cover_every_pair() -> None:
    fields = {"a": [1, 2, 3, 4, 5], "b": ["x", "y", "z"], "c": list(range(6)), "d": [0, 1]}
    rows = draws.covering(fields, seed=3)
    assert rows == draws.covering(fields, seed=3)
    for one, other in permutations(fields, 2):
        pairs = {(row[one], row[other]) for row in rows}
        assert pairs == set(product(fields[one], fields[other]))
    assert len(rows) <= 40
