"""Key and length of given chords: what is asked and what the chords say must agree."""

from __future__ import annotations

from gospel_keys.arranger.style import Form
from gospel_keys.composer.charts.chart import Asked, Chart, read_chart
from gospel_keys.composer.charts.errors import FIELD
from gospel_keys.composer.charts.key_finder import KeyReading, find_key
from gospel_keys.composer.errors import BriefError, quoted
from gospel_keys.composer.resolve import BARS, Draft, resolve_bars, resolve_key
from gospel_keys.composer.resolve_form import named_forms
from gospel_keys.music.key import Key, Mode
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import GivenChord

_DOUBT = 2
"""Chords from which on it is worth saying that another key was asked than they sound like."""


def resolve_chart(draft: Draft, asked: Asked | None, meter: Meter) -> Chart | None:
    """The chords of a request in its meter, None when the planner is to decide."""
    if asked is None:
        return None
    draft.sources[FIELD] = "field"
    return read_chart(asked, meter)


def resolve_chart_key(draft: Draft, asked: str | None, chart: Chart | None) -> Key:
    """The key: as asked, or the one that the chords are in."""
    found = draft.findings.key
    if chart is None:
        return resolve_key(draft, asked)
    symbols = chart.symbols()
    if asked is not None or found.keys or any(said.firm for said in found.unknown):
        key = resolve_key(draft, asked)
        _compare(draft, chart, key)
        return key
    modes = {said.value for said in found.modes}
    mode: Mode | None = None
    if len(modes) == 1:
        mode = "minor" if "minor" in modes else "major"
    if not symbols:
        key = Key.parse("A minor" if (mode == "minor" or chart.minor) else "C major")
        draft.notices.append(f"The numerals are read in {key}: no key is named.")
        return draft.take("key", "default", key)
    reading = find_key(symbols, mode)
    draft.notices.append(told(reading))
    return draft.take("key", "chords", reading.key)


def told(reading: KeyReading) -> str:
    """Which key the chords are in, why, and which others might be meant; one or two sentences."""
    sentence = f"The chords are in {reading.key}: {', '.join(reading.reasons)}."
    if not reading.others:
        return sentence
    others = " or ".join(str(key) for key in reading.others)
    return f"{sentence} {others} would fit nearly as well; name the key if that is meant."


def _compare(draft: Draft, chart: Chart, key: Key) -> None:
    """A notice where the chords sound like another key than the one asked."""
    symbols = chart.symbols()
    if chart.numbered or len(symbols) < _DOUBT:
        return
    reading = find_key(symbols)
    near = {reading.key, *reading.others}
    if not any((k.tonic.chroma, k.mode) == (key.tonic.chroma, key.mode) for k in near):
        draft.notices.append(
            f"The chords sound like {reading.key}; they are read in {key}, as asked."
        )


def resolve_chart_bars(
    draft: Draft,
    asked: int | None,
    tempo: float,
    meter: Meter,
    chart: Chart | None,
    implied: int | None = None,
) -> int:
    """The length: the chords once round, or as often as the bars asked hold them."""
    length = draft.findings.length
    if chart is None:
        return resolve_bars(draft, asked, tempo, meter, implied)
    around = chart.bars
    if asked is None and not (length.bars or length.seconds or length.parts or length.unusable):
        return draft.take("num_bars", "chords", around * _rounds(draft, around))
    bars = resolve_bars(draft, asked, tempo, meter)
    if asked is None and not length.bars:
        rounds = min(max(1, round(bars / around)), BARS[1] // around)
        return draft.take("num_bars", "words", rounds * around)
    if bars % around:
        raise BriefError(
            "num_bars",
            f"The chords are {around} {'bar' if around == 1 else 'bars'} long, and {bars} bars do "
            "not hold them a whole number of times.",
            value=bars, allowed=_multiples(around),
        )  # fmt: skip
    return bars


def _rounds(draft: Draft, around: int) -> int:
    """How often the words say that the chords come round; once where they say nothing."""
    said = {one.value for one in draft.findings.forms.rounds}
    return min(said.pop(), max(1, BARS[1] // around)) if len(said) == 1 else 1


def resolve_chart_forms(draft: Draft, chart: Chart | None) -> tuple[Form, ...]:
    """The forms that the words name. Given chords have their own, and a notice says so."""
    if chart is None:
        return named_forms(draft)
    found = draft.findings
    texts = [said.text for said in (*found.forms.own, *found.lifts, *found.key.modulations)]
    if texts:
        words = " and ".join(f"'{quoted(text)}'" for text in dict.fromkeys(texts))
        draft.notices.append(f"{words}: form and changes of key are those of the chords given.")
    return ()


def _multiples(around: int) -> str:
    """The lengths there can be: "12, 24, 36 ... 120"."""
    most = BARS[1] // around
    first = [str(around * number) for number in range(1, min(most, 3) + 1)]
    if most <= 3:
        return ", ".join(first)
    return f"{', '.join(first)} ... {around * most}"


def given(chart: Chart | None, key: Key) -> tuple[GivenChord, ...]:
    """The chart's chords in the key; none without a chart."""
    return chart.given(key) if chart else ()
