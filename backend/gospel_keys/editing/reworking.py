"""The same chords, arranged anew: with another seed, at another level, in another genre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from gospel_keys.arranger import arrange, perform
from gospel_keys.arranger.style import Application, Style
from gospel_keys.compose import Composition
from gospel_keys.composer.charts.lay import FORM, ending_for, main_label
from gospel_keys.composer.errors import BriefError, quoted
from gospel_keys.composer.planning.events import Placed
from gospel_keys.composer.planning.recolour import recoloured
from gospel_keys.composer.planning.retelling import placed_of, retold
from gospel_keys.composer.planning.setting import setting_in
from gospel_keys.composer.resolve import LEVELS
from gospel_keys.editing.progressions import given_of
from gospel_keys.genres.loader import Genre
from gospel_keys.genres.registry import genres
from gospel_keys.score.model import Brief, Progression, Section


def variation(piece: Composition, seed: int) -> Composition:
    """Other hands for the same chords. Raises ``BriefError`` for the seed the piece has."""
    if seed == piece.brief.seed:
        raise BriefError(
            "seed", "That is the piece's own seed.", value=seed, allowed="another seed"
        )
    brief = replace(piece.brief, seed=seed, sources={**piece.brief.sources, "seed": "field"})
    return _arranged(brief, piece.arrangement.progression)


def change_complexity(piece: Composition, complexity: int) -> Composition:
    """The same progression simpler or richer: the hands' level, and the colours of the chords.

    Chords that somebody wrote or locked keep their symbols. Raises ``BriefError`` outside 1..10
    and for the level the piece has.
    """
    low, high = LEVELS
    if not low <= complexity <= high or complexity == piece.brief.complexity:
        message = f"The piece is at level {piece.brief.complexity}."
        raise BriefError(
            "complexity", message, value=complexity, allowed=f"another level, {low} to {high}"
        )
    sources = {**piece.brief.sources, "complexity": "field"}
    brief = replace(piece.brief, complexity=complexity, sources=sources)
    old = piece.arrangement.progression
    placed = list(_recoloured(placed_of(old), brief))
    return _arranged(brief, retold(old, placed))


def _recoloured(placed: Sequence[Placed], brief: Brief) -> list[Placed]:
    harmony = genres()[brief.genre].harmony
    found: list[Placed] = []
    last = placed[-1].phrase.id
    for _, group in groupby(placed, key=lambda one: one.phrase.id):
        phrase = list(group)
        section = phrase[0].section
        setting = setting_in(harmony, section, brief.complexity, brief.application)
        final = phrase[0].phrase.id == last
        found += recoloured(phrase, setting, brief.seed, last=final)
    return found


def change_genre(piece: Composition, genre: str) -> Composition:
    """The same chords as another genre would play them.

    The application is the one whose tempo is nearest; key, meter, bars and level stay. Raises
    ``BriefError`` for a genre that is not known, has no patterns in the meter, or is the piece's.
    """
    goal = _goal(piece.brief, genre)
    application = _nearest(goal.style, piece.brief.tempo)
    tempo = min(max(piece.brief.tempo, application.tempo[0]), application.tempo[1])
    notices = [f"The chords of a piece in {genres()[piece.brief.genre].label}."]
    if tempo != piece.brief.tempo:
        notices.append(
            f"{piece.brief.tempo:g} beats a minute became {tempo:g}, where {goal.label} is at home."
        )
    brief = replace(
        piece.brief, genre=goal.id, application=application.id, tempo=tempo, feel=None,
        notices=tuple(notices),
    )  # fmt: skip
    old = piece.arrangement.progression
    sections = tuple(_section(section, goal.style, brief) for section in old.sections)
    ending = ending_for(goal.style, brief, old.phrases[-1].cadence)
    made = replace(old, sections=sections, form=FORM, ending=ending.id)
    return _arranged(brief, made)


def _goal(brief: Brief, name: str) -> Genre:
    meter = str(brief.meter)
    able = [g.id for g in genres().values() if meter in g.style.meters and g.id != brief.genre]
    goal = genres().get(name)
    if goal is None:
        raise BriefError(
            "genre", f"There is no genre '{quoted(name)}'.", value=quoted(name), allowed=able
        )
    if goal.id == brief.genre:
        raise BriefError("genre", f"The piece is {goal.label} already.", value=name, allowed=able)
    if goal.id not in able:
        raise BriefError(
            "genre",
            f"{goal.label} has no patterns in {meter}{'' if able else ', nor has another genre'}.",
            value=name,
            allowed=able,
        )
    return goal


def _nearest(style: Style, tempo: float) -> Application:
    """The application whose range is nearest to a tempo; of those that hold it the usual one."""

    def far(row: Application) -> tuple[float, bool, float]:
        low, high = row.tempo
        outside = max(low - tempo, tempo - high, 0.0)
        return outside, row.id != style.default_application, abs((low + high) / 2 - tempo)

    return min(style.applications, key=far)


def _section(section: Section, style: Style, brief: Brief) -> Section:
    """The section under a label that the style knows, at the new tempo."""
    known = {row.label for form in style.forms for row in form.sections}
    label = section.label if section.label in known else main_label(style, brief.bars)
    return replace(section, label=label, tempo=brief.tempo)


def _arranged(brief: Brief, progression: Progression) -> Composition:
    """A progression arranged as a brief asks; the brief brings its chords."""
    style, hooks = genres()[brief.genre].style, genres()[brief.genre].hooks
    brief = replace(brief, chords=given_of(progression))
    arrangement = arrange(brief, progression, style, hooks)
    return Composition(brief, arrangement, perform(arrangement, style))
