"""Who is asked in which order; the rules at the end of every chain; answers that are kept."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from gospel_keys.language.answers import Answers, key_of
from gospel_keys.language.asking import Ask, Asker, Kind, ModelError, StoppedError, Usage, Where
from gospel_keys.language.meters import Meters
from gospel_keys.language.providers.provider import State
from gospel_keys.language.router import Router
from gospel_keys.language.tiers import Budget, Tier
from tests.language.charts import GOOD, question

pytestmark = pytest.mark.anyio
TIERS: tuple[Tier, ...] = ("small", "large", "cloud")


class Fake:
    """Answers at once, or fails as it is told."""

    def __init__(
        self, name: str, tier: Tier, where: Where = "here", fails: Kind | Exception | None = None
    ) -> None:
        self.id, self.label = name, name.title()
        self.tier, self.where = tier, where
        self.is_set_up = True
        self.leaves_machine = where == "cloud"
        self.fails = fails
        self.asked = 0

    async def identity(self) -> str:
        return "1"

    async def state(self) -> State:
        return State(is_available=True)

    async def ask(self, ask: Ask, asker: Asker) -> tuple[str, Usage]:
        self.asked += 1
        if isinstance(self.fails, Exception):
            raise self.fails
        if self.fails:
            raise ModelError(self.fails, f"{self.label} {self.fails}")
        return GOOD, Usage(10, 5, 0.001)

    async def close(self) -> None:
        pass


def router(*providers: Fake, url: str = "mem://") -> Router:
    return Router(providers, Answers(url), Meters(CollectorRegistry()))


@pytest.mark.parametrize(
    ("tier", "names"),
    [
        ("small", ["little", "server", "big"]),
        ("large", ["server", "big", "little"]),
        ("cloud", ["cloud", "server", "big", "little"]),
    ],
)
def test_the_chain_of_each_tier(tier: Tier, names: list[str]) -> None:
    made = router(
        Fake("little", "small"),
        Fake("big", "large"),
        Fake("cloud", "cloud", "cloud"),
        Fake("server", "large", "server"),
    )
    assert [provider.id for provider in made.chain(tier)] == names


@pytest.mark.parametrize("tier", TIERS)
async def test_without_models_the_rules_do_it(tier: Tier) -> None:
    made = router()
    session = made.session(tier)
    assert made.is_over(session)
    assert await made.answer(session, question()) is None


@pytest.mark.parametrize("fails", ["slow", "gone", "wrong", "spent", ValueError("a bug")])
async def test_a_failure_goes_to_the_next_and_is_recorded(fails: Kind | Exception) -> None:
    bad, good = Fake("bad", "cloud", "cloud", fails), Fake("good", "large")
    made = router(bad, good)
    session = made.session("cloud")
    answer = await made.answer(session, question(1))
    assert answer
    assert (answer.text, answer.model) == (GOOD, "Good")
    (failure,) = session.failures
    assert (failure.provider, failure.where) == ("bad", "cloud")
    assert failure.kind == (fails if isinstance(fails, str) else "gone")
    assert "a bug" not in failure.reason
    await made.answer(session, question(2))
    assert bad.asked == (2 if fails == "wrong" else 1)  # who is gone is not asked again
    assert made.meters.of("bad").failures == bad.asked
    assert not made.is_over(session)


async def test_when_all_fail_it_is_over() -> None:
    made = router(Fake("a", "small", fails="slow"), Fake("b", "large", fails="memory"))
    session = made.session("small")
    assert await made.answer(session, question()) is None
    assert made.is_over(session)
    assert [f.reason for f in session.failures] == ["A slow", "B memory"]


async def test_a_piece_has_its_time() -> None:
    now = 0.0
    limits: dict[Tier, Budget] = dict.fromkeys(TIERS, Budget("t", 5, 10, 9, 9))
    fake = Fake("a", "small")
    made = Router(
        [fake], Answers("mem://"), Meters(CollectorRegistry()), lambda: limits, lambda: now
    )
    session = made.session("small")
    assert await made.answer(session, question(1))
    now = 11.0
    assert await made.answer(session, question(2)) is None
    assert made.is_over(session)
    assert fake.asked == 1


async def test_who_hangs_up_gets_no_further() -> None:
    fake = Fake("a", "small")
    made = router(fake)
    session = made.session("small")
    session.asker.stopped.set()
    with pytest.raises(StoppedError):
        await made.answer(session, question())
    assert not fake.asked


async def test_an_answer_is_kept_for_the_same_question_alone() -> None:
    fake = Fake("a", "small")
    made = router(fake)
    said = ["two bars", "two  bars ", "three bars", "cafe\u0301", "caf\u00e9"]
    found = [await made.answer(made.session("small"), question(0, words)) for words in said]
    assert [one.is_cached for one in found if one] == [False, True, False, False, True]
    assert found[1]
    assert found[1].text == GOOD
    assert fake.asked == 3
    assert made.meters.hit_rate == pytest.approx(2 / 5)
    text = generate_latest(made.meters._cache).decode()  # type: ignore[arg-type]
    assert 'cache_requests_total{result="hit"} 2.0' in text


def test_every_part_of_a_question_counts() -> None:
    base = question()
    others = [
        question(1),
        question(0, "three"),
        question(most_characters=5),
        question(temperature=0.1),
        Ask("Other.", base.prompt, base.grammar),
        Ask(base.instructions, base.prompt, "start: CHORD"),
    ]
    keys = {key_of(one, "a", "1") for one in [base, *others]}
    keys |= {key_of(base, "b", "1"), key_of(base, "a", "2")}
    assert len(keys) == 9


async def test_what_was_spent_is_counted() -> None:
    made = router(Fake("a", "small"))
    await made.answer(made.session("small"), question(1))
    await made.answer(made.session("small"), question(2))
    tally = made.meters.of("a")
    assert (tally.answers, tally.tokens_in, tally.tokens_out) == (2, 20, 10)
    assert tally.cost == pytest.approx(0.002)


async def test_a_cache_that_is_away_costs_no_answer() -> None:
    made = router(Fake("a", "small"), url="redis://127.0.0.1:9")
    for _ in range(2):
        answer = await made.answer(made.session("small"), question())
        assert answer
        assert not answer.is_cached
    await made.answers.close()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """A Redis of the test's own."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is missing: apt-get install redis-server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", tmp_path]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield f"redis://127.0.0.1:{port}"
        server.terminate()


async def test_answers_are_shared_through_redis_as_plain_text(redis: str) -> None:
    first, second = Fake("a", "small"), Fake("a", "small")
    one, other = router(first, url=redis), router(second, url=redis)
    assert await one.answer(one.session("small"), question())
    found = await other.answer(other.session("small"), question())
    assert found
    assert (found.text, found.is_cached, second.asked) == (GOOD, True, 0)
    from redis.asyncio import Redis

    direct = Redis.from_url(redis)
    (key,) = await direct.keys("*")
    assert GOOD.encode() in await direct.get(key)
    assert b"pickle" not in await direct.get(key)
    await direct.aclose()
    await one.answers.close()
    await other.answers.close()
