"""Guide tones led through falling fifths."""

from __future__ import annotations

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.guiding import lead_guides
from gospel_keys.arranger.texture import ceilings
from gospel_keys.score.model import Hand, Role
from tests.arranger.pieces import brief, part


def chord(span: Span, top: int, *inner: int) -> list[Draft]:
    tune = Draft(top, span.start, span.end, Hand.RIGHT, Role.MELODY, span, "t")
    return [tune] + [
        Draft(pitch, span.start, span.end, Hand.RIGHT, Role.INNER, span, "t", voice=2)
        for pitch in inner
    ]


def led(*voicings: tuple[int, ...]) -> list[list[int]]:
    """The inner notes of the first chords of Dm7 G7 C after leading."""
    ready = part(brief(complexity=6), "Dm7 | G7 | Cmaj7 | Cmaj7")
    spans = ready.frame.spans[: len(voicings)]
    upper = [n for span, v in zip(spans, voicings, strict=True) for n in chord(span, *v)]
    lower = [Draft(ready.bass[s], s.start, s.end, Hand.LEFT, Role.BASS, s, "t") for s in spans]
    ready.ceiling = ceilings(ready, upper)
    lead_guides(ready, upper, lower)
    return [
        sorted(n.midi for n in (*upper, *lower) if n.onset == s.start and n.role is not Role.BASS)
        for s in spans
    ]


def test_a_leaping_guide_comes_back_beside_the_last_one() -> None:
    """C of Dm7 falls to the B under it, not to the one an octave up."""
    _, five = led((74, 65, 72), (74, 65, 59))
    assert 71 in five


def test_a_missing_guide_is_added() -> None:
    _, five = led((76, 65, 72), (74, 67))
    assert {71, 65} <= set(five)


def test_smooth_guides_are_left_alone() -> None:
    assert led((74, 65, 72), (74, 65, 71)) == [[65, 72, 74], [65, 71, 74]]
