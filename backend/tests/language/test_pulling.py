"""Pulling from a hub of the test's own: whole, interrupted, wrong, and away."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gospel_keys.language.catalogue import Known
from gospel_keys.language.local.folders import local_folders
from gospel_keys.language.pulling.errors import PullError
from gospel_keys.language.pulling.pull import pull
from tests.language.servers import Asked, Reply, serving

pytestmark = pytest.mark.anyio
KNOWN = Known("phi", "Phi", "someone/tiny", "small", 0.1, "MIT")
COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub:
    """Serves a folder as the hub does; ``spoil`` changes the answer to one request for a file."""

    def __init__(self, folder: Path) -> None:
        self.files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        self.lies: dict[str, str] = {}
        self.spoil: Callable[[str, int, Reply], Reply] = lambda name, begun, reply: reply

    def __call__(self, asked: Asked) -> Reply:
        if "/api/models/" in asked.path:
            return Reply({"id": KNOWN.repository, "sha": COMMIT, "siblings": self.siblings()})
        name = asked.path.rsplit("/", 1)[1]
        assert f"/{KNOWN.repository}/resolve/{COMMIT}/" in asked.path
        found = re.fullmatch(r"bytes=(\d+)-", asked.headers.get("range", "bytes=0-"))
        assert found
        begun = int(found[1])
        data = self.files[name]
        reply = Reply(data[begun:], status=206 if begun else 200)
        return self.spoil(name, begun, reply)

    def siblings(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = [{"rfilename": "evil.py", "size": 3, "blobId": "x"}]
        for name, data in self.files.items():
            git = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
            row: dict[str, Any] = {"rfilename": name, "size": len(data), "blobId": git}
            if name.endswith(".safetensors"):
                sha = self.lies.get(name, hashlib.sha256(data).hexdigest())
                row["lfs"] = {"sha256": sha, "size": len(data), "pointerSize": 130}
            rows.append(row)
        return rows


@pytest.fixture
def hub(model_folders: Path) -> Hub:
    return Hub(model_folders / "phi")


async def test_a_model_comes_whole_and_can_be_loaded(hub: Hub, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    async with serving(hub) as server:
        told = lambda here, whole: seen.append((here, whole))  # noqa: E731
        folder = await asyncio.to_thread(pull, KNOWN, tmp_path, server.url, told)
        fetched = len(server.asked)
        await asyncio.to_thread(pull, KNOWN, tmp_path, server.url)
        assert len(server.asked) == fetched + 1  # it is here already: only the list was asked
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == hub.files
    assert seen[-1] == (sum(map(len, hub.files.values())),) * 2
    assert [one.id for one in local_folders(tmp_path)] == ["phi"]


async def test_an_interrupted_pull_goes_on_where_it_stopped(hub: Hub, tmp_path: Path) -> None:
    weights = "model.safetensors"
    broken = True

    def spoil(name: str, begun: int, reply: Reply) -> Reply:
        if name == weights and broken:
            reply.cut = 5000
        return reply

    hub.spoil = spoil
    async with serving(hub) as server:
        with pytest.raises(PullError, match=r"broke off .* 15000 of \d+ bytes here"):
            await asyncio.to_thread(pull, KNOWN, tmp_path, server.url)
        assert not list(local_folders(tmp_path))  # what is not whole is no model
        broken = False
        before = len(server.asked)
        folder = await asyncio.to_thread(pull, KNOWN, tmp_path, server.url)
        again = [one for one in server.asked[before:] if one.path.endswith(weights)]
    assert [one.headers["range"] for one in again] == ["bytes=15000-"]
    assert (folder / weights).read_bytes() == hub.files[weights]


async def test_a_wrong_checksum_is_not_kept(hub: Hub, tmp_path: Path) -> None:
    hub.lies["model.safetensors"] = "0" * 64
    async with serving(hub) as server:
        with pytest.raises(PullError, match="another checksum"):
            await asyncio.to_thread(pull, KNOWN, tmp_path, server.url)
        assert not (tmp_path / "phi").exists()
        assert not list(tmp_path.rglob("*.safetensors*"))
        hub.lies.clear()
        await asyncio.to_thread(pull, KNOWN, tmp_path, server.url)
    assert (tmp_path / "phi" / "model.safetensors").is_file()


async def test_a_hub_without_ranges_sends_it_anew(hub: Hub, tmp_path: Path) -> None:
    name = "model.safetensors"
    scratch = tmp_path / "phi.unfinished"
    scratch.mkdir()
    (scratch / "commit").write_text(COMMIT)
    (scratch / f"{name}.part").write_bytes(hub.files[name][:700])
    hub.spoil = lambda file, begun, reply: Reply(hub.files[file]) if begun else reply
    async with serving(hub) as server:
        folder = await asyncio.to_thread(pull, KNOWN, tmp_path, server.url)
    assert (folder / name).read_bytes() == hub.files[name]


async def test_parts_of_another_revision_are_forgotten(hub: Hub, tmp_path: Path) -> None:
    scratch = tmp_path / "phi.unfinished"
    scratch.mkdir()
    (scratch / "commit").write_text("f" * 40)
    (scratch / "model.safetensors.part").write_bytes(b"old" * 100)
    async with serving(hub) as server:
        folder = await asyncio.to_thread(pull, KNOWN, tmp_path, server.url)
        assert all("range" not in one.headers for one in server.asked)
    assert (folder / "model.safetensors").read_bytes() == hub.files["model.safetensors"]


@pytest.mark.parametrize("status", [401, 404, 500])
async def test_a_hub_that_refuses_is_told(status: int, tmp_path: Path) -> None:
    async with serving(lambda _: Reply({"error": "no"}, status=status)) as server:
        with pytest.raises(PullError, match=f"does not give someone/tiny .{status}."):
            await asyncio.to_thread(pull, KNOWN, tmp_path, server.url)


def test_being_offline_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PullError, match="are you offline"):
        pull(KNOWN, tmp_path, "http://127.0.0.1:9")
    assert not list(tmp_path.iterdir())


async def test_no_checksum_no_file(hub: Hub, tmp_path: Path) -> None:
    def bare(asked: Asked) -> Reply:
        reply = hub(asked)
        for row in reply.body["siblings"]:
            row.pop("lfs", None)
            row["blobId"] = None
        return reply

    async with serving(bare) as server:
        with pytest.raises(PullError, match="states no checksum"):
            await asyncio.to_thread(pull, KNOWN, tmp_path, server.url)
