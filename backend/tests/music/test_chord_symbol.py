"""The dialects of lead sheets, and what is refused with a clear word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError

# canonical symbol: ways in which charts write it
DIALECTS = {
    "C": ["CM", "Cmaj", "Cma", "CMaj", "Cmajor", "C major", " C ", "C/C"],
    "Cm": ["Cmin", "Cmi", "C-", "C minor", "Cminor", "C\N{EN DASH}", "C\N{MINUS SIGN}", "C m"],
    "Cmaj7": [
        "CM7",
        "CΔ7",
        "CΔ",
        "C^7",
        "C^",
        "Cma7",
        "CMaj7",
        "C△7",
        "C\N{INCREMENT}7",
        "C7M",
        "C maj 7",
    ],
    "Cm7": ["Cmin7", "C-7", "Cmi7", "Cm⁷", "C minor 7"],
    "C7": ["Cdom7", "C dominant 7", "C⁷"],
    "Cm7b5": [
        "Cø7",
        "Cø",
        "CØ",
        "C-7b5",
        "Cm7♭5",
        "Cm7(b5)",
        "Cm7-5",
        "Ch7",
        "Chdim7",
        "C half-diminished",
    ],
    "Cdim7": ["C°7", "Co7", "Cº7", "C dim7", "Cdiminished7"],
    "Cdim": ["C°", "Co", "C dim", "Cmb5", "Cm(b5)"],
    "Caug": ["C+", "C(#5)", "C+5", "C augmented"],
    "C7#5": ["C+7", "Caug7", "C7+", "C7+5", "C7(♯5)", "C7aug"],
    "C9#5": ["C+9", "Caug9", "C9+"],
    "C7b5": ["C7-5", "C7(b5)", "C7♭5"],
    "C7alt": ["Calt", "C7 alt", "C7altered", "C7b5#5b9#9", "C7(#9,b9,#5,b5)"],
    "C13b9": ["C13(b9)", "C13-9", "C7b9(13)", "C13(♭9)"],
    "C6/9": ["C69", "C6(9)", "C6add9", "Cmaj6/9", "CM69"],
    "Cm6/9": ["Cm69", "C-6/9", "Cmin69"],
    "Cadd9": ["C(add9)", "C(9)", "Cmaj(add9)", "CMadd9"],
    "Cadd2": ["C2", "C(add2)"],
    "Cmadd9": ["C-add9", "Cm(add9)", "Cminadd9"],
    "C7sus4": ["C7sus", "Csus7", "C7(sus4)", "Cm7sus4"],
    "C9sus4": ["C9sus", "Csus9", "C11sus4"],
    "C13sus4": ["C13sus", "Csus13"],
    "C7sus4(b9)": ["C7susb9", "C7b9sus4", "C7sus4(b9)", "Csus7b9"],
    "Csus4": ["Csus", "C sus", "Csuspended"],
    "C7#9#5": [
        "C7#5#9",
        "C7(#9#5)",
        "C7(#5,#9)",
        "C+7#9",
        "C7(♯9/♯5)",
        "C7 #5 #9",
        "C7(#9)(#5)",
        "C7+9+5",
    ],
    "C7b9": ["C7-9", "C7(b9)"],
    "CmMaj7": [
        "Cm(maj7)",
        "CmM7",
        "C-Δ7",
        "C-Δ",
        "CmΔ",
        "Cminmaj7",
        "C-^7",
        "Cm(M7)",
        "C-maj7",
        "Cm/maj7",
        "Cmin/M7",
    ],
    "Cdim(maj7)": ["C°M7", "Cdimmaj7", "C°(maj7)"],
    "Cmaj7#5": ["C+maj7", "CΔ7#5", "Cmaj7+5", "C+M7", "C+Δ"],
    "C5": ["C(no3)", "Cno3", "C(omit3)", "C(no 3rd)"],
    "C(no5)": ["Cno5", "Comit5"],
    "Cmaj7#11": ["CΔ#11", "Cmaj7#4", "CM7(♯11)"],
    "C(b5)": ["C-5", "CM(b5)"],
    "Cm9": ["C-9"],
    "C7(b9,#11)": ["C7b9#11", "C7(b9,#11)", "C7#11b9", "C7(b9)(#11)", "C7(b9 #11)", "C7(b9;#11)"],
    "Cm7(add11)": ["Cm7add11", "Cm7(11)"],
    "C9(no3)": ["C9no3"],
    "Cmaj7sus4": ["CM7sus", "CΔ7sus4"],
    "F/G": ["F / G", "Fmaj/G"],
    "C6/9/E": ["C69/E", "C6/9 / E"],
    "F#m7b5/A": ["F♯ø7/A", "F#-7b5/A"],
    "Bbmaj7": ["B♭M7", "B♭Δ"],
    "Dbb7": ["D𝄫7"],
    "C13#11": ["C13(#11)", "C9#11(13)", "C13+11"],
}


@pytest.mark.parametrize(("canonical", "others"), DIALECTS.items())
def test_dialects(canonical: str, others: list[str]) -> None:
    chord = Chord.parse(canonical)
    assert str(chord) == canonical
    for text in others:
        assert Chord.parse(text) == chord, text


NOTES = {
    # A root takes every accidental that follows it.
    "Bb": "Bb D F",
    "Bb5": "Bb F",
    "Cb5": "Cb Gb",
    "C#5": "C# G#",
    "Dbb": "Dbb Fb Abb",
    # An 11 on a dominant leaves the third out, on other chords it keeps it.
    "C11": "C G Bb D F",
    "Cmaj11": "C E G B D F",
    "Cm11": "C Eb G Bb D F",
    "C7add11": "C E G Bb F",
    "C13": "C E G Bb D A",
    # Letters that could be read two ways.
    "Asus": "A D E",
    "Aadd9": "A C# E B",
    "Badd9": "B D# F# C#",
    "E+7": "E G# B# D",
    "Bdim": "B D F",
    "Edim7": "E G Bb Db",
    "E dim": "E G Bb",
    "Am/G": "G A C E",
    "C/E": "E G C",
    "C/Bb": "Bb C E G",
    "A/C#": "C# E A",
    "Cmaj7/B": "B C E G",
    "Cmaj9/E": "E G B D C",
    "Abm": "Ab Cb Eb",
    # An alteration replaces, an addition stands beside.
    "C9b5": "C E Gb Bb D",
    "C13#9": "C E G Bb D# A",
    "C9(addb9)": "C E G Bb Db D",
    "C7b5#5": "C E Gb G# Bb",
    "C7#9b9": "C E G Bb Db D#",
    # Rare but clear.
    "Csus24": "C D F G",
    "Csus2sus4": "C D F G",
    "CMA7": "C E G B",
    "CMI7": "C Eb G Bb",
    "CmΔ9": "C Eb G B D",
    "C-Δ(add11)/G": "G B F C Eb",
    "Cm/M9": "C Eb G B D",
    "Csus2": "C D G",
    "Cm(b6)": "C Eb G Ab",
    "C(no5)": "C E",
    "C5(no5)": "C",
    "C+(add9)": "C E G# D",
    "Cdim9": "C Eb Gb Bbb D",
    "Cø11": "C Eb Gb Bb D F",
    "Cmaj13#11": "C E G B D F# A",
    "Cm11b5": "C Eb Gb Bb D F",
}


@pytest.mark.parametrize(("text", "notes"), NOTES.items())
def test_notes(text: str, notes: str) -> None:
    assert " ".join(map(str, Chord.parse(text).notes)) == notes


# text: index where it stops making sense, a word of what was expected
REFUSED = {
    "": (0, "letter A to G"),
    " ": (1, "letter A to G"),
    "H7": (0, "letter A to G"),
    "am": (0, "letter A to G"),
    "7": (0, "letter A to G"),
    "C7x": (2, "alteration"),
    "Cmaj7 foo": (6, "alteration"),
    "C4": (1, "extension"),
    "C8": (1, "extension"),
    "C7b": (2, "alteration"),
    "Csusb2": (1, "alteration"),
    "C7b8": (2, "alteration"),
    "C7b10": (2, "alteration"),
    "Cm7maj7": (3, "alteration"),
    "C7 9": (3, "alteration"),
    "Cm7(maj7)": (4, "alteration such as"),
    "Cm9(maj7)": (4, "alteration such as"),
    "C77": (2, "alteration"),
    "C(": (2, "alteration such as"),
    "C()": (2, "alteration such as"),
    "C7(b9": (5, "')'"),
    "C7(b9,": (6, "')'"),
    "C7b9)": (4, "alteration"),
    "C7((b9))": (3, "one pair of brackets"),
    "C/": (2, "bass note"),
    "C/9": (2, "bass note"),
    "C/e": (2, "bass note"),
    "C/E/G": (3, "end of the symbol"),
    "C/Em": (3, "end of the symbol"),
    "C////": (2, "bass note"),
    "Cdom": (4, "7, 9, 11 or 13"),
    "C####": (1, "at most 3"),
    "C/Bbbbb": (3, "bass note"),
    "Cm-": (2, "extension"),
    "Cb#": (2, "extension"),
}


@pytest.mark.parametrize(("text", "where"), REFUSED.items())
def test_refused_with_the_place(text: str, where: tuple[int, str]) -> None:
    with pytest.raises(TheoryError, match="expected") as caught:
        Chord.parse(text)
    assert caught.value.position == where[0]
    assert where[1] in str(caught.value)
    assert caught.value.text == text
    assert Chord.try_parse(text) is None


@pytest.mark.parametrize("text", ["NC", "N.C.", "nc", " N.C. "])
def test_no_chord_is_not_a_chord(text: str) -> None:
    with pytest.raises(TheoryError, match="no chord is played"):
        Chord.parse(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("C7no5b5", "both has and omits its 5"),
        ("Cadd9no9", "both has and omits its 9"),
        ("Cmalt", "already says"),
        ("C7altb9", "already says"),
    ],
)
def test_contradictions(text: str, word: str) -> None:
    with pytest.raises(TheoryError, match=word):
        Chord.parse(text)


@pytest.mark.parametrize(
    "text", ["C" + "b9" * 50_000, "C" + "(" * 100_000, "C7" + " " * 100_000 + "x"]
)
def test_long_texts_are_refused_at_once(text: str) -> None:
    with pytest.raises(TheoryError, match="at most 48 characters"):
        Chord.parse(text)


PIECES = (
    "C D Bb F# m maj M min - dim ° ø + aug sus4 sus 2 5 6 7 9 11 13 "
    "/9 b9 #11 b5 alt add9 no3 ( ) , / /E Δ ^"
)


@given(st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=7).map("".join))
def test_whatever_is_read_is_written_so_that_it_reads_the_same(text: str) -> None:
    chord = Chord.try_parse(text)
    if chord is not None:
        assert Chord.parse(str(chord)) == chord


@given(st.text(max_size=60))
def test_any_text_is_a_chord_or_a_clean_error(text: str) -> None:
    try:
        written = str(Chord.parse(text))
    except TheoryError as error:
        place = error.position
        written = "C"
    else:
        place = 0
    assert 0 <= place <= len(text)
    assert str(Chord.parse(written)) == written
