"""Application and tempo: each can decide the other."""

from __future__ import annotations

from collections.abc import Sequence

from gospel_keys.arranger.style import Application
from gospel_keys.arranger.when import Circumstance
from gospel_keys.composer.errors import BriefError, quoted
from gospel_keys.composer.resolve import TEMPO, TOLERANCE, Draft, beats_a_minute, contradiction
from gospel_keys.composer.text import Said
from gospel_keys.composer.words import FeelWord, tempo_named
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Source

Range = tuple[float, float]
_LEAN = 0.4


def resolve_application(
    draft: Draft, asked: str | None, tempo: float | None, meter: Meter
) -> Application:
    """The application: the field, its name in the words, what the words suggest, what the tempo
    needs, or the genre's usual one."""
    style = draft.style
    if asked is not None:
        return draft.take("application", "field", _named(draft, asked))
    found = draft.findings.applications
    firm = {said.value.id for said in found if said.firm}
    if len(firm) > 1:
        raise contradiction("application", [said for said in found if said.firm], "applications")
    if firm:
        return draft.take("application", "words", style.application(firm.pop()))
    if found:
        return draft.take("application", "words", style.application(found[0].value.id))
    usual = style.application(style.default_application)
    rows = [paced(row, meter) for row in style.applications]
    source: Source = "default" if tempo is not None or not _numbers(draft, meter) else "words"
    number = tempo if tempo is not None else next(iter(_numbers(draft, meter)), None)
    if number is not None:
        fitting = style.application(_for_number(rows, paced(usual, meter), number).id)
        return draft.take("application", source if fitting is not usual else "default", fitting)
    fitting = style.application(_for_words(draft, rows, paced(usual, meter)).id)
    return draft.take("application", "words" if fitting is not usual else "default", fitting)


def _named(draft: Draft, asked: str) -> Application:
    wanted = asked.strip().casefold()
    for row in draft.style.applications:
        if wanted in (row.id.casefold(), row.label.casefold()):
            return row
    raise BriefError(
        "application", f"{draft.genre.label} has no application '{quoted(asked)}'.", value=asked,
        allowed=[row.id for row in draft.style.applications],
    )  # fmt: skip


def paced(application: Application, meter: Meter) -> Application:
    """The application with its tempo counted in the meter's beats: cut time has half as many."""
    low, high = application.tempo
    share = float(meter.felt.beat / meter.beat)
    return application.model_copy(update={"tempo": (low * share, high * share)})


def _for_number(rows: Sequence[Application], usual: Application, tempo: float) -> Application:
    """The usual application near its range, else the narrowest one whose range holds the tempo."""
    low, high = usual.tempo
    if low * TOLERANCE[0] <= tempo <= high * TOLERANCE[1]:
        return usual
    holding = [row for row in rows if row.tempo[0] <= tempo <= row.tempo[1]]
    return min(holding, key=lambda row: row.tempo[1] - row.tempo[0], default=usual)


def _for_words(draft: Draft, rows: Sequence[Application], usual: Application) -> Application:
    """The usual application where "slow" or "allegro" can be in it, else the one most inside."""
    word_range = _word_range(draft)
    if word_range is None or _overlap(usual.tempo, word_range) is not None:
        return usual

    def inside(row: Application) -> float:
        both = _overlap(row.tempo, word_range)
        return (both[1] - both[0]) / (row.tempo[1] - row.tempo[0]) if both else -1.0

    return max(rows, key=inside)


def resolve_tempo(
    draft: Draft, asked: float | None, application: Application, meter: Meter
) -> float:
    """Beats a minute: the field, a number in the words, words inside the application's range, a
    mood's leaning, or the middle of the range. Raises when number and words cannot both be."""
    if asked is not None:
        return _checked(draft.take("tempo", "field", float(asked)))
    application = paced(application, meter)
    numbers = _numbers(draft, meter)
    if len(numbers) > 1:
        raise contradiction("tempo", draft.findings.tempo.numbers, "tempos")
    word_range = _word_range(draft)
    if numbers:
        tempo = _checked(draft.take("tempo", "words", numbers.pop()))
        if word_range is not None and not word_range[0] <= tempo <= word_range[1]:
            raise _impossible(draft, tempo, word_range)
        return tempo
    low, high = application.tempo
    _check_application(draft, application, word_range)
    words = _tempo_words(draft)
    if words:
        place = sum(place for place, _ in words) / len(words)
        tempo = low + place * (high - low)
        if word_range is not None and (both := _overlap(application.tempo, word_range)):
            tempo = min(max(tempo, both[0]), both[1])
        return draft.take("tempo", "words", float(round(tempo)))
    moods = draft.findings.moods
    energy = sum(said.value.energy for said in moods) / len(moods) if moods else 0.0
    tempo = (low + high) / 2 + energy * _LEAN * (high - low)
    return draft.take("tempo", "words" if moods else "default", float(round(tempo)))


def _check_application(draft: Draft, application: Application, said: Range | None) -> None:
    """Tell that an application is never as slow or fast as the words want it.

    Raises where its own name is a tempo that the words exclude: "slow" for one named "uptempo".
    """
    if said is None or _overlap(application.tempo, said) is not None:
        return
    firm: list[Said[object]] = [one for one in draft.findings.tempo.words if one.firm]
    low, high = application.tempo
    own = tempo_named(application.label)
    if own is not None and _overlap((own.low, own.high), said) is None:
        named = [one for one in draft.findings.applications if one.firm]
        if named and draft.sources["application"] == "words":
            raise contradiction("tempo", [*firm, *named[:1]], "tempos")
        word = quoted(firm[0].text)
        raise BriefError(
            "tempo", f"'{word}' and {application.label} contradict each other: {application.label} "
            f"is {low:g} to {high:g} beats a minute. Keep one of them, or give a tempo.",
            value=word, allowed=f"{low:g} to {high:g} in {application.label}",
        )  # fmt: skip
    draft.notices.append(
        f"'{quoted(firm[0].text)}' goes as far as {application.label} does: "
        f"{low:g} to {high:g} beats a minute."
    )


def _numbers(draft: Draft, meter: Meter) -> set[float]:
    """The tempos the words give in figures, in the meter's beats."""
    return {
        beats_a_minute(said.value.bpm, said.value.unit, meter)
        for said in draft.findings.tempo.numbers
    }


def _tempo_words(draft: Draft) -> list[tuple[float, Range]]:
    """Places and ranges of the firm tempo words; of suggestions where there are none."""
    words = draft.findings.tempo.words
    firm = [said.value for said in words if said.firm]
    if firm:
        return [(word.place, (word.low, word.high)) for word in firm]
    hints = [(said.value.place, (said.value.low, said.value.high)) for said in words]
    return hints + [
        (said.value.place, (said.value.low, said.value.high)) for said in draft.findings.similes
    ]


def _word_range(draft: Draft) -> Range | None:
    """What the firm tempo words allow together. Raises when they exclude each other."""
    firm = [said for said in draft.findings.tempo.words if said.firm]
    if not firm:
        return None
    low, high = max(said.value.low for said in firm), min(said.value.high for said in firm)
    if low > high:
        raise contradiction("tempo", firm, "tempos")
    return low, high


def _impossible(draft: Draft, tempo: float, allowed: Range) -> BriefError:
    word = next(said.text for said in draft.findings.tempo.words if said.firm)
    limits = f"{allowed[0]:g} to {allowed[1]:g}"
    message = (
        f"'{word}' and {tempo:g} beats a minute contradict each other: '{word}' means {limits}."
    )
    return BriefError("tempo", message, value=tempo, allowed=f"{limits} with '{word}'")


def _checked(tempo: float) -> float:
    low, high = TEMPO
    if not low <= tempo <= high:
        message = f"{tempo:.12g} beats a minute: a tempo must be {low:g} to {high:g}."
        raise BriefError("tempo", message, value=tempo, allowed=f"{low:g} to {high:g}")
    return tempo


def _overlap(one: Sequence[float], other: Sequence[float]) -> Range | None:
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return (low, high) if low <= high else None


def resolve_feel(draft: Draft, here: Circumstance) -> str | None:
    """The feel the words ask for, if the genre has it in this meter and at this level."""
    said = draft.findings.feels
    _check_groups(said)
    known = {feel.id: feel for feel in draft.style.feels}
    possible = [one for one in said if one.value.feel in known]
    for one in said:
        if one.value.feel not in known:
            draft.notices.append(
                f"'{one.text}': {draft.genre.label} has no such feel here, so it was left out."
            )
    for one in possible:
        if known[one.value.feel].when.fits_phrase(here):
            return draft.take("feel", "words", one.value.feel)
    hints = [s.value.feel for s in draft.findings.similes if s.value.feel in known]
    for hint in hints:
        if hint and known[hint].when.fits_phrase(here):
            return draft.take("feel", "words", hint)
    for one in possible:
        if one.value.group:
            draft.notices.append(
                f"'{one.text}' does not go with this meter and level, so it was left out."
            )
    return None


def _check_groups(said: Sequence[Said[FeelWord]]) -> None:
    """Raise when two words of one group name different feels."""
    for group in {one.value.group for one in said if one.value.group}:
        members = [one for one in said if one.value.group == group]
        if len({one.value.feel for one in members}) > 1:
            raise contradiction("feel", members, "feels")
