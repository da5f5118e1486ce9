"""The notation of patterns reads as written, and refuses with a reason."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gospel_keys.arranger.figures import Beat, Step, Tone, rhythm


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("bass:1", Tone("bass", 1)),
        ("bass:-8", Tone("bass", -8)),
        ("chord:10", Tone("chord", 10)),
        ("key:b3", Tone("key", 3, -1)),
        ("key:#4,", Tone("key", 4, 1, -1)),
        ("key:5,,", Tone("key", 5, 0, -2)),
        ("approach:-1", Tone("approach", -1)),
        ("step:+2", Tone("step", 2)),
        ("comp:3", Tone("comp", 3)),
        ("voice:all", Tone("voice", 0)),
    ],
)
def test_tones(text: str, tone: Tone) -> None:
    assert Tone.parse(text) == tone


@pytest.mark.parametrize(
    "text", ["bass", "root:1", "chord:", "chord:x", "key:0", "key:23", "bass:5"]
)
def test_what_is_no_tone_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Tone.parse(text)


def test_steps_carry_marks() -> None:
    step = Step.parse("3/2 1/2 chord:3 chord:7 >> ~")
    assert (step.at, step.length) == (Fraction(3, 2), Fraction(1, 2))
    assert step.tones == (Tone("chord", 3), Tone("chord", 7))
    assert (step.accent, step.rolled) == (2, True)
    assert Step.parse("0 1 bass:1 <").accent == -1


@pytest.mark.parametrize("text", ["0 1", "-1 1 bass:1", "0 0 bass:1", "a 1 bass:1", "0 1/0 bass:1"])
def test_what_is_no_step_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"step|beats"):
        Step.parse(text)


def test_rhythms() -> None:
    assert rhythm("3/2 r1/2") == (Beat(Fraction(3, 2)), Beat(Fraction(1, 2), rest=True))
    for bad in ("", "0", "1 -1"):
        with pytest.raises(ValueError, match="rhythm"):
            rhythm(bad)
