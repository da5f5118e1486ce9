"""The form and the change of key that the words name, or why they cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gospel_keys.arranger.style import Form
from gospel_keys.arranger.when import Circumstance
from gospel_keys.composer.errors import BriefError, quoted
from gospel_keys.composer.planning.rising import can_rise
from gospel_keys.composer.resolve import BARS, Draft, contradiction
from gospel_keys.genres.phrases import Harmony
from gospel_keys.music.key import Key

MOST = 6
"""Semitones that a key can move."""


def named_forms(draft: Draft) -> tuple[Form, ...]:
    """The forms that every word about form allows, the genre's first choice first.

    Raises for a form that only other genres have, and where two words have no form in common.
    """
    found = draft.findings.forms
    for said in found.foreign:
        raise BriefError(
            "description", f"{draft.genre.label} has no form '{quoted(said.text)}'.",
            value=said.text, allowed=[f.words[0] for f in draft.style.forms if f.words],
        )  # fmt: skip
    if not found.own:
        return ()
    shared = set.intersection(*(set(said.value.ids) for said in found.own))
    if not shared:
        raise contradiction("description", found.own, "forms")
    forms = [form for form in draft.style.forms if form.id in shared]
    return tuple(sorted(forms, key=lambda form: -form.weight))


def usual_bars(draft: Draft, forms: Sequence[Form]) -> int | None:
    """The length that the form's name, "three choruses" or a change of key implies, or None."""
    rounds = {said.value for said in draft.findings.forms.rounds}
    if len(rounds) > 1:
        raise contradiction("num_bars", draft.findings.forms.rounds, "lengths")
    once = forms[0].around if forms else draft.style.default_bars
    bars = once * next(iter(rounds), 1)
    named = forms[0].id if forms else None
    moves = draft.findings.key.modulations or any(said.value for said in draft.findings.lifts)
    if moves and not can_rise(draft.style, bars, named):
        return 2 * bars
    return bars if forms or rounds else None


def resolve_form(
    draft: Draft, forms: Sequence[Form], key: Key, bars: int, here: Circumstance
) -> str | None:
    """The form that was named, if it fits the length, the key's mode, the meter and the level."""
    if not forms:
        return None
    able = [form for form in forms if _has_rows(form, draft.genre.harmony, key, here)]
    text = draft.findings.forms.own[0].text
    if not able:
        raise BriefError(
            "description",
            f"'{quoted(text)}': {draft.genre.label} has no phrases for it in a {key.mode} key at "
            f"complexity {here.complexity} in this meter.",
            value=text, allowed="another level, meter or mode",
        )  # fmt: skip
    fitting = [form for form in able if form.bars[0] <= bars <= form.bars[1]]
    fitting = fitting or [form for form in able if form.bars[0] <= bars]
    if not fitting:
        least = min(form.bars[0] for form in able)
        raise BriefError(
            "num_bars", f"'{quoted(text)}' needs at least {least} bars, not {bars}.", value=bars,
            allowed=f"{least} to {BARS[1]} with '{quoted(text)}'",
        )  # fmt: skip
    return draft.take("form", "words", fitting[0].id)


def _has_rows(form: Form, harmony: Harmony, key: Key, here: Circumstance) -> bool:
    """Whether the genre has every kind of phrase the form is made of; the words overrule for whom
    it is meant."""
    if form.when.application:
        here = replace(here, application=form.when.application[0])
    rows = harmony.fitting(key.mode, here.complexity, here.meter_class)
    labels = {label for row in rows for label in row.section}
    needed = {label for part in form.sections for label in part.lines or (part.label,)}
    return form.when.fits_phrase(here) and needed <= labels


def resolve_rise(draft: Draft, key: Key, bars: int, form: str | None) -> int | None:
    """How many semitones the last chorus is to rise; None where the words do not ask.

    Raises where two changes are asked for, or the piece is too short to have one.
    """
    asked = {said.value: said.text for said in draft.findings.lifts}
    asked |= {
        _semitones(key, said.value.tonic, said.value.mode, said.text): said.text
        for said in draft.findings.key.modulations
    }
    if len(asked) > 1:
        said = [*draft.findings.lifts, *draft.findings.key.modulations]
        raise contradiction("key", said, "changes of key")
    if not asked:
        return None
    rise, text = next(iter(asked.items()))
    if rise:
        _check_room(draft, bars, form, text)
    return draft.take("rise", "words", rise)


def _semitones(key: Key, tonic: str, mode: str | None, text: str) -> int:
    """The shorter way to another key of the same mode, up where both are as long."""
    goal = Key.parse(f"{tonic} {mode or key.mode}")
    if goal.mode != key.mode:
        raise BriefError(
            "key", f"'{quoted(text)}': the piece stays {key.mode} where its key changes.",
            value=text, allowed=f"a {key.mode} key",
        )  # fmt: skip
    size = (goal.tonic.chroma - key.tonic.chroma) % 12
    return size if size <= MOST else size - 12


def _check_room(draft: Draft, bars: int, form: str | None, text: str) -> None:
    """Raise where no form of so many bars comes round again to be heard in another key."""
    style = draft.style
    if can_rise(style, bars, form):
        return
    least = next((n for n in range(bars, BARS[1] + 1) if can_rise(style, n, form)), BARS[1])
    raise BriefError(
        "num_bars",
        f"'{quoted(text)}': {bars} bars are too few for a change of key, which needs something "
        f"that comes again; {least} would do.",
        value=bars, allowed=f"{least} to {BARS[1]} with a change of key",
    )  # fmt: skip
