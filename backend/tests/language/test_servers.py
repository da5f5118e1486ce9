"""An OpenAI-compatible server that behaves well, slowly, wrongly, and dies mid-answer."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from gospel_keys.language.asking import Ask, Asker, ModelError, StoppedError
from gospel_keys.language.gbnf import gbnf
from gospel_keys.language.providers.clients import MOST_BYTES
from gospel_keys.language.providers.server import ServerProvider
from gospel_keys.language.tiers import Budget
from tests.language.charts import CHART, GOOD, question
from tests.language.servers import Asked, Reply, chat_reply, models_reply, serving

pytestmark = pytest.mark.anyio
BUDGET = Budget("test", seconds=20, whole=60, tokens=99, waiting=4)


def answering(reply: Reply, owner: str = "someone") -> Any:
    """Lists one model and gives ``reply`` to whatever it is asked."""

    def answer(asked: Asked) -> Reply:
        if asked.path == "/v1/models":
            return Reply(models_reply("tiny", "other", owner=owner))
        assert asked.path == "/v1/chat/completions"
        return reply

    return answer


def provider(url: str, budget: Budget = BUDGET, **fields: Any) -> ServerProvider:
    told = {"model": None, "key": None} | fields
    return ServerProvider(f"{url}/v1", told["model"], told["key"], "large", budget)


async def test_a_good_server_is_asked_once_with_what_it_needs() -> None:
    async with serving(answering(Reply(chat_reply(GOOD)))) as server:
        model = provider(server.url, key=SecretStr("swordfish"))
        text, used = await model.ask(question(7), Asker())
        await model.close()
    assert text == GOOD
    assert (used.tokens_in, used.tokens_out, used.cost) == (40, 9, 0.0)
    (asked,) = [one for one in server.asked if one.method == "POST"]
    assert asked.headers["authorization"] == "Bearer swordfish"
    assert asked.json["model"] == "tiny"
    assert asked.json["seed"] == 7
    said = {m["role"]: m["content"] for m in asked.json["messages"]}
    assert said == {"system": "Write two bars.", "user": "two bars"}
    assert not model.leaves_machine


async def test_the_named_model_is_asked_and_a_missing_one_is_told() -> None:
    async with serving(answering(Reply(chat_reply(GOOD)))) as server:
        model = provider(server.url, model="other")
        await model.ask(question(), Asker())
        assert server.asked[-1].json["model"] == "other"
        await model.close()
        absent = provider(server.url, model="third")
        state = await absent.state()
        await absent.close()
    assert not state.is_available
    assert state.reason == "the server has no model 'third'; it has: tiny, other"


@pytest.mark.parametrize(
    ("owner", "field"), [("llamacpp", "grammar"), ("vllm", "structured_outputs"), ("library", "")]
)
async def test_a_grammar_goes_where_it_is_understood(owner: str, field: str) -> None:
    async with serving(answering(Reply(chat_reply(GOOD)), owner)) as server:
        model = provider(server.url)
        await model.ask(question(), Asker())
        await model.close()
        body = server.asked[-1].json
    told = {name: body[name] for name in ("grammar", "structured_outputs") if name in body}
    expected = {"grammar": gbnf(CHART), "structured_outputs": {"grammar": gbnf(CHART)}}
    assert told == ({field: expected[field]} if field else {})


def test_a_grammar_in_the_other_notation() -> None:
    assert gbnf('start: bar " | " BAR_B?\nbar: "C" | ("D7" | "F:1")+\nBAR_B: "G"') == (
        'root ::= r-bar " | " T-BAR-B?\nr-bar ::= "C" | ("D7" | "F:1")+\nT-BAR-B ::= "G"'
    )
    for beyond in ("start: /C+/", "start: a~3", "%ignore WS"):
        with pytest.raises(ValueError, match=r"no rule|more than"):
            gbnf(beyond)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(chat_reply("Here is a lovely progression: C, F, G")), "wrong"),
        (Reply(chat_reply("Cmaj7 | H7 C")), "wrong"),
        (Reply(chat_reply("")), "wrong"),
        (Reply(chat_reply("C" * 5000)), "wrong"),
        (Reply({"choices": []}), "wrong"),
        (Reply(b"<html>hello</html>", headers={"content-type": "text/html"}), "wrong"),
        (Reply(b'{"id": "c1", "choi', headers={"content-type": "application/json"}), "gone"),
        (Reply({"error": "no"}, status=500), "gone"),
        (Reply({"error": "key"}, status=401), "refused"),
        (Reply({"error": "often"}, status=429), "refused"),
        (Reply(chat_reply(GOOD), cut=60), "gone"),
        (Reply(b"", status=307, headers={"location": "http://127.0.0.1:9/else"}), "gone"),
        (Reply(b" " * (MOST_BYTES + 10)), "gone"),
    ],
    ids=[
        "chat", "no-chord", "nothing", "endless", "no-choices", "page", "half-json", "broken",
        "key", "often", "dies", "sends-on", "huge",
    ],
)  # fmt: skip
async def test_whatever_a_server_does_wrong_has_a_kind(reply: Reply, kind: str) -> None:
    async with serving(answering(reply)) as server:
        model = provider(server.url)
        with pytest.raises(ModelError) as failed:
            await model.ask(question(), Asker())
        await model.close()
    assert failed.value.kind == kind
    assert sum(one.method == "POST" for one in server.asked) == 1  # nobody insists
    assert "127.0.0.1" not in failed.value.reason


async def test_a_fence_around_the_answer_is_taken_off() -> None:
    async with serving(answering(Reply(chat_reply(f"```text\n{GOOD}\n```\n")))) as server:
        model = provider(server.url)
        text, _ = await model.ask(question(), Asker())
        await model.close()
    assert text == GOOD


async def test_a_slow_server_is_not_waited_for() -> None:
    async with serving(answering(Reply(chat_reply(GOOD), wait=30))) as server:
        model = provider(server.url, Budget("t", 0.3, 1, 99, 4))
        with pytest.raises(ModelError, match="took more than") as late:
            await model.ask(question(), Asker())
        await model.close()
    assert late.value.kind == "slow"


async def test_who_hangs_up_ends_the_question() -> None:
    async with serving(answering(Reply(chat_reply(GOOD), wait=30))) as server:
        model = provider(server.url)
        asker = Asker()
        task = asyncio.create_task(model.ask(question(), asker))
        async with asyncio.timeout(20):
            while len(server.asked) < 2:
                await asyncio.sleep(0.01)
        asker.stopped.set()
        with pytest.raises(StoppedError):
            await task
        await model.close()


async def test_a_named_model_is_believed_where_nothing_is_listed() -> None:
    def unlisted(asked: Asked) -> Reply:
        if asked.path == "/v1/models":
            return Reply({"error": "no such address"}, status=404)
        return Reply(chat_reply(GOOD))

    async with serving(unlisted) as server:
        named, nameless = provider(server.url, model="mine"), provider(server.url)
        assert (await named.ask(question(), Asker()))[0] == GOOD
        assert not (await nameless.state()).is_available
        await named.close()
        await nameless.close()


async def test_a_real_server_is_spoken_to(model_folders: Path, tmp_path: Path) -> None:
    """mlx-lm's own server, which binds no grammar: what it writes is taken, or found illegal."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    name = str(model_folders / "qwen")
    command = [sys.executable, "-m", "mlx_lm.server", "--model", name, "--port", str(port)]
    (tmp_path / "hub").mkdir()
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment, **silent) as running:  # type: ignore[call-overload]
        try:
            model = provider(f"http://127.0.0.1:{port}", Budget("t", 60, 60, 12, 4), model=name)
            async with asyncio.timeout(90):
                while not (await model.state()).is_available:
                    assert running.poll() is None
                    await asyncio.sleep(0.1)
            text, used = await model.ask(Ask("Write.", "anything", seed=3), Asker())
            assert text
            assert used.tokens_out == 12
            with pytest.raises(ModelError) as noise:
                await model.ask(question(), Asker())
            assert noise.value.kind == "wrong"
            await model.close()
        finally:
            running.terminate()


async def test_a_server_that_is_away_is_told() -> None:
    model = provider("http://127.0.0.1:9")
    state = await model.state()
    await model.close()
    assert (state.is_available, state.reason) == (False, "your model server does not answer")
    away = provider("http://model.example")
    assert away.leaves_machine
    await away.close()
