"""Gemini's protocol on loopback: the real client, a key, a cap."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from gospel_keys.language.asking import Asker, ModelError
from gospel_keys.language.prices import Price, price_of
from gospel_keys.language.providers.cloud import CloudProvider
from gospel_keys.language.spend import Ledger, Month
from gospel_keys.language.tiers import Budget
from tests.language.charts import GOOD, question
from tests.language.servers import Reply, gemini_reply, serving

pytestmark = pytest.mark.anyio
KEY = "swordfish-key"
BUDGET = Budget("test", seconds=20, whole=60, tokens=1000, waiting=4)
PRICE = Price(1.0, 10.0)


def ledger(tmp_path: Path, cap: float = 5.0, now: str = "2026-11-05") -> Ledger:
    return Ledger(tmp_path / "spend.json", cap, lambda: datetime.fromisoformat(now).astimezone(UTC))


def provider(url: str, account: Ledger, price: Price | None = PRICE) -> CloudProvider:
    return CloudProvider(SecretStr(KEY), "gemini-test", url, BUDGET, account, price)


async def test_the_real_client_asks_and_the_cost_is_kept(tmp_path: Path) -> None:
    account = ledger(tmp_path)
    async with serving(lambda _: Reply(gemini_reply(GOOD, (100, 20)))) as server:
        model = provider(server.url, account)
        text, used = await model.ask(question(7), Asker())
        await model.close()
    assert text == GOOD
    assert (used.tokens_in, used.tokens_out) == (100, 20)
    assert used.cost == pytest.approx((100 * 1.0 + 20 * 10.0) / 1e6)
    assert account.read() == Month("2026-11", pytest.approx(used.cost), 0.0)
    (asked,) = server.asked
    assert asked.path.endswith("/models/gemini-test:generateContent")
    assert asked.headers["x-goog-api-key"] == KEY
    assert KEY not in asked.path
    assert asked.json["generationConfig"]["maxOutputTokens"] == 1000
    assert "two bars" in json.dumps(asked.json["contents"])


@pytest.mark.parametrize(
    ("reply", "kind", "is_free"),
    [
        (
            Reply({"error": {"code": 429, "message": KEY, "status": "X"}}, status=429),
            "refused",
            True,
        ),
        (
            Reply({"error": {"code": 403, "message": "no", "status": "X"}}, status=403),
            "refused",
            True,
        ),
        (
            Reply({"error": {"code": 503, "message": "no", "status": "X"}}, status=503),
            "gone",
            False,
        ),
        (Reply(gemini_reply("I would rather not")), "wrong", False),
        (Reply({"candidates": []}), "wrong", False),
        (Reply(gemini_reply(GOOD), cut=30), "gone", False),
    ],
    ids=["often", "key", "broken", "chat", "empty", "dies"],
)
async def test_failures_have_kinds_and_cost_what_they_may(
    tmp_path: Path, reply: Reply, kind: str, is_free: bool
) -> None:
    account = ledger(tmp_path)
    async with serving(lambda _: reply) as server:
        model = provider(server.url, account)
        with pytest.raises(ModelError) as failed:
            await model.ask(question(), Asker())
        await model.close()
    assert failed.value.kind == kind
    assert KEY not in failed.value.reason
    assert len(server.asked) == 1
    assert (account.read().spent == 0) is is_free
    assert account.read().reserved == 0


async def test_nothing_is_asked_that_could_pass_the_cap(tmp_path: Path) -> None:
    account = ledger(tmp_path, cap=0.0121)  # an answer of 1000 tokens may cost 0.01 and more
    async with serving(lambda _: Reply(gemini_reply(GOOD, (100, 500)))) as server:
        model = provider(server.url, account)
        await model.ask(question(1), Asker())
        with pytest.raises(ModelError, match=r"cap of \$0\.01") as spent:
            await model.ask(question(2), Asker())
        await model.close()
        assert len(server.asked) == 1
    assert spent.value.kind == "spent"


async def test_without_a_price_or_a_cap_nobody_is_asked(tmp_path: Path) -> None:
    unknown = provider("http://127.0.0.1:9", ledger(tmp_path), None)
    assert "CLOUD_PRICE_IN" in (await unknown.state()).reason
    unpaid = provider("http://127.0.0.1:9", ledger(tmp_path, cap=0))
    for model in (unknown, unpaid):
        assert not (await model.state()).is_available
        with pytest.raises(ModelError) as refused:
            await model.ask(question(), Asker())
        assert refused.value.kind == "spent"
        await model.close()


def test_prices_are_set_or_known() -> None:
    assert price_of("anything", 1.5, 2.5) == Price(1.5, 2.5)
    assert price_of("no-such-model", None, None) is None
    known = price_of("gemini-2.5-flash", None, None)
    assert known is not None
    assert 0 < known.tokens_in < known.tokens_out


def test_the_account_outlives_a_process_and_ends_with_the_month(tmp_path: Path) -> None:
    account = ledger(tmp_path)
    reserved = account.reserve(1.0)
    assert ledger(tmp_path).read() == Month("2026-11", 0.0, 1.0)
    account.settle(reserved, 0.25)
    assert ledger(tmp_path).read() == Month("2026-11", 0.25, 0.0)
    assert ledger(tmp_path, now="2026-12-01").read() == Month("2026-12")
    late = account.reserve(1.0)
    ledger(tmp_path, now="2026-12-01").settle(late, 0.5)
    assert ledger(tmp_path, now="2026-12-01").read() == Month("2026-12", 0.5, 0.0)
    assert (tmp_path / "spend.json").stat().st_mode & 0o077 == 0


def test_an_account_that_cannot_be_read_spends_nothing(tmp_path: Path) -> None:
    (tmp_path / "spend.json").write_text("{")
    assert ledger(tmp_path).why_spent()
    with pytest.raises(ModelError):
        ledger(tmp_path).reserve(0.01)
