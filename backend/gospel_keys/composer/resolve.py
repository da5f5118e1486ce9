"""Field by field: what a request's fields and words add up to, or why they cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from gospel_keys.arranger.style import Application, Style
from gospel_keys.composer.errors import BriefError, quoted
from gospel_keys.composer.findings import Findings
from gospel_keys.composer.readers.key import KeyFindings
from gospel_keys.composer.readers.length import Bars
from gospel_keys.composer.text import Said
from gospel_keys.genres.registry import Genre
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.key import Key, Mode
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import PitchClass
from gospel_keys.score.model import Source

TEMPO = (20.0, 400.0)
BARS = (1, 128)
LEVELS = (1, 10)
TOLERANCE = (0.8, 1.25)
"""How far outside its range a tempo may lie before another application fits better."""
KEYS = "C major to B major and C minor to B minor in any usual spelling, such as 'Bb minor'"


@dataclass
class Draft:
    """A brief in the making: where each field came from, and what the user should be told."""

    genre: Genre
    findings: Findings
    sources: dict[str, Source] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    @property
    def style(self) -> Style:
        return self.genre.style

    def take[T](self, name: str, source: Source, value: T) -> T:
        self.sources[name] = source
        return value


def contradiction(name: str, said: Sequence[Said[object]], what: str) -> BriefError:
    """The words say two things about one field."""
    words = " and ".join(dict.fromkeys(f"'{quoted(one.text)}'" for one in said))
    return BriefError(
        name,
        f"The words name two {what}: {words}. Keep one of them.",
        value=words,
        allowed="one of them",
    )


def resolve_key(draft: Draft, asked: str | None) -> Key:
    """The key: the field, or the words; a mood chooses the mode when no key is named."""
    if asked is not None:
        return _practical(draft, draft.take("key", "field", _parse_key(asked)))
    found = draft.findings.key
    _check_unknown(draft)
    tonic = _tonic(found)
    mode = _mode(draft, tonic is not None)
    if tonic is None:
        key = Key.parse("A minor" if mode == "minor" else "C major")
        _check_denied(found, key)
        return draft.take("key", "words" if mode else "default", key)
    return _practical(draft, draft.take("key", "words", _parse_key(f"{tonic} {mode or 'major'}")))


def _check_unknown(draft: Draft) -> None:
    """Raise on a key that no name here says; a notice where only "key of" hints at one."""
    for said in draft.findings.key.unknown:
        if said.firm:
            raise BriefError(
                "key", f"'{quoted(said.text)}' is no key that is known here.", value=said.text,
                allowed=KEYS,
            )  # fmt: skip
        draft.notices.append(f"'{said.text}' names no key that is known here.")


def _check_denied(found: KeyFindings, key: Key) -> None:
    """Raise when the usual key is the very one that the words rule out."""
    for said in found.denied:
        if PitchClass.parse(said.value.tonic) == key.tonic and said.value.mode in (None, key.mode):
            message = f"The words rule '{said.text}' out. Say which key it should be."
            raise BriefError("key", message, value=said.text, allowed=KEYS)


def _parse_key(text: str) -> Key:
    try:
        return Key.parse(text)
    except TheoryError as error:
        raise BriefError(
            "key", f"'{quoted(text)}' is no key: {error}", value=text, allowed=KEYS
        ) from error


def _practical(draft: Draft, key: Key) -> Key:
    if key.is_practical:
        return key
    plain = key.respelled()
    draft.notices.append(
        f"{key} is a key on paper only; it is written as {plain}, which sounds the same."
    )
    return plain


def _tonic(found: KeyFindings) -> str | None:
    """The one tonic the words name. Raises on two different keys."""
    tonics = {said.value.tonic for said in found.keys}
    modes = {said.value.mode for said in found.keys if said.value.mode}
    if len(tonics) > 1 or len(modes) > 1:
        raise contradiction("key", found.keys, "keys")
    return next(iter(tonics), None)


def _mode(draft: Draft, named: bool) -> Mode | None:
    """The mode the words say, None when they say nothing."""
    found = draft.findings.key
    said: list[Said[object]] = [one for one in found.keys if one.value.mode]
    said += found.modes
    modes = {one.value.mode for one in found.keys if one.value.mode} | {
        m.value for m in found.modes
    }
    if len(modes) > 1:
        raise contradiction("key", said, "modes")
    for one in found.keys:
        if one.value.church_mode:
            draft.notices.append(
                f"'{one.text}' is read as {one.value.mode}: keys here are major or minor."
            )
    if modes:
        return "minor" if "minor" in modes else "major"
    if named:
        return None
    leaning = {one.value.mode for one in draft.findings.moods if one.value.mode}
    if leaning == {"minor"}:
        return "minor"
    return None


def resolve_meter(draft: Draft, asked: str | None) -> Meter:
    """The meter: the field, firm words, suggestions the genre knows, or the genre's default."""
    if asked is not None:
        return draft.take("time_signature", "field", _known_meter(draft, _parse_meter(asked)))
    firm = [said for said in draft.findings.meters if said.firm]
    if firm:
        return draft.take("time_signature", "words", _known_meter(draft, _agreed(draft, firm)))
    hinted = [said.value.meter for said in draft.findings.meters]
    hinted += [meter for said in draft.findings.similes for meter in said.value.meters]
    for meter in hinted:
        if meter in draft.style.meters:
            return draft.take("time_signature", "words", Meter.parse(meter))
    return draft.take("time_signature", "default", Meter.parse(draft.style.default_meter))


def _agreed(draft: Draft, firm: Sequence[Said]) -> Meter:  # type: ignore[type-arg]
    """The meter that all the words allow, rather one the genre knows."""
    names = [said.value.meter for said in firm]
    wider = [meter for said in firm for meter in said.value.also]
    allowed = [name for name in (*names, *wider) if all(said.value.allows(name) for said in firm)]
    if not allowed:
        raise contradiction("time_signature", firm, "meters")
    exact = [name for name in allowed if name in names] or allowed
    known = [name for name in (*exact, *allowed) if name in draft.style.meters]
    return _parse_meter((known or exact)[0])


def _parse_meter(text: str) -> Meter:
    try:
        return Meter.parse(text)
    except TheoryError as error:
        raise BriefError(
            "time_signature",
            f"'{quoted(text)}' is no time signature: {error}",
            value=text,
            allowed="such as 4/4 or 12/8",
        ) from error


def _known_meter(draft: Draft, meter: Meter) -> Meter:
    if str(meter) not in draft.style.meters:
        raise BriefError(
            "time_signature", f"{draft.genre.label} has no patterns in {meter}.", value=str(meter),
            allowed=draft.style.meters,
        )  # fmt: skip
    return meter


def resolve_bars(
    draft: Draft, asked: int | None, tempo: float, meter: Meter, implied: int | None = None
) -> int:
    """The length in bars: the field, bars or a duration in the words, what a form that they name
    implies, or the genre's default."""
    if asked is not None:
        return draft.take("num_bars", "field", _in_range("num_bars", asked, BARS, "bars"))
    found, usual = draft.findings.length, draft.style.default_bars
    for said in found.unusable:
        message = f"'{quoted(said.text)}': a piece has a whole number of bars."
        raise BriefError("num_bars", message, value=said.text, allowed=_written(BARS))
    lengths = {_wanted(said.value, usual) for said in found.bars}
    lengths |= {_lasting(said, tempo, meter) for said in found.seconds if not found.bars}
    if len(lengths) > 1:
        raise contradiction("num_bars", [*found.bars, *found.seconds], "lengths")
    if not lengths and found.parts:
        lengths = {sum(_wanted(said.value, said.value.low) for said in found.parts)}
        draft.notices.append(
            f"The parts named are {min(lengths)} bars together; where each begins is the form's."
        )
    if lengths:
        return draft.take("num_bars", "words", _in_range("num_bars", lengths.pop(), BARS, "bars"))
    if implied not in (None, usual):
        return draft.take("num_bars", "words", _in_range("num_bars", implied, BARS, "bars"))
    return draft.take("num_bars", "default", usual)


def _wanted(said: Bars, usual: int) -> int:
    """The usual length where a range has it, else the range's middle."""
    return usual if said.low <= usual <= said.high else (said.low + said.high) // 2


def _lasting(said: Said[float], tempo: float, meter: Meter) -> int:
    """The bars of a duration. Raises in the words that the user used."""
    bars = _bars_in(said.value, tempo, meter)
    if bars > BARS[1]:
        most = BARS[1] * meter.beats / tempo
        raise BriefError(
            "num_bars",
            f"'{quoted(said.text)}' would be {bars} bars at {tempo:g} beats a minute; "
            f"{BARS[1]} bars are the most, {most:.2g} minutes at that tempo.",
            value=said.text,
            allowed=_written(BARS),
        )
    return bars


def _bars_in(seconds: float, tempo: float, meter: Meter) -> int:
    """Bars nearest to a duration; whole fours where it is longer than eight."""
    bars = round(seconds * tempo / 60 / meter.beats)
    return 4 * round(bars / 4) if bars > 8 else max(bars, 1)


def resolve_complexity(draft: Draft, asked: int | None, application: Application) -> int:
    """The playing level: the field, a number, words whose ranges meet, or the application's."""
    if asked is not None:
        return draft.take("complexity", "field", _in_range("complexity", asked, LEVELS, "levels"))
    found = draft.findings.level
    if len({said.value for said in found.numbers}) > 1:
        raise contradiction("complexity", found.numbers, "levels")
    low = max((said.value.low for said in found.words), default=1)
    high = min((said.value.high for said in found.words), default=10)
    if low > high or (found.numbers and found.words and not low <= found.numbers[0].value <= high):
        raise contradiction("complexity", [*found.numbers, *found.words], "levels")
    if found.numbers:
        level = _in_range("complexity", found.numbers[0].value, LEVELS, "levels")
        return draft.take("complexity", "words", level)
    if found.words:
        wanted = round(sum(said.value.level for said in found.words) / len(found.words))
        return draft.take("complexity", "words", min(max(wanted, low), high))
    return draft.take("complexity", "default", application.complexity)


def _in_range(name: str, value: int, allowed: tuple[int, int], what: str) -> int:
    low, high = allowed
    if not low <= value <= high:
        raise BriefError(
            name,
            f"{value} {what}: it must be {_written(allowed)}.",
            value=value,
            allowed=_written(allowed),
        )
    return value


def _written(allowed: tuple[int, int]) -> str:
    return f"{allowed[0]} to {allowed[1]}"


def beats_a_minute(bpm: float, unit: Fraction | None, meter: Meter) -> float:
    """A tempo counted in the meter's beats; ``unit`` is the note value it was given in."""
    return bpm if unit is None else bpm * float(unit / meter.beat)
