"""Records against goals: the rows of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from critic.evaluation.measuring import Record
from critic.evaluation.targets import Band, Goals, Place
from critic.many import falls

Levels = Mapping[str, Mapping[int, Sequence[float]]]
"""For each measure of the ladder, its values at each complexity."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: what, how much, out of what, what was wanted, whether it is so.

    ``passed`` is None where nothing could be said (no piece to which it applies).
    """

    id: str
    value: str
    target: str
    count: int
    passed: bool | None
    note: str = ""


def judged(records: Sequence[Record], levels: Levels, goals: Goals) -> list[Line]:
    """Every row but those of the checks of single pieces."""
    return [
        *_ladder(levels),
        *_rates(records, goals),
        *_numbers(records, goals),
        *_shares(records, goals),
        *_qualities(records, goals),
        *_uses(records, goals),
        *_places(records, goals),
    ]


def checked(records: Iterable[Record]) -> list[Line]:
    """A row for each check of single pieces: how many it objects to, of those it applies to."""
    applied: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    first: dict[str, str] = {}
    for record in records:
        applied.update(record.checks)
        failed.update({check for check, _ in record.findings})
        for check, text in record.findings:
            first.setdefault(check, f"{text} <- {record.row}")
    return [
        Line(name, str(failed[name]), "0", count, failed[name] == 0, first.get(name, ""))
        for name, count in applied.items()
    ]


def _ladder(levels: Levels) -> Iterator[Line]:
    for name, values in levels.items():
        wrong = falls(name, values)
        steps = " ".join(f"{mean(values[level]):.2f}" for level in sorted(values))
        count = sum(map(len, values.values()))
        note = "; ".join(text for text, _ in wrong)
        yield Line(f"ladder.{name}", steps, "never falls", count, not wrong, note)


def _rates(records: Sequence[Record], goals: Goals) -> Iterator[Line]:
    heard = [record.key_heard for record in records if record.key_heard is not None]
    yield _share("key_heard", sum(heard), len(heard), Band(low=goals.key_heard))
    same = [record.same for record in records if record.same is not None]
    yield _share("deterministic", sum(same), len(same), Band(low=1.0))
    if goals.guides_led:
        asked = [record for record in records if record.complexity >= Band().min_complexity]
        led, every = (sum(record.guides[i] for record in asked) for i in (0, 1))
        yield _share("guides_led", led, every, Band(low=goals.guides_led))


def _share(name: str, part: int, whole: int, band: Band) -> Line:
    if whole == 0:
        return Line(name, "-", _target(band, "{:.0%}"), 0, None)
    share = part / whole
    passed = band.low <= share <= band.high
    return Line(name, f"{share:.0%}", _target(band, "{:.0%}"), whole, passed, band.why)


def _target(band: Band, form: str = "{:g}") -> str:
    low, high = (
        form.format(end) if abs(end) < float("inf") else "" for end in (band.low, band.high)
    )
    if low and high:
        return f"{low} to {high}"
    return f"at least {low}" if low else f"at most {high}"


def _fitting(records: Sequence[Record], band: Band) -> list[Record]:
    return [
        record
        for record in records
        if record.complexity >= band.min_complexity
        and record.bars >= band.min_bars
        and (not band.application or record.application in band.application)
        and (not band.form or record.form in band.form)
    ]


def _numbers(records: Sequence[Record], goals: Goals) -> Iterator[Line]:
    for name, band in goals.numbers.items():
        pieces = _fitting(records, band)
        values = [record.numbers[name] for record in pieces if name in record.numbers]
        if not values:
            yield Line(f"number.{name}", "-", _target(band), 0, None)
            continue
        passed = band.low <= mean(values) <= band.high
        yield Line(
            f"number.{name}", f"{mean(values):.2f}", _target(band), len(values), passed, band.why
        )


def _shares(records: Sequence[Record], goals: Goals) -> Iterator[Line]:
    for name, band in goals.shares.items():
        pieces = _fitting(records, band)
        have = sum(name in record.devices for record in pieces)
        yield _share(f"share.{name}", have, len(pieces), band)


def _qualities(records: Sequence[Record], goals: Goals) -> Iterator[Line]:
    counts: Counter[str] = Counter()
    for record in _fitting(records, Band()):
        counts.update(record.qualities)
    within = goals.qualities.get("within", 0.12)
    for name, share in goals.qualities.items():
        if name != "within":
            band = Band(low=max(share - within, 0.0), high=share + within)
            yield _share(f"quality.{name}", counts[name], counts.total(), band)


def _uses(records: Sequence[Record], goals: Goals) -> Iterator[Line]:
    got: dict[str, Callable[[Record], Iterable[str]]] = {
        "form": lambda record: (record.form,),
        "ending": lambda record: (record.ending,),
    }
    for part, names in goals.uses.items():
        heard: Counter[str] = Counter()
        for record in records:
            mine = {name for kind, name in record.uses if kind == part}
            heard.update(got[part](record) if part in got else mine)
        missing = [name for name in names if not heard[name]]
        value = f"{len(names) - len(missing)} of {len(names)}"
        note = f"never: {', '.join(missing)}" if missing else ""
        yield Line(f"uses.{part}", value, "all", len(records), not missing, note)


def _places(records: Sequence[Record], goals: Goals) -> Iterator[Line]:
    for place in goals.places:
        bars = [
            chorus.bars[place.bar - 1]
            for record in _fitting(records, place)
            for chorus in record.choruses
            if chorus.label == place.label
            and len(chorus.bars) == place.length
            and place.mode in ("both", "minor" if chorus.minor else "major")
        ]
        yield _share(f"place.{place.name}", sum(map(_on(place), bars)), len(bars), place)


def _on(place: Place) -> Callable[[frozenset[int]], bool]:
    return lambda bar: bool(bar & set(place.degrees))


def claims(lines: Iterable[Line], goals: Goals) -> list[Line]:
    """Each sentence with the rows it needs: it holds when all of them pass."""
    by_id: dict[str, list[Line]] = {}
    for line in lines:
        by_id.setdefault(line.id, []).append(line)
    found = []
    for claim in goals.says:
        rows = [line for row in claim.rows for line in by_id.get(row, ())]
        verdicts = [line.passed for line in rows if line.passed is not None]
        passed = all(verdicts) if verdicts else None
        found.append(Line(claim.text, "", ", ".join(claim.rows), len(verdicts), passed))
    return found
