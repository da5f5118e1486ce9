"""What the words say about the form: "rhythm changes", "16-bar blues", "three choruses"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from gospel_keys.arranger.style import Style
from gospel_keys.composer.numbers import number_pattern, read_number
from gospel_keys.composer.phrasebook import Phrasebook
from gospel_keys.composer.text import Reading, Said
from gospel_keys.composer.words import Named, context_words


class FormWord(Named):
    """Forms of one name, by their ids; none where only other genres have a form of that name."""

    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormFindings:
    """Forms of this genre that were named, forms that only others have, and how often round."""

    own: list[Said[FormWord]]
    foreign: list[Said[FormWord]]
    rounds: list[Said[int]]


@cache
def _rounds() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/#-])(?P<count>{number_pattern()})[ ]"
        r"(?:choruses|rounds|times (?:round|through))(?!\w)(?:[ ]of(?!\w))?",
        re.IGNORECASE,
    )


def read_forms(reading: Reading, style: Style, others: Iterable[Style]) -> FormFindings:
    """Forms by the genre's own words; by those of ``others`` only names of more than a word."""
    names: dict[str, list[str]] = {}
    for form in style.forms:
        for word in form.words:
            names.setdefault(word, []).append(form.id)
    rounds = [reading.claim(m, read_number(m["count"])) for m in reading.find(_rounds())]
    known = {_plain(name) for name in names}
    rows = [FormWord(names=(name,), ids=tuple(ids)) for name, ids in names.items()]
    rows += [FormWord(names=(name,)) for name in _elsewhere(others, known)]
    said = [one for one in Phrasebook(rows).find(reading) if not _is_colour(reading, one)]
    own = [one for one in said if one.value.ids]
    return FormFindings(own, [one for one in said if not one.value.ids], rounds)


def _elsewhere(others: Iterable[Style], known: set[str]) -> list[str]:
    names = {_plain(word) for style in others for form in style.forms for word in form.words}
    return sorted(name for name in names - known if " " in name)


def _plain(name: str) -> str:
    return name.lower().replace("-", " ")


def _is_colour(reading: Reading, said: Said[FormWord]) -> bool:
    """True for "a blues feel", "blues licks": the colour of a form, not the form."""
    after = reading.next_word(said.start + len(said.text))
    return " " not in _plain(said.text) and after in context_words().after_a_colour
