"""Who decided the harmony, and how hard it was to ask for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class TaskTerm(BaseModel):
    """One thing that makes a request harder."""

    id: str = Field(description="A stable name.", examples=["vagueness"])
    label: str = Field(description="What it is.", examples=["words that name nothing we know"])
    points: float = Field(description="What it adds.", examples=[1.5])
    found: str = Field(description="What it was found in.", examples=["longing rain"])


class TaskComplexityOut(BaseModel):
    """How hard the request is to understand and to plan: it chooses a model, never the music."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"value": 2, "tier": "small", "terms": []}]}
    )

    value: int = Field(ge=1, le=10, description="1 is the easiest.", examples=[2])
    tier: Literal["small", "large", "cloud"] = Field(description="The model it is for.")
    terms: list[TaskTerm] = Field(description="What made it so, the heaviest first.")


class OfferedPhrase(BaseModel):
    """A phrase that was offered to a model, and what became of it."""

    phrase_id: str = Field(description="The phrase.", examples=["p1"])
    first_bar: int = Field(description="Counted from 1.", examples=[5])
    last_bar: int = Field(description="Counted from 1.", examples=[8])
    origin: str = Field(
        description="Who made its chords in the end: rules, local or cloud.", examples=["local"]
    )
    model: str = Field(description="The model that was asked, if any.", examples=["Qwen2.5 7B"])
    reasons: list[str] = Field(
        description="Why the rules made it; empty where the model did.",
        examples=[["The phrase ends on no cadence."]],
    )


class HarmonyOut(BaseModel):
    """Who decided which chords."""

    ai_percentage: float = Field(description="The share that was asked for.", examples=[0.5])
    bars_by_origin: dict[str, list[int]] = Field(
        description="The bars of each maker, counted from 1: user, cloud, local, rules.",
        examples=[{"local": [5, 6, 7, 8], "rules": [1, 2, 3, 4]}],
    )
    offered: list[OfferedPhrase] = Field(description="In order; empty where no model was asked.")
    task_complexity: Annotated[TaskComplexityOut, Field(description="How hard it was to ask for.")]
