"""A groove passes its genre's checks, and each of them catches the groove spoiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from critic import Piece, review
from critic.groove import is_extended
from critic.table import DECLARED, load
from gospel_keys.music.chord import Chord
from tests.critic.grooved import SPOILED, groove

GENRE = "neosoul"


def targets(check: str) -> dict[str, Any]:
    return {k: v for k, v in load(GENRE)[check].items() if k != "min_complexity"}


def test_the_groove_passes() -> None:
    assert [str(finding) for finding in review(groove(), load(GENRE))] == []


@pytest.mark.parametrize(("check", "spoil"), SPOILED, ids=[name for name, _ in SPOILED])
def test_a_spoiled_groove_is_caught(check: str, spoil: Callable[[], Piece]) -> None:
    found = DECLARED[check](spoil(), **targets(check))
    assert {finding.check for finding in found} == {check}
    assert DECLARED[check](groove(), **targets(check)) == []


@pytest.mark.parametrize(
    ("symbol", "extended"),
    [("C", False), ("Cmaj7", False), ("C6", False), ("C9sus4", True), ("C7#9#5", True),
     ("Cm11", True), ("C13", True), ("Cadd9", True), ("C7b9", True)],
)  # fmt: skip
def test_what_counts_as_extended(symbol: str, extended: bool) -> None:
    assert is_extended(Chord.parse(symbol)) is extended
