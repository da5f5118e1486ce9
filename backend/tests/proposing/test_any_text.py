"""Whatever a model writes, with a grammar or without one, the piece is made."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.composer.proposing.reading import RejectedError, plain_text, read_phrase
from gospel_keys.composer.proposing.session import propose
from gospel_keys.composer.proposing.vocabulary import vocabulary
from gospel_keys.genres.registry import genres
from gospel_keys.music.chord_type import chord_types
from gospel_keys.music.key import Key, all_keys
from gospel_keys.music.meter import Meter
from tests.proposing.offers import Scripted, a_brief, offered, planned

STYLES = sorted(genres())
KEYS = [str(key) for key in all_keys()]
C, FOUR = Key.parse("C major"), Meter.parse("4/4")
OFFER = offered(vocabulary(C), C, FOUR, 4)
SIGNS = st.text(alphabet="CDEFGABbm#7913susdimaj/|:.% IVivo+()\n0123456789", max_size=120)
NAMES = ("It6", "Ger65", "Fr43", "N6", "V65", "I/3", "V7/V", "viiø7/ii", "2-7", "4/6", "b7", "#4°7")


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(SIGNS, st.text(max_size=200)))
def test_a_text_is_read_or_rejected(text: str) -> None:
    try:
        chords = read_phrase(text, OFFER)
    except RejectedError:
        return
    assert chords[0].onset == 0
    assert chords[-1].end == 4 * FOUR.bar
    assert all(one.end == other.onset for one, other in pairwise(chords))


@given(text=st.text(max_size=80))
@settings(deadline=None)
def test_what_is_made_plain_stays_plain(text: str) -> None:
    once = plain_text(text)
    assert plain_text(once) == once
    assert all(sign == "\n" or sign.isprintable() for sign in once)


def any_chart(rng: Random, bars: int) -> str:
    """Bars of chords of every kind that the parser knows, whether they make sense or not."""
    kinds = list(chord_types().values())
    written = [
        [
            rng.choice(NAMES)
            if rng.random() < 0.2
            else f"{rng.choice('CDEFGAB')}{rng.choice(('', 'b', '#'))}{rng.choice(kinds).symbol}"
            for _ in range(rng.choice((1, 1, 2)))
        ]
        for _ in range(bars)
    ]
    return " | ".join(" ".join(bar) for bar in written) + " |"


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 100_000), style=st.sampled_from(STYLES), key=st.sampled_from(KEYS))
def test_any_chords_in_any_key_leave_a_whole_progression(seed: int, style: str, key: str) -> None:
    rng = Random(seed)
    brief = a_brief(style, key=key, num_bars=16, seed=seed, complexity=1 + seed % 10)
    rules = planned(brief)
    texts = {phrase.id: any_chart(rng, phrase.bars) for phrase in rules.phrases}
    made, report = propose(brief, genres()[style], rules, 1.0, seed, Scripted(texts))
    assert len(report.offered) == len(rules.phrases)
    assert made.chords[0].onset == 0
    assert made.chords[-1].end == rules.chords[-1].end
    assert all(one.end == other.onset for one, other in pairwise(made.chords))
