"""The swinging genre over many tunes: what charts and records have been measured to have."""

from __future__ import annotations

from functools import cache

from critic import Piece, corpus, mix, swinging
from gospel_keys import compose

GENRE = "jazz"
KEYS = ("C major", "F minor", "Bb major", "G minor", "Eb major", "A minor", "F major")


@cache
def tunes() -> tuple[Piece, ...]:
    """Sixty tunes of thirty-two bars, complexity 4 to 10."""
    return tuple(
        corpus.piece_of(
            compose(
                GENRE, "A tune", complexity=4 + i % 7, num_bars=32, seed=i, key=KEYS[i % len(KEYS)]
            )
        )
        for i in range(60)
    )


def test_harmony_is_made_of_what_charts_are_made_of() -> None:
    qualities = {
        "7": 0.31, "m7": 0.27, "maj7": 0.13, "altered": 0.09, "6": 0.05, "half-diminished": 0.04,
    }  # fmt: skip
    devices = {
        "two-five": 0.89, "half-step dominant": 0.53, "diminished": 0.34, "minor four": 0.33,
        "backdoor": 0.14,
    }  # fmt: skip
    found = mix.mix(tunes(), qualities=qualities, tunes=devices, chords=1.39)
    assert [str(finding) for finding in found] == []


def test_guide_tones_are_led() -> None:
    assert [str(finding) for finding in swinging.guides_led(tunes())] == []


def test_the_forms_are_there() -> None:
    forms = {piece.arrangement.progression.form for piece in tunes()}
    assert {"aaba", "abac", "blues-choruses", "rhythm-changes"} <= forms


def test_first_and_second_endings_share_their_opening() -> None:
    """AABA: the lines with one name are the same harmony; the last A closes."""
    piece = next(p for p in tunes() if p.arrangement.progression.form == "aaba")
    phrases = piece.arrangement.progression.phrases
    assert [phrases[i].source for i in (0, 2, 6)] == [phrases[0].source] * 3
    assert phrases[1].source != phrases[3].source
    assert phrases[-1].cadence in {"authentic", "backdoor", "plagal"}
