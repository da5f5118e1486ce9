"""The table as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from critic.evaluation.judging import Line, claims
from critic.evaluation.running import Evaluation
from critic.evaluation.targets import goals

VERDICT = {True: "pass", False: "**FAIL**", None: "not heard"}


def markdown(evaluations: Sequence[Evaluation]) -> str:
    """All genres: a summary, then for each its sentences, its numbers and its checks."""
    lines = [
        "# Evaluation",
        "",
        "Written by `make evaluate`. Every piece is composed from a seed: the same code writes the",
        "same tables.",
        "",
        "| genre | pieces | ladder | draws | rows | failed |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        *(_summary(evaluation) for evaluation in evaluations),
    ]
    for evaluation in evaluations:
        lines += ["", *_genre(evaluation)]
    return "\n".join(lines) + "\n"


def _summary(evaluation: Evaluation) -> str:
    plan, failed = evaluation.plan, sum(line.passed is False for line in evaluation.lines)
    return (
        f"| {evaluation.genre} | {plan.pieces} | 10 x {plan.seeds} | {plan.draws} "
        f"| {len(evaluation.lines)} | {failed} |"
    )


def _genre(evaluation: Evaluation) -> Iterator[str]:
    yield f"## {evaluation.genre}"
    yield ""
    yield "| what a teacher would say | shown by | |"
    yield "| --- | --- | --- |"
    for line in claims(evaluation.lines, goals(evaluation.genre)):
        yield f"| {line.id} | {line.target} | {VERDICT[line.passed]} |"
    yield ""
    yield "| over many pieces | found | target | of | | |"
    yield "| --- | ---: | ---: | ---: | --- | --- |"
    for line in evaluation.many:
        yield (
            f"| {line.id} | {line.value} | {line.target} | {line.count} "
            f"| {VERDICT[line.passed]} | {line.note} |"
        )
    yield ""
    yield f"| in every piece | objected to, of {evaluation.plan.pieces} | of the draws | |"
    yield "| --- | ---: | ---: | --- |"
    yield from _checks(evaluation)


def _checks(evaluation: Evaluation) -> Iterator[str]:
    drawn = {line.id: line for line in evaluation.drawn}
    for line in evaluation.checks:
        other = drawn.get(line.id)
        passed = line.passed and (other is None or other.passed)
        yield (
            f"| {line.id} | {_count(line)} | {_count(other) if other else ''} "
            f"| {VERDICT[bool(passed)]} |"
        )


def _count(line: Line) -> str:
    return f"{line.value} of {line.count}"


def objections(evaluations: Iterable[Evaluation]) -> str:
    """What failed, in words, with a request that shows it."""
    return "\n".join(
        f"{evaluation.genre}: {line.id}: {line.value} (target {line.target}) {line.note}".rstrip()
        for evaluation in evaluations
        for line in evaluation.lines
        if line.passed is False
    )
