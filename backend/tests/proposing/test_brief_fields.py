"""What a model may settle of a brief is always a brief that the rules accept."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import jsonschema
import pytest
from llguidance import LLMatcher

from gospel_keys.composer.proposing.brief_fields import (
    MOST_CHARACTERS,
    brief_schema,
    open_fields,
    read_fields,
)
from gospel_keys.composer.proposing.reading import RejectedError
from gospel_keys.genres.registry import genres
from tests.proposing.offers import a_brief
from tests.proposing.sampling import sampled
from tests.proposing.test_task import TABLE

REQUESTS = tomllib.loads(TABLE.read_text("utf-8"))["request"]


def asked(number: int) -> tuple[str, str, dict[str, Any]]:
    row = {k: v for k, v in REQUESTS[number].items() if k not in ("value", "tier", "terms")}
    return row.pop("genre"), row.pop("words"), row


@pytest.mark.parametrize("number", range(len(REQUESTS)))
def test_noise_within_the_schema_is_a_valid_brief(number: int) -> None:
    style, words, fields = asked(number)
    brief = a_brief(style, words, **fields)
    schema = brief_schema(brief, genres()[style])
    grammar = LLMatcher.grammar_from_json_schema(json.dumps(schema))
    for seed in range(3):
        text = sampled(grammar, seed)
        jsonschema.validate(json.loads(text), schema)
        settled = read_fields(text, brief, genres()[style])
        new = a_brief(style, words, **fields, **settled)
        for name, value in settled.items():
            here = {"num_bars": new.bars, "time_signature": str(new.meter), "key": str(new.key)}
            assert here.get(name, getattr(new, name, value)) == value
        kept = set(brief.sources) - set(settled) - {"seed"}
        assert {name: new.sources[name] for name in kept if brief.sources[name] != "default"} == {
            name: brief.sources[name] for name in kept if brief.sources[name] != "default"
        }


def test_only_what_nobody_said_is_open() -> None:
    brief = a_brief("gospel", "slow song in Bb, 12 bars", complexity=3)
    assert set(open_fields(brief)) & {"key", "num_bars", "complexity", "tempo"} == set()
    assert "time_signature" in open_fields(brief)


def test_what_is_brought_binds_key_and_length() -> None:
    brief = a_brief("gospel", "a song", progression="C | F | G | C")
    assert not {"key", "num_bars", "time_signature"} & set(open_fields(brief))


GOOD = (
    '{"application": "WORSHIP", "tempo": 70, "key": "D major", "time_signature": "6/8", '
    '"num_bars": 12, "complexity": 5}'
)


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("D major", "H major"), ("70", "400"), ("70", '"70"'), ("12", "true"), ("12", "129"),
        ("5}", '5, "seed": 1}'), ('"complexity": 5', '"complexity": 0'), ("6/8", "13/16"),
        ('"WORSHIP"', "null"), (GOOD, ""), (GOOD, "{}"), (GOOD, "[1]"), (GOOD, "{" * 300),
        (GOOD, '{"key": "C major"}'), (GOOD, "x" * (MOST_CHARACTERS + 1)),
    ],
)  # fmt: skip
def test_anything_else_is_rejected(part: str, instead: str) -> None:
    brief = a_brief("gospel", "a song")
    with pytest.raises(RejectedError):
        read_fields(GOOD.replace(part, instead), brief, genres()["gospel"])


def test_fields_are_read() -> None:
    brief = a_brief("gospel", "a song")
    assert read_fields(GOOD, brief, genres()["gospel"]) == json.loads(GOOD)
