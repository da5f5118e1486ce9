"""One question through pydantic-ai, whoever answers; what goes wrong has a kind and a sentence."""

from __future__ import annotations

import json
from typing import Any

from pydantic_ai import Agent, NativeOutput, StructuredDict
from pydantic_ai.exceptions import (
    AgentRunError,
    ModelAPIError,
    ModelHTTPError,
    UnexpectedModelBehavior,
)
from pydantic_ai.models import Model
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import UsageLimits

from gospel_keys.language.asking import Ask, Kind, ModelError, Usage
from gospel_keys.language.local.grammar import is_legal

REFUSED = {
    400: "does not understand the question",
    401: "does not take the key",
    403: "does not take the key",
    404: "does not know the model",
    429: "has had enough questions for now",
}


async def talk(
    model: Model[Any], ask: Ask, settings: ModelSettings, label: str
) -> tuple[str, Usage]:
    """What ``model`` answers, legal by the grammar or schema of ``ask``. Raises ModelError."""
    agent = Agent(model, instructions=ask.instructions, output_type=_output(ask), retries=0)
    try:
        result = await agent.run(
            ask.prompt, model_settings=settings, usage_limits=UsageLimits(request_limit=1)
        )
    except AgentRunError as error:
        raise _told(error, label) from error
    text = result.output if isinstance(result.output, str) else json.dumps(result.output)
    usage = Usage(result.usage.input_tokens, result.usage.output_tokens)
    return checked(text, ask, label), usage


def _output(ask: Ask) -> type[str] | NativeOutput[dict[str, Any]]:
    """Text, or a JSON object by the schema."""
    return NativeOutput(StructuredDict(json.loads(ask.schema))) if ask.schema else str


def checked(text: str, ask: Ask, label: str) -> str:
    """``text`` without what models like to wrap around it. ModelError where it is not legal."""
    found = unwrapped(text)
    if len(found) > ask.most_characters:
        raise ModelError("wrong", f"{label} wrote too much")
    if ask.grammar and not is_legal(found, ask.grammar):
        raise ModelError("wrong", f"{label} wrote what is no progression")
    return found


def unwrapped(text: str) -> str:
    """The text inside a fence of backquotes, and without space around it."""
    found = text.strip()
    if found.startswith("```") and found.endswith("```") and len(found) > 6:
        first, _, rest = found[3:-3].partition("\n")
        found = (
            rest if first.strip().isalpha() or not first.strip() else first + "\n" + rest
        ).strip()
    return found


def _told(error: AgentRunError, label: str) -> ModelError:
    """What pydantic-ai says, as one of our kinds; never with the text of an answer in it."""
    if isinstance(error, ModelHTTPError):
        known = REFUSED.get(error.status_code)
        kind: Kind = "refused" if known else "gone"
        return ModelError(kind, f"{label} {known or f'failed ({error.status_code})'}")
    if isinstance(error, UnexpectedModelBehavior):
        return ModelError("wrong", f"{label} answered what cannot be used")
    if isinstance(error, ModelAPIError):
        return ModelError("gone", f"{label} is not there or went away")
    return ModelError("wrong", f"{label} gave no answer ({type(error).__name__})")
