"""Models in the composer: what noise proposes is legal, and without a model no socket opens."""

from __future__ import annotations

import asyncio
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import CollectorRegistry

from gospel_keys import compose
from gospel_keys.composer.proposing.offer import PhraseOffer, Proposal, ProposalError
from gospel_keys.composer.proposing.reading import read_phrase
from gospel_keys.language.asking import Asker, Progress
from gospel_keys.language.local.grammar import is_legal
from gospel_keys.language.meters import Meters
from gospel_keys.language.proposing import ask_of
from gospel_keys.language.service import Language
from gospel_keys.platform.settings import Settings

pytestmark = pytest.mark.anyio
WORDS = ("gospel", "Uplifting song in C major, 16 bars")


def language(models: Path | None, tmp_path: Path, **fields: Any) -> Language:
    chosen = Settings(models=models or tmp_path / "none", data=tmp_path, **fields)
    return Language(chosen, Meters(CollectorRegistry()))


class Collector:
    """Notes every offer and takes none."""

    def __init__(self) -> None:
        self.offers: list[PhraseOffer] = []

    def propose(self, offer: PhraseOffer) -> Proposal | None:
        self.offers.append(offer)
        return None


def offers() -> list[PhraseOffer]:
    """Phrases of several genres, keys and meters."""
    seen = Collector()
    for genre, words in (
        WORDS,
        ("jazz", "medium swing in Bb, 16 bars"),
        ("classical", "minuet in G minor, 16 bars"),
    ):
        compose(genre, words, ai_percentage=1, seed=4, proposer=seen)
    return seen.offers


@pytest.mark.parametrize("name", ["phi", "qwen"])
async def test_noise_proposes_legal_phrases_of_real_pieces(
    model_folders: Path, tmp_path: Path, name: str
) -> None:
    made = language(model_folders, tmp_path)
    model = next(one for one in made.router.providers if one.id == name)
    for offer in offers()[:8]:
        text, _ = await model.ask(ask_of(offer), Asker())
        assert is_legal(text, offer.grammar)
        sounding = read_phrase(text, offer)
        assert sum(one.duration for one in sounding) == offer.meter.bar * offer.bars
    await made.close()


async def test_a_piece_is_proposed_by_a_local_model(model_folders: Path, tmp_path: Path) -> None:
    made = language(model_folders, tmp_path)
    seen: list[Progress] = []
    proposer = made.proposer("small", seen.append)
    piece = await asyncio.to_thread(compose, *WORDS, ai_percentage=1, seed=3, proposer=proposer)
    assert piece.arrangement.progression.offered
    assert {one.model for one in piece.arrangement.progression.offered} == {"Phi-3.5 Mini"}
    assert any(p.text == "planning with Phi-3.5 Mini..." for p in seen)
    assert made.meters.of("phi").answers == len(piece.arrangement.progression.offered)
    again = made.proposer("small")
    await asyncio.to_thread(compose, *WORDS, ai_percentage=1, seed=3, proposer=again)
    assert made.meters.hit_rate == 0.5
    await made.close()


async def test_without_any_model_the_rules_make_the_piece(tmp_path: Path) -> None:
    made = language(None, tmp_path)
    proposer = made.proposer("cloud")
    piece = await asyncio.to_thread(compose, *WORDS, ai_percentage=1, seed=3, proposer=proposer)
    rules = compose(*WORDS, ai_percentage=0, seed=3)
    symbols = [str(one.chord) for one in piece.arrangement.progression.chords]
    assert symbols == [str(one.chord) for one in rules.arrangement.progression.chords]
    assert not proposer.session.failures
    with pytest.raises(ProposalError, match="no language model is set up") as refused:
        await asyncio.to_thread(proposer.propose, offers()[0])
    assert refused.value.final
    await made.close()


@pytest.fixture
def audited() -> list[tuple[str, str]]:
    """What the interpreter itself saw of sockets: no wrapper is needed, and none can be passed."""
    return HEARD


HEARD: list[tuple[str, str]] = []


def _hear(event: str, args: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        HEARD.append((event, str(args[1:])))


sys.addaudithook(_hear)


async def test_with_no_key_and_no_share_no_socket_opens(
    tmp_path: Path, audited: list[tuple[str, str]]
) -> None:
    audited.clear()
    made = language(None, tmp_path)
    proposer = made.proposer("cloud")
    await asyncio.to_thread(compose, *WORDS, ai_percentage=0, seed=3, proposer=proposer)
    await asyncio.to_thread(compose, *WORDS, ai_percentage=1, seed=3, proposer=proposer)
    await made.close()
    assert audited == []
    with socket.socket() as probe:  # the ear does hear
        probe.settimeout(1)
        probe.connect_ex(("127.0.0.1", 9))
    assert audited


async def test_a_local_model_opens_none_either(
    model_folders: Path, tmp_path: Path, audited: list[tuple[str, str]]
) -> None:
    made = language(model_folders, tmp_path)
    proposer = made.proposer("small")
    audited.clear()
    await asyncio.to_thread(compose, *WORDS, ai_percentage=1, seed=3, proposer=proposer)
    await made.close()
    assert made.meters.of("phi").answers
    assert audited == []
