"""Whole texts, to be looked at when they change: a grammar, and what becomes of a proposal."""

from __future__ import annotations

from gospel_keys import compose
from gospel_keys.composer.proposing.offer import LockedChord
from gospel_keys.composer.proposing.vocabulary import Vocabulary
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import PitchClass
from tests.proposing.offers import Scripted, offered

GRAMMAR = """\
start: bar3 " | " bar4 " | " bar7
stretch0: CHORD ":1"
stretch1: CHORD ":2" | CHORD ":1 " stretch0
stretch2: CHORD ":3" | CHORD ":1 " stretch1 | CHORD ":2 " stretch0
bar3: CHORD | CHORD " " CHORD " " CHORD | stretch2
bar4: stretch1 " " "Dm7:1"
stretch5: LAST ":1"
stretch6: LAST ":2" | CHORD ":1 " stretch5
bar7: "Dm7:1" " " stretch6
SYMBOL: "m7" | "13"
R0: "C" SYMBOL? ("/" ("G"))?
R1: "G" SYMBOL? ("/" ("C"))?
NUMERAL: "I" | "i7" | "V" | "v7"
CHORD: R0 | R1 | NUMERAL
LAST: "C" SYMBOL? | "I" | "i7"
"""


def test_the_grammar_of_a_phrase() -> None:
    key, meter = Key.parse("C"), Meter.parse("3/4")
    words = Vocabulary(key, tuple(map(PitchClass.parse, "CG")), ("", "m7", "13"))
    lock = LockedChord(Chord.parse("Dm7"), 2 * meter.bar - 1, meter.beat * 2)
    grammar = offered(words, key, meter, 3, [lock], most=3, ends=words.roots[:1]).grammar
    assert grammar == GRAMMAR


def test_what_becomes_of_a_proposal() -> None:
    """Plain chords take the level's colours, the numerals are the key's, the makers are told."""
    text = "C C/E | F F#dim7 | C/G A7 | Dm7 G7"
    piece = compose(
        "gospel", "a song", key="C", num_bars=8, time_signature="4/4", complexity=5, seed=11,
        ai_percentage=1, proposer=Scripted({"p0": text}),
    )  # fmt: skip
    first = [c for c in piece.arrangement.progression.chords if c.phrase_id == "p0"]
    assert piece.report.generation_method == "local+rules", piece.report
    assert [float(c.onset) for c in first] == [0, 2, 4, 6, 8, 10, 12, 14]
    assert {c.origin for c in first} == {"local"}
    assert [str(c.chord.root) for c in first] == ["C", "C", "F", "F#", "C", "A", "D", "G"]
    assert [str(c.chord.lowest) for c in first] == ["C", "E", "F", "F#", "G", "A", "D", "G"]
    assert first[3].comment.startswith("F#dim7 fills the half step between F and G in the bass")
