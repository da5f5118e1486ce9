"""Words and fields become a brief: every field with a value and a source, or a clear refusal."""

from __future__ import annotations

from collections.abc import Mapping

from gospel_keys.arranger.seed import sub_seed
from gospel_keys.composer.charts.chart import canonical
from gospel_keys.composer.charts.resolve import (
    given,
    resolve_chart,
)
from gospel_keys.composer.circumstance import circumstance
from gospel_keys.composer.errors import BriefError, Wrong, quoted
from gospel_keys.composer.findings import read_words
from gospel_keys.composer.melody import (
    resolve_melody,
    resolve_tune_bars,
    resolve_tune_forms,
    resolve_tune_key,
)
from gospel_keys.composer.notes_asked import melody_text
from gospel_keys.composer.request import Asked, HandSize
from gospel_keys.composer.resolve import (
    Draft,
    resolve_complexity,
    resolve_meter,
)
from gospel_keys.composer.resolve_form import (
    resolve_form,
    resolve_rise,
    usual_bars,
)
from gospel_keys.composer.resolve_tempo import (
    paced,
    resolve_application,
    resolve_feel,
    resolve_tempo,
)
from gospel_keys.composer.text import LIMIT, clean
from gospel_keys.genres.registry import Genre
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Brief

MAX_SEED = 2**53 - 1
_SMALL: HandSize = "small"
_NORMAL: HandSize = "normal"


def read_brief(request: Asked, genres: Mapping[str, Genre]) -> Brief:
    """What a request asks for, completely.

    Fields win over words, words over defaults. Raises ``BriefError`` for what is out of range,
    unknown to the genre, or contradicts itself; everything wrong is in its ``all``. Without a seed,
    one is derived from the request, so that equal requests make equal pieces.
    """
    genre = _genre(request.genre, genres)
    text = _description(request.description)
    draft = Draft(genre, read_words(text, genre, genres))
    _tell(draft)
    style, wrong = genre.style, Wrong()
    usual = style.application(style.default_application)
    meter = wrong.unless(
        Meter.parse(style.default_meter), resolve_meter, draft, request.time_signature
    )
    chart = wrong.unless(None, resolve_chart, draft, request.progression, meter)
    melody = wrong.unless((), resolve_melody, draft, request.melody, meter, style)
    key = wrong.unless(Key.parse("C"), resolve_tune_key, draft, request.key, chart, melody)
    chords = wrong.unless((), given, chart, key)
    application = wrong.unless(
        usual, resolve_application, draft, request.application, request.tempo, meter
    )
    middle = sum(paced(application, meter).tempo) / 2
    tempo = wrong.unless(middle, resolve_tempo, draft, request.tempo, application, meter)
    forms = wrong.unless((), resolve_tune_forms, draft, chart, melody)
    brought = bool(chart or melody)
    implied = None if brought else wrong.unless(None, usual_bars, draft, forms)
    bars = wrong.unless(
        style.default_bars,
        resolve_tune_bars,
        draft,
        request.num_bars,
        tempo,
        meter,
        chart,
        melody,
        implied,
    )
    complexity = wrong.unless(
        application.complexity, resolve_complexity, draft, request.complexity, application
    )
    here = circumstance(meter, complexity, application.id)
    feel = wrong.unless(None, resolve_feel, draft, here)
    form = wrong.unless(None, resolve_form, draft, forms, key, bars, here)
    rise = None if brought else wrong.unless(None, resolve_rise, draft, key, bars, form)
    share = wrong.unless(0.0, _share, draft, request.ai_percentage)
    seed = wrong.unless(0, _seed, draft, request, text)
    wrong.check()
    return Brief(
        genre=genre.id,
        description=text,
        key=key,
        tempo=tempo,
        meter=meter,
        bars=bars,
        application=application.id,
        complexity=complexity,
        ai_percentage=share,
        seed=seed,
        mood=_moods(draft),
        feel=feel,
        hand_size=_hands(draft, request),
        form=form,
        rise=rise,
        sources=draft.sources,
        ignored=draft.findings.ignored,
        notices=tuple(draft.notices),
        chords=chords,
        melody=melody,
    )


def _genre(name: str, genres: Mapping[str, Genre]) -> Genre:
    genre = genres.get(name.strip().lower())
    if genre is None:
        raise BriefError(
            "genre", f"There is no genre '{quoted(name)}'.", value=name, allowed=list(genres)
        )
    return genre


def _description(given: str) -> str:
    text = clean(given)
    if not text:
        raise BriefError(
            "description",
            "Say in a few words what you want to hear.",
            value=given,
            allowed=f"1 to {LIMIT} characters",
        )
    if len(text) > LIMIT:
        raise BriefError(
            "description",
            f"{len(text)} characters are too many.",
            value=len(text),
            allowed=f"1 to {LIMIT} characters",
        )
    return text


def _tell(draft: Draft) -> None:
    """Notices about named tunes and other genres."""
    for tune in draft.findings.tunes:
        draft.notices.append(
            f"'{tune.text}' is an existing tune, and this studio does not know its melody or "
            "chords: what follows is an original piece. To arrange the tune itself, import its "
            "chords or melody."
        )
    other = {
        said.value.id: said for said in draft.findings.genres if said.value.id != draft.genre.id
    }
    for said in other.values():
        draft.notices.append(
            f"The words also name '{said.text}'; the piece is {draft.genre.label}, as asked."
        )


def _moods(draft: Draft) -> tuple[str, ...]:
    named = [said.value.mood for said in draft.findings.moods]
    named += [said.value.mood for said in draft.findings.similes if said.value.mood]
    return tuple(dict.fromkeys(named))


def _hands(draft: Draft, request: Asked) -> HandSize:
    if request.hand_size is not None:
        return draft.take("hand_size", "field", request.hand_size)
    if draft.findings.level.small_hands:
        return draft.take("hand_size", "words", _SMALL)
    return draft.take("hand_size", "default", _NORMAL)


def _share(draft: Draft, asked: float | None) -> float:
    if asked is None:
        return draft.take("ai_percentage", "default", 0.0)
    if not 0 <= asked <= 1:
        raise BriefError("ai_percentage", f"{asked:g} is no share.", value=asked, allowed="0 to 1")
    return draft.take("ai_percentage", "field", float(asked))


def _seed(draft: Draft, request: Asked, text: str) -> int:
    if request.seed is None:
        parts = [str(getattr(request, name)) for name in _SEEDED]
        if request.progression is not None:
            parts.append(canonical(request.progression))
        if request.melody:
            parts.append(melody_text(request.melody))
        return draft.take("seed", "default", sub_seed(0, "request", text, *parts) & MAX_SEED)
    if not 0 <= request.seed <= MAX_SEED:
        raise BriefError(
            "seed", f"{request.seed} is no seed.", value=request.seed, allowed=f"0 to {MAX_SEED}"
        )
    return draft.take("seed", "field", request.seed)


_SEEDED = (
    "genre",
    "key",
    "tempo",
    "time_signature",
    "num_bars",
    "application",
    "complexity",
    "ai_percentage",
    "hand_size",
)
