"""Charts of chords: read exactly, refused with the place, arranged as they were written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys import compose
from gospel_keys.composer.charts.cadence import cadence_of
from gospel_keys.composer.charts.chart import AskedChord, chart_text, read_chart
from gospel_keys.composer.charts.phrases import Sounding, lay_phrases
from gospel_keys.composer.errors import BriefError
from gospel_keys.genres.registry import genres
from gospel_keys.music.chord import Chord
from gospel_keys.music.chord_type import chord_types
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.roman import roman_to_chord
from gospel_keys.score.validate import check
from tests.music.strategies import roots

FOUR = Meter.parse("4/4")
C = Key.parse("C major")
GENRES = sorted(genres())
SYMBOLS = [kind.symbol for kind in chord_types().values()]


def read(text: str, meter: Meter = FOUR, key: Key = C) -> list[tuple[str, Fraction]]:
    return [(str(c.chord), c.duration) for c in read_chart(text, meter).given(key)]


def refused(asked: object, meter: Meter = FOUR) -> BriefError:
    with pytest.raises(BriefError) as caught:
        read_chart(asked, meter)  # type: ignore[arg-type]
    assert caught.value.field == "progression"
    assert caught.value.allowed
    return caught.value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("C | Am7 D7 | G7 % |", "C:4 Am7:2 D7:2 G7:4"),
        ("C | % | G", "C:4 C:4 G:4"),
        ("|C . . G7|C|", "C:3 G7:1 C:4"),
        ("C | . | G", "C:8 G:4"),
        ("| C / F G |", "C:2 F:1 G:1"),
        ("C Am F G", "C:4 Am:4 F:4 G:4"),
        ("C Am\nF G", "C:2 Am:2 F:2 G:2"),
        ("C |\n| G |", "C:4 G:4"),
        ("|: C | G :| F |", "C:4 G:4 C:4 G:4 F:4"),
        ("C :| F", "C:4 C:4 F:4"),
        ("C || F", "C:4 F:4"),
        ("Am7:3 D7", "Am7:3 D7:1"),
        ("Am7:3/2 D7:5/2 |", "Am7:3/2 D7:5/2"),
        ("Am7:1.5 D7 G", "Am7:3/2 D7:5/4 G:5/4"),
        ("ii7 V7 | I | V7/vi | bVII7 | #IVdim7 |", "Dm7:2 G7:2 C:4 E7:4 Bb7:4 F#dim7:4"),
        ("1 | 2-7 57 | 4/6 |", "C:4 Dm7:2 G7:2 F/A:4"),
        ("C-7 | CΔ7 | Cø7 |", "Cm7:4 Cmaj7:4 Cm7b5:4"),
    ],
)  # fmt: skip
def test_a_text_is_read(text: str, wanted: str) -> None:
    pairs = [word.rpartition(":") for word in wanted.split()]
    assert read(text) == [(symbol, Fraction(length)) for symbol, _, length in pairs]


def test_beats_are_the_meters() -> None:
    assert read("C . . F", Meter.parse("12/8")) == [("C", Fraction(9, 2)), ("F", Fraction(3, 2))]
    assert read("C:1 F", Meter.parse("3/4")) == [("C", Fraction(1)), ("F", Fraction(2))]


def test_a_list_is_read() -> None:
    asked = [
        AskedChord("Dm7", 2),
        AskedChord("G7", 2),
        AskedChord("I", 0.667),
        AskedChord("IV", 3.333),
    ]
    chart = read_chart(asked, FOUR)
    assert chart.bars == 2
    assert [c.duration for c in chart.given(C)] == [2, 2, Fraction(2, 3), Fraction(10, 3)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no chord"),
        ("| |", "no chord"),
        ("C | H7", "bar 2, chord 1 (character 5)"),
        ("C | F Gxyz | C", "bar 2, chord 2 (character 7)"),
        ("C | VIIIx", "bar 2, chord 1"),
        ("% | C", "there is none"),
        (". | C", "there is none"),
        ("C % % | % C", "% repeats"),
        ("C | | G", "bar 2 is empty"),
        ("C | NC | G", "bar 2, chord 1"),
        ("C:5 | G", "add up to 5 beats"),
        ("C:2 G:1 | G", "add up to 3 beats"),
        ("C:4 G | F", "add up to 4 beats"),
        ("C:1/0 G | F", "divided by 0"),
        ("C " * 17 + "| F", "would last"),
        ("C | " * 129, "too long"),
        ("C" * 12_001, "12001 characters"),
        (" | ".join(["C D E F G"] * 103), "too many chords"),
    ],
)
def test_a_text_is_refused_with_its_place(text: str, said: str) -> None:
    assert said in refused(text).message


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "0 chords"),
        ([AskedChord("C", 3)], "3 beats"),
        ([AskedChord("C", 0)], "0 beats"),
        ([AskedChord("C", float("nan"))], "nan beats"),
        ([AskedChord("C", float("inf"))], "inf beats"),
        ([AskedChord("C", 1.03), AskedChord("C", 2.97)], "1.03 beats"),
        ([AskedChord("C", 4), AskedChord("X", 4)], "bar 2, chord 1"),
        ([AskedChord("C", 4)] * 129, "beats"),
        ([AskedChord("C", 1)] * 513, "513 chords"),
    ],
)
def test_a_list_is_refused_with_its_place(asked: list[AskedChord], said: str) -> None:
    assert said in refused(asked).message


chords = st.builds(
    lambda root, suffix: Chord.parse(f"{root}{suffix}"),
    roots,
    st.sampled_from(SYMBOLS),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(chords, st.sampled_from([1, 2, 3, 4, 6, 8])), min_size=1, max_size=12))
def test_a_chart_reads_back_its_own_text(timed: list[tuple[Chord, int]]) -> None:
    rest = -sum(length for _, length in timed) % 4
    asked = [AskedChord(str(chord), length) for chord, length in timed]
    asked += [AskedChord("C", rest)] if rest else []
    given_chords = read_chart(asked, FOUR).given(C)
    again = read_chart(chart_text(given_chords, FOUR), FOUR).given(C)
    assert [(c.chord, c.duration) for c in again] == [(c.chord, c.duration) for c in given_chords]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="CDEFGAB#bm7|%./: \nIViv1249suadj-+()°øΔ:", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        chart = read_chart(text, FOUR)
    except BriefError:
        assert refused(text).message
    else:
        assert sum(c.duration for c in chart.given(C)) == 4 * chart.bars


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("F G7 C", "authentic"),
        ("Dm7 Db7 C", "authentic"),
        ("C F C", "plagal"),
        ("F Bb9 C", "backdoor"),
        ("F Bb C", "modal"),
        ("C F G", "half"),
        ("C Am7 Dm7 G7", "turnaround"),
        ("F G7 Am", "deceptive"),
        ("C Am F", "open"),
    ],
)
def test_cadences_are_recognised(text: str, cadence: str) -> None:
    assert cadence_of([Chord.parse(name) for name in text.split()], C) == cadence


@pytest.mark.parametrize(
    ("bars", "sizes"),
    [(1, [1]), (2, [2]), (3, [3]), (4, [4]), (8, [4, 4]), (12, [4, 4, 4]), (16, [4] * 4)],
)
def test_phrases_are_fours_where_they_can_be(bars: int, sizes: list[int]) -> None:
    chord = Chord.parse("C")
    sounding = [Sounding(chord, Fraction(4 * n), Fraction(4 * n + 4)) for n in range(bars)]
    laid = lay_phrases(sounding, bars, Fraction(4), C, last=True)
    assert [phrase.bars for phrase in laid] == sizes


def test_a_phrase_ends_with_the_cadence() -> None:
    """Six bars that close after two are two and four, those that close after four four and two."""
    for text, sizes in (("F G C F C C", None), ("G7 C F Am Dm C", [2, 4])):
        names = [Chord.parse(name) for name in text.split()]
        sounding = [Sounding(c, Fraction(4 * n), Fraction(4 * n + 4)) for n, c in enumerate(names)]
        laid = lay_phrases(sounding, 6, Fraction(4), C, last=True)
        assert sizes is None or [phrase.bars for phrase in laid] == sizes
        assert sum(phrase.bars for phrase in laid) == 6


@pytest.mark.parametrize("genre", GENRES)
@pytest.mark.parametrize("level", [1, 5, 10])
def test_every_genre_arranges_chords_as_written(genre: str, level: int) -> None:
    written = "Ebmaj7 | D7alt:3 Db9 | Cm11 F13 | % | Fm7b5/Ab . E7#9 A7 | Dmaj9 | C6/9 |"
    meter = genres()[genre].style.default_meter
    text = written if meter == "4/4" else "Ebmaj7 | D7alt | Cm11 F13 | % | Fm7b5/Ab | E7#9 | Dmaj9"
    piece = compose(genre, "a song", progression=text, complexity=level, seed=3, num_bars=14)
    check(piece.arrangement, piece.performance)
    made = piece.arrangement.progression
    asked = read_chart(text, piece.brief.meter).given(piece.brief.key) * 2
    assert [(str(e.chord), e.duration) for e in made.chords] == [
        (str(one.chord), one.duration) for one in asked
    ]
    for event in made.chords:
        assert event.origin == "user"
        assert event.comment.startswith(f"Your {event.chord} is {event.roman} of ")
        assert roman_to_chord(event.roman, piece.brief.key) == event.chord


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(GENRES),
    st.lists(st.lists(chords, min_size=1, max_size=4), min_size=2, max_size=9),
    st.integers(1, 10),
    st.data(),
)
def test_any_chords_are_arranged(
    genre: str, bars: list[list[Chord]], level: int, data: st.DataObject
) -> None:
    meter = data.draw(st.sampled_from(genres()[genre].style.meters))
    text = " | ".join(" ".join(map(str, bar)) for bar in bars)
    piece = compose(
        genre, "a song", progression=text, complexity=level, seed=1, time_signature=meter
    )
    check(piece.arrangement, piece.performance)
    assert [e.chord for e in piece.arrangement.progression.chords] == [c for b in bars for c in b]


def test_bars_and_key_agree_or_are_refused() -> None:
    text = "Dm7 | G7 | Cmaj7 |"
    assert compose("gospel", "a song", progression=text).brief.bars == 3
    assert compose("gospel", "a song", progression=text, num_bars=9).brief.bars == 9
    assert compose("gospel", "a song, 6 bars", progression=text).brief.bars == 6
    assert compose("gospel", "a song of one minute", progression=text).brief.bars % 3 == 0
    with pytest.raises(BriefError) as caught:
        compose("gospel", "a song", progression=text, num_bars=8)
    assert (caught.value.field, caught.value.allowed) == ("num_bars", "3, 6, 9 ... 126")
    brief = compose("gospel", "a song", progression=text).brief
    assert (str(brief.key), brief.sources["key"]) == ("C major", "chords")
    assert any("G7 comes home to Cmaj7" in notice for notice in brief.notices)
    other = compose("gospel", "a song in F# major", progression=text).brief
    assert str(other.key) == "F# major"
    assert any("sound like C major" in notice for notice in other.notices)
    numbered = compose("gospel", "a song in Eb", progression="I | vi7 | ii7 V7 | I")
    assert [str(c.chord) for c in numbered.arrangement.progression.chords] == [
        "Eb", "Cm7", "Fm7", "Bb7", "Eb",
    ]  # fmt: skip
    minor = compose("gospel", "a song", progression="i | iv | V7 | i").brief
    assert str(minor.key) == "A minor"


def test_the_same_chords_give_the_same_piece_and_others_another() -> None:
    def made(text: str) -> bytes:
        return compose("gospel", "a song", progression=text).midi()

    assert made("C | G7 | C") == made("C | G7 | C")
    assert made("C | G7 | C") != made("C | G9 | C")
