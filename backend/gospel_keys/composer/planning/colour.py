"""The colour of each chord at a level: triad, seventh, ninth, altered."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from gospel_keys.composer.planning.setting import Setting
from gospel_keys.composer.planning.slots import Slotted
from gospel_keys.genres.numeral import TONIC, Degree, Numeral
from gospel_keys.genres.phrases import ColourOption, Mode, Role

_PLAIN = frozenset({"", "7", "maj7"})
_FIFTH_DOWN, _HALF_DOWN, _WHOLE_UP = 5, 11, 2


def coloured(
    chords: Sequence[Slotted], setting: Setting, rng: Random, *, last: bool
) -> list[Slotted]:
    """Every plain chord in the colour of its level.

    Depends on this phrase alone: its last chord is taken to lead home, as its cadence says.
    ``last`` marks the piece's last phrase, whose last chord is the final one.
    """
    home = Numeral(TONIC, setting.mode == "minor")
    result: list[Slotted] = []
    for index, chord in enumerate(chords):
        after = chords[index + 1].numeral if index + 1 < len(chords) else home
        rest = index == len(chords) - 1
        moves = not rest and chords[index + 1].bar == chord.bar
        options = _options(chord.numeral, after, setting, final=last and rest, rest=rest)
        if result and _holds_back(result[-1].numeral, chord.numeral):
            options = [option for option in options if "sus" not in option.suffix]
        colour = chord.numeral
        if options and result and _carries_over(result[-1], chord, moves=moves):
            held = result[-1].numeral
            options = [one for one in options if _in(one, colour) != held] or options
        if options:
            option = rng.choices(options, [one.weight for one in options])[0]
            colour = _in(option, colour)
        result.append(chord.recoloured(colour))
    return result


def _in(option: ColourOption, plain: Numeral) -> Numeral:
    """The chord in one of its colours."""
    return option.instead or plain.with_suffix(option.suffix)


def _carries_over(before: Slotted, here: Slotted, *, moves: bool) -> bool:
    """Whether a chord would only hold the one before it into a bar that ``moves``.

    The two would be one chord, and the bar would keep a single change.
    """
    one, other = before.numeral, here.numeral
    same = one.root == other.root and one.lowest == other.lowest and one.minor == other.minor
    return moves and same and before.bar != here.bar


def role_of(numeral: Numeral, after: Numeral, mode: Mode) -> Role | None:
    """What a plain chord does before ``after``; None for one that keeps the colour it has."""
    if numeral.is_diminished:
        return "diminished"
    if numeral.is_half_diminished:
        return "half-diminished"
    plain = numeral.suffix in _PLAIN or (numeral.minor and numeral.suffix == "6")
    if not plain:
        return None
    if numeral.bass is not None:
        return _slash_role(numeral)
    if numeral.is_dominant or (numeral.root == Degree(4) and not numeral.minor):
        return _dominant_role(numeral, after, mode)
    if numeral.minor:
        named: dict[Degree, Role] = {TONIC: "minor-tonic", Degree(3): "minor-subdominant"}
        return named.get(numeral.root, "minor")
    named = {TONIC: "tonic", Degree(3): "subdominant"}
    return named.get(numeral.root, "borrowed")


def _slash_role(numeral: Numeral) -> Role | None:
    """Inversions keep a light colour; four over five is a dominant of its own."""
    third, fifth = (3 if numeral.minor else 4), 7
    place = (numeral.lowest.chroma - numeral.root.chroma) % 12
    if place not in (third, fifth):
        return "eleventh" if numeral.is_major and place == 2 else None
    if numeral.minor:
        return "minor-inversion"
    return "dominant-inversion" if numeral.is_dominant or numeral.root == Degree(4) else "inversion"


def _dominant_role(numeral: Numeral, after: Numeral, mode: Mode) -> Role:
    if numeral.root == Degree(4):
        return "dominant"
    motion = (after.root.chroma - numeral.root.chroma) % 12
    if motion == _HALF_DOWN and numeral.root.alter != 0:
        return "tritone"
    home = motion == _WHOLE_UP and after.root == TONIC
    return "backdoor" if home and mode == "major" else "applied"


def _options(
    numeral: Numeral, after: Numeral, setting: Setting, *, final: bool, rest: bool
) -> Sequence[ColourOption]:
    """The colours a chord may take before ``after``; none for one that keeps what it has.

    The home dominant looks to its key; others to the chord they resolve to, if they do.
    """
    role = role_of(numeral, after, setting.mode)
    if role is None:
        return ()
    goal: Mode = "minor" if after.minor and not after.is_half_diminished else "major"
    if numeral.root == Degree(4):
        goal = setting.mode
    elif numeral.root == after.root:
        goal = "major"
    return setting.harmony.options(role, str(numeral.root), setting.complexity, goal, final, rest)


def _holds_back(before: Numeral, here: Numeral) -> bool:
    """Whether ``before`` is the suspension that ``here`` must release."""
    return "sus" in before.suffix and before.root == here.root
