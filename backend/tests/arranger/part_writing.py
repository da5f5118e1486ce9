"""Part-writing over random progressions: pieces for the tests, and what is in their voices."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from critic.piece import Piece
from gospel_keys.arranger import arrange, perform
from gospel_keys.arranger.style import Style, Texture
from gospel_keys.music.key import all_keys
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Arrangement, Hand, Note, Role
from tests.arranger.pieces import brief, progression, style

MAJOR = (
    "C", "C/E", "Dm", "Dm/F", "Dm7/F", "Em", "F", "F/A", "G", "G/B", "G7", "G7/B", "G7/F", "Am",
    "Am/C", "Bdim/D", "D7/F#", "E7/G#", "C7/Bb",
)  # fmt: skip
MINOR = (
    "Cm", "Cm/Eb", "Fm", "Fm/Ab", "Ddim/F", "Eb", "G", "G/B", "G7", "G7/B", "G7/F", "Ab", "Bb",
    "Bb/D", "Bdim7", "Dm7b5/F",
)  # fmt: skip
SEQUENCE = "C | Am D7/F# | G C/E | F Bdim/D | Em Am | Dm7/F G7 | G7 | C"


@cache
def written_by(generator: str, **params: str | float | bool) -> Style:
    """A style whose phrases are all written by one generator for both hands."""
    row = Texture(
        id="voices", label="voices", why="a test", generator=generator, params=dict(params),
        lift=12 if generator == "counterpoint" else 0,
    )  # fmt: skip
    return style().model_copy(update={"both": (row,)})


@st.composite
def requests(draw: st.DrawFn) -> tuple[dict[str, object], str]:
    """What a brief says, and a chart of eight bars that closes with a dominant and its tonic."""
    key = draw(st.sampled_from(all_keys()))
    chords = MINOR if key.is_minor else MAJOR
    bars = draw(st.lists(st.lists(st.sampled_from(chords), min_size=1, max_size=2), min_size=6,
                         max_size=6))  # fmt: skip
    home = chords[0]
    chart = " | ".join([home, *(" ".join(bar) for bar in bars), "G7", home])
    asked = {
        "key": key, "meter": Meter.parse(draw(st.sampled_from(["4/4", "3/4", "6/8", "2/2"]))),
        "bars": 9, "seed": draw(st.integers(0, 2**32)), "complexity": draw(st.integers(3, 10)),
        "tempo": float(draw(st.integers(60, 96))),
        "hand_size": draw(st.sampled_from(["small", "normal"])),
    }  # fmt: skip
    return asked, chart


def compose(
    request: tuple[dict[str, object], str], generator: str, **params: str | float | bool
) -> Arrangement:
    """The request's piece, all of it by one generator."""
    asked = brief(**request[0])
    plan = progression(asked, request[1], phrase_bars=4)
    return arrange(asked, plan, written_by(generator, **params))


def judged(piece: Arrangement, generator: str, **params: str | float | bool) -> Piece:
    """The piece as the critic sees it."""
    return Piece(piece, perform(piece, written_by(generator, **params)))


def voices(piece: Arrangement) -> list[list[Note]]:
    """Each voice's notes in order: by hand and number, the closing chord's fillings left out."""
    found: dict[tuple[Hand, int], list[Note]] = defaultdict(list)
    for note in sorted(piece.notes, key=lambda n: n.onset):
        if note.role is not Role.INNER:
            found[note.hand, note.voice].append(note)
    return list(found.values())


def sounding(piece: Arrangement, at: Fraction) -> list[Note]:
    """What sounds at a written time, low to high."""
    return sorted(
        (n for n in piece.notes if n.onset <= at < n.end), key=lambda note: note.pitch.midi
    )
