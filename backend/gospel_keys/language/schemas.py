"""What is told of the models: never a key, never an address."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class ModelOut(BaseModel):
    """One model that can be asked, or could be."""

    id: str = Field(description="Its name here.", examples=["phi"])
    label: str = Field(description="Its name for people.", examples=["Phi-3.5 Mini"])
    tier: Literal["small", "large", "cloud"] = Field(
        description="What it is asked for.", examples=["small"]
    )
    where: Literal["here", "server", "cloud"] = Field(
        description="In this process, on the user's server, at a company.", examples=["here"]
    )
    leaves_machine: bool = Field(
        description="Whether words go to another machine.", examples=[False]
    )
    available: bool = Field(description="Whether it can be asked now.", examples=[False])
    reason: str = Field(
        description="Why not; or what else is to be known.",
        examples=["not here: gospel-keys models pull phi fetches about 2.1 GB"],
    )
    loaded: bool = Field(description="Whether it is in memory now.", examples=[False])
    size_bytes: int | None = Field(
        description="Its weights on disk; of one that is not here about.", examples=[2_137_500_000]
    )
    memory_bytes: int | None = Field(
        description="What it needs in memory, where that is known.", examples=[4_000_000_000]
    )
    used_for: str = Field(
        description="Which requests, by their task complexity.",
        examples=["requests of task complexity 1 to 4"],
    )
    answers: int = Field(description="Given since the start.", examples=[12])
    failures: int = Field(description="Since the start.", examples=[1])
    last_failure: str = Field(
        description="Why it last gave no answer.", examples=["Phi-3.5 Mini took more than 30 s"]
    )
    tokens_in: int = Field(description="Read since the start.", examples=[9000])
    tokens_out: int = Field(description="Written since the start.", examples=[800])
    seconds: float = Field(description="Of all its answers since the start.", examples=[31.5])
    cost_dollars: float = Field(description="Of all its answers since the start.", examples=[0.0])


class SpendOut(BaseModel):
    """The cloud's account of this calendar month (UTC)."""

    month: str = Field(description="Year and month.", examples=["2026-11"])
    spent_dollars: float = Field(description="What its answers cost.", examples=[0.42])
    reserved_dollars: float = Field(
        description="Set aside for questions under way.", examples=[0.0]
    )
    cap_dollars: float = Field(description="Beyond it nothing is asked.", examples=[5.0])


class ModelsOut(BaseModel):
    """The models there are; after all of them come the rules."""

    models: list[ModelOut] = Field(description="Local ones, then a server, then the cloud.")
    leaves_machine: bool = Field(
        description="Whether words may go to another machine.", examples=[False]
    )
    cache_hit_rate: float | None = Field(
        description="0..1 of the answers looked for; null before the first.", examples=[0.5]
    )
    spend: SpendOut = Field(description="What the cloud has cost this month.")
