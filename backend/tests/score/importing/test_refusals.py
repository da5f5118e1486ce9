"""Whatever comes, it is understood or refused with a sentence; nothing else ever happens."""

from __future__ import annotations

import gzip
import io
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys import compose
from gospel_keys.score import importing
from gospel_keys.score.importing import MAX_BYTES, UnreadableError
from gospel_keys.score.smf import MetaEvent
from tests.score.importing.files import midi_of

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><score-partwise>&b;</score-partwise>'
)


def zipped(name: str, data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"hello there", "not understood what this is"),
        (b"C | Am7 D7 | G7 |", "between bar lines"),
        (b"\x00\x01\x02", "not understood what this is"),
        (b"%PDF-1.7", "a PDF is a picture"),
        (b"\x89PNG\r\n", "a picture"),
        (b"ID3\x04", "sound, not notes"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "sound, not notes"),
        (gzip.compress(b"x", mtime=0), "gzip"),
        (b"<html><body>no link</body></html>", "no irealbook:// link"),
        (b"irealb://Title=x", "scrambled"),
        (b"irealbook://Title=x", "fields"),
        (b"{title: A}\n{start_of_grid}\n| C | H7 |\n{end_of_grid}", "line 3"),
        (b"{title: Nothing}", "no chords"),
        (b"<score-timewise/>", "timewise"),
        (b"<score-partwise><part><measure><note>", "not well-formed"),
        (BOMB, "entity"),
        (zipped("a.xml", b" " * 5_000_000), "unpacks to more than"),
        (zipped("a.txt", b"x"), "holds no score"),
        (b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x01\xe0MTrk", "byte"),
        (b"x" * (MAX_BYTES + 1), "at most"),
        (midi_of([(0, 1, 60)], format_=2), "format 2"),
        (midi_of([], MetaEvent(0, 1, b"nothing")), "no notes"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError) as error:
        importing.read(data)
    assert said in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "{" + "a" * 200_000, "{a" + " " * 200_000 + "x", "[" * 200_000, "[A" * 100_000,
        "{a:\n" * 50_000, "\n" * 400_000 + "{", "{t: " + "[" * 100_000 + "}",
        "irealbook://" + "a=" * 50_000, "irealbook://a=b=c=C=n=" + "<" * 100_000,
        "irealbook://a=b=c=C=n=" + "C*" * 50_000,
    ],
    ids=[str(n) for n in range(10)],
)  # fmt: skip
def test_long_nonsense_is_refused_without_long_thought(text: str) -> None:
    """Each of these would take hours if its reading went to and fro."""
    said = reading(text.encode())
    assert said is None or 0 < len(said) < 500


def test_notes_far_away_and_unending_take_no_room() -> None:
    found = importing.read(midi_of([(0, 1, 60), (4e6, 4e6 + 1, 64)], division=1))
    assert [str(note.pitch) for note in found.melody] == ["C4"]
    held = importing.read(midi_of([(n / 4, 6e4, 40 + n % 40) for n in range(400)]))
    assert held.bars < 128


def reading(data: bytes) -> str | None:
    """Why a file cannot be read; None where it can."""
    try:
        importing.read(data)
    except UnreadableError as error:
        return str(error)
    return None


@cache
def samples() -> list[bytes]:
    piece = compose("gospel", "a piece", num_bars=2, seed=1, complexity=5)
    files = [piece.midi(), piece.musicxml(), piece.chordpro().encode(), piece.ireal().encode()]
    return [*files, zipped("a.musicxml", files[1])]


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_damaged_files_never_fail_otherwise(data: st.DataObject) -> None:
    sample = bytearray(data.draw(st.sampled_from(range(5)).map(lambda n: samples()[n])))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(sample) - 1))
        what = data.draw(st.sampled_from(("change", "cut", "double", "drop")))
        if what == "change":
            sample[place] = data.draw(st.integers(0, 255))
        elif what == "cut":
            del sample[place + 1 :]
        elif what == "double":
            sample[place:place] = sample[place : place + 40]
        else:
            del sample[place : place + 3]
        if not sample:
            break
    check(bytes(sample))


@settings(deadline=None, max_examples=100)
@given(
    st.binary(max_size=200), st.sampled_from([b"MThd", b"PK\x03\x04", b"<score-partwise", b"{t:"])
)
def test_any_bytes_never_fail_otherwise(data: bytes, head: bytes) -> None:
    check(head + data)


def check(data: bytes) -> None:
    if reading(data) is not None:
        return
    found = importing.read(data)
    assert 1 <= found.bars <= 128
    assert found.chords or found.melody
    total = found.bars * found.meter.bar
    assert not found.chords or sum(item.duration for item in found.chords) == total
    assert all(note.end <= total and note.onset > -found.meter.bar for note in found.melody)
    assert all(0 <= value <= 1 for value in found.confidence.values())
