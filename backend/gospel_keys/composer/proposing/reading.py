"""A model's text as chords of a phrase: read by the parser that reads a person's own chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from gospel_keys.composer.charts.chart import read_chart
from gospel_keys.composer.errors import BriefError
from gospel_keys.composer.proposing.offer import LockedChord, PhraseOffer
from gospel_keys.music.chord import Chord
from gospel_keys.score.model import GivenChord

_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


class RejectedError(ValueError):
    """A proposal that is not taken; ``reasons`` are sentences."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Sounding:
    """A chord of a phrase, its time in quarters from the phrase's start, and if it is locked."""

    chord: Chord
    onset: Fraction
    duration: Fraction
    locked: bool = False

    @property
    def end(self) -> Fraction:
        return self.onset + self.duration


def read_phrase(text: str, offer: PhraseOffer) -> tuple[Sounding, ...]:
    """The chords of a text for the phrase that was offered; neighbours that are equal are one.

    Raises ``RejectedError`` where the text is no chart, does not fill the phrase's bars exactly, or
    moves a locked chord.
    """
    text = plain_text(text)
    if len(text) > offer.most_characters:
        raise RejectedError(f"It is longer than {offer.most_characters} characters.")
    try:
        chart = read_chart(_in_bars(text, offer), offer.meter)
        given = chart.given(offer.key)
    except BriefError as error:
        raise RejectedError(f"It cannot be read: {error.message}") from error
    if chart.bars != offer.bars:
        raise RejectedError(f"It has {chart.bars} bars; the phrase has {offer.bars}.")
    return tuple(_joined(_around(_timed(given), offer.locked), ends=offer.is_last))


def _in_bars(text: str, offer: PhraseOffer) -> str:
    """One bar needs a barline, or its chords would be read as a bar each."""
    return f"{text} |" if offer.bars == 1 and "|" not in text else text


def plain_text(text: str) -> str:
    """A text as it is read and kept: no space around it, and no control characters but new lines.

    What has been made plain stays as it is.
    """
    signs = (sign if sign == "\n" or sign.isprintable() else _UNREADABLE for sign in text.strip())
    return "".join(signs)


def _timed(given: Sequence[GivenChord]) -> list[Sounding]:
    found: list[Sounding] = []
    at = Fraction(0)
    for one in given:
        found.append(Sounding(one.chord, at, one.duration))
        at += one.duration
    return found


def _around(chords: Sequence[Sounding], locked: Sequence[LockedChord]) -> list[Sounding]:
    """The chords with the locked ones among them whole. Raises where one is not kept."""
    found = list(chords)
    for lock in locked:
        inside = [one for one in found if one.onset < lock.end and one.end > lock.onset]
        kept = (
            all(one.chord == lock.chord for one in inside)
            and inside[0].onset == lock.onset
            and inside[-1].end == lock.end
        )
        if not kept:
            raise RejectedError(f"It does not keep the locked {lock.chord}.")
        found = [one for one in found if one not in inside]
        found.append(Sounding(lock.chord, lock.onset, lock.duration, locked=True))
    return sorted(found, key=lambda one: one.onset)


def _joined(chords: Sequence[Sounding], *, ends: bool) -> list[Sounding]:
    """Equal neighbours as one; where the piece ends, its last chord is struck again to rest on."""
    found: list[Sounding] = []
    for one in chords:
        before = found[-1] if found else None
        apart = one.locked or (before and before.locked) or (ends and one is chords[-1])
        if before and before.chord == one.chord and not apart:
            found[-1] = replace(before, duration=before.duration + one.duration)
        else:
            found.append(one)
    return found
