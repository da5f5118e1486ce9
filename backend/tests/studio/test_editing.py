"""Editing over HTTP: new pieces of old ones, found again, and clear refusals."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.anyio


async def made(client: httpx.AsyncClient, **fields: object) -> dict:
    answer = await client.post(
        "/gospel/generate", json={"description": "a song", "seed": 3, "num_bars": 8, **fields}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def edited(client: httpx.AsyncClient, piece: dict, **fields: object) -> dict:
    answer = await client.post(f"{piece['score_url']}/edit", json=fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def notes_of(client: httpx.AsyncClient, piece: dict) -> dict[str, dict]:
    score = (await client.get(piece["score_url"])).json()
    return {note["id"]: note for note in score["arrangement"]["notes"]}


async def test_chords_of_ones_own_are_arranged(client) -> None:
    piece = await made(client, progression="C | Am7 D7 | G7 % |", num_bars=None)
    assert piece["metadata"]["num_bars"] == 3
    assert [chord["symbol"] for chord in piece["chord_progression"]] == ["C", "Am7", "D7", "G7"]
    assert {chord["origin"] for chord in piece["chord_progression"]} == {"user"}
    assert piece["brief"]["key"] == {"value": "C major", "source": "chords"}
    assert piece["metadata"]["generation_method"] == "user"
    again = await made(client, progression=piece["progression"], num_bars=None)
    assert [c["symbol"] for c in again["chord_progression"]] == ["C", "Am7", "D7", "G7"]
    listed = await made(
        client, num_bars=4, progression=[{"symbol": s, "duration_beats": 8} for s in ("ii7", "V7")]
    )
    assert [c["symbol"] for c in listed["chord_progression"]] == ["Dm7", "G7"]


async def test_the_same_chords_are_kept_once(client) -> None:
    chords = {"progression": "F | C7 | F | F", "num_bars": None}
    one, other = await made(client, **chords), await made(client, **chords)
    assert one["id"] == other["id"]
    assert (await made(client, progression="F | C9 | F | F", num_bars=None))["id"] != one["id"]


async def test_bars_are_drawn_anew(client) -> None:
    old = await made(client)
    new = await edited(client, old, operation="regenerate", bars=[5, 6], seed=1)
    assert new["parent_id"] == old["id"]
    assert new["id"] != old["id"]
    before, after = await notes_of(client, old), await notes_of(client, new)
    outside = {id_ for id_, note in before.items() if not 16 <= note["onset"] < 24}
    assert all(before[id_] == after[id_] for id_ in outside)
    assert before != after
    again = await edited(client, old, operation="regenerate", bars=[5, 6], seed=1)
    assert again["id"] == new["id"]
    assert again["midi_base64"] == new["midi_base64"]
    score = (await client.get(new["score_url"])).json()
    assert score["parent_id"] == old["id"]
    assert (await client.get(old["score_url"])).json()["parent_id"] is None
    assert (await client.get(new["download_url"])).status_code == 200


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"operation": "regenerate", "bars": [5, 9]}, "bars"),
        ({"operation": "regenerate", "bars": [6, 5]}, "bars"),
        ({"operation": "regenerate", "bars": [5]}, "bars"),
        ({"operation": "regenerate", "bars": [0, 5]}, "bars"),
        ({"operation": "regenerate", "bars": [1, 2], "locked": ["p7.c1"]}, "locked"),
        ({"operation": "regenerate", "bars": [1, 2], "seed": -1}, "seed"),
        ({"operation": "regenerate", "bars": [1, 2], "colour": 1}, "colour"),
        ({"operation": "shout"}, "operation"),
        ({}, "operation"),
    ],
)
async def test_edits_that_cannot_be_are_refused(client, fields: dict, field: str) -> None:
    piece = await made(client)
    answer = await client.post(f"{piece['score_url']}/edit", json=fields)
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert field in " ".join(error["field"] for error in problem["errors"])


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"progression": "C | H7"}, "progression", "bar 2, chord 1"),
        ({"progression": ""}, "progression", "no chord"),
        ({"progression": []}, "progression", "0 items"),
        ({"progression": 5}, "progression", ""),
        ({"progression": "C | F", "num_bars": 3}, "num_bars", "2 bars long"),
        ({"progression": [{"symbol": "C", "duration_beats": 3}]}, "progression", "3 beats"),
        ({"progression": [{"symbol": "C"}]}, "progression.0.duration_beats", ""),
        ({"progression": [{"symbol": "", "duration_beats": 4}]}, "progression.0.symbol", ""),
        ({"progression": "C" * 13000}, "progression", ""),
    ],
)
async def test_charts_that_cannot_be_are_refused(
    client, fields: dict, field: str, said: str
) -> None:
    answer = await client.post("/gospel/generate", json={"description": "a song", **fields})
    assert answer.status_code == 422, answer.text
    errors = answer.json()["errors"]
    assert any(e["field"].startswith(field) and said in e["message"] for e in errors), errors


async def test_every_operation_makes_a_piece_of_its_own(client) -> None:
    old = await made(client, key="C major", complexity=6)
    chord = old["chord_progression"][1]
    offers = (await client.get(f"{old['score_url']}/alternatives/{chord['id']}")).json()
    assert offers["symbol"] == chord["symbol"]
    first = offers["alternatives"][0]
    assert first["reason"].endswith(".")
    seen = {old["id"]}
    for body in (
        {"operation": "set_chord", "chord_id": chord["id"], "symbol": first["symbol"]},
        {"operation": "reharmonise", "bars": [1, 8], "seed": 2},
        {"operation": "transpose", "key": "Eb"},
        {"operation": "variation", "seed": 12},
        {"operation": "complexity", "complexity": 3},
        {"operation": "change_genre", "genre": "jazz"},
    ):
        new = await edited(client, old, **body)
        assert new["parent_id"] == old["id"]
        assert (await edited(client, old, **body))["id"] == new["id"]
        seen.add(new["id"])
        assert (await client.get(new["score_url"])).status_code == 200
        if body["operation"] == "change_genre":
            assert new["genre"] == "jazz"
            assert new["score_url"].startswith("/jazz/")
    assert len(seen) == 7


async def test_a_seed_is_drawn_where_none_is_given(client) -> None:
    old = await made(client)
    ids = {(await edited(client, old, operation="variation"))["id"] for _ in range(2)}
    assert len(ids) == 2


async def test_an_edit_of_an_edit_walks_back(client) -> None:
    old = await made(client)
    one = await edited(client, old, operation="regenerate", bars=[1, 2], seed=1)
    two = await edited(client, one, operation="regenerate", bars=[7, 8], seed=1)
    assert [two["parent_id"], one["parent_id"], old["parent_id"]] == [one["id"], old["id"], None]
    assert two["brief"]["progression"]["value"] == two["progression"]


WORDS = st.one_of(
    st.sampled_from(["C", "Am7", "ii7", "V7/ii", "b7", "%", ".", "|", ":|", "|:", "H", "NC", "\n"]),
    st.text(max_size=8),
)
CHARTS = st.one_of(
    st.lists(WORDS, max_size=12).map(" ".join),
    st.lists(
        st.fixed_dictionaries({
            "symbol": st.one_of(st.sampled_from(["C", "G7", "ii7", "x"]), st.text(max_size=6)),
            "duration_beats": st.one_of(
                st.sampled_from([1, 2, 4, 0.5]), st.floats(allow_nan=False, allow_infinity=False)
            ),
        }),
        max_size=5,
    ),
    st.integers(),
    st.none(),
)  # fmt: skip
EDITS = st.fixed_dictionaries({
    "operation": st.sampled_from(
        ["regenerate", "set_chord", "reharmonise", "transpose", "variation", "change_genre",
         "complexity", "none"]
    )
}, optional={
    "bars": st.lists(st.integers(-1, 12), max_size=3),
    "locked": st.lists(st.sampled_from(["p0.c0", "p1.c1", "", "x" * 50]), max_size=3),
    "chord_id": st.sampled_from(["p0.c0", "p1.c0", "p9.c0", ""]),
    "symbol": st.text(max_size=6),
    "techniques": st.lists(st.sampled_from(["tritone", "backdoor", "x"]), max_size=3),
    "key": st.text(max_size=6),
    "genre": st.sampled_from(["jazz", "gospel", "polka", "\x00"]),
    "complexity": st.integers(-1, 12),
    "seed": st.one_of(st.none(), st.integers(-1, 2**60)),
})  # fmt: skip


async def test_nothing_that_is_sent_breaks_the_server(client) -> None:
    """Whatever chart or edit is asked: an answer or a clear refusal, never a failure."""
    old = await made(client)
    for body in drawn(CHARTS, 25):
        asked = {"description": "a song", "seed": 1, "progression": body}
        answer = await client.post("/gospel/generate", json=asked)
        assert answer.status_code in (200, 422), (body, answer.text)
        assert answer.status_code == 200 or answer.json()["errors"], body
    for body in drawn(EDITS, 40):
        answer = await client.post(f"{old['score_url']}/edit", json=body)
        assert answer.status_code in (200, 404, 422), (body, answer.text)
        assert answer.status_code == 200 or answer.json()["detail"], body
    for name in ("x", "p0.c0%00", "%F0%9F%8E%B9", "p0.c99"):
        answer = await client.get(f"{old['score_url']}/alternatives/{name}")
        assert answer.status_code in (404, 422), (name, answer.text)


def drawn(strategy: st.SearchStrategy[object], count: int) -> list[object]:
    """The same ``count`` examples every time; an event loop runs around them."""
    found: list[object] = []

    @seed(1)
    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def take(example: object) -> None:
        found.append(example)

    take()
    return found


async def test_a_piece_that_is_not_there_is_not_edited(client) -> None:
    body = {"operation": "regenerate", "bars": [1, 1]}
    answer = await client.post("/gospel/score/AAAAAAAAAAAAAAAAAAAAAA/edit", json=body)
    assert answer.status_code == 404
