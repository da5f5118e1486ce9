"""Making a piece and everything that is kept of it. Runs in a worker process."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from dataclasses import dataclass, fields
from typing import Any, Protocol

from gospel_keys.compose import from_progression
from gospel_keys.composer.charts.chart import chart_text
from gospel_keys.composer.parser import read_brief
from gospel_keys.composer.planner import plan
from gospel_keys.composer.proposing.report import generation_method
from gospel_keys.composer.request import Request
from gospel_keys.editing.progressions import given_of
from gospel_keys.genres.registry import genres
from gospel_keys.score.codec import decode, encode
from gospel_keys.score.model import Arrangement, Brief, Performance, Progression
from gospel_keys.studio.addresses import Addresses, title_of
from gospel_keys.studio.harmony_mapping import harmony_out
from gospel_keys.studio.mapping import (
    brief_out,
    chords_out,
    metadata_out,
    preview_out,
)
from gospel_keys.studio.schemas import GenerateRequest, GenerateResponse
from gospel_keys.studio.schemas.library import PieceFacts
from gospel_keys.studio.schemas.streaming import ChordsOut
from gospel_keys.studio.score_mapping import score_out

ASKED = tuple(one.name for one in fields(Request) if one.name != "genre")
"""What a request says of the piece itself; the composer's own names for it are the same."""
QUICK = 1  # zlib's levels: the time goes to the user, the space is cheap


@dataclass(frozen=True, slots=True)
class Made:
    """A piece in all its forms: the answer, and what the database keeps."""

    answer: bytes
    midi: bytes
    document: bytes
    score: bytes
    title: str
    facts: dict[str, Any]


class Telling(Protocol):
    """What a request says about its answer."""

    @property
    def include_progression(self) -> bool: ...


def make(addresses: Addresses, request: GenerateRequest, seed: int) -> Made:
    """Compose what ``request`` asks, by the rules alone. BriefError when it cannot be done."""
    brief = brief_of(addresses.genre, request, seed)
    return finish(addresses, request, brief, plan_of(brief))


def brief_of(genre: str, request: GenerateRequest, seed: int) -> Brief:
    """What ``request`` asks for. BriefError when it contradicts itself."""
    said = {name: getattr(request, name) for name in ASKED}
    return read_brief(Request(genre, **{**said, "seed": seed}), genres())


def plan_of(brief: Brief) -> Progression:
    """The harmony by the rules. BriefError when it cannot be done."""
    return plan(brief, genres()[brief.genre])


def chords_told(brief: Brief, progression: Progression, request: Telling) -> ChordsOut:
    """What is told of the harmony before there are notes."""
    return ChordsOut(
        chord_progression=chords_out(progression) if request.include_progression else [],
        progression=chart_text(given_of(progression), brief.meter),
        generation_method=generation_method(progression),
    )


def finish(
    addresses: Addresses, request: GenerateRequest, brief: Brief, progression: Progression
) -> Made:
    """The piece over its harmony."""
    composition = from_progression(brief, progression)
    arrangement, performance = composition.arrangement, composition.performance
    midi = composition.midi()
    answer = answer_of(addresses, request, arrangement, performance, midi)
    return Made(
        answer=answer.model_dump_json().encode(),
        midi=midi,
        document=pack_document(arrangement, performance),
        score=pack_score(arrangement, performance, addresses),
        title=title_of(request.description, addresses.genre, brief.seed),
        facts=facts_of(answer),
    )


def facts_of(answer: GenerateResponse) -> dict[str, Any]:
    """What a list shows of a piece, see `PieceFacts`."""
    told = answer.metadata.model_dump(include=set(PieceFacts.model_fields))
    return PieceFacts(description=answer.brief.description, **told).model_dump()


def answer_again(addresses: Addresses, request: Telling, midi: bytes, document: bytes) -> bytes:
    """What the one who asked is told of a piece that was kept: the same as when it was made."""
    answer = answer_of(addresses, request, *unpack_document(document), midi)
    return answer.model_dump_json().encode()


def answer_of(
    addresses: Addresses,
    request: Telling,
    arrangement: Arrangement,
    performance: Performance,
    midi: bytes,
) -> GenerateResponse:
    """What the one who asked is told."""
    chords = chords_out(arrangement.progression) if request.include_progression else []
    return GenerateResponse(
        id=addresses.piece_id,
        genre=addresses.genre,
        seed=arrangement.brief.seed,
        midi_base64=base64.b64encode(midi).decode(),
        download_url=addresses.download,
        audio_url=addresses.audio,
        score_url=addresses.score,
        chord_progression=chords,
        metadata=metadata_out(arrangement, performance),
        note_preview=preview_out(arrangement, performance),
        brief=brief_out(arrangement.brief),
        harmony=harmony_out(arrangement),
        parent_id=arrangement.parent_id,
        progression=chart_text(given_of(arrangement.progression), arrangement.brief.meter),
    )


def pack_document(arrangement: Arrangement, performance: Performance) -> bytes:
    """The piece itself, to be kept."""
    document = {"arrangement": encode(arrangement), "performance": encode(performance)}
    return zlib.compress(json.dumps(document, separators=(",", ":")).encode(), QUICK)


def unpack_document(data: bytes) -> tuple[Arrangement, Performance]:
    """The piece that was kept. CodecError when it is none."""
    document = json.loads(zlib.decompress(data))
    return decode(Arrangement, document["arrangement"]), decode(
        Performance, document["performance"]
    )


def pack_score(arrangement: Arrangement, performance: Performance, addresses: Addresses) -> bytes:
    """The score's answer, gzipped as it will be sent."""
    text = score_out(arrangement, performance, addresses).model_dump_json()
    return gzip.compress(text.encode(), QUICK, mtime=0)


def repack_score(data: bytes, addresses: Addresses) -> bytes:
    """The score's answer made anew from the document that was kept."""
    return pack_score(*unpack_document(data), addresses)
