"""A local model as pydantic-ai sees it: any agent can be run on it, bound to a grammar."""

from __future__ import annotations

import json
from typing import cast

from pydantic_ai.messages import ModelMessage, ModelRequest, ModelResponse, TextPart, UserPromptPart
from pydantic_ai.models import Model, ModelRequestParameters
from pydantic_ai.profiles import ModelProfile
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import RequestUsage

from gospel_keys.language.asking import Asker
from gospel_keys.language.local.grammar import from_schema
from gospel_keys.language.local.holder import LocalModel, Work

TOKENS = 600


class GrammarSettings(ModelSettings, total=False):
    """Settings that are ours: the Lark grammar that the answer is a sentence of."""

    grammar: str


class MlxModel(Model[None]):
    """Asks a local model for one text. Its output may be bound by a grammar or a JSON schema."""

    def __init__(self, held: LocalModel, asker: Asker) -> None:
        super().__init__(
            profile=ModelProfile(
                supports_json_schema_output=True,
                supports_tools=False,
                default_structured_output_mode="native",
            )
        )
        self._held = held
        self._asker = asker

    @property
    def model_name(self) -> str:
        return self._held.folder.id

    @property
    def system(self) -> str:
        return "mlx"

    async def request(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
    ) -> ModelResponse:
        """One answer. ModelError and StoppedError come through the agent as they are."""
        settings, parameters = self.prepare_request(model_settings, model_request_parameters)
        chosen = cast("GrammarSettings", settings or {})
        grammar = chosen.get("grammar", "")
        if parameters.output_object is not None:
            grammar = from_schema(json.dumps(parameters.output_object.json_schema))
        written = await self._held.write(
            Work(
                "\n\n".join(part.content for part in parameters.instruction_parts or []),
                _asked(messages),
                grammar,
                chosen.get("seed", 0),
                chosen.get("temperature", 0.7),
                chosen.get("max_tokens", TOKENS),
            ),
            self._asker,
        )
        return ModelResponse(
            parts=[TextPart(written.text)],
            usage=RequestUsage(input_tokens=written.tokens_in, output_tokens=written.tokens_out),
            model_name=self.model_name,
            provider_name=self.system,
            finish_reason="stop" if written.is_whole else "length",
        )


def _asked(messages: list[ModelMessage]) -> str:
    """What the user's turns say."""
    return "\n\n".join(
        part.content
        for message in messages
        if isinstance(message, ModelRequest)
        for part in message.parts
        if isinstance(part, UserPromptPart) and isinstance(part.content, str)
    )
