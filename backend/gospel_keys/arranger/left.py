"""The left hand: figures laid over the bass line, and walking bass."""

from __future__ import annotations

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.figures import Step, Tone
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.part import Part, tile
from gospel_keys.arranger.tones import approach_pitch, chord_pitch, key_pitch
from gospel_keys.arranger.voicing import Voices, moved, shell
from gospel_keys.score.model import Hand, Role

_COMP_LOW = 47
_LOWEST = 26
"""Below this the left hand's notes growl: they are taken an octave higher."""


def figure(part: Part) -> list[Draft]:
    """The texture's cells, chord by chord: the bass first, the rest as the cells say."""
    drafts: list[Draft] = []
    voices: Voices = ()
    for span in part.frame.spans:
        bass = part.bass[span]
        for onset, end, step in tile(part, span):
            pitches, voices = _pitches(part, span, bass, step, voices)
            pitches = _near(pitches, bass, part.leap(end - onset))
            rolled = step.rolled and len(pitches) > 1
            for pitch in _within_reach(part, pitches, rolled):
                role = Role.BASS if pitch == pitches[0] and _is_bass(step) else Role.COMP
                drafts.append(
                    Draft(
                        pitch, onset, end, Hand.LEFT, role, span, part.texture.id,
                        accent=step.accent, rolled=rolled,
                    )
                )  # fmt: skip
    return drafts


def _near(pitches: list[int], bass: int, leap: int) -> list[int]:
    """Bring notes down that the hand could not jump to in time."""
    return sorted({p - 12 if p - bass > leap and p - 12 > bass else p for p in pitches})


def _is_bass(step: Step) -> bool:
    return step.tones[0].frame in {"bass", "approach", "step"}


def _pitches(
    part: Part, span: Span, bass: int, step: Step, voices: Voices
) -> tuple[list[int], Voices]:
    """A step's pitches from low to high, under the ceiling; and the comping voicing in use."""
    found: set[int] = set()
    for tone in step.tones:
        if tone.frame == "comp":
            voices = _comp(part, span, bass, tone.number, voices)
            found.update(voices)
        else:
            found.add(_lowered(_pitch(part, span, bass, tone), bass, part.ceiling[span]))
    return sorted(found), voices


def _pitch(part: Part, span: Span, bass: int, tone: Tone) -> int:
    sound = span.harmony
    if tone.frame == "bass":
        octave = (abs(tone.number) - 1) // 7 * (12 if tone.number > 0 else -12)
        return bass + octave if bass + octave >= _LOWEST else bass
    if tone.frame == "chord":
        pitch = chord_pitch(sound, bass, tone.number)
        return pitch + 12 * tone.octave if pitch + 12 * tone.octave >= _LOWEST else pitch
    if tone.frame == "key":
        tonic = bass - (bass - sound.tonic) % 12
        return key_pitch(sound, tone, tonic)
    return approach_pitch(tone, span, target_of(part, span))


def target_of(part: Part, span: Span) -> int:
    """The bass the span leads to: the next chord's, or its own where nothing follows."""
    spans = part.frame.spans
    index = spans.index(span) + 1
    if index < len(spans):
        return part.bass[spans[index]]
    return part.goal.next_bass if part.goal.next_bass is not None else part.bass[span]


def _lowered(pitch: int, bass: int, ceiling: int) -> int:
    """Down by octaves until the right hand is clear; never under the bass."""
    while pitch > ceiling and pitch - 12 > bass:
        pitch -= 12
    return pitch if pitch <= ceiling else bass


def _within_reach(part: Part, pitches: list[int], rolled: bool) -> list[int]:
    """What one hand can hold: notes too far above the lowest come down an octave or go."""
    reach = part.setting.rolled_reach if rolled else part.setting.reach
    low = pitches[0]
    kept: list[int] = []
    for pitch in pitches:
        inside = pitch if pitch - low <= reach else pitch - 12
        if inside not in kept and (inside > low or not kept):
            kept.append(inside)
    return sorted(kept)[:5]


def _comp(part: Part, span: Span, bass: int, count: int, voices: Voices) -> Voices:
    """A close voicing near the last one, under the right hand."""
    high = min(part.ceiling[span], part.setting.style.ranges.left_ceiling)
    choices = shell(span.harmony, bass, count, _COMP_LOW, high)
    while not choices and count > 1:
        count -= 1
        choices = shell(span.harmony, bass, count, _COMP_LOW, high)
    if not choices:
        return (bass,)
    center = (53,) * count
    return min(choices, key=lambda v: (moved(v, voices or center) + 0.3 * moved(v, center), v))


def walk(
    part: Part,
    *,
    skip: float = 0.0,
    octaves: bool = False,
    diatonic: bool = False,
    division: int = 1,
) -> list[Draft]:
    """A note a beat from bass to bass: chord tones and steps, the last one an approach.

    ``skip`` is how often a beat gets a second note, the chord's octave or fifth, on its off-beat;
    ``octaves`` doubles the line above; ``diatonic`` approaches stay in the chord's scale, and
    ``division`` is how many notes a beat has.
    """
    drafts: list[Draft] = []
    beat = part.frame.measure.beat // division
    for span in part.frame.spans:
        count = max(1, (span.end - span.start) // beat)
        line = _walk_line(part, span, count, diatonic=diatonic)
        for index, pitch in enumerate(line):
            onset = span.start + index * beat
            end = span.end if index == count - 1 else onset + beat
            again = part.draw.random() < skip and end - onset == beat
            cut = end - part.frame.measure.half if again else end
            drafts.append(_walked(part, span, pitch, onset, cut))
            if octaves and pitch + 12 <= part.ceiling[span]:
                drafts.append(_walked(part, span, pitch + 12, onset, cut))
            if again:
                drafts.append(_walked(part, span, _bounce(part, span, pitch), cut, end))
    return drafts


def _walked(part: Part, span: Span, pitch: int, onset: int, end: int) -> Draft:
    return Draft(pitch, onset, end, Hand.LEFT, Role.BASS, span, part.texture.id)


def _bounce(part: Part, span: Span, pitch: int) -> int:
    """The off-beat skip: the octave above where there is room, else the chord's fifth."""
    if pitch + 12 <= min(part.ceiling[span], 55):
        return pitch + 12
    return chord_pitch(span.harmony, part.bass[span], 5)


def _walk_line(part: Part, span: Span, count: int, *, diatonic: bool) -> tuple[int, ...]:
    """The smoothest line of ``count`` notes from this bass toward the next, with some chance."""
    first = part.bass[span]
    target = target_of(part, span)
    pool = _walk_pool(part, span, first)
    approach = [target + move for move in (-1, 1, -2, 2)] if span.changes else pool
    if diatonic:
        approach = [pitch for pitch in approach if span.harmony.scale[pitch % 12]] or pool
    lines: dict[int, tuple[float, tuple[int, ...]]] = {first: (0.0, (first,))}
    for index in range(1, count):
        options = approach if index == count - 1 else pool
        strong = index % 2 == 0 and index < count - 1
        lines = {
            pitch: _stepped(lines, pitch, span, strong, part.draw.random()) for pitch in options
        }
    return min((cost + _roughness(pitch, target), line) for pitch, (cost, line) in lines.items())[1]


def _walk_pool(part: Part, span: Span, first: int) -> list[int]:
    """The scale's notes within reach of the bass, the nearest eight."""
    low, high = part.setting.style.ranges.bass
    top = min(high + 4, part.ceiling[span], first + 12)
    scale = span.harmony.scale
    pool = [p for p in range(max(low - 2, first - 9), top + 1) if scale[p % 12] and p != first]
    return sorted(pool, key=lambda p: abs(p - first))[:8] or [first]


def _stepped(
    lines: dict[int, tuple[float, tuple[int, ...]]],
    pitch: int,
    span: Span,
    strong: bool,
    chance: float,
) -> tuple[float, tuple[int, ...]]:
    """The cheapest way to reach ``pitch``: passing notes do not belong on strong beats."""
    cost, line = min(
        (cost + _roughness(before, pitch), line) for before, (cost, line) in lines.items()
    )
    foreign = 2.0 if strong and pitch % 12 not in span.harmony.tones else 0.0
    return cost + foreign + 1.5 * chance, (*line, pitch)


def _roughness(one: int, other: int) -> float:
    size = abs(other - one)
    return 6.0 if size == 0 else 0.0 if size <= 2 else 0.35 * (size - 2)
