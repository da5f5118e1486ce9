"""Existing tunes named in the words. They are never imitated, so they must be noticed."""

from __future__ import annotations

import re
from functools import cache

from gospel_keys.composer.text import Reading, Said
from gospel_keys.composer.words import tunes

_VERB = (
    r"(?:play|perform|arrange|cover|harmoni[sz]e|transcribe|reharmoni[sz]e"
    r"|(?:version|cover|arrangement|rendition|transcription|reharmoni[sz]ation|setting|take)\s+(?:of|on)"
    r"|the\s+(?:hymn|song|tune|carol|spiritual|standard|classic))"
)
_QUOTED = re.compile(
    rf"(?<!\w){_VERB}:?\s+(?:me\s+)?(?P<quote>[\"“'«])(?P<title>[^\"“”«»]{{2,80}}?)[\"”'»](?!\w)",
    re.IGNORECASE,
)
_OF_CAPITALS = re.compile(
    r"(?<!\w)(?:version|cover|arrangement|rendition|transcription|reharmoni[sz]ation)\s+of\s+(?:the\s+)?"
    r"(?P<title>[A-Z][\w']+(?:\s+(?:of|the|to|a|and|my|for|on|with|is|me|in|[A-Z][\w']+))*\s+[A-Z][\w']+)"
)
_AFTER_VERB = re.compile(rf"(?<!\w){_VERB}:?\s+(?:me\s+)?[\"“'«]?$", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _any_of(tunes().titles, re.IGNORECASE), _any_of(tunes().plain, 0)


def _any_of(titles: tuple[str, ...], flags: int) -> re.Pattern[str]:
    """One pattern for all titles, the longest first; punctuation and "the" may vary."""
    rows = (_loosely(title) for title in sorted(titles, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(rows)})(?!\w)", flags)


def _loosely(title: str) -> str:
    words = [re.escape(word.strip("'")) for word in re.findall(r"[\w']+", title)]
    if words[0].lower() in ("the", "a") and len(words) > 2:
        words = words[1:]
    return r"(?:[\s,.!'-]+|[,.!]\s)".join(word.replace("'", "'?") for word in words)


def read_tunes(reading: Reading) -> list[Said[str]]:
    """Titles of existing tunes, as the user wrote them."""
    sure, plain = _patterns()
    found = [_claim(reading, match) for match in reading.find(_QUOTED)]
    found += [reading.claim(match, match[0]) for match in reading.find(sure)]
    found += [
        reading.claim(match, match[0])
        for match in reading.find(plain)
        if _stands_out(reading, match)
    ]
    return found + [_claim(reading, match) for match in reading.find(_OF_CAPITALS)]


def _claim(reading: Reading, match: re.Match[str]) -> Said[str]:
    start, end = match.span("title")
    reading.take(start, end)
    return Said(match["title"], match["title"], start)


def _stands_out(reading: Reading, match: re.Match[str]) -> bool:
    """True when ordinary words are meant as a title."""
    named = _AFTER_VERB.search(reading.text[: match.start()]) is not None
    return named or (" " in match[0] and not reading.shouted)
