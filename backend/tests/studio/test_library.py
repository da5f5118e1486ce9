"""The library: what one made is listed, found, named, starred, removed and brought back."""

from __future__ import annotations

import httpx
import psycopg
import pytest
from sqlalchemy import text

from gospel_keys.app import Services, create_app
from gospel_keys.platform.database import Database
from gospel_keys.platform.settings import Settings

pytestmark = pytest.mark.anyio

WORDS = "Uplifting song in C major"


@pytest.fixture(autouse=True)
async def _own_library(database: Database) -> None:
    """What other tests left behind in this worker's database is not looked at."""
    async with database.writing() as session:
        await session.execute(text("SELECT set_config('app.owner', 'local', true)"))
        await session.execute(text("DELETE FROM library_item"))


async def made(
    client: httpx.AsyncClient, words: str = WORDS, genre: str = "gospel", **fields: object
) -> dict:
    body = {"description": words, "num_bars": 1, "seed": 3, **fields}
    answer = await client.post(f"/{genre}/generate", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def edited(client: httpx.AsyncClient, piece: dict, **fields: object) -> dict:
    answer = await client.post(f"{piece['score_url']}/edit", json=fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def listed(client: httpx.AsyncClient, **asked: object) -> dict:
    answer = await client.get("/pieces", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def titles(client: httpx.AsyncClient, **asked: object) -> list[str]:
    return [piece["title"] for piece in (await listed(client, **asked))["pieces"]]


async def test_what_was_made_is_listed_newest_first(client) -> None:
    assert await listed(client) == {"pieces": [], "next": None, "total": 0}
    first = await made(client)
    second = await made(client, "Slow blues in E", "blues", num_bars=12)
    library = await listed(client)
    assert [piece["id"] for piece in library["pieces"]] == [second["id"], first["id"]]
    assert library["total"] == 2
    piece = library["pieces"][0]
    assert (piece["title"], piece["favourite"], piece["versions"]) == ("Slow blues in E", False, 1)
    shown = piece["shown"]
    assert (shown["id"], shown["genre"], shown["operation"]) == (second["id"], "blues", None)
    assert shown["facts"] == {
        "description": "Slow blues in E",
        **{name: second["metadata"][name] for name in shown["facts"] if name != "description"},
    }


async def test_the_same_piece_is_listed_once_and_comes_to_the_top(client) -> None:
    first = await made(client)
    await made(client, "Another song")
    await made(client)
    library = await listed(client)
    assert library["pieces"][0]["id"] == first["id"]
    assert library["total"] == 2


async def test_a_piece_that_was_told_step_by_step_is_listed_too(client) -> None:
    body = {"description": WORDS, "num_bars": 1, "seed": 3}
    for _ in range(2):
        answer = await client.post("/gospel/generate/stream", json=body)
        assert answer.status_code == 200, answer.text
    assert await titles(client) == [WORDS]


async def test_edits_stand_under_the_piece_they_came_from(client) -> None:
    first = await made(client)
    moved = await edited(client, first, operation="transpose", key="Eb major")
    varied = await edited(client, moved, operation="variation", seed=5)
    [item] = (await listed(client))["pieces"]
    assert (item["id"], item["versions"]) == (first["id"], 3)
    assert (item["shown"]["id"], item["shown"]["operation"]) == (varied["id"], "variation")
    assert item["shown"]["facts"]["key"] == "Eb major"
    assert await titles(client, search="eb") == [WORDS]
    versions = (await client.get(f"/pieces/{first['id']}/versions")).json()["versions"]
    assert [one["id"] for one in versions] == [first["id"], moved["id"], varied["id"]]
    assert [one["operation"] for one in versions] == [None, "transpose", "variation"]


async def test_what_is_only_tried_is_not_listed_until_it_is_kept(client) -> None:
    first = await made(client)
    tried = await edited(client, first, operation="variation", seed=5, keep=False)
    [item] = (await listed(client))["pieces"]
    assert (item["versions"], item["shown"]["id"]) == (1, first["id"])
    kept = await edited(client, first, operation="variation", seed=5)
    assert kept["id"] == tried["id"]
    [item] = (await listed(client))["pieces"]
    assert (item["versions"], item["shown"]["id"]) == (2, kept["id"])


async def test_pages_shift_by_nothing_when_pieces_are_added(client) -> None:
    ids = [(await made(client, f"Song number {n}"))["id"] for n in range(5)]
    first = await listed(client, limit=2)
    await made(client, "One more")
    second = await listed(client, limit=2, cursor=first["next"])
    third = await listed(client, limit=2, cursor=second["next"])
    seen = [piece["id"] for page in (first, second, third) for piece in page["pieces"]]
    assert seen == ids[::-1]
    assert third["next"] is None
    assert third["total"] == 6


async def test_titles_can_be_the_order(client) -> None:
    for words in ("blue morning", "Ärger", "Apple tree", "apple", "Zion 2"):
        await made(client, words)
    order: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = await listed(client, sort="title", limit=2, **cursor)
        order += [piece["title"] for piece in page["pieces"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert order == ["apple", "Apple tree", "Ärger", "blue morning", "Zion 2"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("caf", ["Café in F# minor, 100% slow"]), ("CAFÉ", ["Café in F# minor, 100% slow"]),
        ("f#", ["Café in F# minor, 100% slow"]), ("f♯ caf", ["Café in F# minor, 100% slow"]),
        ("100%", ["Café in F# minor, 100% slow"]), ("%", []), ("_", []), ("\\", []), ("'", []),
        ("'; DROP TABLE piece; --", []), ("\0", None), ("oul", []), ("gosp", None),
        ("Waltz_in a", []), ("古い", ["古い歌"]), ("い歌", ["古い歌"]), ("   ", None), ("🎹", []),
    ],
)  # fmt: skip
async def test_search_takes_any_character_as_itself(
    client, search: str, found: list[str] | None
) -> None:
    for words in ("Café in F# minor, 100% slow", "古い歌", "Soulful A flat waltz"):
        await made(client, words)
    everything = ["Soulful A flat waltz", "古い歌", "Café in F# minor, 100% slow"]
    assert await titles(client, search=search) == (everything if found is None else found)


async def test_a_list_can_be_narrowed(client) -> None:
    gospel = await made(client)
    blues = await made(client, "Slow blues", "blues", num_bars=12)
    starred = await client.patch(f"/pieces/{gospel['id']}", json={"favourite": True})
    assert starred.json()["favourite"] is True
    assert await titles(client, genre="blues") == ["Slow blues"]
    assert await titles(client, favourite=True) == [WORDS]
    assert await titles(client, favourite=False) == ["Slow blues"]
    assert await titles(client, favourite=True, genre="blues") == []
    assert blues["id"] != gospel["id"]


async def test_a_name_of_ones_own_is_shown_found_and_stays(client) -> None:
    piece = await made(client)
    url = f"/pieces/{piece['id']}"
    renamed = await client.patch(url, json={"title": "  For\u202e Ruth\n "})
    assert renamed.json()["title"] == "For Ruth"
    assert await titles(client, search="ruth uplifting") == ["For Ruth"]
    await edited(client, piece, operation="transpose", key="D major")
    assert await titles(client) == ["For Ruth"]


@pytest.mark.parametrize(
    "body", [{"title": ""}, {"title": " \u200b "}, {"title": "x" * 121}, {"title": 5}, {},
             {"title": None}, {"favourite": "yes"}, {"colour": "red"}],
)  # fmt: skip
async def test_changes_that_cannot_be_are_refused(client, body: dict) -> None:
    piece = await made(client)
    answer = await client.patch(f"/pieces/{piece['id']}", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"]
    assert await titles(client) == [WORDS]


@pytest.mark.parametrize(
    "asked", [{"limit": 0}, {"limit": 101}, {"sort": "loud"}, {"search": "x" * 101},
              {"cursor": "none"}, {"cursor": "WzFd"}, {"cursor": "é"}, {"cursor": "x" * 1001},
              {"cursor": "WyJ0aXRsZSIsICJhIiwgImIiXQ"}, {"genre": "polka"}, {"favourite": "so"}],
)  # fmt: skip
async def test_lists_that_cannot_be_are_refused(client, asked: dict) -> None:
    answer = await client.get("/pieces", params=asked)
    assert answer.status_code == 422, answer.text
    [field] = answer.json()["errors"]
    assert field["field"] == next(iter(asked))


async def test_what_was_removed_can_be_brought_back(client) -> None:
    piece = await made(client)
    await edited(client, piece, operation="transpose", key="D major")
    url = f"/pieces/{piece['id']}"
    await client.patch(url, json={"title": "For Ruth", "favourite": True})
    before = (await listed(client))["pieces"]
    assert (await client.delete(url)).status_code == 204
    assert await titles(client) == []
    assert (await client.delete(url)).status_code == 404
    assert (await client.patch(url, json={"favourite": False})).status_code == 404
    assert (await client.get(f"{url}/versions")).status_code == 404
    assert (await client.get(piece["score_url"])).status_code == 200
    assert (await client.post(f"{url}/restore")).json() == before[0]
    assert (await listed(client))["pieces"] == before


async def test_what_was_removed_long_ago_is_gone(client, database: Database) -> None:
    old, new = await made(client), await made(client, "Another")
    await client.delete(f"/pieces/{old['id']}")
    async with database.writing() as session:
        ago = "UPDATE library_item SET removed_at = now() - interval '25 hours' WHERE root_id = :id"
        await session.execute(text(ago), {"id": old["id"]})
    await client.delete(f"/pieces/{new['id']}")
    assert (await client.post(f"/pieces/{old['id']}/restore")).status_code == 404
    assert (await client.post(f"/pieces/{new['id']}/restore")).status_code == 200


async def test_a_recipe_makes_the_piece_again(client) -> None:
    melody = [{"pitch": "G4", "onset_beats": 0, "duration_beats": 2}]
    first = await made(client, melody=melody, tempo=90)
    drawn = await edited(client, first, operation="variation")
    last = await edited(client, drawn, operation="change_genre", genre="jazz")
    recipe = (await client.get(f"{last['score_url']}/recipe")).json()
    assert recipe["request"] == {
        "description": WORDS, "num_bars": 1, "seed": 3, "melody": melody, "tempo": 90,
    }  # fmt: skip
    assert [edit["operation"] for edit in recipe["edits"]] == ["variation", "change_genre"]
    again = (await client.post(f"/{recipe['genre']}/generate", json=recipe["request"])).json()
    for edit in recipe["edits"]:
        again = await edited(client, again, **edit)
    assert again["id"] == last["id"]
    assert (await client.get(f"/gospel/score/{'A' * 22}/recipe")).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"), [("patch", ""), ("delete", ""), ("post", "/restore"), ("get", "/versions")]
)
async def test_what_is_not_there_is_404(client, method: str, path: str) -> None:
    body = {"json": {"favourite": True}} if method == "patch" else {}
    answer = await client.request(method, f"/pieces/{'A' * 22}{path}", **body)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_on_a_shared_server_each_browser_has_its_own_library(
    services: Services, connected
) -> None:
    settings = Settings(multi_user=True, secret_key="s" * 40, allowed_hosts="localhost")
    app = create_app(settings, services)
    async with connected(app) as ruth, connected(app) as john:
        piece = await made(ruth)
        cookie = ruth.cookies.get("visitor")
        assert cookie
        await made(john, "Another song")
        assert await titles(ruth) == [WORDS]
        assert await titles(john) == ["Another song"]
        for method, path in (("patch", ""), ("delete", ""), ("get", "/versions")):
            sent = {"json": {"title": "Mine"}} if method == "patch" else {}
            url = f"/pieces/{piece['id']}{path}"
            assert (await john.request(method, url, **sent)).status_code == 404
        assert await titles(ruth) == [WORDS]
        assert ruth.cookies.get("visitor") == cookie
        # the very same piece, made by both, is in both libraries under its own name
        assert (await made(john))["id"] == piece["id"]
        await john.patch(f"/pieces/{piece['id']}", json={"title": "Mine"})
        assert await titles(ruth) == [WORDS]
        assert await titles(john) == ["Mine", "Another song"]
        forged = await john.get("/pieces", headers={"cookie": "visitor=local"})
        assert forged.json()["pieces"] == []


async def test_on_ones_own_machine_nobody_is_given_a_cookie(client) -> None:
    await made(client)
    assert not client.cookies


async def test_without_saying_who_asks_the_database_shows_nothing(urls) -> None:
    rows = "SELECT count(*) FROM library_item"
    piece = """INSERT INTO piece (id, genre, seed, title, request, midi, document, score,
               score_version) VALUES ('RLSRLSRLSRLSRLSR', 'gospel', 1, 't', '{}', '', '', '', 1)"""
    item = """INSERT INTO library_item (owner, root_id, shown_id, title, title_words, words)
              VALUES ('ruth', 'RLSRLSRLSRLSRLSR', 'RLSRLSRLSRLSRLSR', 't', ' t', '')"""
    with psycopg.connect(urls.app) as connection:
        connection.execute(piece)
        with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
            connection.execute(item)
        connection.execute("SELECT set_config('app.owner', 'ruth', true)")
        connection.execute(item)
        assert connection.execute(rows).fetchone() == (1,)
        for other in ("john", ""):
            connection.execute("SELECT set_config('app.owner', %s, true)", (other,))
            assert connection.execute(rows).fetchone() == (0,)
            assert connection.execute("DELETE FROM library_item").rowcount == 0
        connection.rollback()
