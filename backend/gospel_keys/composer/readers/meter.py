"""What the words say about the meter: "12/8", "six-eight", "waltz", "in three", "cut time"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gospel_keys.composer.numbers import number_pattern, read_number
from gospel_keys.composer.phrasebook import Phrasebook
from gospel_keys.composer.text import Reading, Said
from gospel_keys.composer.words import MeterWord, context_words, counts, meter_words, number_words

_WRITTEN = re.compile(
    r"(?<![\w/.-])(?P<top>\d{1,2})[ ]?/[ ]?(?P<bottom>\d{1,2})"
    r"(?P<time>[ -]+(?:time|meter|metre))?(?![\w/%])",
    re.IGNORECASE,
)
_SPACED = re.compile(
    r"(?<![\w/.-])(?P<top>\d{1,2})[ -](?P<bottom>2|4|8|16)[ -](?P<time>time|meter|metre)(?!\w)",
    re.IGNORECASE,
)
_NOTE_VALUES = frozenset({"1", "2", "4", "8", "16", "32"})


@dataclass(frozen=True, slots=True)
class MeterWords:
    """A meter as said ("3/4"), and the other meters the word does not contradict."""

    meter: str
    also: tuple[str, ...] = ()

    def allows(self, meter: str) -> bool:
        return meter == self.meter or meter in self.also


@cache
def _book() -> Phrasebook[MeterWord]:
    return Phrasebook(meter_words())


@cache
def _spoken() -> re.Pattern[str]:
    bottoms = "|".join(word for word in number_words().fractions)
    return re.compile(
        rf"(?<!\w)(?P<top>{number_pattern()})[ -](?P<bottom>{bottoms})"
        r"(?:[ -]+(?P<time>time|meter|metre|feel))?(?!\w)",
        re.IGNORECASE,
    )


@cache
def _counted() -> re.Pattern[str]:
    numbers = "|".join(word for word, value in number_words().small.items() if value in counts())
    figures = "|".join(str(count) for count in counts())
    return re.compile(rf"(?<!\w)in (?:a )?(?P<count>{numbers}|{figures})(?![\w/.-])", re.IGNORECASE)


def read_meter(reading: Reading) -> list[Said[MeterWords]]:
    """Every meter the text names, firm ones and suggestions ("a march")."""
    found = [
        reading.claim(match, MeterWords(f"{int(match['top'])}/{int(match['bottom'])}"))
        for pattern in (_WRITTEN, _SPACED)
        for match in reading.find(pattern)
        if match["time"] or (int(match["top"]) > 1 and match["bottom"] in _NOTE_VALUES)
        if reading.next_word(match.end()) not in context_words().after_a_fraction
    ]
    found += _read_spoken(reading)
    for row in _book().find(reading):
        value = MeterWords(row.value.meter, row.value.also)
        found.append(Said(value, row.text, row.start, firm=not row.value.hint))
    found += _read_counts(reading)
    return found


def _read_spoken(reading: Reading) -> list[Said[MeterWords]]:
    """ "six-eight", "three quarter time": figures over two, four and eight only with "time"."""
    found = []
    for match in reading.find(_spoken()):
        top, bottom = read_number(match["top"]), number_words().fractions[match["bottom"].lower()]
        likely = bottom == 8 or (bottom == 4 and top in (2, 3, 4, 5))
        if match["time"] or (likely and not match["top"].isdecimal() and top > 1):
            found.append(reading.claim(match, MeterWords(f"{top}/{bottom}")))
    return found


def _read_counts(reading: Reading) -> list[Said[MeterWords]]:
    found = []
    for match in reading.find(_counted()):
        if reading.next_word(match.end()) in context_words().after_a_count:
            continue
        row = counts()[read_number(match["count"])]
        found.append(reading.claim(match, MeterWords(row.meter, row.also)))
    return found
