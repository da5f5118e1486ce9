"""The grammar of one phrase, as llguidance reads Lark: every sentence is a legal progression of it.

A sentence is a chart, as people write it: bars between ``|``, a chord alone in its bar, chords that
share it equally, or chords with their beats (``Am7:3 D7:1``). The lengths fill each bar exactly,
locked chords stand in their places, and the last chord is where the phrase's cadence ends. A chord
may be a symbol, or the Roman numeral of a triad or a seventh chord.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from gospel_keys.composer.proposing.bars import Free, Held, Part
from gospel_keys.composer.proposing.vocabulary import Vocabulary
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import PitchClass

_CHORD, _LAST = "CHORD", "LAST"
_BAR_LINE, _SPACE = ' " | " ', ' " " '


def grammar_text(
    bars: Sequence[Sequence[Part]],
    meter: Meter,
    words: Vocabulary,
    *,
    most: int,
    ends: Sequence[PitchClass] = (),
) -> str:
    """The grammar of a phrase of ``bars`` (as ``parts_of_bars`` has them).

    ``most`` is how many chords come in a bar at most, ``ends`` the roots on which the phrase may
    end (any without). A locked chord is written as itself, with its beats.
    """
    rules = _Rules(meter, most)
    last = len(bars) - 1
    names = [rules.bar(bar, _LAST if number == last else _CHORD) for number, bar in enumerate(bars)]
    lines = [f"start: {_BAR_LINE.join(names)}", *rules.lines, *_terminals(words, ends)]
    return "\n".join(lines) + "\n"


class _Rules:
    """Collects rules: one for each kind of bar, and one for each rest of one."""

    def __init__(self, meter: Meter, most: int) -> None:
        self.meter = meter
        self.most = most
        self.lines: list[str] = []
        self._names: dict[object, str] = {}

    def bar(self, parts: Sequence[Part], last: str) -> str:
        """The name of a bar's rule; ``last`` is the terminal of its last chord."""
        match parts:
            case [Free() as whole]:
                return self._rule(("bar", whole.lengths, last), self._ways(whole, last))
        names = [self._part(part, last if part is parts[-1] else _CHORD) for part in parts]
        return self._rule(("bar", *names), [_SPACE.join(names)])

    def _ways(self, whole: Free, last: str) -> list[str]:
        """An open bar: one chord, some that share it equally, or some with their beats."""
        count = len(whole.lengths)
        even = [size for size in range(1, min(count, self.most) + 1) if count % size == 0]
        shared = [_SPACE.join([*[_CHORD] * (size - 1), last]) for size in even]
        return [*shared, self._stretch(whole.lengths, self.most, last)]

    def _part(self, part: Part, last: str) -> str:
        if isinstance(part, Held):
            return f'"{part.lock.chord}{self._beats(part.duration)}"'
        return self._stretch(part.lengths, self.most, last)

    def _stretch(self, lengths: tuple[Fraction, ...], most: int, last: str) -> str:
        """The rule for time that chords with their beats fill: the first one, then the rest."""
        most = min(most, len(lengths))
        ways = [f'{last} "{self._beats(sum(lengths, Fraction(0)))}"']
        if most > 1:
            ways += [
                f'{_CHORD} "{self._beats(sum(lengths[:size], Fraction(0)))} " '
                + self._stretch(lengths[size:], most - 1, last)
                for size in range(1, len(lengths))
            ]
        return self._rule(("stretch", lengths, most, last), ways)

    def _beats(self, length: Fraction) -> str:
        return f":{length / self.meter.beat}"

    def _rule(self, kind: tuple[object, ...], ways: Sequence[str]) -> str:
        """The rule's name; it is written down the first time that it is asked for."""
        if kind not in self._names:
            name = f"{kind[0]}{len(self._names)}"
            self._names[kind] = name
            self.lines.append(f"{name}: {' | '.join(ways)}")
        return self._names[kind]


def _terminals(words: Vocabulary, ends: Sequence[PitchClass]) -> list[str]:
    """The chord names: a root, a symbol, and a bass that is not the root; or a Roman numeral."""
    optional = "?" if "" in words.symbols else ""
    lines = [f"SYMBOL: {_any(symbol for symbol in words.symbols if symbol)}"]
    for number, root in enumerate(words.roots):
        basses = _any(str(one) for one in words.roots if one.chroma != root.chroma)
        lines.append(f'R{number}: "{root}" SYMBOL{optional} ("/" ({basses}))?')
    lines.append(f"NUMERAL: {_any(_numerals(words, words.roots))}")
    names = [f"R{number}" for number in range(len(words.roots))]
    lines.append(f"{_CHORD}: {' | '.join([*names, 'NUMERAL'])}")
    plain = [f'"{root}" SYMBOL{optional}' for root in ends]
    last = [*plain, _any(_numerals(words, ends))] if ends else [_CHORD]
    lines.append(f"{_LAST}: {' | '.join(last)}")
    return lines


def _numerals(words: Vocabulary, roots: Sequence[PitchClass]) -> list[str]:
    return list(dict.fromkeys(name for root in roots for name in words.numerals(root)))


def _any(texts: Iterable[str]) -> str:
    return " | ".join(f'"{text}"' for text in texts)
