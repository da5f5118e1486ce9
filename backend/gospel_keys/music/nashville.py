"""Nashville numbers, both ways: ``1 4/6 2-7 5sus4 b7 3ø7``.

Numbers are degrees of the parallel major of the key: the home chord of C minor is ``1-``. A minor
chord has a dash; after a slash stands the bass, also a degree of the key.
"""

from __future__ import annotations

from functools import lru_cache

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError, too_long, unreadable
from gospel_keys.music.key import Key
from gospel_keys.music.numeral import (
    DEGREE,
    MAX_TEXT,
    numeral_suffix,
    read_degree,
    read_tones,
    split_slashes,
)


@lru_cache(maxsize=8192)
def nashville_to_chord(text: str, key: Key) -> Chord:
    """The chord a Nashville number means in a key."""
    if len(text) > MAX_TEXT:
        raise too_long(text, MAX_TEXT, "a Nashville number")
    plain = text.rstrip()
    start = len(plain) - len(plain.lstrip())
    match = DEGREE.match(plain, start)
    if match is None:
        raise unreadable(text, start, "a degree 1 to 7")
    (suffix, begin), *rest = split_slashes(plain, match.end())
    tones = read_tones(plain, begin, begin + len(suffix), minor=False)
    chord = Chord(key.degree(read_degree(match.group())), tones)
    if not rest:
        return chord
    bass, place = rest[0]
    if len(rest) > 1 or not DEGREE.fullmatch(bass):
        raise unreadable(text, place, "the bass as one degree 1 to 7")
    return chord.with_bass(key.degree(read_degree(bass)))


def try_nashville_to_chord(text: str, key: Key) -> Chord | None:
    """As ``nashville_to_chord``, or None."""
    try:
        return nashville_to_chord(text, key)
    except TheoryError:
        return None


@lru_cache(maxsize=8192)
def chord_to_nashville(chord: Chord, key: Key) -> str:
    """The Nashville number of a chord in a key."""
    minor, suffix = numeral_suffix(chord.intervals)
    dash = "-" if minor and suffix[:1] not in ("°", "ø") else ""
    degree = key.tonic.interval_to(chord.root).degree
    bass = f"/{key.tonic.interval_to(chord.bass).degree}" if chord.bass else ""
    return f"{degree}{dash}{suffix}{bass}"
