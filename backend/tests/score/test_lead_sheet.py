"""Charts written and read: chords, bars and lengths survive both forms."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from urllib.parse import quote, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from critic import specimen
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key, all_keys
from gospel_keys.music.meter import Meter
from gospel_keys.score import musicxml
from gospel_keys.score.lead_sheet import (
    LeadBar,
    LeadChord,
    LeadSheet,
    LeadSheetError,
    from_ireal,
    lead_sheet,
    of_score,
    read_chordpro,
    read_ireal,
    to_ireal,
    write_chordpro,
    write_ireal,
)
from tests.music.strategies import any_chords, known_chords

METERS = [Meter.parse(text) for text in ("4/4", "3/4", "12/8", "6/8", "5/4", "2/2", "9/8", "7/8")]

words = st.text("abcÄñл0123-'&%#", min_size=1, max_size=6)
titles = st.lists(words, min_size=1, max_size=4).map(" ".join)


@st.composite
def bars(draw: st.DrawFn, meter: Meter) -> LeadBar:
    """A bar of one to four chords at multiples of half a beat."""
    halves = meter.beats * 2
    cuts = draw(st.sets(st.integers(1, halves - 1), max_size=3))
    edges = [0, *sorted(cuts), halves]
    lengths = [(b - a) * meter.beat / 2 for a, b in pairwise(edges)]
    chord = st.none() | known_chords
    return LeadBar(meter, tuple(LeadChord(draw(chord), length) for length in lengths))


@st.composite
def sheets(draw: st.DrawFn) -> LeadSheet:
    """Charts of up to three sections, each in a meter of its own."""
    found: list[LeadBar] = []
    for label in draw(st.lists(st.sampled_from(["A", "B", "Verse", "Last time"]), min_size=1,
                               max_size=3)):  # fmt: skip
        section = draw(st.lists(bars(draw(st.sampled_from(METERS))), min_size=1, max_size=5))
        found += [LeadBar(b.meter, b.chords, "" if i else label) for i, b in enumerate(section)]
    tempo = draw(st.none() | st.integers(30, 300).map(float))
    key = draw(st.sampled_from(all_keys()))
    return LeadSheet(draw(titles), "Ada Lovelace", "Shuffle", key, tuple(found), tempo)


@settings(deadline=None)
@given(sheets())
def test_chordpro_gives_back_the_chart(sheet: LeadSheet) -> None:
    assert read_chordpro(write_chordpro(sheet)) == sheet


@settings(deadline=None)
@given(sheets())
def test_ireal_gives_back_bars_and_names(sheet: LeadSheet) -> None:
    (back,) = read_ireal(write_ireal(sheet))
    assert back.bars == sheet.bars
    assert (back.title, back.composer, back.style) == (sheet.title, sheet.composer, sheet.style)
    assert back.key.tonic.is_enharmonic(sheet.key.tonic)
    assert back.key.mode == sheet.key.mode
    assert not back.notices


@settings(deadline=None)
@given(known_chords | any_chords())
def test_every_chord_has_a_name_in_the_ireal_dialect(chord: Chord) -> None:
    assert from_ireal(to_ireal(chord)) == chord


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("Cm7", "C-7"), ("Fmaj7", "F^7"), ("F#m7b5", "F#h7"), ("Bdim7", "Bo7"),
        ("Bb6/9/D", "Bb69/D"), ("G7sus4", "G7sus"), ("E7alt", "E7alt"), ("Am6", "A-6"),
        ("CmMaj7", "C-^7"), ("D7#9#5", "D7#9#5"), ("C(add4)", "C*add4*"), ("G13b9", "G13b9"),
    ],
)  # fmt: skip
def test_the_dialect(symbol: str, name: str) -> None:
    assert to_ireal(Chord.parse(symbol)) == name


def chords_of(progression: str) -> list[str]:
    """A chart's bars as text: chord and length in quarters."""
    (sheet,) = read_ireal(f"irealbook://T=C=S=C=n={quote(progression)}")
    return [
        f"{bar.section}:{' '.join(f'{c.chord or "NC"}*{c.duration}' for c in bar.chords)}".strip(
            ":"
        )
        for bar in sheet.bars
    ]


@pytest.mark.parametrize(
    ("progression", "expected"),
    [
        ("*A[T44C^7 |A-7 |D-9 |G7#5 Z", ["A:Cmaj7*4", "Am7*4", "Dm9*4", "G7#5*4"]),
        ("T34C |D-7 G7|x Z", ["C*3", "Dm7*2 G7*1", "Dm7*2 G7*1"]),
        ("T44{C |F }G Z", ["C*4", "F*4", "C*4", "F*4", "G*4"]),
        ("{*BC |N1D-7 |G7 }|N2C6 Z", ["B:C*4", "Dm7*4", "G7*4", "C*4", "C6*4"]),
        ("C   |W/G |n Z", ["C*4", "C/G*4", "NC*4"]),
        ("C |D |r|G Z", ["C*4", "D*4", "C*4", "D*4", "G*4"]),
        ("*iC,p,F,p|YG(Ab7) Z", ["Intro:C*2 F*2", "G*4"]),
        ("T12<Slow>C  G|sT44F,lZ", ["Slow:C*9/2 G*3/2", "F*4"]),
    ],
)
def test_reading_ireal(progression: str, expected: list[str]) -> None:
    assert chords_of(progression) == expected


def test_links_are_found_in_a_page_and_playlists_are_several_charts() -> None:
    song = "A=B=S=C-=n=C-7 |G7 Z"
    page = f'<p><a href="irealbook://{quote(song + "=" + song, safe="=")}">here</a></p>'
    one, two = read_ireal(page)
    assert one == two
    assert one.key == Key.parse("C minor")


def test_what_is_not_followed_is_said() -> None:
    (sheet,) = read_ireal(f"irealbook://T=C=S=H=n={quote('SC |(D7)F |<D.S. al Coda>QG Z')}")
    assert len(sheet.notices) == 3
    assert len(sheet.bars) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hello", "no irealbook:// link"),
        ("irealb://x%3Dy", "scrambled"),
        ("irealbook://a=b", "2 fields"),
        ("irealbook://%ff=b=c=d=n=C", "UTF-8"),
        (f"irealbook://T=C=S=C=n={quote('C |H7 Z')}", "bar 2.*'H7"),
        (f"irealbook://T=C=S=C=n={quote('x |C Z')}", "no bar to repeat"),
        (f"irealbook://T=C=S=C=n={quote('T40C Z')}", "bar 1"),
        (f"irealbook://T=C=S=C=n={quote('W/C Z')}", "chord before"),
        ("x" * 1_000_001, "more than"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, message: str) -> None:
    with pytest.raises(LeadSheetError, match=message):
        read_ireal(text)


def test_a_meter_the_form_has_not_is_refused() -> None:
    meter = Meter(11, 8)
    bar = LeadBar(meter, (LeadChord(Chord.parse("C"), meter.bar),))
    sheet = LeadSheet("T", "", "", Key.parse("C"), (bar,))
    with pytest.raises(LeadSheetError, match="no meter 11/8"):
        write_ireal(sheet)
    assert read_chordpro(write_chordpro(sheet)) == sheet


GRID = """
# a remark
{t: Rising}
{artist: Trad}
{key: Am}
{tempo: 120 bpm}
{time: 3/4}
{sog label="Verse" shape="4x3"}
|| Am . . | C . . | D~G . . | % |
|: E7 . . |1 Am . . :| Am / / |.
{eog}
{soc}
Oh [C]Lord [*softly] hear [G/B]me
{eoc}
"""


def test_grids_repeats_and_chords_over_words() -> None:
    sheet = read_chordpro(GRID)
    assert (sheet.title, sheet.composer, sheet.key, sheet.tempo) == (
        "Rising", "Trad", Key.parse("A minor"), 120.0,
    )  # fmt: skip
    rows = [" ".join(f"{c.chord}*{c.duration}" for c in bar.chords) for bar in sheet.bars]
    assert rows == [
        "Am*3", "C*3", "D*1/2 G*5/2", "D*1/2 G*5/2", "E7*3", "Am*3", "E7*3", "Am*3", "C*3", "G/B*3",
    ]  # fmt: skip
    assert [bar.section for bar in sheet.bars if bar.section] == ["Verse", "Chorus"]
    assert sheet.notices == ("Chords over words are given a bar each.",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{sog}\n| C . |\n| Q . |\n{eog}", "line 3"),
        ("{sog}\n| % |\n{eog}", "line 2: there is no bar"),
        ("{sog}\nC . .\n{eog}", "no bar line"),
        ("{sog}\n| C~D F~G~A |\n{eog}", "cannot be made equal"),
        ("{time: x}", "line 1"),
        ("{tempo: quick}", "not a tempo"),
        ("x" * 1_000_001, "more than"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, message: str) -> None:
    with pytest.raises(LeadSheetError, match=message):
        read_chordpro(text)


def test_repeats_cannot_grow_without_end() -> None:
    with pytest.raises(LeadSheetError, match="more than 2000 bars"):
        read_chordpro("{sog}\n| C | " + "% | %% | " * 2000 + "\n{eog}")
    with pytest.raises(LeadSheetError, match="more than 2000 bars"):
        chords_of("{C |" + "x|" * 1500 + "}")


def test_an_arrangement_as_a_chart() -> None:
    piece = specimen.arrangement()
    sheet = lead_sheet(piece)
    assert sum(len(bar.chords) > 0 for bar in sheet.bars) == piece.brief.bars
    total = sum((c.duration for _, c in sheet.chords()), Fraction(0))
    assert total == piece.progression.chords[-1].end
    events = piece.progression.chords
    merged = [(onset, str(item.chord)) for onset, item in sheet.chords()]
    assert set(merged) <= {(e.onset, str(e.chord)) for e in events}
    assert read_chordpro(write_chordpro(sheet)) == sheet
    assert unquote(write_ireal(sheet)).startswith("irealbook://")
    assert lead_sheet(piece, title="T", style="S").style == "S"


def test_too_fine_a_bar_is_refused() -> None:
    lengths = (Fraction(1, 97), 4 - Fraction(1, 97))
    bar = LeadBar(Meter(4, 4), tuple(LeadChord(Chord.parse("C"), length) for length in lengths))
    with pytest.raises(LeadSheetError, match="too fine"):
        write_chordpro(LeadSheet("T", "", "", Key.parse("C"), (bar,)))


def test_what_a_barline_divides_is_one_chord() -> None:
    sheet = read_chordpro("{sog}\n| C . . . | . . F . |\n{eog}")
    assert [(onset, item.duration) for onset, item in sheet.chords()] == [(0, 6), (6, 2)]
    assert read_chordpro("{sog}\n| . C |\n{eog}").bars[0].chords[0].chord is None
    assert LeadSheet("", "", "", Key.parse("C"), ()).chords() == ()


def test_names_of_ones_own_and_what_is_no_name() -> None:
    assert from_ireal("C*add4*/E") == Chord.parse("C(add4)/E")
    assert from_ireal("C-7b9") == Chord.parse("Cm7(b9)")
    for text in ("c", "", "C*add4", "C*huh*", "C7/H"):
        with pytest.raises(LeadSheetError):
            from_ireal(text)


@settings(deadline=None)
@given(st.text("|[]{}ZTNWnxrp *<>()ABCDG#b^-ho7/19,sQ\n:.~%", max_size=60))
def test_no_text_fails_otherwise(text: str) -> None:
    with suppress(LeadSheetError):
        read_ireal(f"irealbook://T=C=S=C=n={quote(text)}")
    with suppress(LeadSheetError):
        read_chordpro("{sog}\n" + text)
    with suppress(LeadSheetError):
        read_chordpro(text)


def test_the_chart_of_a_score_is_the_chart_of_its_arrangement() -> None:
    piece = specimen.arrangement()
    sheet = musicxml.read(musicxml.write(piece, title="T"))
    assert of_score(sheet) == lead_sheet(piece, title="T", style="")
    with pytest.raises(LeadSheetError, match="no chord symbols"):
        of_score(replace(sheet, chords=()))


def test_a_score_without_a_symbol_at_first_starts_without_a_chord() -> None:
    sheet = musicxml.read(musicxml.write(specimen.arrangement()))
    late = replace(sheet.chords[0], onset=Fraction(1), duration=Fraction(2))
    chords = of_score(replace(sheet, chords=(late,), tempos=())).bars[0].chords
    assert [(c.chord, c.duration) for c in chords] == [(None, 1), (late.chord, 2), (None, 1)]
