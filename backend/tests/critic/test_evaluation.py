"""The evaluation accepts the product's own pieces and sends every bad arranger home."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from critic.devices import DEVICES
from critic.evaluation import __main__ as entry
from critic.evaluation.judging import Line, claims, judged
from critic.evaluation.measuring import Maker, Record
from critic.evaluation.report import markdown, objections
from critic.evaluation.running import Evaluation, Plan, drawn, evaluate, typical
from critic.evaluation.targets import Band, Claim, Goals, Place, goals
from critic.figures import FIGURES
from critic.many import falls
from critic.table import COMMON, DECLARED
from gospel_keys.genres.registry import genres
from tests.critic.bad_arrangers import BAD, good

GENRES = sorted(genres())
PIECES = 16
PLAN = Plan(PIECES, seeds=3)


@cache
def verdicts(genre: str, make: Maker, seeds: int = 0) -> dict[str, Line]:
    return {line.id: line for line in evaluate(genre, Plan(PIECES, seeds), make=make).lines}


@pytest.mark.parametrize(
    ("genre", "rows", "make"), BAD, ids=[f"{i}-{g}-{rows[0]}" for i, (g, rows, _) in enumerate(BAD)]
)
def test_a_bad_arranger_is_caught_where_it_is_bad(
    genre: str, rows: tuple[str, ...], make: Maker
) -> None:
    seeds = 3 if any(row.startswith("ladder") for row in rows) else 0
    accepted, found = verdicts(genre, good, seeds), verdicts(genre, make, seeds)
    for row in rows:
        assert found[row].passed is False, row
        assert accepted.get(row) is None or accepted[row].passed is True, accepted[row]


@pytest.mark.parametrize("genre", GENRES)
def test_goals_name_what_there_is(genre: str) -> None:
    said, style = goals(genre), genres()[genre].style
    assert set(said.shares) <= set(DEVICES) | set(FIGURES) | {"half-step lift"}
    have = {
        "left": {row.id for row in (*style.left, *style.both)},
        "right": {row.id for row in (*style.right, *style.both)},
        "rhythm": {row.id for row in style.feels},
        "fill": {row.id for row in style.licks},
        "form": {row.id for row in style.forms},
        "ending": {row.id for row in style.endings},
    }
    for part, names in said.uses.items():
        assert set(names) <= have[part]
    lines = judged([], {}, said)
    known = {line.id for line in lines} | set(COMMON) | set(DECLARED)
    ladder = {f"ladder.{name}" for name in ("notes_per_beat", "rich_chords", "chords_per_bar")}
    for claim in said.says:
        assert set(claim.rows) <= known | ladder, claim.text


def test_requests_are_what_people_ask_for() -> None:
    rows = typical(GENRES[0], 250)
    assert len(rows) == 250
    assert rows == typical(GENRES[0], 250)
    assert {row["complexity"] for row in rows} == set(range(1, 11))
    assert len({row["key"] for row in rows}) == 30
    assert len({row["seed"] for row in rows}) == 250
    draws = drawn(GENRES[0], 700)
    assert len({tuple(row.items()) for row in draws}) == 700


# ------------------------------------------------------------------- what rows are made of
def record(**fields: object) -> Record:
    return Record({}, complexity=5, bars=8, **fields)  # type: ignore[arg-type]


def lines_of(records: list[Record], **said: object) -> dict[str, Line]:
    return {line.id: line for line in judged(records, {}, Goals(**said))}  # type: ignore[arg-type]


def test_numbers_are_means_of_the_pieces_they_ask_for() -> None:
    records = [record(numbers={"x": 1.0}), record(numbers={"x": 2.0}, application="B")]
    assert lines_of(records, numbers={"x": Band(low=1.4, high=1.6)})["number.x"].passed
    only = lines_of(records, numbers={"x": Band(low=1.4, application=("A",))})["number.x"]
    assert (only.passed, only.count) == (None, 0)
    second = lines_of(records, numbers={"x": Band(high=1.9, application=("B",))})["number.x"]
    assert (second.passed, second.value, second.target) == (False, "2.00", "at most 1.9")
    hard = lines_of(records, numbers={"x": Band(low=1.0, min_complexity=6)})["number.x"]
    assert hard.count == 0


def test_what_is_never_used_is_named() -> None:
    records = [record(uses=frozenset({("left", "a")}), form="f")]
    line = lines_of(records, uses={"left": ("a", "b"), "form": ("f",)})
    assert (line["uses.left"].passed, line["uses.left"].note) == (False, "never: b")
    assert line["uses.form"].passed


def test_qualities_are_shares_of_all_chords() -> None:
    records = [record(qualities={"7": 3}), record(qualities={"m7": 1})]
    line = lines_of(records, qualities={"within": 0.1, "7": 0.7, "m7": 0.5})
    assert line["quality.7"].passed
    assert (line["quality.m7"].passed, line["quality.m7"].value) == (False, "25%")


def test_places_look_at_choruses_of_that_length() -> None:
    genre = next(g for g in GENRES if goals(g).places)
    made = [r for r in _records(genre) if r.choruses]
    place = next(p for p in goals(genre).places if not p.form)
    asked = [Place(**place.model_dump() | {"length": place.length + 1})]
    assert lines_of(made, places=tuple(asked))[f"place.{place.name}"].passed is None
    assert lines_of(made, places=(place,))[f"place.{place.name}"].passed


def _records(genre: str) -> list[Record]:
    from critic.evaluation.running import Batch, worked

    return worked(Batch(genre, tuple(typical(genre, PIECES)), good))


def test_a_fall_is_told() -> None:
    assert falls("x", {1: [1.0, 1.2], 2: [2.0, 2.2]}) == []
    assert (
        falls("x", {1: [2.0, 2.1], 2: [1.0, 1.1]})[0][0]
        == "x falls by 1.000 from complexity 1 to 2"
    )


def test_a_sentence_holds_when_all_its_rows_do() -> None:
    lines = [Line("a", "", "", 1, passed=True), Line("b", "", "", 1, passed=False)]
    said = Goals(
        says=(
            Claim(text="one", rows=("a",)),
            Claim(text="both", rows=("a", "b")),
            Claim(text="neither", rows=("c",)),
        )
    )
    assert [line.passed for line in claims(lines, said)] == [True, False, None]


def test_the_report_shows_target_beside_value() -> None:
    lines = [Line("number.x", "1.00", "at least 2", 20, passed=False, note="because")]
    found = Evaluation(GENRES[0], PLAN, [Line("span", "0", "0", 20, passed=True)], [], lines)
    text = markdown([found])
    assert "| number.x | 1.00 | at least 2 | 20 | **FAIL** | because |" in text
    assert "| span | 0 of 20 |  | pass |" in text
    assert objections([found]) == f"{GENRES[0]}: number.x: 1.00 (target at least 2) because"
    assert not found.passed


@pytest.mark.parametrize(("value", "status"), [("0", 0), ("1", 1)])
def test_the_command_fails_when_a_row_fails(
    value: str,
    status: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    def verdict(genre: str, plan: Plan, **_: object) -> Evaluation:
        assert plan == Plan(2, 200, 0)
        return Evaluation(genre, plan, [Line("span", value, "0", 2, passed=value == "0")])

    monkeypatch.setattr(entry, "evaluate", verdict)
    target = tmp_path / "table.md"
    assert entry.main([GENRES[0], "--pieces", "2", "--write", str(target)]) == status
    said = capsys.readouterr()
    assert target.read_text("utf-8") == said.out
    assert ("span: 1 (target 0)" in said.err) is bool(status)


def test_an_unknown_genre_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        entry.main(["polkas"])
    assert f"'polkas' is none of {', '.join(genres())}" in capsys.readouterr().err
