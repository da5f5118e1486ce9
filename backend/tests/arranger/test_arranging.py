"""The whole of arranging: the hard rules for every brief, seeds, phrases, patterns."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from statistics import mean
from types import SimpleNamespace

import pytest
from hypothesis import given, settings

from gospel_keys.arranger import VERSION, arrange, perform
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.playability import problems
from gospel_keys.arranger.style import Texture
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Arrangement, Brief, Hand, Role
from gospel_keys.score.validate import arrangement_problems
from tests.arranger.pieces import HYMN, MINOR, RICH, brief, progression, style
from tests.arranger.strategies import pieces


def arranged(asked: Brief, chart: str = RICH, **options: object) -> Arrangement:
    return arrange(asked, progression(asked, chart), style(), **options)  # type: ignore[arg-type]


@given(pieces())
@settings(max_examples=150, deadline=None)
def test_two_hands_can_play_every_piece(piece) -> None:
    asked, plan = piece
    arrangement = arrange(asked, plan, style())
    small = asked.hand_size == "small"
    reach, rolled = (12, 12) if small else (14, 16)
    assert problems(arrangement.notes, reach=reach, rolled=rolled) == []
    assert arrangement_problems(arrangement) == []
    assert {note.hand for note in arrangement.notes} == {Hand.LEFT, Hand.RIGHT}


@given(pieces())
@settings(max_examples=25, deadline=None)
def test_the_same_seed_gives_the_same_piece(piece) -> None:
    asked, plan = piece
    assert arrange(asked, plan, style()) == arrange(asked, plan, style())


def test_another_seed_gives_another_piece() -> None:
    assert len({arranged(brief(seed=seed)).notes for seed in range(10)}) == 10


@given(pieces())
@settings(max_examples=25, deadline=None)
def test_a_phrase_is_written_anew_without_touching_the_others(piece) -> None:
    """Neither their notes nor how they are played change by a byte."""
    asked, plan = piece
    chosen = plan.phrases[len(plan.phrases) // 2].id
    first = arrange(asked, plan, style())
    again = arrange(asked, plan, style(), phrase_seeds={chosen: asked.seed + 1})
    mine = f"{chosen}."

    def others(arrangement: Arrangement) -> list[object]:
        performed = perform(arrangement, style()).notes
        kept = [n for n in performed if not n.note_id.startswith(mine)]
        return [*(n for n in arrangement.notes if not n.id.startswith(mine)), *kept]

    assert others(first) == others(again)


def test_writing_anew_changes_the_phrase() -> None:
    asked = brief(bars=16)
    one = arranged(asked)
    other = arranged(asked, phrase_seeds={"p1": 99})
    inside = [[n for n in piece.notes if n.id.startswith("p1.")] for piece in (one, other)]
    assert inside[0] != inside[1]


def test_harmony_loops_and_the_surface_does_not() -> None:
    """Thirty-two phrases over the same two chords, in five notes: no right hand comes twice."""
    asked = brief(complexity=1, bars=128, meter=Meter.parse("2/4"), seed=5)
    plan = progression(asked, "C | C | F | C")
    hands: dict[str, list[object]] = {}
    for note in arrange(asked, plan, style()).notes:
        if note.hand is Hand.RIGHT:
            own = hands.setdefault(note.id.partition(".")[0], [])
            own.append((note.onset % 8, note.pitch, note.duration))
    surfaces = [tuple(own) for own in hands.values()]
    assert len(set(surfaces)) == len(surfaces) == 32


def density(complexity: int) -> float:
    found = []
    for seed in range(24):
        app = style().applications[seed % 4]
        meter = Meter.parse(style().meters[seed % len(style().meters)])
        asked = brief(seed=seed, complexity=complexity, application=app.id, meter=meter, bars=4)
        notes = arranged(asked, RICH if complexity > 3 else HYMN).notes
        found.append(len(notes) / (4 * meter.beats))
    return mean(found)


def test_complexity_is_a_ladder() -> None:
    steps = [density(level) for level in range(1, 11)]
    assert all(low < high for low, high in pairwise(steps)), steps
    assert steps[0] < 1.3
    assert steps[-1] > 5


def test_the_first_level_is_two_notes_in_two_positions() -> None:
    for seed in range(12):
        asked = brief(seed=seed, complexity=1, key=Key.parse("Eb major"))
        notes = arranged(asked, HYMN).notes
        for hand, widest in ((Hand.RIGHT, 7), (Hand.LEFT, 10)):
            own = [n for n in notes if n.hand is hand]
            assert max(Counter(n.onset for n in own).values()) == 1
            assert max(n.pitch.midi for n in own) - min(n.pitch.midi for n in own) <= widest
            assert all(n.duration >= 1 for n in own)


def test_compound_meters_move_on_their_eighths() -> None:
    on = total = 0
    for seed in range(20):
        asked = brief(seed=seed, complexity=4 + seed % 7, meter=Meter.parse("12/8"))
        for note in arranged(asked).notes:
            if note.role is not Role.GRACE:
                total += 1
                on += (note.onset * 2).denominator == 1
    assert on / total >= 0.95


def test_a_feel_in_the_words_wins_where_it_fits() -> None:
    used = {u.name for u in arranged(brief(feel="shuffle")).patterns if u.part == "rhythm"}
    assert used == {"shuffle"}
    waltz = arranged(brief(feel="shuffle", meter=Meter.parse("6/8")))
    assert {u.name for u in waltz.patterns if u.part == "rhythm"} == {"ballad"}


def test_patterns_name_what_is_played_and_why() -> None:
    asked = brief(bars=16, complexity=8)
    arrangement = arranged(asked)
    parts = Counter((u.phrase_id, u.part) for u in arrangement.patterns)
    for phrase in arrangement.progression.phrases:
        assert all(parts[phrase.id, part] == 1 for part in ("left", "right", "rhythm"))
    assert all(len(u.why.split()) > 3 for u in arrangement.patterns)
    assert arrangement.version == VERSION


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(KeyError, match="WORSHIP"):
        arranged(brief(application="PARTY"))
    bare = style().model_copy(update={"left": ()})
    with pytest.raises(ValueError, match="no left-hand texture"):
        arrange(brief(), progression(brief()), bare)
    still = style().model_copy(update={"feels": ()})
    with pytest.raises(ValueError, match="no feel"):
        arrange(brief(), progression(brief()), still)


def test_a_genre_can_bring_a_generator() -> None:
    def drone(part) -> list[Draft]:
        return [
            Draft(36, s.start, s.end, Hand.LEFT, Role.BASS, s, "drone") for s in part.frame.spans
        ]

    texture = Texture(id="drone", label="Drone", why="one low note", generator="drone")
    own = style().model_copy(update={"left": (texture,)})
    asked = brief()
    made = arrange(asked, progression(asked), own, SimpleNamespace(left={"drone": drone}))
    assert {n.pattern for n in made.notes if n.hand is Hand.LEFT} >= {"drone"}


def test_spelling_follows_chord_and_direction() -> None:
    asked = brief(complexity=8, key=Key.parse("Ab major"), bars=16)
    arrangement = arranged(asked)
    chords = {chord.id: chord.chord for chord in arrangement.progression.chords}
    inside = [n for n in arrangement.notes if n.pitch.midi % 12 in chords[n.chord_id].chromas]
    names = [n.pitch.name in chords[n.chord_id].notes for n in inside]
    assert sum(names) == len(names)
    assert all(abs(n.pitch.name.alter) <= 2 for n in arrangement.notes)


GOLDEN = Path(__file__).with_name("golden.json")
CASES = {
    "hymn for a beginner": (brief(complexity=1, application="PRACTICE", seed=3), HYMN),
    "worship in twelve": (brief(meter=Meter.parse("12/8"), complexity=6, seed=5), RICH),
    "concert in D flat": (
        brief(key=Key.parse("Db major"), application="CONCERT", complexity=9, seed=8, bars=16),
        RICH,
    ),
    "uptempo in minor": (
        brief(key=Key.parse("D minor"), application="UPTEMPO", tempo=132.0, complexity=7, seed=2),
        MINOR,
    ),
    "a waltz to practise": (
        brief(meter=Meter.parse("3/4"), application="PRACTICE", tempo=90.0, complexity=4, seed=1),
        HYMN,
    ),
}  # fmt: skip


def summary(arrangement: Arrangement) -> dict[str, object]:
    """What a musician would say of the piece in a line or two."""
    sung = [n for n in arrangement.notes if n.role is Role.MELODY]
    return {
        "version": arrangement.version,
        "notes": {hand.value: sum(n.hand is hand for n in arrangement.notes) for hand in Hand},
        "patterns": [f"{u.phrase_id} {u.part} {u.name}" for u in arrangement.patterns],
        "melody": " ".join(str(n.pitch) for n in sung[:12]),
        "highest": str(max(n.pitch for n in sung)),
        "ends on": str(sung[-1].pitch),
    }


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    """The arranger gives the pieces it gave. When it is meant to change, raise ``VERSION`` and
    write the file anew: ``python -m tests.arranger.test_arranging`` in ``backend/``."""
    asked, chart = CASES[name]
    assert summary(arranged(asked, chart)) == json.loads(GOLDEN.read_text())[name]


if __name__ == "__main__":
    made = {name: summary(arranged(*case)) for name, case in CASES.items()}
    GOLDEN.write_text(json.dumps(made, indent=1) + "\n")
