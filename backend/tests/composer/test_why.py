"""What a reason says is true of the chords it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.composer.planning.reasons.say import shared
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import all_keys
from gospel_keys.music.pitch import PitchClass
from gospel_keys.score.model import ChordEvent, Progression
from tests.composer.plans import brief, planned

NOTE = r"[A-G](?:b{1,3}|#{1,3})?"
NAMED = rf"{NOTE}(?: \({NOTE}\))?"
MOVE = re.compile(rf"\b({NOTE}) (rises|falls) to ({NOTE})(?![\w#/])")
FILLS = re.compile(
    rf"fills the half step between ({NOTE}) and ({NOTE}) in the bass, ({NOTE}) ({NOTE}) ({NOTE});"
)
KEEPS = re.compile(rf"keeping ({NAMED}(?: and {NAMED})?) (?:from|of) (\S+?)[;.]")
FIVE_OF = re.compile(r"^(\S+) is the dominant of (\S+), five of")
SUBSTITUTE = re.compile(
    rf"is the tritone substitute for the dominant of (\S+): it shares ({NOTE}) and ({NOTE}) "
)
SINKS = re.compile(rf"sinks by half steps, ({NOTE}) ({NOTE}) ({NOTE})(?![\w#])")
MOVING = re.compile(rf"keep the bass moving: ({NOTE}) ({NOTE}) ({NOTE})(?![\w#])")
pieces = st.builds(
    brief,
    st.sampled_from([str(key) for key in all_keys()]),
    level=st.integers(1, 10),
    seed=st.integers(0, 10_000),
    bars=st.sampled_from([8, 16, 40]),
)


def around(made: Progression, index: int) -> tuple[set[PitchClass], set[PitchClass]]:
    """The tones a motion may start from (before, here) and end on (here, after)."""
    tones = [set(event.chord.notes) for event in made.chords]
    before = tones[index - 1] if index else set()
    after = tones[index + 1] if index + 1 < len(tones) else set()
    return before | tones[index], tones[index] | after


@settings(max_examples=60, deadline=None)
@given(pieces)
def test_every_motion_named_happens_by_a_half_step(asked: object) -> None:
    made = planned(asked)  # type: ignore[arg-type]
    for index, event in enumerate(made.chords):
        sources, goals = around(made, index)
        for start, verb, end in MOVE.findall(event.comment):
            one, other = PitchClass.parse(start), PitchClass.parse(end)
            if "bass" in event.comment and one == event.chord.lowest:
                assert other in goals
                continue
            assert one in sources, event.comment
            assert other in goals, event.comment
            assert (other.chroma - one.chroma) % 12 == (1 if verb == "rises" else 11), event.comment


@settings(max_examples=60, deadline=None)
@given(pieces)
def test_every_other_fact_named_holds(asked: object) -> None:
    made = planned(asked)  # type: ignore[arg-type]
    for index, event in enumerate(made.chords):
        before, after = neighbours(made, index)
        check_fills(event, before, after)
        check_keeps(event, before)
        check_bass(event)
        if found := FIVE_OF.match(event.comment):
            assert after is not None
            assert Chord.parse(found[2]) == after.chord
            assert (after.chord.root.chroma - event.chord.root.chroma) % 12 == 5
            assert event.chord.is_dominant
        if found := SUBSTITUTE.search(event.comment):
            real = Chord.parse(found[1]).root.chroma + 7
            shared = {PitchClass.parse(found[2]).chroma, PitchClass.parse(found[3]).chroma}
            assert shared == {(real + 4) % 12, (real + 10) % 12}


def neighbours(made: Progression, index: int) -> tuple[ChordEvent | None, ChordEvent | None]:
    before = made.chords[index - 1] if index else None
    return before, made.chords[index + 1] if index + 1 < len(made.chords) else None


def check_fills(event: ChordEvent, before: ChordEvent | None, after: ChordEvent | None) -> None:
    for low, high, *line in FILLS.findall(event.comment):
        assert before is not None
        assert after is not None
        assert [str(e.chord.lowest) for e in (before, event, after)] == line
        assert (line[0], line[2]) == (low, high)
        steps = [PitchClass.parse(name).chroma for name in line]
        assert [(b - a) % 12 for a, b in pairwise(steps)] == [1, 1]


def check_keeps(event: ChordEvent, before: ChordEvent | None) -> None:
    for names, chord in KEEPS.findall(event.comment):
        assert before is not None
        assert str(before.chord) == chord
        for name in re.findall(NOTE, names):
            assert PitchClass.parse(name).chroma in before.chord.chromas & event.chord.chromas


def check_bass(event: ChordEvent) -> None:
    """The bass that a reason spells out does what the reason says."""
    for found in [*SINKS.finditer(event.comment), *MOVING.finditer(event.comment)]:
        line = [PitchClass.parse(name).chroma for name in found.groups()]
        steps = [(after - before) % 12 for before, after in pairwise(line)]
        assert 0 not in steps, event.comment
        assert found.re is MOVING or steps == [11, 11], event.comment


def shape(comment: str) -> str:
    """A reason without its names: what is left if only names were filled in."""
    return re.sub(r"\S*[A-G][b#]*\S*", "_", comment)


def test_reasons_are_particular() -> None:
    """Over many pieces there are many kinds of sentence, and no kind rules."""
    shapes: Counter[str] = Counter()
    comments: set[str] = set()
    for level in (4, 6, 8):
        for seed in range(15):
            for key in ("Eb major", "F minor"):
                made = planned(brief(key, level=level, seed=seed, bars=32))
                shapes.update(shape(event.comment) for event in made.chords)
                comments.update(event.comment for event in made.chords)
    total = sum(shapes.values())
    assert len(shapes) > 150
    assert shapes.most_common(1)[0][1] < total * 0.1
    assert len(comments) > total * 0.35


def test_the_textbook_example() -> None:
    """IV, #IVdim7, I/5: the comment names the chromatic bass line."""
    for seed in range(40):
        made = planned(brief(level=4, seed=seed, bars=16))
        for event in made.chords:
            if event.roman.startswith("#iv\u00b0") and "fills" in event.comment:
                assert (
                    "F#dim7 fills the half step between F and G in the bass, F F# G"
                    in event.comment
                )
                return
    raise AssertionError("no piece walks from four to five")


def test_a_tone_that_is_spelled_anew_has_both_names() -> None:
    raised, home = Chord.parse("F#7#9#5"), Chord.parse("Bm7")
    assert shared(raised, home) == ("F#", "C## (D)", "G## (A)")


def test_no_reason_moves_a_bass_to_itself() -> None:
    for level in (5, 8, 10):
        for seed in range(8):
            for event in planned(brief(level=level, bars=24, seed=seed)).chords:
                assert not re.search(r"goes on from (\S+) to \1\b", event.comment)
                assert not re.search(r"^(\S+) stands on .*; \1 keeps", event.comment)
