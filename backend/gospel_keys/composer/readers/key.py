"""What the words say about key and mode.

The traps are the article ("a minor key" names no key, "in a minor" does), the auxiliary ("am"),
and chord talk ("a minor third", "C major seventh chords").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gospel_keys.composer.phrasebook import denied
from gospel_keys.composer.text import Reading, Said
from gospel_keys.composer.words import context_words, filler, foreign_keys

_ACCIDENTAL = r"(?P<accidental>[ -]?(?:double[ -])?(?:flat|sharp)|bb|##|b|#)"
_MODES = "major|minor|maj|min|dorian|phrygian|lydian|mixolydian|aeolian|ionian|locrian"
_KIND = r"(?:[ -]+(?:natural|harmonic|melodic|pentatonic|blues)(?=[ -]+(?:major|minor|maj|min)))?"
_END = r"(?![\w#+/°ø]|[-'](?=\w))"
_NOTE = rf"(?P<letter>[A-G]){_ACCIDENTAL}?{_KIND}(?:[ -]*(?P<mode>{_MODES})|(?P<short>m))?{_END}"
_OPENING = (
    r"(?:(?:in|into)[ ]+(?:the[ ]+)?(?:key[ ]+of[ ]+)?"
    r"|key(?:[ ]*[:=][ ]*|[ ]+(?:of[ ]+|is[ ]+|in[ ]+)?))"
)
_INTRODUCED = re.compile(rf"(?<![\w']){_OPENING}{_NOTE}", re.IGNORECASE)
_WITH_MODE = re.compile(
    rf"(?<![\w'#])(?P<letter>[A-G]){_ACCIDENTAL}?{_KIND}[ -]*(?P<mode>{_MODES})(?P<short>)(?!\w)",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    rf"(?<![\w'#-])(?P<letter>[A-G])(?P<accidental>b|#)?(?P<mode>)(?P<short>m){_END}"
)
_BARE = re.compile(
    r"(?<![\w'#-])(?P<letter>[A-G]|[b-g](?=[ -]))(?P<accidental>b|#|[ -]flat|[ -]sharp)"
    rf"(?P<mode>)(?P<short>){_END}"
)
_BESIDE = re.compile(
    rf"(?:(?<=[ ]or[ ])|(?=[A-G][b#]?[ ]or[ ][A-G])){_NOTE.replace('[A-G]', '(?-i:[A-G])', 1)}",
    re.IGNORECASE,
)
_KEY_OF = re.compile(r"(?<!\w)key[ ]+of[ ]+(?P<what>[^\W\d_]{1,20}#?)(?!\w)", re.IGNORECASE)
_MODE_ALONE = re.compile(r"(?<![\w'])(?P<mode>minor|major)(?=\W|$)", re.IGNORECASE)
_MODULATION = re.compile(
    r"(?<!\w)(?:(?:mov|go|shift)\w*[ ]+(?:up[ ]+|down[ ]+)?(?:to|into)"
    r"|(?:modulat\w+|key change|chang\w+ keys?|transpos\w+|end(?:s|ing)?)[ ]+(?:up[ ]+|down[ ]+)?"
    rf"(?:to|into|in))[ ]+(?:the[ ]+)?(?:key[ ]+of[ ]+)?{_NOTE}"
    r"(?:,?[ ]+(?:for|in|at|on)[ ]+the[ ]+(?:last|final|very)"
    r"[ ]+(?:chorus|verse|section|time|a|end))?",
    re.IGNORECASE,
)
_MINOR_MODES = frozenset({"minor", "min", "m", "dorian", "phrygian", "aeolian", "locrian"})
_ACCIDENTALS = {"flat": "b", "sharp": "#", "double flat": "bb", "double sharp": "##"}


@dataclass(frozen=True, slots=True)
class KeyWords:
    """A key as said: a tonic ("Bb"), and a mode when one was said."""

    tonic: str
    mode: str | None
    church_mode: str | None = None


@dataclass(frozen=True, slots=True)
class KeyFindings:
    keys: list[Said[KeyWords]]
    modes: list[Said[str]]
    modulations: list[Said[KeyWords]]
    denied: list[Said[KeyWords]]
    unknown: list[Said[str]]


@cache
def _foreign() -> tuple[re.Pattern[str], ...]:
    """Notes of other languages where a key is named, and any note with a mode of theirs."""
    words = foreign_keys()
    notes = "|".join(re.escape(name) for name in sorted(words.notes, key=len, reverse=True))
    modes = "|".join(words.modes)
    opening = r"(?<!\w)(?:in|en|into|key(?:[ ]?[:=]|[ ]of)?)[ ]+"
    letter = "(?-i:[HJ-UW-Z])"
    rows = (
        rf"{opening}(?:{notes}|{letter})[ -]+(?:major|minor|{modes})(?!\w)",
        rf"{opening}(?:{notes}|{letter})(?=[ ]*(?:[,;.!?]|$))",
        rf"(?<![\w'-])(?:[a-h](?:[ ]?[b#])?|{notes})[ -]+(?:{modes})(?!\w)",
    )
    return tuple(re.compile(row, re.IGNORECASE) for row in rows)


def read_key(reading: Reading) -> KeyFindings:
    """Keys, modes without a tonic ("a minor key"), and modulations asked for, in the text."""
    modulations = [
        reading.claim(match, _key_words(match))
        for match in reading.find(_MODULATION)
        if _is_name(reading, match)
    ]
    refused = [match.start() for match in _matches(reading) if denied(reading, match.start())]
    said = [reading.claim(match, _key_words(match)) for match in _matches(reading)]
    keys = [one for one in said if one.start not in refused]
    bare = list(reading.find(_BARE)) if not said else []
    if len(bare) == 1 and reading.next_word(bare[0].end()) not in context_words().after_a_chord:
        keys.append(reading.claim(bare[0], _key_words(bare[0])))
    beside = [match for match in reading.find(_BESIDE) if keys and _is_name(reading, match)]
    keys += [reading.claim(match, _key_words(match)) for match in beside]
    unknown = _unknown(reading)
    unlike = context_words().after_a_chord | context_words().after_a_small_matter
    modes = [
        reading.claim(match, match["mode"].lower())
        for match in reading.find(_MODE_ALONE)
        if reading.next_word(match.end()) not in unlike
    ]
    return KeyFindings(
        keys, modes, modulations, [one for one in said if one.start in refused], unknown
    )


def _matches(reading: Reading) -> Iterator[re.Match[str]]:
    """The keys named in the text that nobody has read, the longest way of saying one first."""
    for pattern in (_INTRODUCED, _WITH_MODE, _COMPACT):
        for match in reading.find(pattern):
            if _is_name(reading, match):
                yield match


def _unknown(reading: Reading) -> list[Said[str]]:
    """Keys by names that are none here: "key of H", "C-dur"; not firm: "the key of David"."""
    found = [reading.claim(match, match[0]) for row in _foreign() for match in reading.find(row)]
    hints = [match for match in reading.find(_KEY_OF) if match["what"].lower() not in filler()]
    return found + [reading.claim(match, match[0], firm=False) for match in hints]


def _key_words(match: re.Match[str]) -> KeyWords:
    if match["short"] == "M":
        return KeyWords(match["letter"].upper() + _accidental(match["accidental"]), "major")
    said = (match["mode"] or match["short"] or "").lower()
    mode = None if not said else "minor" if said in _MINOR_MODES else "major"
    church = said if said not in ("", "m", "min", "maj", "minor", "major") else None
    return KeyWords(match["letter"].upper() + _accidental(match["accidental"]), mode, church)


def _accidental(text: str | None) -> str:
    plain = (text or "").lower().replace("-", " ").strip()
    return _ACCIDENTALS.get(plain, plain)


def _is_name(reading: Reading, match: re.Match[str]) -> bool:
    """False when the letter is an article or the words speak of a chord."""
    after = reading.next_word(match.end())
    if after in context_words().after_a_chord:
        return False
    written = (match["accidental"] or "").strip(" -").lower()
    if match["letter"] in "Aa" and written in ("", "flat", "sharp"):
        return _is_the_note_a(reading, match, after)
    return True


def _is_the_note_a(reading: Reading, match: re.Match[str], after: str) -> bool:
    """Tell the note A from the article and "Am" from the verb."""
    start = match.start("letter")
    opening = match[0][: start - match.start()].lower()
    before = reading.text[:start].rstrip()[-1:]
    if "key" in opening or match["short"]:
        return bool(opening) or after not in context_words().after_a_verb
    if match["letter"] == "A" and not reading.shouted and before not in ("", ".", "!", "?"):
        return True
    if not opening and before not in ("", ".", "!", "?", ",", ";", ":", "("):
        return False
    stops = after == "" or after in context_words().after_a_note
    return stops or (after[:1].isdigit() and bool(match["mode"]))
