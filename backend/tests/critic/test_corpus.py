"""The critic's own corpus and its report."""

from __future__ import annotations

import pytest

from critic import corpus, table
from critic.__main__ import main
from critic.finding import Finding
from critic.piece import Piece
from gospel_keys.genres.registry import genres

GENRE = min(genres())


def test_pieces_come_with_their_request() -> None:
    made = list(corpus.pieces(GENRE, most=2))
    assert [row for row, _ in made] == corpus.requests(GENRE)[:2]
    for row, piece in made:
        assert len(piece.bars) == row["num_bars"]
        assert piece.velocity is not None
        assert piece.endings


def test_levels_differ_in_complexity_alone() -> None:
    levels = corpus.by_level(GENRE, count=1, bars=2)
    assert [pieces[0].complexity for pieces in levels.values()] == list(range(1, 11))
    assert {pieces[0].arrangement.brief.key for pieces in levels.values()} == {
        levels[1][0].arrangement.brief.key
    }


def test_the_report_names_what_failed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(piece: Piece) -> list[Finding]:
        return [Finding("never", "nothing is ever good enough", 1)]

    monkeypatch.setattr("critic.__main__.load", lambda _: {})
    monkeypatch.setattr(table, "COMMON", {"never": never})
    assert main([GENRE, "--most", "2"]) == 1
    said = capsys.readouterr().out
    assert f"{GENRE}: 2 pieces, " in said
    assert "never: 2 pieces" in said
    assert "never: nothing is ever good enough (bar 1)" in said
    monkeypatch.setattr(table, "COMMON", {})
    assert main([GENRE, "--most", "2"]) == 0
    assert "0 failed checks" in capsys.readouterr().out
